"""The made-up entries on which the decision is fitted and measured keep their word."""

import json
from collections import Counter
from pathlib import Path

import pytest

from assistant.evaluation.cases import load_cases

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def rows():
    return [json.loads(line) for line in (ROOT / "tests" / "faq" / "entries.jsonl").read_text("utf-8").splitlines()]


def test_entries_are_held_out_and_all_others_are_to_fit_on(rows):
    counted = Counter(row["split"] for row in rows)
    assert set(counted) == {"dev", "held-out"}
    assert counted["held-out"] >= 15


def test_each_has_questions_of_its_own_and_near_ones(rows):
    for row in rows:
        assert len(row["asks"]) == len(row["differs"]) == 4, row["id"]
        assert len(row["phrasings"]) <= 3, row["id"]
        assert row["answer"].strip(), row["id"]


def test_no_question_stands_twice_in_an_entry_and_no_id_twice(rows):
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        questions = [row["question"], *row["phrasings"], *row["asks"], *row["differs"]]
        assert len({question.casefold() for question in questions}) == len(questions), row["id"]


def test_the_reference_questions_that_an_entry_answers_are_development_ones(rows):
    known = {case.id for case in load_cases(ROOT / "tests" / "reference", "dev")}
    assert {case for row in rows for case in row.get("cases", [])} <= known
