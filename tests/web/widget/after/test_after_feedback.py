"""Whether an answer helped, said in the widget and read in the database."""

from playwright.sync_api import expect

from assistant.records.tables import Feedback
from tests.web.widget.after.conftest import RATE, rows

ASKED = "Cette réponse vous a-t-elle aidé"


def said(records):
    return [(row.helpful, row.reason, row.comment) for row in rows(records, Feedback)]


def test_one_click_is_kept_made_precise_with_the_keyboard_and_changed(asked, records):
    page = asked(RATE)
    group = page.get_by_role("group", name=ASKED)
    yes, no = (group.get_by_role("button", name=words) for words in ("Oui", "Non"))
    expect(group.get_by_role("radio")).to_have_count(0)
    with page.expect_response("**/api/feedback"):
        no.press("Enter")
    expect(no).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status")).to_contain_text("Merci de votre avis")
    assert said(records) == [(False, None, "")]
    page.get_by_label("Il manque quelque chose").press("Space")
    page.get_by_label("Commentaire").fill("Et le plafond ? Écrivez à jean@perso.fr")
    page.get_by_role("button", name="Envoyer la précision").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("précision est enregistrée")
    expect(no).to_be_focused()
    assert said(records)[0][:2] == (False, "incomplete") and "jean" not in said(records)[0][2]
    no.click()
    expect(page.get_by_label("Commentaire")).to_be_visible()
    yes.click()
    expect(page.get_by_role("status")).to_have_text("Merci de votre avis.")
    expect(no).to_have_attribute("aria-pressed", "false")
    expect(group.get_by_role("radio")).to_have_count(0)
    assert said(records) == [(True, None, "")]


def test_what_could_not_be_sent_is_said_and_kept_and_can_be_sent_again(asked, records, open_page):
    page = asked(RATE)
    page.route("**/api/feedback", lambda route: route.abort())
    page.get_by_role("button", name="Non", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("L’envoi n’a pas abouti")
    expect(page.get_by_role("button", name="Non", exact=True)).to_have_attribute("aria-pressed", "false")
    page.get_by_label("La réponse est fausse").check()
    page.get_by_label("Commentaire").fill("Le taux a changé.")
    page.get_by_role("button", name="Envoyer la précision").click()
    expect(page.get_by_role("alert")).to_contain_text("L’envoi n’a pas abouti")
    expect(page.get_by_label("Commentaire")).to_have_value("Le taux a changé.")
    assert said(records) == []
    page.unroute("**/api/feedback")
    page.get_by_role("button", name="Envoyer la précision").click()
    expect(page.get_by_role("status")).to_contain_text("précision est enregistrée")
    assert said(records) == [(False, "wrong", "Le taux a changé.")]
    open_page.faults.clear()  # the browser itself reports what was aborted


def test_the_last_opinion_is_the_one_kept_however_slow_the_first(asked, records):
    page, held = asked(RATE), []
    page.route("**/api/feedback", lambda route: route.continue_() if held else held.append(route))
    with page.expect_request("**/api/feedback"):
        page.get_by_role("button", name="Oui", exact=True).click()
    page.get_by_role("button", name="Non", exact=True).click()
    held[0].continue_()
    expect(page.get_by_role("status")).to_contain_text("Vous pouvez préciser")
    assert [helpful for helpful, *_ in said(records)] == [False]
