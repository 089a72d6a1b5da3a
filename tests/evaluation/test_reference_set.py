"""The reference set keeps its word: gold that is in the documents, a clean split, enough of each kind."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from assistant.domain import Status
from assistant.evaluation.cases import load_cases
from assistant.evaluation.grounding import fold
from assistant.ingestion.corpus import load_corpus
from assistant.ingestion.read import read_pages
from assistant.rules.tables import COMMON
from assistant.understanding.normalise import unaccent

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def cases():
    return load_cases(ROOT / "tests" / "reference")


@pytest.fixture(scope="module")
def documents():
    corpus = load_corpus(ROOT / "corpus")
    return {
        entry.document.id: fold(
            " ".join(p.text for p in read_pages(entry.file, entry.document.id, page_starts=entry.page_starts))
        )
        for entry in corpus.documents
    }


def test_every_gold_fragment_is_in_the_documents(cases, documents):
    everything = " ".join(documents.values())
    missing = [
        (case.id, fragment)
        for case in cases
        for fragment in (*case.evidence, *case.also)
        if fold(fragment) not in documents.get(case.document or "", everything)
    ]
    assert missing == []


def test_no_question_is_among_the_phrasings_that_the_index_knows(cases):
    folders = (ROOT / "corpus" / "questions", COMMON / "questions")
    tables = [tomllib.loads(file.read_text("utf-8")) for folder in folders for file in folder.glob("*.toml")]
    known = {bare(p) for table in tables for phrasings in table.values() for p in phrasings}
    fresh = [case for case in cases if not case.question.history and case.category != "courtesy"]
    assert [case.id for case in fresh if bare(case.question.text) in known] == []


def test_no_question_is_in_both_splits(cases):
    told = Counter((bare(case.question.text), case.question.history) for case in cases)
    assert [question for question, times in told.items() if times > 1] == []


def test_set_is_large_enough_of_each_kind(cases):
    dev = [case for case in cases if case.split == "dev"]
    silent = [case for case in dev if not case.answerable]
    assert len(dev) >= 150 and len(cases) - len(dev) >= 80
    assert sum(case.statuses == {Status.OUT_OF_SCOPE} for case in silent) >= 15
    assert sum(Status.HANDOFF in case.statuses for case in silent) >= 30
    assert sum(case.verdict is not None for case in cases) >= 40


def bare(words):
    return " ".join("".join(c if c.isalnum() else " " for c in unaccent(words).lower()).split())
