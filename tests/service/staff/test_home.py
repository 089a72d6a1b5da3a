import re

import pytest

from assistant.settings import Settings


@pytest.fixture
def several(open_console, two_schemes, tmp_path):
    """A console on two schemes, neither of which has an index."""
    return open_console(Settings(corpus=two_schemes, index=tmp_path / "none", encoder="none"))


def links(page):
    return re.findall(r'href="(/[^"]*)"', page.text)


def test_with_several_schemes_an_agent_chooses_one_then_sees_its_pages(several):
    agent = several.as_("reader")
    choice = agent.get("/staff")
    assert {"/s/aide-a/staff", "/s/aide-b/staff"} <= set(links(choice))
    home = agent.get("/s/aide-a/staff")
    assert home.status_code == 200
    assert not [link for link in links(home) if link.startswith("/s/aide-b")]
    assert "/staff" in links(home)


def test_a_scheme_that_is_not_there_is_a_missing_page(several):
    assert several.as_("reader").get("/s/aide-z/staff").status_code == 404


def test_pages_that_all_schemes_share_have_one_address(several):
    agent = several.as_("administrator")
    assert agent.get("/staff/comptes").status_code == 200
    assert agent.get("/s/aide-a/staff/comptes").status_code == 404
    assert several.client.get("/s/aide-a/staff").headers["location"] == "/staff/connexion?suite=/s/aide-a/staff"


@pytest.mark.parametrize(("role", "seen"), [("reader", False), ("validator", False), ("administrator", True)])
def test_the_menu_leads_only_where_one_may_go(console, role, seen):
    shown = links(console.as_(role).get("/staff"))
    assert ("/staff/comptes" in shown) == ("/staff/journal" in shown) == seen
    assert "/staff/compte" in shown


def test_what_was_done_is_a_sentence_of_ours_and_never_of_the_address(console):
    agent = console.as_("reader")
    assert "Vous êtes déconnecté" in agent.get("/staff?fait=staff.signed_out").text
    for wrong in ("<b>x</b>", "staff.none", "nothing.done", "staff.done.signed_out", "../x.y", "access.words"):
        page = agent.get("/staff", params={"fait": wrong})
        assert page.status_code == 200
        assert 'class="done"' not in page.text
