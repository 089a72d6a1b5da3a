"""From a PDF to what the operator is told of its pages."""

from assistant.ingestion.passages import cut
from assistant.ingestion.read import read_document
from assistant.retrieval.build import build, silent_pages
from assistant.retrieval.snapshot import open_snapshot

from .conftest import PROSE

OTHER = ["La commune joint à sa demande un devis et une délibération du conseil."]
CONTENTS = ["Sommaire", "Objet de l'aide .......... 2", "Montant de l'aide .......... 3", "Contacts .......... 4"]


def test_blank_pages_are_told_and_contents_pages_are_not(make_pdf):
    read = read_document(make_pdf(CONTENTS, PROSE, [], OTHER), "guide")
    assert silent_pages(read, cut(read.pages)) == [3]


def test_pages_whose_every_line_is_repeated_are_told_rather_than_lost_unseen(make_pdf):
    read = read_document(make_pdf(PROSE, PROSE), "guide")
    assert silent_pages(read, cut(read.pages)) == [1, 2]


def test_the_index_holds_the_other_pages_and_remembers_those_left_out(make_pdf, tmp_path):
    corpus = tmp_path / "corpus"
    (corpus / "documents").mkdir(parents=True)
    (corpus / "corpus.toml").write_text('title = "Essai"\n', "utf-8")
    make_pdf(PROSE, [], OTHER).rename(corpus / "documents" / "guide.pdf")
    build(corpus, tmp_path / "index", None)
    snapshot = open_snapshot(tmp_path / "index", None)
    assert snapshot.silent_pages == (("guide", 2),)
    assert set(snapshot.pages) == {("guide", 1), ("guide", 3)}


def test_an_unchanged_document_is_not_read_again(make_pdf, tmp_path):
    corpus = tmp_path / "corpus"
    (corpus / "documents").mkdir(parents=True)
    (corpus / "corpus.toml").write_text('title = "Essai"\n', "utf-8")
    make_pdf(PROSE).rename(corpus / "documents" / "guide.pdf")
    steps = []
    first = build(corpus, tmp_path / "index", None, progress=lambda *step: steps.append(step))
    assert steps
    steps.clear()
    assert build(corpus, tmp_path / "index", None, progress=lambda *step: steps.append(step)) == first
    assert steps == []
