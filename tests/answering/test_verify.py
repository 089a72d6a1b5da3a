import random
from datetime import date

import pytest

from assistant.answering.citations import Library
from assistant.answering.verify import check, figures, unsupported
from assistant.domain import Answer, Document, Origin, Page, Passage, Run, Statement, Status
from assistant.errors import CitationMismatch, CorpusError

TEXT = "Le financement peut atteindre 100% du coût. Écrire à m. Durand, durand@ville.fr, avant le 3 mai."


@pytest.fixture
def library():
    passage = Passage("d/p1-1", "d", TEXT, (Run(0, 1, 0, len(TEXT)),))
    document = Document("d", "Titre", "Préfet", date(2021, 4, 14), Origin.OFFICIAL, "d.md", "0")
    return Library({"d": document}, {("d", 1): Page("d", 1, TEXT)}, [passage])


def answer(library, words):
    citations = library.quote("d", "peut atteindre 100% du coût")
    return Answer("1", Status.ANSWERED, words, statements=(Statement(words, citations),))


def test_a_figure_in_its_quote_passes(library):
    check(answer(library, "Jusqu'à 100%."), library)


@pytest.mark.parametrize("words", ["Jusqu'à 80 %.", "Écrivez à x@y.fr.", "Voyez M. Martin."])
def test_a_figure_address_or_name_outside_the_quote_is_refused(library, words):
    with pytest.raises(CitationMismatch):
        check(answer(library, words), library)


def test_any_cut_of_a_passage_verifies(library):
    rng = random.Random(7)
    passage = Passage("d/p1-1", "d", TEXT, (Run(0, 1, 0, len(TEXT)),))
    for _ in range(200):
        start = rng.randrange(len(TEXT) - 2)
        end = rng.randrange(start + 1, len(TEXT))
        for citation in library.cite(passage, start, end):
            assert citation.quote == TEXT[start:end]


def test_words_that_the_document_lacks_are_refused(library):
    with pytest.raises(CorpusError, match="does not hold"):
        library.quote("d", "50 % du coût")


def test_amounts_are_read_whatever_their_spacing():
    assert figures("297.000€ et 297 000 €") == {"297000"}
    assert unsupported("34 M€", ["doté de 34M€"]) == []
