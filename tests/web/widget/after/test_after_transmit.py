"""A question handed to the prefecture from the widget, followed and erased by its receipt."""

import re

from playwright.sync_api import expect

from assistant.records.tables import HandoffRow, OutgoingMail
from tests.web.widget.after.conftest import NOWHERE, RATE, put, rows

OPEN = "Transmettre ma question à la préfecture"


def opened_form(page):
    """Open the form under the last answer and return it."""
    page.get_by_role("button", name=OPEN).last.click()
    form = page.get_by_role("group", name=OPEN).last
    expect(form.get_by_label("Votre question")).to_be_focused()
    return form


def send(form):
    form.get_by_role("button", name="Transmettre", exact=True).click()


def test_a_question_is_transmitted_with_the_conversation_and_erased_by_its_code(asked, records):
    page = asked(RATE)
    put(page, NOWHERE)
    form = opened_form(page)
    expect(form.get_by_label("Votre question")).to_have_value(NOWHERE)
    expect(form.get_by_label("Résumé de la conversation")).to_have_value(re.compile(re.escape(f"– {RATE}")))
    expect(form).to_contain_text("lue par M. Bernard COUSIN")
    form.get_by_label("Votre question").fill(f"{NOWHERE} Écrivez à jean@perso.fr.")
    email, consent = form.get_by_label("Votre adresse électronique"), form.get_by_label("J’accepte que")
    expect(email).to_have_accessible_description(re.compile("gardées 180 jours après la réponse"))
    email.fill("maire@commune.example")
    send(form)
    expect(consent).to_be_focused()
    expect(consent).to_have_accessible_description(re.compile("Cochez cette case"))
    assert rows(records, HandoffRow) == []
    consent.check()
    send(form)
    expect(page.get_by_role("heading", name="Votre question est transmise")).to_be_focused()
    (row,) = rows(records, HandoffRow)
    assert row.email == "maire@commune.example" and row.consent_at and row.exchange_id
    assert row.question.startswith(NOWHERE) and "jean" not in row.question and RATE in row.summary
    code = page.locator("assistant-mairie code").inner_text()
    with page.context.expect_page() as popup:
        page.get_by_role("link", name="Retrouver ma question transmise").first.click()
    popup.value.get_by_label("Votre code").fill(code)
    popup.value.get_by_role("button", name="Afficher").click()
    popup.value.get_by_role("button", name="Tout effacer").click()
    popup.value.get_by_role("button", name="Oui, tout effacer").click()
    expect(popup.value.get_by_role("heading", level=1)).to_have_text("Tout est effacé")
    assert rows(records, HandoffRow) == []


def test_a_reply_lost_on_the_way_is_asked_for_again_and_nothing_is_sent_twice(asked, records, open_page):
    page, taken = asked(), []

    def lose(route):
        taken.append(route.fetch().status)
        route.abort()

    page.route("**/api/handoff", lose)
    form = opened_form(page)
    form.get_by_label("Votre question").fill("De quelle couleur ?")
    send(form)
    expect(form.get_by_role("alert")).to_contain_text("ce que vous avez écrit est conservé")
    expect(form.get_by_label("Votre question")).to_have_value("De quelle couleur ?")
    page.unroute("**/api/handoff")
    send(form)
    expect(page.locator("assistant-mairie code")).to_have_text(re.compile(r"^[0-9A-Z-]{32}$"))
    assert taken == [201] and len(rows(records, HandoffRow)) == len(rows(records, OutgoingMail)) == 1
    open_page.faults.clear()  # the browser itself reports what was aborted


def test_each_fault_is_said_at_its_field_and_what_was_typed_stays_when_the_form_is_closed(asked):
    form = opened_form(asked(RATE))
    question, email = form.get_by_label("Votre question"), form.get_by_label("Votre adresse électronique")
    question.fill("")
    email.fill("maire")
    send(form)
    expect(question).to_be_focused()
    expect(question).to_have_attribute("aria-invalid", "true")
    expect(question).to_have_accessible_description(re.compile(r"2\s?000 caractères au plus.* Écrivez votre question"))
    expect(email).to_have_accessible_description(re.compile("n’est pas utilisable"))
    form.get_by_role("button", name="Ne rien transmettre").click()
    opener = form.get_by_role("button", name=OPEN)
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.click()
    expect(email).to_have_value("maire")
