"""What the bench of the console fills a database with, and how it finds the pages."""

from datetime import UTC, datetime

import httpx
import pytest
from sqlalchemy import func, select

from assistant.domain import Answer, Question, Status
from assistant.records import chain, journal, queue, statistics
from assistant.records.statistics import Period
from assistant.records.tables import Exchange, Feedback, HandoffRow
from assistant.records.tables.base import day_of
from scripts.console import others
from scripts.console.fill import fill
from scripts.console.rows import Varied, templates
from scripts.console.visit import Route, find, routes_of
from tests.support.exchanges import CONTACT

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


class Answering:
    """An assistant that hands every question over, but those about the rate."""

    def ask(self, question: Question) -> Answer:
        status = Status.ANSWERED if "taux" in question.text else Status.HANDOFF
        topics = ("rate",) if status is Status.ANSWERED else ("",)
        return Answer("x", status, "Voici.", handoff=CONTACT, index_version="v", topics=topics)


@pytest.fixture
def made_of():
    return templates(Answering(), ["Quel est le taux ?", "La TVA est-elle comprise ?", "Une association ?"], "")


def test_exchanges_are_the_same_each_time_and_none_is_twice(made_of):
    one, same = (list(Varied(made_of, NOW, 30).batch(50)) for _ in range(2))
    assert [row["question"] for row, _ in one] == [row["question"] for row, _ in same]
    assert len({row["id"] for row, _ in one}) == 50
    assert len({row["wording"] for row, _ in one}) > 10


def test_a_filled_database_is_one_that_the_console_reads(records, made_of):
    fill(records, made_of, 300, NOW, days=30)
    with records.reading() as session:
        counted = {
            table: session.scalar(select(func.count()).select_from(table)) for table in (Exchange, Feedback, HandoffRow)
        }
        assert counted[Exchange] == 300
        assert counted[Feedback] > 0 < counted[HandoffRow]
        groups = queue.page(session, "").groups
        assert groups[0].waiting
        assert any(group.asked > 3 and group.wordings > 1 for group in groups)
        found = statistics.figures(session, "", Period.WEEKS, day_of(NOW))
    assert found.asked == 300
    assert found.median_hours > 0


def test_the_journal_is_lengthened_as_it_would_have_been_written(records, monkeypatch):
    monkeypatch.setattr(others, "LINES", 40)
    with records.writing() as session:
        journal.write(session, "", "anne", "question.read", "question/1")
    others.lengthen_journal(records, NOW)
    with records.writing() as session:
        journal.write(session, "", "anne", "question.read", "question/2")
        assert chain.verify(session) is None
        assert journal.head(session)[0] == 42


def test_a_route_holds_its_own_addresses():
    one = Route("/staff/faq/{entry_id}/comparer")
    assert one.holds("/staff/faq/12/comparer")
    assert not one.holds("/staff/faq/12")
    assert not one.holds("/staff/faq/1/2/comparer")
    assert Route("/staff/questions.csv").holds("/staff/questions.csv")
    assert not Route("/staff/questions.csv").holds("/staff/questionsXcsv")
    assert (one.fields, Route("/staff").fields) == (1, 0)


def test_addresses_are_found_through_the_links_of_pages_and_no_page_is_visited_twice():
    pages = {
        "/staff": '<a href="/staff/faq">',
        "/staff/faq": '<a href="/staff/faq/nouvelle"><a href="/staff/faq/7"><a href="/ailleurs">'
        '<a href="/staff/faq?apres=a&amp;b=c">',
        "/staff/faq/7": '<a href="/staff/faq/8#x">',
    }
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        asked.append(str(request.url.raw_path, "ascii"))
        if path == "/openapi.json":
            known = ("/staff", "/staff/faq", "/staff/faq/nouvelle", "/staff/faq/{entry_id}", "/documents")
            return httpx.Response(
                200, json={"paths": {each: {"get": {}} for each in known} | {"/staff/non": {"post": {}}}}
            )
        return httpx.Response(200, html=pages.get(path, ""))

    with httpx.Client(transport=httpx.MockTransport(answer), base_url="http://service") as client:
        routes = routes_of(client)
        find(client, routes)
    assert {route.path: route.addresses for route in routes} == {
        "/staff": ["/staff"],
        "/staff/faq": ["/staff/faq", "/staff/faq?apres=a&b=c"],
        "/staff/faq/nouvelle": ["/staff/faq/nouvelle"],
        "/staff/faq/{entry_id}": ["/staff/faq/7", "/staff/faq/8"],
    }
    assert len(asked) == len(set(asked))
