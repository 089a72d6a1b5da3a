"""« Ne pas conserver ma question »: nothing of the exchange is written, whichever way it is asked."""

import json
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select

from assistant.records.options import suspend
from assistant.records.tables import Base, Exchange, HandoffRow
from tests.service.public.conftest import NOWHERE, RATE, count, fields, text_of

#: A word that is in no document: on the disk, it can only come from the question.
SECRET = "anticonstitutionnellement"
ASKED = f"Le maire peut-il, {SECRET}, changer la couleur de son cheval ?"


def rows(records):
    """Return how many rows each table has."""
    with records.reading() as session:
        return {t.name: session.scalar(select(func.count()).select_from(t)) for t in Base.metadata.sorted_tables}


@pytest.fixture
def untouched(public, tmp_path):
    """Check that the database keeps the rows that it has, and that its files never held the question."""

    @contextmanager
    def check():
        before = rows(public.records)
        yield
        assert rows(public.records) == before
        files = list(tmp_path.glob("console.db*"))
        assert files and not any(SECRET.encode() in file.read_bytes() for file in files)

    return check


def test_a_question_of_the_api_that_may_not_be_kept_is_answered_and_leaves_no_trace(public, untouched):
    asked = {"question": ASKED, "history": [SECRET], "conversation_id": "c" * 20, "keep": False}
    with untouched():
        reply = public.client.post("/api/chat", json=asked)
        assert reply.status_code == 200 and reply.headers["assistant-recorded"] == "no"
        events = public.client.post("/api/chat", json=asked, headers={"accept": "text/event-stream"}).text
        done = next(block for block in events.split("\n\n") if block.startswith("event: done"))
        assert json.loads(done.split("data: ")[1])["answer"] == reply.json()["answer"]
        opinion = {"answer_id": reply.json()["id"], "helpful": False, "comment": SECRET}
        assert public.client.post("/api/feedback", json=opinion).status_code == 404


def test_a_question_that_may_not_be_kept_is_not_held_for_whoever_sends_it_again(public):
    def ids(keep):
        headers = {"idempotency-key": "k" * 22}
        asked = {"question": ASKED, "keep": keep}
        return {public.client.post("/api/chat", json=asked, headers=headers).json()["id"] for _ in range(2)}

    assert len(ids(keep=True)) == 1 and len(ids(keep=False)) == 2


def test_a_question_of_the_page_that_may_not_be_kept_leaves_no_trace_nor_do_those_that_follow_it(public, untouched):
    with untouched():
        page = public.client.post("/question", data={"question": ASKED, "garder": "non"}).text
        assert "ne sont pas conservées" in text_of(page) and 'action="/avis"' not in page
        carried = fields(page, "/question#reponse")
        assert carried["history"] == ASKED
        assert public.client.post("/question", data={**carried, "question": "Et son âne ?"}).status_code == 200


def test_a_suspended_service_hands_over_a_question_that_may_not_be_kept(public, untouched):
    with public.records.writing() as session:
        suspend(session, "", "Le service est suspendu.")
    with untouched():
        reply = public.client.post("/api/chat", json={"question": ASKED, "keep": False})
        assert reply.json()["reason"] == "suspended" and reply.headers["assistant-recorded"] == "no"


def test_a_question_is_kept_unless_the_person_says_otherwise(public):
    for sent in ({}, {"keep": True}):
        reply = public.client.post("/api/chat", json={"question": RATE, **sent})
        assert reply.headers["assistant-recorded"] == "yes"
    page = public.client.get("/").text
    assert "Ne pas conserver ma question" in text_of(page) and "garder" not in fields(page, "/question#reponse")
    public.client.post("/question", data={"question": RATE})
    assert count(public.records, Exchange) == 3


def test_a_question_that_was_not_kept_can_still_be_transmitted(public):
    page = public.client.post("/question", data={"question": NOWHERE, "garder": "non"}).text
    form = fields(page, "/transmettre/formulaire")
    assert form["question"] == NOWHERE and form["answer_id"] == ""
    public.client.post("/transmettre", data=form)
    assert count(public.records, HandoffRow) == 1 and count(public.records, Exchange) == 0


def test_the_choice_is_given_back_with_a_question_that_could_not_be_read(public):
    page = public.client.post("/question", data={"question": " ", "garder": "non"}).text
    assert fields(page, "/question#reponse")["garder"] == "non"


def test_there_is_no_choice_where_nothing_is_kept(serve, settings):
    client = serve(settings).client
    client.headers["accept"] = "text/html"
    assert "garder" not in client.get("/").text
    assert client.post("/api/chat", json={"question": RATE, "keep": False}).status_code == 200


def test_the_notice_says_that_the_choice_exists(public):
    assert "cochez «\xa0Ne pas conserver ma question\xa0»" in public.client.get("/confidentialite").text
