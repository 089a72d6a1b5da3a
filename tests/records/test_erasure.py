"""A code erases everything it leads to, nothing else, and leaves nothing of it in any file."""

import re
from datetime import datetime

import pytest
from sqlalchemy import JSON, Text, delete, select

from assistant.records.database import open_database
from assistant.records.erasure import erase
from assistant.records.handoffs import Transmission, by_receipt, transmit
from assistant.records.held import held
from assistant.records.residue import discard_copies, overwrite
from assistant.records.tables import Erasure, Exchange, FaqEntry, FaqVersion, HandoffRow
from assistant.records.tables.base import now
from assistant.records.upgrade import upgrade
from tests.records import marked

CONVERSATION = "une-conversation-tirée-au-sort"


def handed_over(session, mark, scheme="", **more):
    """Keep a conversation of two questions handed over, and all that comes with it; return its code."""
    first = marked.exchange(session, mark, scheme, conversation=f"{mark}{CONVERSATION}", **more)
    marked.exchange(session, mark, scheme, conversation=f"{mark}{CONVERSATION}")
    row, code = transmit(session, scheme, Transmission(f"{mark} asked", f"{mark} summary", None, first.id))
    marked.about(session, row, mark)
    return code


@pytest.fixture
def kept(database):
    """Two persons' conversations, one of them with a code to erase it."""
    with database.writing() as session:
        code = handed_over(session, "CANARY")
        handed_over(session, "NEIGHBOUR")
    return code


def reachable():
    """Return the tables that refer to a hand-off or an exchange, themselves or through others."""
    found = {"handoff", "exchange"}
    while more := {
        table.name
        for table in HandoffRow.metadata.sorted_tables
        if table.name not in found and any(key.column.table.name in found for key in table.foreign_keys)
    }:
        found |= more
    return found


def test_every_text_that_a_hand_off_reaches_is_marked_by_the_tests(kept, database):
    """A table or a column added later fails here until it is erased, and marked, too."""
    regression_set = {"reference_question"}  # of validated entries, which stay
    with database.reading() as session:
        for name in reachable() - regression_set:
            table = HandoffRow.metadata.tables[name]
            texts = [column for column in table.columns if isinstance(column.type, Text | JSON)]
            rows = session.execute(select(*texts)).all() if texts else []
            for column, *values in zip(texts, *rows, strict=True):
                assert column.name == "quotes" or any("CANARY" in str(value) for value in values), column


def test_erasing_leaves_no_row_and_counts_what_was_erased(kept, database):
    with database.writing() as session:
        done = erase(session, "", kept)
    assert done.counts == {
        "handoff": 1, "outgoing_mail": 1, "exchange": 2, "statement": 2, "citation": 2, "feedback": 2, "faq_entry": 1,
    }  # fmt: skip
    assert marked.found("CANARY", database=database) == []
    assert {name for name, _ in marked.found("NEIGHBOUR", database=database)} >= {"exchange", "handoff", "faq_version"}


def test_erasing_twice_tells_what_was_done_the_first_time(kept, database):
    with database.writing() as session:
        first = erase(session, "", kept)
    with database.writing() as session:
        second = erase(session, "", kept)
    assert (second.erased_at, second.counts) == (first.erased_at, first.counts)
    with database.reading() as session:
        assert isinstance(by_receipt(session, "", kept), Erasure)


@pytest.mark.parametrize("code", ["", "pas un code", "0000-0000-0000-0000-0000-0000-00"])
def test_a_wrong_code_erases_nothing(kept, database, code):
    before = marked.found("CANARY", database=database)
    with database.writing() as session:
        assert erase(session, "", code) is None
    assert marked.found("CANARY", database=database) == before


def test_a_code_erases_nothing_through_another_scheme(database):
    with database.writing() as session:
        code = handed_over(session, "CANARY", "aide-a")
        assert erase(session, "aide-b", code) is None
        assert held(session, "aide-b", code) is None
    assert marked.found("CANARY", database=database)


def test_a_conversation_s_name_reaches_no_other_scheme(database):
    with database.writing() as session:
        marked.exchange(session, "OTHER", "aide-b", conversation=f"CANARY{CONVERSATION}")
        erase(session, "aide-a", handed_over(session, "CANARY", "aide-a"))
    assert marked.found("OTHER", database=database)


def test_a_draft_begun_from_the_question_itself_is_erased_too(database):
    with database.writing() as session:
        code = handed_over(session, "CANARY")
        asked = session.scalars(select(Exchange).where(Exchange.question.contains("CANARY"))).first()
        version = FaqVersion(number=1, question="CANARY begun", answer="CANARY answer")
        session.add(FaqEntry(scheme="", exchange_id=asked.id, versions=[version]))
        session.flush()
        assert erase(session, "", code).counts["faq_entry"] == 2
    assert marked.found("CANARY", database=database) == []


def test_a_validated_entry_is_the_prefecture_s_and_stays(kept, database):
    with database.writing() as session:
        version = session.scalars(select(FaqVersion).where(FaqVersion.question == "CANARY faq")).one()
        version.validated_at = now()
    with database.writing() as session:
        assert erase(session, "", kept).counts["faq_entry"] == 0
    assert {name for name, _ in marked.found("CANARY", database=database)} == {"faq_version"}
    with database.reading() as session:
        assert session.scalars(select(FaqEntry.handoff_id).order_by(FaqEntry.id)).all()[0] is None


def test_a_person_is_given_everything_that_erasing_would_erase_but_the_drafts(kept, database):
    with database.reading() as session:
        given = held(session, "", kept)
    assert given["handoff"]["question"] == "CANARY asked" and given["handoff"]["email"] == "CANARY@exemple.fr"
    assert [mail["body"] for mail in given["mails"]] == ["CANARY body"]
    assert len(given["exchanges"]) == 2
    asked = given["exchanges"][0]
    assert asked["feedback"]["comment"] == "CANARY comment"
    assert asked["statements"][0]["citations"][0]["quote"] == "CANARY quote"
    assert asked["steps"] == [{"name": "x", "outcome": "CANARY step"}]
    assert datetime.fromisoformat(asked["asked_at"]).tzinfo is not None
    assert "NEIGHBOUR" not in str(given) and "receipt" not in str(given)


def test_columns_added_later_are_given_too(kept, database):
    with database.reading() as session:
        given = held(session, "", kept)
    assert set(given["handoff"]) == set(HandoffRow.__table__.columns.keys()) - {"receipt", "replied_by"}
    assert set(given["exchanges"][0]) >= set(Exchange.__table__.columns.keys())


@pytest.fixture
def on_disk(tmp_path):
    """A SQLite database in a folder of its own."""
    opened = open_database(f"sqlite:///{tmp_path / 'data' / 'assistant.db'}")
    upgrade(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize("seed", [0, 9])  # of fourteen tried, those of which SQLite 3.40 alone leaves a copy behind
def test_no_byte_of_what_was_erased_is_left_in_the_file(on_disk, tmp_path, seed):
    for name in marked.crowd(on_disk, seed, "CANARY"):
        with on_disk.writing() as session:
            session.execute(delete(Exchange).where(Exchange.id == name))
    assert overwrite(on_disk)
    with on_disk.reading() as session:
        kept = {question[:10].encode() for question in session.scalars(select(Exchange.question))}
    on_disk.close()
    assert len(kept) == 40
    for path in (tmp_path / "data").iterdir():
        assert set(re.findall(rb"CANARY\d{4}", path.read_bytes())) <= kept


def test_no_byte_of_a_conversation_is_left_once_its_code_erased_it(on_disk, tmp_path):
    with on_disk.writing() as session:
        code = handed_over(session, "CANARY")
        handed_over(session, "NEIGHBOUR")
    assert marked.found("CANARY", folder=tmp_path)
    with on_disk.writing() as session:
        erase(session, "", code)
    assert overwrite(on_disk)
    assert marked.found("CANARY", database=on_disk, folder=tmp_path) == []
    assert marked.found("NEIGHBOUR", folder=tmp_path)


def test_copies_made_before_an_upgrade_go_with_what_they_hold(on_disk, tmp_path):
    copies = [tmp_path / "data" / name for name in ("assistant.db.before-0001", "assistant.db.before-0001.part")]
    for copy in copies:
        copy.write_bytes(b"CANARY")
    assert discard_copies(on_disk, before=0.0) == 0
    assert discard_copies(on_disk) == 2
    assert marked.found("CANARY", folder=tmp_path) == []
    assert (tmp_path / "data" / "assistant.db").exists()


@pytest.mark.slow
def test_a_reader_keeps_the_log_and_overwriting_says_so_then_does_it(on_disk, tmp_path):
    with on_disk.writing() as session:
        code = handed_over(session, "CANARY")
    with on_disk.reading() as reader:
        reader.execute(select(HandoffRow)).all()
        with on_disk.writing() as session:
            erase(session, "", code)
        assert not overwrite(on_disk)
    assert overwrite(on_disk)
    assert marked.found("CANARY", folder=tmp_path) == []


def test_a_large_file_is_rewritten_only_when_asked(on_disk, monkeypatch):
    monkeypatch.setattr("assistant.records.residue.AT_ONCE", 0)
    assert not overwrite(on_disk)
    assert overwrite(on_disk, whole=True)
