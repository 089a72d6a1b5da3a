"""What the service keeps of an exchange, of feedback and of a hand-off, over real HTTP."""

import pytest
from sqlalchemy import select

from assistant.records.database import open_database
from assistant.records.handoffs import by_receipt
from assistant.records.tables import Exchange, Feedback
from assistant.settings import Settings
from tests.support.serving import built

RATE = "Quel est le taux maximum de l'aide ?"


@pytest.fixture
def kept(serve, tiny_corpus, tmp_path, monkeypatch, records):
    """The service on a small corpus, with records."""
    return serve(built(monkeypatch, tiny_corpus, tmp_path / "index"), records=records).client


def ask(client, question=RATE, **more):
    return client.post("/api/chat", json={"question": question, **more})


def rows(records, table):
    with records.reading() as session:
        return session.scalars(select(table)).all()


def test_a_question_answered_is_on_the_disk_before_its_answer_leaves(kept, records):
    response = ask(kept, conversation_id="0123456789abcdef")
    assert response.headers["assistant-recorded"] == "yes"
    answer = response.json()
    (row,) = rows(records, Exchange)
    assert (row.id, row.question, row.status) == (answer["id"], RATE, answer["status"])
    assert (row.index_version, row.channel) == (answer["index_version"], "api")
    with kept.stream("POST", "/api/chat", json={"question": RATE}, headers={"accept": "text/event-stream"}) as stream:
        assert b"event: done" in stream.read()
    assert len(rows(records, Exchange)) == 2


def test_a_question_sent_again_under_its_key_is_recorded_once_even_by_another_process(serve, kept, records, tmp_path):
    again = {"idempotency-key": "k" * 22}
    other = serve(
        Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", encoder="none"), records=records
    ).client
    answers = [client.post("/api/chat", json={"question": RATE}, headers=again) for client in (kept, kept, other)]
    assert {answer.headers["assistant-recorded"] for answer in answers} == {"yes"}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(rows(records, Exchange)) == 1


def test_the_page_keeps_a_conversation_together(kept, records):
    page = kept.post("/question", data={"question": RATE}).text
    name = page.split('name="conversation" value="')[1].split('"')[0]
    kept.post("/question", data={"question": "et pour le département ?", "history": RATE, "conversation": name})
    first, second = rows(records, Exchange)
    assert first.conversation == second.conversation == name
    assert {first.channel, second.channel} == {"page"}


def test_an_answer_is_given_when_it_can_t_be_kept_and_says_so(kept, records):
    other = open_database(str(records.engine.url))
    with records.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    with other.writing():
        response = ask(kept)
        assert response.status_code == 200
        assert response.headers["assistant-recorded"] == "no"
        lost = kept.post("/api/handoff", json={"question": RATE})
        assert (lost.status_code, lost.json()["code"]) == (503, "not_kept")
        assert lost.headers["retry-after"]
    other.close()
    assert ask(kept).headers["assistant-recorded"] == "yes"


def test_feedback_on_an_answer_is_kept_and_on_an_unknown_one_refused(kept, records):
    answer = ask(kept).json()
    given = {"answer_id": answer["id"], "helpful": False, "reason": "incomplete", "comment": "et le plafond ?"}
    assert kept.post("/api/feedback", json=given).status_code == 204
    (row,) = rows(records, Feedback)
    assert (row.exchange_id, row.helpful, row.reason) == (answer["id"], False, "incomplete")
    unknown = kept.post("/api/feedback", json={**given, "answer_id": "0" * 32})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown_answer")
    for wrong in ({"reason": "because"}, {"helpful": None}, {"comment": "x" * 3000}, {"other": 1}):
        refused = kept.post("/api/feedback", json={**given, **wrong})
        assert (refused.status_code, refused.json()["code"]) == (422, "unusable")


def test_a_question_transmitted_is_found_by_its_receipt_only(kept, records):
    sent = {"question": RATE, "summary": "Un portail.", "email": "maire@commune.fr", "consent": True}
    response = kept.post("/api/handoff", json=sent)
    assert response.status_code == 201
    assert response.json()["url"] == "/recu"
    with records.reading() as session:
        row = by_receipt(session, "", response.json()["receipt"])
        assert (row.question, row.email, row.state) == (RATE, "maire@commune.fr", "waiting")
        assert response.json()["receipt"] not in str(vars(row))


@pytest.mark.parametrize(
    "wrong",
    [{"consent": False}, {"email": "maire"}, {"email": "a@b.fr\nBcc: c@d.fr"}, {"question": "  "}, {"question": ""}],
    ids=str,
)
def test_a_hand_off_that_can_t_be_taken_is_refused(kept, wrong):
    sent = {"question": RATE, "email": "maire@commune.fr", "consent": True, **wrong}
    assert kept.post("/api/handoff", json=sent).status_code == 422


def test_without_records_nothing_takes_feedback_or_hand_offs(serve, tiny_corpus, tmp_path, monkeypatch):
    client = serve(built(monkeypatch, tiny_corpus, tmp_path / "index")).client
    assert ask(client).headers["assistant-recorded"] == "no"
    assert client.post("/api/feedback", json={"answer_id": "x", "helpful": True}).status_code == 404
    assert client.post("/api/handoff", json={"question": RATE}).status_code == 404
