import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text, update

from assistant.records import chain, journal
from assistant.records.journal import Wanted
from assistant.records.retention import Retention, purge
from assistant.records.tables import JournalLine, Option
from assistant.records.tables.base import now

FIELDS = ["at", "scheme", "actor", "action", "target", "details", "previous", "digest"]


@pytest.fixture
def written(database):
    """A journal of thirty lines."""
    with database.writing() as session:
        for number in range(30):
            who = ("alix", "bao", "system")[number % 3]
            journal.write(session, "", who, f"did_{number % 2}", str(number), {"count": number, "été": None})
    return database


def broken(database):
    with database.reading() as session:
        return chain.verify(session)


def test_a_journal_that_was_only_added_to_is_whole(database, written):
    assert broken(database) is None
    with database.reading() as session:
        number, digest = journal.head(session)
        assert (number, digest) == (30, session.get_one(JournalLine, 30).digest)


def test_an_empty_journal_is_whole(database):
    assert broken(database) is None


def tampered(session, rng):
    """Change, remove, add, exchange or renumber one line at random; return the first number that it touches."""
    number = rng.randint(1, 30)
    line = session.get_one(JournalLine, number)
    kind = rng.choice(["change", "change", "change", "remove", "cut", "insert", "exchange"])
    if kind == "change":
        field = rng.choice(FIELDS)
        values = {
            "at": line.at + timedelta(microseconds=rng.choice([1, -1, 10**6])),
            "details": {**line.details, "count": line.details["count"] + 1},
        }
        setattr(line, field, values[field] if field in values else "x" + getattr(line, field)[1:])
    elif kind == "remove":
        session.delete(line)
    elif kind == "cut":
        session.execute(text("DELETE FROM journal WHERE number >= :number"), {"number": number})
    elif kind == "insert":
        last = session.get_one(JournalLine, 30)
        forged = {name: getattr(line, name) for name in FIELDS} | {"number": 31, "previous": last.digest}
        row = JournalLine(**forged)
        row.digest = journal.digest(row)
        session.add(row)
        number = 31
    else:
        other = session.get_one(JournalLine, number % 30 + 1)
        line.target, other.target = other.target, line.target
        number = min(number, other.number)
    return number, kind


def test_whatever_is_changed_behind_its_back_shows(written):
    for seed in range(100):
        with written.reading() as session:
            first, kind = tampered(session, random.Random(seed))
            session.flush()
            found = chain.verify(session)
        assert found is not None, (seed, kind)
        assert found in (first, first + 1), (seed, kind)
    assert broken(written) is None


def test_a_line_that_no_line_can_be_shows(written):
    with written.writing() as session:
        session.execute(text("UPDATE journal SET details = '\"words\"' WHERE number = 12"))
    assert broken(written) == 12
    if written.engine.dialect.name == "sqlite":
        with written.writing() as session:
            session.execute(text("UPDATE journal SET at = 'yesterday' WHERE number = 7"))
        assert broken(written) == 7


@pytest.mark.parametrize("value", [None, {}, {"number": 29}, {"number": "30", "digest": 1}])
def test_a_chain_whose_end_is_not_where_it_was_written_down_shows(written, value):
    with written.writing() as session:
        known = session.get_one(Option, journal.HEAD)
        if value is None:
            session.delete(known)
        else:
            known.value = value
    assert broken(written) == 31


def test_those_who_write_at_once_make_one_chain(database):
    def write(number):
        with database.writing() as session:
            return journal.write(session, "", "alix", "did", str(number)).number

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(write, range(60)))
    assert sorted(numbers) == list(range(1, 61))
    assert broken(database) is None


def test_what_was_not_done_leaves_no_line(database, written):
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        journal.write(session, "", "alix", "did", "nothing")
        raise ZeroDivisionError
    assert broken(database) is None
    with database.reading() as session:
        assert journal.head(session)[0] == 30


def aged(database, days):
    """A journal of ten lines as old as that, then one of today."""
    with database.writing() as session:
        for number in range(10):
            journal.write(session, "", "alix", "did", str(number))
        previous = ""
        for line in session.query(JournalLine).order_by(JournalLine.number):
            line.at -= timedelta(days=days)
            line.previous = previous
            line.digest = previous = journal.digest(line)
        session.merge(Option(scheme="", name="journal.head", value={"number": 10, "digest": previous}))
    with database.writing() as session:
        journal.write(session, "", "alix", "did", "today")


def test_lines_that_expired_go_and_the_chain_is_still_whole(database):
    aged(database, 400)
    assert purge(database, Retention())["journal"] == 10
    assert broken(database) is None
    with database.reading() as session:
        left = [(line.number, line.action) for line in session.query(JournalLine).order_by(JournalLine.number)]
    assert left == [(11, "did"), (12, "journal_pruned")]
    assert purge(database, Retention())["journal"] == 0
    assert purge(database, Retention(), now() + timedelta(days=366))["journal"] == 2
    assert broken(database) is None


def test_lines_that_did_not_expire_stay(database):
    aged(database, 364)
    assert purge(database, Retention())["journal"] == 0


def test_a_line_that_a_wrong_clock_dated_takes_no_other_with_it(database, written):
    with database.writing() as session:
        session.execute(update(JournalLine).where(JournalLine.number == 20).values(at=datetime(1970, 1, 1, tzinfo=UTC)))
        assert chain.prune(session, now() - timedelta(days=365)) == 0


@pytest.mark.parametrize("first", [2, 11, 12])
def test_old_lines_removed_without_saying_so_show(database, first):
    aged(database, 400)
    if first == 12:
        purge(database, Retention())
    with database.writing() as session:
        session.execute(text("DELETE FROM journal WHERE number < :first"), {"first": first})
    assert broken(database) == first


def test_lines_are_found_by_actor_action_and_day_latest_first(database, written):
    with database.reading() as session:
        found = journal.lines(session, Wanted(actor="alix", action="did_1"), most=3)
        assert [line.number for line in found] == [28, 22, 16]
        assert [line.number for line in journal.lines(session, Wanted(actor="alix", action="did_1"), 16)] == [10, 4]
        today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        assert len(journal.lines(session, Wanted(since=today))) == 30
        assert journal.lines(session, Wanted(until=today)) == []
        assert journal.lines(session, Wanted(since=today + timedelta(days=1))) == []
        middle = session.get_one(JournalLine, 11).at
        assert [line.number for line in journal.lines(session, Wanted(until=middle), most=2)] == [10, 9]
