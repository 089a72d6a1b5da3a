"""Words found in the documents whatever their typography, layout or page."""

import pytest

from assistant.domain import Origin
from tests.support.held import document, held

QUOTE = "L'aide est égale à 60 % des dépenses retenues, sur présentation des factures acquittées."


@pytest.mark.parametrize(
    "text",
    [
        QUOTE,
        QUOTE.replace("'", "’").replace(" %", "\u00a0%"),
        QUOTE.replace(" dépenses", "\ndépenses"),
        QUOTE.replace("présentation", "présen-\ntation"),
        QUOTE.replace("présentation", "présen\u00adtation"),
        QUOTE.replace(" sur", "\fsur"),
        f"# Montant\n\n• {QUOTE}\n\n• Autre chose.",
        f"Avant. {QUOTE} Après.",
        "L'aide est égale à 60 % des dépenses retenues,\n\nsur présentation des factures acquittées.",
    ],
)
def test_a_quote_is_found_whatever_its_layout(text):
    place = held(aide=text).find(QUOTE, "aide")
    assert place.document.id == "aide"
    assert place.citations[0].quote.startswith("L")


def test_each_page_that_a_quote_stands_on_is_cited():
    documents = held(aide=QUOTE.replace(" sur", "\fsur"))
    assert [cited.page for cited in documents.find(QUOTE).citations] == [1, 2]
    for cited in documents.find(QUOTE).citations:
        documents.library.verify(cited)


@pytest.mark.parametrize("text", [QUOTE.replace("60", "50"), QUOTE.replace("égale", "inégale"), "Rien."])
def test_other_words_are_not_the_quote(text):
    assert held(aide=text).find(QUOTE) is None


def test_words_are_whole_words():
    assert held(aide="Les candidats déposent un dossier.").find("un dos") is None


def test_a_heading_can_be_quoted():
    assert held(aide="# Montant de l'aide\n\nTexte.").find("Montant de l'aide", "aide") is not None


def test_a_quote_is_found_in_any_document_when_none_is_named():
    documents = held(aide="Autre texte.", annexe=QUOTE)
    assert documents.find(QUOTE).document.id == "annexe"
    assert documents.find(QUOTE, "aide") is None
    assert documents.find(QUOTE, "absent") is None


def test_a_published_answer_is_no_evidence():
    documents = held(records=[document("faq", origin=Origin.FAQ)], faq=QUOTE, aide="Autre texte.")
    assert documents.find(QUOTE) is None
    assert [passage.document_id for passage in documents.passages] == ["aide"]


@pytest.mark.parametrize("words", ["", "  ", "…", "»"])
def test_nothing_is_found_of_nothing(words):
    assert held(aide=QUOTE).find(words) is None
