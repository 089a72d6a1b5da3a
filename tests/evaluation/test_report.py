import pytest

from assistant.domain import Status
from assistant.evaluation.report import by_category, failures, percent, summary, tables, totals
from assistant.evaluation.run import run
from assistant.evaluation.score import Outcome
from assistant.texts import text


@pytest.fixture
def done(pages, make_case, make_answer):
    cases = [
        make_case("rate-1", evidence=("80 %",)),
        make_case("rate-2", "Et alors ?", evidence=("Les salaires",)),
        make_case("deadline-1", category="deadline", statuses=(Status.HANDOFF,)),
    ]
    return run(lambda question: make_answer(), cases, pages=pages)


def test_categories_keep_their_order_and_counts(done):
    rate, deadline = by_category(done)
    assert (rate.name, rate.total, rate.rate) == ("rate", 2, 0.5)
    assert (deadline.name, deadline.total, deadline.rate) == ("deadline", 1, 0.0)


def test_answerable_questions_are_counted_apart(done):
    answerable, others = totals(done)
    assert (answerable.total, others.total) == (2, 1)


def test_table_has_a_row_for_each_category_and_total(done):
    rows = [line for line in tables(done).splitlines() if line.startswith(("rate", "deadline", "les documents"))]
    assert len(rows) == 4 and len({len(row) for row in rows}) == 1


def test_summary_names_each_failure(done):
    whole = summary(done)
    assert whole["answerable"]["rate"] == 0.5 and whole["unverifiable"] == 0
    assert [row["id"] for row in whole["failures"]] == ["rate-2", "deadline-1"]
    assert "rate-2" in failures(done) and "Et alors" in failures(done) and "rate-1" not in failures(done)


def test_share_is_written_as_french_writes_it():
    assert percent(0.9336) == "93,4\u00a0%" and percent(1.0) == "100,0\u00a0%"


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_its_words(outcome):
    assert text(f"evaluation.columns.{outcome}") and text(f"evaluation.outcome.{outcome}")
