from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from assistant.records.faq import listing, public
from assistant.records.faq.listing import Sort, State, Wanted, authors, search, tally
from assistant.records.faq.public import listed, shown
from assistant.records.faq.wording import Wording, seal
from assistant.records.faq.workflow import create, edit, newest, propose, validate, withdraw

DAY = date(2026, 11, 28)


@pytest.fixture
def keep(database, people):
    """Keep an entry in a state; return its number."""

    def kept(question, answer="Oui.", state="published", scheme="", by=None, **more):
        with database.writing() as session:
            entry = create(session, scheme, Wording(question, answer, **more), by or people.ada)
            newest(entry).written_at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=entry.id)
            if state != "draft":
                propose(session, entry, people.ada, seal(newest(entry)))
            if state in ("published", "withdrawn"):
                on = min(DAY, more.get("expires_on") or DAY)
                validate(session, entry, people.bob, seal(newest(entry)), four_eyes=False, on=on)
            if state == "withdrawn":
                withdraw(session, entry, people.bob)
            return entry.id

    return kept


def found(database, scheme="", **wanted):
    with database.reading() as session:
        return [row.id for row in search(session, scheme, Wanted(**wanted), DAY).rows]


def seen(database, scheme="", on=DAY, **wanted):
    with database.reading() as session:
        return [row.id for row in listed(session, scheme, on, **wanted).rows]


def test_words_are_found_by_their_stems_in_questions_phrasings_and_answers(database, keep):
    one = keep("Le délai est-il prolongé ?", "Oui, jusqu’en juin.", phrasings=("plus de temps",))
    two = keep("Quel taux ?", "Le taux est de 80 %.")
    assert found(database, words="delais prolonges") == found(database, words="temps") == [one]
    assert found(database, words="taux 80%") == [two]
    assert found(database, words="taux prolongé") == []


@pytest.mark.parametrize("words", ["%", "_", "80%_", "'; drop table faq_entry; --", "\\", "l'", "   "])
def test_signs_of_a_query_language_are_words_like_others(database, keep, words):
    keep("Quel taux ?", "Le taux est de 75 %.")
    assert isinstance(found(database, words=words), list)
    assert found(database, words="80%") == []


def test_a_list_is_narrowed_to_a_state(database, keep, people):
    numbers = {
        state: keep(f"Question {state} ?", state=state) for state in ("draft", "proposed", "published", "withdrawn")
    }
    soon = keep("Bientôt ?", expires_on=DAY + timedelta(days=3))
    late = keep("Trop tard ?", expires_on=DAY - timedelta(days=1))
    far = keep("Plus tard ?", expires_on=DAY + timedelta(days=300))
    for state in ("draft", "proposed", "withdrawn"):
        assert found(database, state=State(state)) == [numbers[state]]
    assert set(found(database, state=State.PUBLISHED)) == {numbers["published"], soon, late, far}
    assert found(database, state=State.SOON) == [soon]
    assert found(database, state=State.EXPIRED) == [late]
    with database.reading() as session:
        assert tally(session, "") == {"draft": 1, "proposed": 1, "published": 4, "withdrawn": 1}


def test_a_list_is_narrowed_to_an_author(database, keep, people):
    keep("Par Ada ?")
    bob = keep("Par Bob ?", by=people.bob)
    assert found(database, author=people.bob.id) == [bob]
    with database.reading() as session:
        assert authors(session, "") == [(people.ada.id, "Ada"), (people.bob.id, "Bob")]
        assert authors(session, "autre") == []


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_follow_one_another_without_gap_or_repeat(database, keep, sort, monkeypatch):
    monkeypatch.setattr(listing, "ROWS", 3)
    numbers = {keep(f"Question {n % 4} ?", expires_on=DAY + timedelta(days=n % 3) if n % 2 else None) for n in range(8)}
    pages, after = [], None
    with database.reading() as session:
        while True:
            page = search(session, "", Wanted(sort=sort, after=after), DAY)
            pages.append([row.id for row in page.rows])
            after = page.following
            if after is None:
                break
    assert [len(page) for page in pages] == [3, 3, 2]
    assert {number for page in pages for number in page} == numbers


def test_the_orders_are_by_date_by_question_and_by_expiry(database, keep):
    one = keep("Beta ?", expires_on=DAY + timedelta(days=9))
    two = keep("Alpha ?")
    three = keep("Gamma ?", expires_on=DAY + timedelta(days=2))
    assert found(database, sort=Sort.RECENT) == [three, two, one]
    assert found(database, sort=Sort.QUESTION) == [two, one, three]
    assert found(database, sort=Sort.EXPIRY) == [three, one, two]


@pytest.mark.parametrize("after", [("hier", 1), ("", 2)])
def test_a_place_that_no_page_gave_is_refused(database, after):
    with database.reading() as session, pytest.raises(ValueError):
        search(session, "", Wanted(after=after), DAY)


def test_the_newest_version_is_what_a_row_shows(database, keep, people):
    number = keep("Ancienne ?")
    with database.writing() as session:
        entry = session.get(listing.FaqEntry, number)
        edit(session, entry, Wording("Nouvelle ?", "Oui."), people.bob, seal(newest(entry)))
    with database.reading() as session:
        (row,) = search(session, "", Wanted(), DAY).rows
    assert (row.question, row.version, row.published, row.state, row.author) == ("Nouvelle ?", 2, 1, "draft", "Bob")


def test_the_public_list_holds_what_answers_and_nothing_else(database, keep):
    for state in ("draft", "proposed", "withdrawn"):
        number = keep(f"Question {state} ?", state=state)
        with database.reading() as session:
            assert shown(session, "", number, DAY) is None
    keep("Ailleurs ?", scheme="autre")
    late = keep("Trop tard ?", expires_on=DAY - timedelta(days=1))
    number = keep("En service ?")
    assert seen(database) == [number]
    with database.reading() as session:
        assert shown(session, "", late, DAY) is None
        assert shown(session, "autre", number, DAY) is None
        assert shown(session, "", number, DAY).id == number


def test_the_public_list_goes_by_topic_then_question_those_without_topic_last(database, keep, monkeypatch):
    monkeypatch.setattr(public, "ROWS", 2)
    none = keep("Aucune rubrique ?")
    late = keep("Bien après ?", topic="Montants")
    early = keep("Avant ?", topic="Montants")
    dates = keep("Quand ?", topic="Calendrier")
    with database.reading() as session:
        first = listed(session, "", DAY)
        second = listed(session, "", DAY, after=first.following)
    assert [row.id for row in first.rows + second.rows] == [dates, early, late, none]
    assert (first.total, second.total, second.following) == (4, 4, None)
    assert seen(database, words="rubrique") == [none]


def test_a_list_costs_the_same_queries_whatever_its_length(database, keep):
    counted = []
    event.listen(database.engine, "before_cursor_execute", lambda *args: counted.append(args[2]))

    def cost():
        counted.clear()
        with database.reading() as session:
            search(session, "", Wanted(), DAY)
            search_cost = len(counted)
            listed(session, "", DAY)
        return search_cost, len(counted)

    keep("Une seule ?")
    once = cost()
    for n in range(10):
        keep(f"Question {n} ?")
    assert cost() == once
    assert once[0] <= 2
