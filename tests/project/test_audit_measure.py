"""The labelled edits that the audit is measured on are sound, and those of the corpus come out right."""

import random
import re

import pytest

from assistant.faq.audit import Auditor
from scripts.audit.documents import TERRITORIES, held, source
from scripts.audit.edits import EDITS, ENTRIES, RESTATED, edits, entry, laid_out, put, rows
from tests.support.held import TODAY

LABELLED = [row for row in rows(ENTRIES) if source(row["document"]) is not None]
CIRCULAR = [row for row in LABELLED if row["document"] == "circulaire-2021-04-14"]


def plain(text):
    return re.sub(r"\s+", " ", text.replace("’", "'"))


def test_no_document_is_in_both_halves():
    halves = {}
    for row in (*rows(ENTRIES), *rows(RESTATED)):
        halves.setdefault(row["document"], set()).add(row["split"])
    assert all(len(splits) == 1 for splits in halves.values())


@pytest.mark.parametrize("row", LABELLED, ids=lambda row: row["id"])
def test_every_quote_stands_in_its_document_and_every_edit_changes_it(row):
    assert plain(row["quote"]) in plain(source(row["document"]))
    for edit in edits(row, source(row["document"]), "Un autre texte.", random.Random(1)):
        assert edit.name in EDITS
        assert (edit.text == source(row["document"])) is (edit.name == "same")


def test_every_fact_that_is_restated_stands_in_its_document():
    for row in rows(RESTATED):
        text = source(row["document"])
        assert text is None or plain(row["fact"]).lower() in plain(text).lower(), row["id"]


def test_a_layout_changes_no_word():
    text = "Le taux maximum de l'aide est de 80 % du coût."
    for seed in range(20):
        again = laid_out(f"Avant. {text} Après.", text, random.Random(seed))
        assert plain(re.sub(r"-\n", "", again)).replace("\f", " ") == f"Avant. {text} Après."


def test_an_edit_of_words_that_are_not_there_is_refused():
    with pytest.raises(ValueError, match="absent"):
        put("Un texte.", "absent", "x")


@pytest.mark.parametrize("row", CIRCULAR, ids=lambda row: row["id"])
def test_each_edit_of_the_circular_leads_where_it_must(row):
    for edit in edits(row, source(row["document"]), "Un tout autre texte, sans rapport.", random.Random(1)):
        auditor = Auditor(held({row["document"]: edit.text}), TODAY, TERRITORIES[row["document"]])
        assert auditor.examine(entry(row, quoted=True)).standing is edit.wanted, edit.name
