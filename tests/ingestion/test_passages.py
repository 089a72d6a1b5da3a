import random
from pathlib import Path

import pytest

from assistant.domain import Page
from assistant.ingestion.corpus import load_corpus
from assistant.ingestion.passages import cut
from assistant.ingestion.read import read_pages

CORPUS = Path(__file__).parents[2] / "corpus"
SHARED = [folder / "shared" / "pdfs" for folder in Path(__file__).parents]
PDFS = {path.stem: path for folder in SHARED if folder.is_dir() for path in sorted(folder.glob("*.pdf"))}
REAL = [
    pytest.param(name, marks=pytest.mark.skipif(name not in PDFS, reason="the shared PDFs are absent"))
    for name in ("AMI_Histologe_112020", "ConsultationNationale_ModeDEmploi")
]


@pytest.fixture(scope="module")
def read_once():
    """The pages and passages of a shared PDF, read once."""
    known = {}

    def read(name):
        if name not in known:
            pages = read_pages(PDFS[name], name)
            known[name] = (pages, cut(pages))
        return known[name]

    return read


@pytest.fixture(scope="module")
def circular():
    entry = next(entry for entry in load_corpus(CORPUS).documents if entry.document.id == "circulaire-2021-04-14")
    return read_pages(entry.file, entry.document.id, page_starts=entry.page_starts)


HEAD = "Préfecture - Guide des aides"
LISTED = ["1. Objet .......... 2", "2. Montant .......... 3", "Scolarité .......... 4"]
GUIDE = [
    [HEAD, "SOMMAIRE", *LISTED, "1/4"],
    [
        HEAD,
        "1. Objet",
        "Le dispositif finance la transformation numérique des communes et des syndi-",
        "cats du département, selon une convention qui est signée avant le versement",
        "2/4",
    ],
    [
        HEAD,
        "de toute avance. Une commune ne peut déposer qu'un dossier par année civile.",
        "2. Montant",
        "Les montants sont les suivants pour les communes dont le projet est retenu :",
        "- 15 000 euros par projet ;",
        "- 30 000 euros par groupement.",
        "3/4",
    ],
    [
        HEAD,
        "Scolarité",
        "Les écoles sont équipées par la commune, qui demande l'aide avant la rentrée",
        "et joint à sa demande le devis des matériels.",
        "4/4",
    ],
]


@pytest.fixture
def guide(make_pdf):
    pages = read_pages(make_pdf(*GUIDE), "guide")
    return pages, cut(pages)


def test_every_sentence_of_the_circular_stands_in_its_page(circular, quotes_hold):
    quotes_hold(circular, cut(circular))


def test_the_item_that_crosses_the_pages_of_the_circular_is_one_passage_on_both(circular):
    crossing = [passage for passage in cut(circular) if {run.page for run in passage.runs} == {1, 2}]
    assert len(crossing) == 1
    first, second = crossing[0].locate(0, len(crossing[0].text))
    assert (first.page, second.page) == (1, 2)
    assert circular[0].text.rstrip().endswith(circular[0].text[first.start : first.end].rstrip())
    assert circular[1].text[second.start : second.end].startswith("applicatifs. Il peut s'agir")


def test_every_sentence_of_a_pdf_stands_in_its_page(guide, quotes_hold):
    quotes_hold(*guide)


def test_headers_numbers_and_contents_of_a_pdf_are_in_no_passage(guide):
    everything = " ".join(" ".join([passage.text, *passage.headings]) for passage in guide[1])
    for furniture in ("Guide des aides", "SOMMAIRE", "....", "/4"):
        assert furniture not in everything


def test_a_heading_leads_and_is_no_passage(guide):
    passages = guide[1]
    assert not {"Scolarité", "1. Objet", "2. Montant"} & {passage.text for passage in passages}
    assert passages[-1].headings[-1] == "Scolarité"
    assert passages[-1].text.startswith("Les écoles sont équipées")


def test_a_sentence_that_crosses_pages_is_whole_and_its_broken_word_is_joined(guide):
    (crossing,) = [passage for passage in guide[1] if len({run.page for run in passage.runs}) == 2]
    assert "des syndicats du département" in crossing.text
    assert "avant le versement de toute avance." in crossing.text
    assert [span.page for span in crossing.locate(*crossing.sentences[0])] == [2, 3]


def test_items_are_under_the_line_that_introduces_them(guide):
    items = [passage for passage in guide[1] if "euros" in passage.text]
    assert [item.text for item in items] == ["15 000 euros par projet ;", "30 000 euros par groupement."]
    assert all(item.headings[-1].startswith("Les montants sont les suivants") for item in items)


@pytest.mark.parametrize("name", REAL)
def test_every_sentence_of_a_real_pdf_stands_in_its_page(name, read_once, quotes_hold):
    quotes_hold(*read_once(name))


@pytest.mark.parametrize("name", REAL[:1])
def test_a_real_pdf_gives_passages_without_its_furniture(name, read_once):
    pages, passages = read_once(name)
    texts = {passage.text for passage in passages}
    trails = {heading for passage in passages for heading in passage.headings}
    assert len(pages) == 40
    assert not any("/40" in text or "....." in text for text in texts)
    assert not {"Scolarité", "Sommaire", "Contacts", "a. Rappels des objectifs"} & texts
    assert {
        "Scolarité",
        "Contacts",
        "a. Rappels des objectifs",
        "5.1 Moyens humains, matériels et financiers",
    } <= trails
    assert not any("HISTOLOGE" in heading for heading in trails)


@pytest.mark.parametrize("name", REAL[:1])
def test_amounts_of_a_real_pdf_are_passages_not_headings(name, read_once):
    _, passages = read_once(name)
    assert any("25 000 EUR TTC" in passage.text for passage in passages)
    assert not any("K€" in heading for passage in passages for heading in passage.headings)


def test_sentences_reach_from_end_to_end_of_each_passage(guide, circular):
    for passages in (guide[1], cut(circular)):
        for passage in passages:
            assert passage.sentences[0][0] == 0
            assert passage.sentences[-1][1] == len(passage.text)


def test_passages_begin_and_end_where_blocks_do(circular):
    texts = {page.number: page.text for page in circular}
    for passage in cut(circular):
        spans = passage.locate(0, len(passage.text))
        before = texts[spans[0].page][: spans[0].start].rstrip(" •#")
        after = texts[spans[-1].page][spans[-1].end :]
        assert before == "" or before.endswith("\n\n"), passage.id
        assert after.strip(" ") == "" or after.lstrip(" ").startswith("\n"), passage.id


def test_identifiers_are_unique_and_do_not_change_when_another_page_does(circular):
    passages = cut(circular)
    assert len({passage.id for passage in passages}) == len(passages)
    alone = {passage.id: passage.text for passage in cut(circular[:1])}
    assert set(alone) <= {passage.id for passage in passages}


def test_any_stretch_of_a_passage_leads_back_to_its_page(guide):
    chance = random.Random(3)
    pages, passages = guide
    texts = {page.number: page.text for page in pages}
    for _ in range(200):
        passage = chance.choice(passages)
        start = chance.randrange(len(passage.text))
        end = chance.randrange(start, len(passage.text)) + 1
        found = "".join(texts[span.page][span.start : span.end] for span in passage.locate(start, end))
        wanted = "".join(c for c in passage.text[start:end] if c.isalnum())
        assert "".join(c for c in found if c.isalnum()) == wanted


def test_markdown_headings_lead_and_items_follow_their_introduction():
    text = "# Aide\n\n## Taux\n\nSont financés :\n\n• les études\n\n• le conseil\n\n## Délai\n\nAvant juin."
    found = [(passage.headings, passage.text) for passage in cut([Page("d", 1, text)])]
    assert found == [
        (("Aide", "Taux"), "Sont financés :"),
        (("Aide", "Taux", "Sont financés :"), "les études"),
        (("Aide", "Taux", "Sont financés :"), "le conseil"),
        (("Aide", "Délai"), "Avant juin."),
    ]


def test_pages_of_nothing_give_no_passage():
    assert cut([]) == []
    assert cut([Page("d", 1, " \n***\n")]) == []
