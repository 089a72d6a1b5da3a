import re

import pytest
from sqlalchemy import select

from assistant.records.faq.wording import Source
from assistant.records.faq.workflow import find
from assistant.records.tables import JournalLine
from tests.support.entries import keep, say


@pytest.fixture
def press(field):
    """Press a button of an entry's page, as the page has it."""

    def pressed(browser, number, step, **more):
        page = browser.get(f"/staff/faq/{number}")
        if f"/staff/faq/{number}/{step}" not in page.text:
            return None
        return browser.send_form(f"/staff/faq/{number}/{step}", seen=field(page, "seen"), **more)

    return pressed


def state(site, number):
    with site.records.reading() as session:
        entry = find(session, "", number)
        return entry.state, entry.published


def buttons(page, number):
    return set(re.findall(rf'action="/staff/faq/{number}/(\w+)"', page.text))


def test_one_writes_and_another_publishes(site, press, words):
    ada, bob = site.as_("writer"), site.as_("validator")
    number = keep(site.records, "Quel taux ?", state="draft", by=ada.agent)
    assert press(ada, number, "proposer").status_code == 303
    done = press(bob, number, "valider")
    assert state(site, number) == ("published", 1)
    assert "La réponse est publiée" in words(bob.get(done.headers["location"]))


def test_nobody_is_offered_to_validate_what_they_wrote_nor_may_they(site, field, words):
    bob = site.as_("validator")
    number = keep(site.records, "Quel taux ?", state="proposed", by=bob.agent)
    page = bob.get(f"/staff/faq/{number}")
    assert "valider" not in buttons(page, number) and "une autre personne doit la valider" in words(page)
    refused = bob.send_form(f"/staff/faq/{number}/valider", seen=field(page, "seen"))
    assert refused.status_code == 409 and "une autre personne doit la valider" in words(refused)
    assert state(site, number) == ("proposed", None)


@pytest.mark.parametrize(
    ("kept", "role", "offered"),
    [
        ("draft", "reader", set()),
        ("draft", "writer", {"proposer", "abandonner"}),
        ("proposed", "writer", {"reprendre"}),
        ("proposed", "validator", {"reprendre", "valider", "renvoyer"}),
        ("published", "writer", set()),
        ("published", "validator", {"retirer"}),
        ("withdrawn", "writer", set()),
        ("withdrawn", "validator", {"republier"}),
    ],
)
def test_each_role_is_offered_what_it_may_do(site, kept, role, offered):
    number = keep(site.records, "Quel taux ?", state=kept)
    assert buttons(site.as_(role).get(f"/staff/faq/{number}"), number) == offered


def test_sent_back_its_author_reads_why(site, press, words):
    ada, bob = site.as_("writer"), site.as_("validator")
    number = keep(site.records, "Quel taux ?", state="proposed", by=ada.agent)
    assert press(bob, number, "renvoyer", note="").status_code == 409
    assert state(site, number) == ("proposed", None)
    assert press(bob, number, "renvoyer", note="Citez la <b>circulaire</b>.").status_code == 303
    page = ada.get(f"/staff/faq/{number}")
    assert "Citez la <b>circulaire</b>." in words(page).replace("&lt;", "<") or "&lt;b&gt;" in page.text
    assert "<b>circulaire" not in page.text


def test_recalled_withdrawn_and_put_back(site, press):
    ada, bob = site.as_("writer"), site.as_("validator")
    number = keep(site.records, "Quel taux ?", state="proposed", by=ada.agent)
    press(ada, number, "reprendre")
    assert state(site, number) == ("draft", None)
    press(ada, number, "proposer")
    press(bob, number, "valider")
    press(bob, number, "retirer")
    assert state(site, number) == ("withdrawn", None)
    press(bob, number, "republier")
    assert state(site, number) == ("published", 1)


def test_a_text_that_changed_since_it_was_read_is_not_validated(site, field, words):
    bob = site.as_("validator")
    number = keep(site.records, "Quel taux ?", "70 %.", state="proposed")
    seen = field(bob.get(f"/staff/faq/{number}"), "seen")
    with site.records.writing() as session:
        find(session, "", number).state = "draft"
    say(site.records, number, "Quel taux ?", "100 %.", state="proposed")
    refused = bob.send_form(f"/staff/faq/{number}/valider", seen=seen)
    assert refused.status_code == 409 and "Quelqu’un a modifié" in words(refused)
    assert state(site, number) == ("proposed", None)


def test_an_answer_whose_source_is_gone_is_not_validated(site, press, words):
    gone = Source("circulaire", "avant le 31 décembre 1999", "0" * 64)
    number = keep(site.records, "Jusqu’à quand ?", state="proposed", sources=(gone,))
    refused = press(site.as_("validator"), number, "valider")
    assert refused.status_code == 409 and "Une source n’est plus dans" in words(refused)
    assert state(site, number) == ("proposed", None)


def test_two_versions_are_compared_word_by_word_in_text(site, words):
    number = keep(site.records, "Combien de copies ?", "Le maire envoie 7 copies.")  # no document says how many
    say(site.records, number, "Combien de copies ?", "Le maire envoie 8 copies.", state="draft")
    page = site.as_("reader").get(f"/staff/faq/{number}")
    assert re.search(r"<del>.*7.*</del>", page.text) and re.search(r"<ins>.*8.*</ins>", page.text)
    assert "[supprimé : 7" in words(page) and "[ajouté : 8" in words(page)
    assert "[supprimé" not in words(site.as_("reader").get(f"/staff/faq/{number}?version=2"))
    assert "[ajouté : 8" in words(site.as_("reader").get(f"/staff/faq/{number}?version=2&avant=1"))


@pytest.mark.parametrize("query", ["version=9", "avant=9", "version=1&avant=9"])
def test_a_version_that_is_not_there_is_not_found(site, query):
    number = keep(site.records, "Quel taux ?")
    assert site.as_("reader").get(f"/staff/faq/{number}?{query}").status_code == 404


@pytest.mark.parametrize("number", ["0", "99999999999", "7"])
def test_an_entry_that_is_not_there_is_not_found(site, number):
    bob = site.as_("validator")
    assert bob.get(f"/staff/faq/{number}").status_code == 404
    assert bob.send_form(f"/staff/faq/{number}/retirer").status_code == 404


def test_each_step_is_in_the_journal_under_who_took_it(site, press):
    ada, bob = site.as_("writer", login="ada"), site.as_("validator", login="bob")
    number = keep(site.records, "Quel taux ?", state="draft", by=ada.agent)
    press(ada, number, "proposer")
    press(bob, number, "valider")
    press(bob, number, "retirer")
    with site.records.reading() as session:
        lines = session.scalars(select(JournalLine).order_by(JournalLine.number))
        told = [(line.actor, line.action) for line in lines if line.action.startswith("faq.")]
    assert told[-3:] == [("ada", "faq.propose"), ("bob", "faq.validate"), ("bob", "faq.withdraw")]
