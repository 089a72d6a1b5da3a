"""« Ne pas conserver ma question » in the widget, and what is not there where nothing is kept."""

import json

from playwright.sync_api import expect

from assistant.records.tables import Exchange, HandoffRow
from tests.web.widget.after.conftest import NOWHERE, RATE, put, rows

BOX = "Ne pas conserver ma question"


def test_a_question_that_may_not_be_kept_is_not_written_nor_are_those_that_follow_it(opened, recorded, records):
    page = opened(at=recorded)
    box = page.get_by_label(BOX)
    expect(box).not_to_be_checked()
    box.check()
    put(page, RATE)
    expect(page.get_by_role("log")).to_contain_text("100%")
    expect(page.get_by_role("group", name="Cette réponse vous a-t-elle aidé")).to_have_count(0)
    box.press("Space")
    expect(box).to_be_checked()
    expect(box).to_have_accessible_description("Les questions de cette conversation ne sont pas conservées.")
    with page.expect_request("**/api/chat") as sent:
        put(page, NOWHERE)
    assert json.loads(sent.value.post_data)["keep"] is False
    assert rows(records, Exchange) == []
    page.get_by_role("button", name="Transmettre ma question").last.click()
    page.get_by_role("button", name="Transmettre", exact=True).click()
    expect(page.get_by_role("heading", name="Votre question est transmise")).to_be_visible()
    assert [row.exchange_id for row in rows(records, HandoffRow)] == [None]


def test_where_nothing_is_kept_nothing_that_keeps_is_offered(opened):
    page = opened()
    put(page, NOWHERE)
    for name in ("Oui", "Transmettre ma question à la préfecture"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    expect(page.get_by_label(BOX)).to_have_count(0)
    links = page.get_by_role("navigation", name="À propos de cet assistant").get_by_role("link")
    expect(links).to_contain_text(["Comment fonctionne cet assistant", "Données personnelles", "Accessibilité"])
