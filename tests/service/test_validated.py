"""From a validation to the next mayor's answer: at once where it was pressed, within a second elsewhere."""

import logging
import time
from datetime import timedelta

import pytest

from assistant.commands import index
from assistant.errors import RecordsUnavailable
from assistant.evaluation.run import run
from assistant.evaluation.score import Outcome
from assistant.records.faq.published import today
from assistant.records.faq.wording import seal
from assistant.records.faq.workflow import find, newest, republish, validate, withdraw
from assistant.service import validated
from assistant.service.holder import Holder
from assistant.service.schemes import Schemes
from assistant.service.validated import Validated
from assistant.tasks.assistants import opened
from assistant.tasks.reference import cases_of
from assistant.wiring import build
from tests.support.entries import BOB, keep, say
from tests.support.serving import built

QUESTION = "Peut-on acheter un drone ?"


@pytest.fixture
def site(open_console, tiny_corpus, tmp_path, monkeypatch):
    return open_console(built(monkeypatch, tiny_corpus, tmp_path / "index"))


def ask(site, question=QUESTION, scheme=None):
    body = {"question": question, **({"scheme": scheme} if scheme else {})}
    return site.client.post("/api/chat", json=body).json()


def origins(answer):
    return {citation["origin"] for citation in answer["citations"]}


def within_a_second(told, *args):
    """Wait until something is so, for a second at most; return how long it took."""
    begun = time.monotonic()
    while not told(*args):
        assert time.monotonic() - begun < 1.0
        time.sleep(0.02)
    return time.monotonic() - begun


def withdrawn(site, number, scheme=""):
    with site.records.writing() as session:
        withdraw(session, find(session, scheme, number, locked=True), BOB)


def test_what_another_process_publishes_answers_within_a_second_and_no_longer_once_withdrawn(site):
    assert ask(site)["status"] != "answered"
    number = keep(site.records, QUESTION, "Oui, un drone est finançable.")
    within_a_second(lambda: ask(site)["status"] == "answered")
    answer = ask(site)
    assert origins(answer) == {"faq"} and answer["citations"][0]["quote"] == "Oui, un drone est finançable."
    withdrawn(site, number)
    within_a_second(lambda: ask(site)["status"] != "answered")


def test_a_citation_opens_the_public_page_with_the_quote_marked(site):
    keep(site.records, QUESTION, "Bonjour.\nOui, un drone est finançable.")
    within_a_second(lambda: ask(site)["status"] == "answered")
    for citation in ask(site)["citations"]:
        page = site.client.get(citation["url"])
        assert page.status_code == 200 and f"<mark>{citation['quote']}</mark>" in page.text


def test_the_next_version_answers_in_place_of_the_one_before(site):
    number = keep(site.records, QUESTION, "Non.")
    within_a_second(lambda: ask(site)["status"] == "answered")
    say(site.records, number, QUESTION, "Oui, depuis 2026.", state="proposed")
    time.sleep(0.7)
    assert ask(site)["citations"][0]["quote"] == "Non."
    with site.records.writing() as session:
        entry = find(session, "", number, locked=True)
        validate(session, entry, BOB, seal(newest(entry)), four_eyes=False, on=today())
    within_a_second(lambda: ask(site)["citations"][0]["quote"] == "Oui, depuis 2026.")


def test_what_was_published_before_the_service_started_answers_the_first_question(
    open_console, records, tiny_corpus, tmp_path, monkeypatch
):
    keep(records, QUESTION, "Oui, un drone est finançable.")
    site = open_console(built(monkeypatch, tiny_corpus, tmp_path / "index"))
    assert origins(ask(site)) == {"faq"}


def test_a_new_index_keeps_the_published_answers(site, tiny_corpus):
    keep(site.records, QUESTION, "Oui, un drone est finançable.")
    within_a_second(lambda: ask(site)["status"] == "answered")
    before = ask(site)["index_version"]
    (tiny_corpus / "documents" / "fiche.md").write_text("# Fiche\n\nLe mobilier est exclu.\n", "utf-8")
    index.index()
    assert site.holder.refresh() is None
    answer = ask(site)
    assert answer["index_version"] != before and origins(answer) == {"faq"}


def test_of_several_schemes_an_answer_is_given_in_its_own_only(open_console, two_schemes, tmp_path, monkeypatch):
    site = open_console(built(monkeypatch, two_schemes, tmp_path / "index"))
    keep(site.records, QUESTION, "Oui, un drone est finançable.", scheme="aide-a")
    within_a_second(lambda: ask(site, scheme="aide-a")["status"] == "answered")
    answer = ask(site, scheme="aide-a")
    assert answer["citations"][0]["url"].startswith("/s/aide-a/faq/")
    assert site.client.get(answer["citations"][0]["url"]).status_code == 200
    assert ask(site, scheme="aide-b")["status"] != "answered"


def test_the_question_of_a_published_answer_is_in_the_reference_set_and_passes_as_long_as_it_answers(
    records, tiny_corpus, tmp_path, monkeypatch
):
    settings = built(monkeypatch, tiny_corpus, tmp_path / "index")
    number = keep(records, QUESTION, "Bonjour.\n\n- Oui, un drone est finançable.\n- Demandez un devis.")
    keep(records, "Jusqu’à hier ?", expires_on=today() - timedelta(days=1))
    (case,) = cases_of(settings, records, "")
    assert case.question.text == QUESTION
    for assistant, answers in ((opened(settings, records, ""), True), (build(settings), False)):
        (scored,) = run(assistant.ask, [case], pages=assistant.library.pages).scores
        assert (scored.outcome is Outcome.RIGHT) is answers and not scored.unverifiable
    say(records, number, QUESTION, "Non.")
    (after,) = cases_of(settings, records, "")
    assert after.evidence == ("Non.",)
    with records.writing() as session:
        withdraw(session, find(session, "", number, locked=True), BOB)
    assert cases_of(settings, records, "") == []


class Given(Holder):
    """A holder that remembers what it was given."""

    def __init__(self, scheme=""):
        super().__init__(lambda: None, lambda: "", scheme)
        self.given = []

    def validate(self, entries):
        self.given.append([entry.question for entry in entries])


def test_entries_are_read_only_when_they_changed(records):
    holder = Given()
    looks = Validated(Schemes(holder), records)
    looks.refresh()
    looks.refresh()
    assert holder.given == [[]]
    number = keep(records, QUESTION)
    keep(records, "Un brouillon ?", state="draft")
    looks.refresh()
    looks.refresh()
    with records.writing() as session:
        entry = find(session, "", number, locked=True)
        withdraw(session, entry, BOB)
        republish(session, entry, BOB, today())
    looks.refresh()
    assert holder.given == [[], [QUESTION], [QUESTION]]


def test_the_day_after_its_last_an_answer_is_taken_away(records, monkeypatch):
    holder = Given()
    keep(records, QUESTION, expires_on=today())
    looks = Validated(Schemes(holder), records)
    looks.refresh()
    tomorrow = today() + timedelta(days=1)
    monkeypatch.setattr(validated, "today", lambda: tomorrow)
    looks.refresh()
    assert holder.given == [[QUESTION], []]


def test_without_the_records_what_is_in_service_stays_and_it_is_told_once(records, monkeypatch, caplog):
    holder = Given()
    looks = Validated(Schemes(holder), records)
    keep(records, QUESTION)
    looks.refresh()

    def gone(*args):
        raise RecordsUnavailable("gone")

    monkeypatch.setattr(validated, "stamps", gone)
    with caplog.at_level(logging.ERROR):
        looks.refresh()
        looks.refresh()
    assert holder.given == [[QUESTION]] and len(caplog.records) == 1
    monkeypatch.undo()
    keep(records, "Autre ?")
    looks.refresh()
    assert holder.given[-1] == [QUESTION, "Autre ?"]


def test_a_scheme_whose_answers_cannot_be_taken_leaves_the_others_theirs(records):
    class Broken(Given):
        def validate(self, entries):
            raise ValueError("no")

    broken, sound = Broken("a"), Given("b")
    looks = Validated(Schemes({"a": broken, "b": sound}), records)
    keep(records, QUESTION, scheme="b")
    looks.refresh()
    assert sound.given == [[QUESTION]]
