"""The statistics of the console, on the page and as files."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from assistant.domain import Reason, Status
from assistant.records import feedback
from assistant.records.feedback import Complaint
from assistant.records.statistics import Period
from assistant.records.tables import JournalLine
from assistant.service.staff.statistics import PERIODS
from tests.support.exchanges import Statements, ask

PAGE = "/staff/statistiques"
NOW = datetime.now(UTC)


@pytest.fixture
def desk(console):
    """Twelve questions without an answer, six answered of which one is rated, two off topic."""
    with console.records.writing() as session:
        for number in range(12):
            ask(session, f"La TVA est-elle comprise {number} ?", at=NOW - timedelta(hours=number), topic="vat")
        for _ in range(6):
            row = ask(session, "=Quel est le taux ?", Status.ANSWERED, answer="-20 % <b>au plus</b>", topic="rate")
        feedback.give(session, "", row.id, False, Complaint.WRONG, '@tous ; "non"')
        for _ in range(2):
            ask(session, "Quel temps fera-t-il ?", Status.OUT_OF_SCOPE, Reason.OFF_TOPIC)
        ask(session, "Ailleurs ?", scheme="autre")
    return console


def rows_of(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_the_page_shows_each_table_and_hides_small_counts(desk):
    page = desk.as_("reader").get(PAGE).text
    assert '<th scope="row">Transmise à la préfecture</th><td>12</td>' in page
    assert re.search(r"Hors du sujet de l’assistant</th><td>moins de 5</td>", page)
    assert re.search(r"Réponse donnée</th><td>masqué</td>", page)
    assert "<td>20</td>" in page
    assert page.count("<table") >= 6


def test_each_chart_has_its_table_and_no_style_of_its_own(desk):
    page = desk.as_("reader").get(PAGE).text
    assert page.count('<rect class="column"') + page.count('<rect class="stub"') > 30
    assert " style=" not in page
    assert 'role="img" aria-label="Histogramme' in page


@pytest.mark.parametrize(("name", "period"), PERIODS.items())
def test_each_period_has_its_page_and_is_marked(desk, name, period):
    page = desk.as_("reader").get(PAGE, params={"periode": name}).text
    assert set(PERIODS.values()) == set(Period)
    assert page.count('aria-current="page"') == 2  # the menu's and the period's
    assert page.count('<tr><th scope="row">') > 12
    assert desk.as_("reader").get(PAGE, params={"periode": "siècle"}).status_code == 200


def test_the_figures_are_taken_away_as_they_are_shown(desk):
    answer = desk.as_("reader").get(f"{PAGE}.csv", params={"periode": "mois"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert re.search(
        r'attachment; filename="statistiques-\d{4}-\d\d-01-[\d-]+\.csv"', answer.headers["content-disposition"]
    )
    rows = rows_of(answer)
    assert rows[0] == ["tableau", "libellé", "nombre", "part"]
    assert ["Issue des questions", "Transmise à la préfecture", "12", "60,0\u00a0%"] in rows
    assert ["Issue des questions", "Hors du sujet de l’assistant", "moins de 5", ""] in rows
    assert ["Issue des questions", "Total", "20", ""] in rows


def test_the_questions_are_taken_away_and_no_cell_is_a_formula(desk):
    agent = desk.as_("validator", "anne")
    rows = rows_of(agent.get("/staff/questions.csv"))
    assert len(rows) == 21
    heads, *told = rows
    rated = dict(zip(heads, next(row for row in told if row[10]), strict=True))
    assert (rated["question"], rated["réponse"]) == ("'=Quel est le taux ?", "'-20 % <b>au plus</b>")
    assert rated["commentaire"] == '\'@tous ; "non"'
    assert (rated["issue"], rated["motif"], rated["sujet"]) == ("réponse donnée", "", "Rate")
    assert rated["avis"] == "La réponse n’a pas aidé\u00a0: elle est fausse."
    for row in told:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    with desk.records.reading() as session:
        lines = [(line.actor, line.action) for line in session.scalars(select(JournalLine))]
    assert lines == [("anne", "question.export")]


@pytest.mark.parametrize("role", ["reader", "writer"])
def test_questions_are_taken_away_by_those_who_may(desk, role):
    agent = desk.as_(role)
    assert agent.get("/staff/questions.csv").status_code == 403
    assert "questions.csv" not in agent.get(PAGE).text
    assert "questions.csv" in desk.as_("validator").get(PAGE).text


def test_the_page_costs_the_same_statements_whatever_it_counts(desk):
    agent = desk.as_("reader")
    agent.get(PAGE)
    with Statements(desk.records) as run:
        agent.get(PAGE, params={"periode": "mois"})
    assert len(run) == 4


def test_a_console_without_data_has_its_page(console):
    agent = console.as_("administrator")
    assert agent.get(PAGE).status_code == 200
    assert len(rows_of(agent.get("/staff/questions.csv"))) == 1
