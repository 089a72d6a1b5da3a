import pytest
from sqlalchemy import select

from assistant.domain import Answer, Question, Status
from assistant.records import exchanges, handoffs
from assistant.records.faq.workflow import find, newest
from assistant.records.tables import FaqEntry, JournalLine
from tests.support.entries import keep, say

SENT = {
    "question": "Le délai est-il prolongé ?",
    "phrasings": "A-t-on plus de temps ?\nprolongation",
    "answer": "Oui.\n\nJusqu’au 30 juin 2021.",
    "topic": "Calendrier",
    "document-0": "circulaire",
    "quote-0": "avant  le 30 juin 2021",
    "action": "save",
}


def entry_of(site, response):
    """Return the newest version of the entry that a POST led to."""
    number = int(response.headers["location"].split("/")[-1].split("?")[0])
    with site.records.reading() as session:
        return newest(find(session, "", number))


def kept(site):
    with site.records.reading() as session:
        return len(session.scalars(select(FaqEntry)).all())


def test_what_is_written_is_kept_with_its_source_as_the_document_has_it(site, words):
    writer = site.as_("writer")
    done = writer.send_form("/staff/faq/nouvelle", **SENT)
    assert done.status_code == 303
    version = entry_of(site, done)
    assert (version.question, version.answer, version.topic) == (SENT["question"], SENT["answer"], SENT["topic"])
    assert version.phrasings == ["A-t-on plus de temps ?", "prolongation"]
    (quote,) = version.quotes
    assert (quote["document"], quote["quote"]) == ("circulaire", "avant le 30 juin 2021")
    assert quote["sha256"] == site.holder.current().snapshot.documents["circulaire"].sha256
    assert version.author_id == writer.agent.id
    page = writer.get(done.headers["location"])
    assert "Le brouillon est enregistré." in words(page) and "Brouillon" in words(page)


def test_it_can_be_proposed_in_the_same_go(site, words):
    writer = site.as_("writer")
    done = writer.send_form("/staff/faq/nouvelle", **{**SENT, "action": "propose"})
    assert "À valider" in words(writer.get(done.headers["location"]))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"question": ""}, "Écrivez la question"),
        ({"answer": " "}, "Écrivez la réponse"),
        ({"answer": "a" * 5001}, "trop long"),
        ({"phrasings": "\n".join("abcdefghijklmnopqrstuvwxyz0123456789")}, "trop de formulations"),
        ({"expires_on": "2020-01-01"}, "Cette date est passée"),
        ({"expires_on": "demain"}, "Écrivez une date"),
        ({"quote-0": "avant le 31 décembre 1999"}, "ne se trouvent pas tels quels dans « Circulaire du"),
        ({"quote-0": "avant"}, "de 10 à 1000 caractères"),
        ({"document-0": ""}, "Choisissez le document"),
        ({"document-0": "inconnu"}, "Choisissez le document"),
    ],
    ids=range(10),
)
def test_a_fault_is_told_beside_its_field_and_nothing_typed_is_lost(site, words, field, change, told):
    writer = site.as_("writer")
    sent = {**SENT, **change}
    page = writer.send_form("/staff/faq/nouvelle", **sent)
    assert page.status_code == 422 and kept(site) == 0
    assert told in words(page).replace("\u00a0", " ")
    assert 'aria-invalid="true"' in page.text
    for name in set(sent) - {"action", "document-0"}:
        assert field(page, name).split() == sent[name].split()


def test_a_preview_shows_the_answer_and_keeps_nothing(site, words, field):
    page = site.as_("writer").send_form("/staff/faq/nouvelle", **{**SENT, "action": "preview"})
    assert page.status_code == 200 and kept(site) == 0
    assert "Ce que lira un maire" in words(page) and "Circulaire du 14 avril 2021, 14 avril 2021, page 1" in words(page)
    assert field(page, "answer") == SENT["answer"]


def test_another_source_is_asked_for_without_losing_the_first(site, field):
    page = site.as_("writer").send_form("/staff/faq/nouvelle", **{**SENT, "action": "more"})
    assert page.status_code == 200 and kept(site) == 0
    assert field(page, "quote-0") == SENT["quote-0"] and field(page, "quote-2") == ""


def test_a_writing_based_on_an_older_text_is_refused_with_both_texts_shown(site, words, field):
    number = keep(site.records, "Quel taux ?", "Le taux est de 70 %.", state="draft")
    ada, bob = site.as_("writer"), site.as_("writer")
    seen = field(ada.get(f"/staff/faq/{number}/modifier"), "seen")
    mine = {"question": "Quel taux ?", "answer": "Le taux est de 90 %.", "seen": seen, "action": "save"}
    theirs = {**mine, "answer": "Le taux est de 80 %."}
    assert bob.send_form(f"/staff/faq/{number}/modifier", **theirs).status_code == 303
    page = ada.send_form(f"/staff/faq/{number}/modifier", **mine)
    assert page.status_code == 409
    assert "80" in words(page) and "Quelqu’un a modifié" in words(page)
    assert field(page, "answer") == mine["answer"]
    again = ada.send_form(f"/staff/faq/{number}/modifier", **{**mine, "seen": field(page, "seen")})
    assert again.status_code == 303 and entry_of(site, again).answer == mine["answer"]


def test_what_is_typed_over_a_proposal_is_refused_and_not_lost(site, words, field):
    number = keep(site.records, "Quel taux ?", "Le taux est de 70 %.", state="proposed")
    ada = site.as_("writer")
    seen = field(ada.get(f"/staff/faq/{number}/modifier"), "seen")
    sent = {"question": "Quel taux ?", "answer": "Autre.", "seen": seen, "action": "save"}
    page = ada.send_form(f"/staff/faq/{number}/modifier", **sent)
    assert page.status_code == 409 and "attend une validation" in words(page)
    assert field(page, "answer") == "Autre."


def test_a_change_to_a_published_answer_is_its_next_version(site, field):
    number = keep(site.records, "Quel taux ?", "Le taux est de 70 %.")
    ada = site.as_("writer")
    form = ada.get(f"/staff/faq/{number}/modifier")
    done = ada.send_form(
        f"/staff/faq/{number}/modifier", question="Quel taux ?", answer="80 %.", seen=field(form, "seen"), action="save"
    )
    with site.records.reading() as session:
        entry = find(session, "", number)
        assert (entry.published, [v.answer for v in entry.versions]) == (1, ["Le taux est de 70 %.", "80 %."])
    assert done.status_code == 303


def test_the_form_begins_with_the_question_that_was_asked(site, field):
    with site.records.writing() as session:
        answer = Answer(id="abc", status=Status.REFUSED, text="Non.")
        exchanges.add(session, "", Question("Et pour un drone ?"), answer, "page")
    writer = site.as_("writer")
    assert field(writer.get("/staff/faq/nouvelle?question_id=abc"), "question") == "Et pour un drone ?"
    assert writer.get("/staff/faq/nouvelle?question_id=def").status_code == 404
    with site.records.reading() as session:
        (line,) = session.scalars(select(JournalLine).where(JournalLine.action == "question.read"))
        assert (line.actor, line.target) == (writer.agent.login, "question/abc")


def test_an_entry_written_from_a_transmitted_question_refers_to_it(site, field):
    with site.records.writing() as session:
        row, _ = handoffs.transmit(session, "", handoffs.Transmission("Et pour un drone ?"))
        row.reply = "Oui, s’il est inscrit."
        other, _ = handoffs.transmit(session, "autre", handoffs.Transmission("Ailleurs ?"))
        number, elsewhere = row.id, other.id
    writer = site.as_("writer")
    form = writer.get(f"/staff/faq/nouvelle?transmission={number}")
    assert field(form, "question") == "Et pour un drone ?" and field(form, "answer") == "Oui, s’il est inscrit."
    done = writer.send_form(
        "/staff/faq/nouvelle", question="Un drone ?", answer="Oui.", transmission=str(number), action="save"
    )
    with site.records.reading() as session:
        assert session.get(FaqEntry, entry_of(site, done).entry_id).handoff_id == number
    for bad in (elsewhere, "x", "0", "99999999999"):
        assert writer.get(f"/staff/faq/nouvelle?transmission={bad}").status_code == 404


def test_without_an_index_an_answer_is_written_and_a_source_waits(console, words, field):
    writer = console.as_("writer")
    page = writer.send_form("/staff/faq/nouvelle", **SENT)
    assert page.status_code == 422 and "Les documents ne sont pas ouverts" in words(page)
    assert field(page, "quote-0") == SENT["quote-0"]
    sent = {name: value for name, value in SENT.items() if not name.endswith("-0")}
    assert writer.send_form("/staff/faq/nouvelle", **sent).status_code == 303


def test_a_change_is_in_the_journal_under_its_author(site):
    writer = site.as_("writer", login="ada")
    writer.send_form("/staff/faq/nouvelle", **SENT)
    with site.records.reading() as session:
        (line,) = session.scalars(select(JournalLine).where(JournalLine.action == "faq.create"))
        assert line.actor == "ada"


def test_the_topics_in_use_are_offered(site):
    keep(site.records, "Quel taux ?", topic="Montants & taux")
    keep(site.records, "Ailleurs ?", topic="Secret", scheme="autre")
    page = site.as_("writer").get("/staff/faq/nouvelle").text
    assert '<option value="Montants &amp; taux">' in page and "Secret" not in page


def test_an_entry_of_another_scheme_has_no_form(site):
    number = keep(site.records, "Ailleurs ?", scheme="autre")
    writer = site.as_("writer")
    assert writer.get(f"/staff/faq/{number}/modifier").status_code == 404
    assert writer.get(f"/staff/faq/{number}").status_code == 404
    for step in ("modifier", "proposer", "abandonner"):
        sent = {"question": "A ?", "answer": "B.", "seen": "", "action": "save"}
        assert writer.send_form(f"/staff/faq/{number}/{step}", **sent).status_code == 404


def test_a_draft_written_over_is_the_same_version(site, field):
    number = keep(site.records, "Quel taux ?", "70 %.")
    say(site.records, number, "Quel taux ?", "75 %.", state="draft")
    ada = site.as_("writer")
    seen = field(ada.get(f"/staff/faq/{number}/modifier"), "seen")
    sent = {"question": "Quel taux ?", "answer": "80 %.", "seen": seen, "action": "save"}
    done = ada.send_form(f"/staff/faq/{number}/modifier", **sent)
    assert (entry_of(site, done).number, entry_of(site, done).answer) == (2, "80 %.")
