from datetime import date

import pytest

from assistant.domain import Origin
from assistant.errors import CorpusError
from assistant.ingestion.corpus import load_corpus, sha256_of, slug


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "Règlement 2021.txt").write_text("Le taux est de 80 %.", "utf-8")
    return tmp_path


def declare(folder, *lines):
    (folder / "corpus.toml").write_text("\n".join(lines), "utf-8")
    return folder


LISTED = ["[[document]]", 'id = "reglement"', 'title = "Règlement"', 'path = "documents/Règlement 2021.txt"']


def test_five_lines_are_enough(folder):
    declare(folder, 'title = "Aide aux communes"', "[contact]", 'name = "Mme Exemple"', 'email = "a@exemple.fr"')
    corpus = load_corpus(folder)
    (entry,) = corpus.documents
    assert (corpus.id, corpus.territory, corpus.contact.name) == ("aide-aux-communes", "", "Mme Exemple")
    assert (entry.document.id, entry.document.title) == ("reglement-2021", "Règlement 2021")
    assert entry.document.origin is Origin.OFFICIAL
    assert entry.document.sha256 == sha256_of(entry.file)


def test_hidden_and_unreadable_kinds_of_file_are_not_taken(folder):
    for name in ("notes.odt", "image.png", "README"):
        (folder / "documents" / name).write_text("x", "utf-8")
    assert len(load_corpus(declare(folder, 'title = "Aide"')).documents) == 1


def test_what_is_recorded_of_a_document_is_kept(folder):
    recorded = ["date = 2021-04-14", 'origin = "synthesis"', 'stands_in_for = "Annexe"', 'page_starts = ["Le taux"]']
    corpus = load_corpus(declare(folder, "[scheme]", 'title = "Aide"', 'territory = "Eure"', *LISTED, *recorded))
    entry = corpus.document("reglement")
    assert corpus.territory == "Eure"
    assert (entry.document.date, entry.document.origin) == (date(2021, 4, 14), Origin.SYNTHESIS)
    assert (entry.document.stands_in_for, entry.page_starts) == ("Annexe", ("Le taux",))
    assert corpus.document("autre") is None


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (["titre = "], "corpus.toml"),
        (['territory = "Eure"'], "title"),
        (['title = "Aide"', "[contact]", 'name = "Seule"'], "contact"),
        (['title = "Aide"', *LISTED], "date"),
        (['title = "Aide"', *LISTED[:2], *LISTED[3:]], "title"),
        (['title = "Aide"', *LISTED, "date = 2021-01-01", 'origin = "rumeur"'], "origin"),
        (['title = "Aide"', *LISTED[:3], 'path = "../secret.txt"', "date = 2021-01-01"], "secret.txt"),
        (['title = "Aide"', *LISTED[:3], 'path = "documents/absent.txt"', "date = 2021-01-01"], "absent.txt"),
        (['title = "Aide"', *(2 * [*LISTED, "date = 2021-01-01"])], "reglement"),
    ],
)
def test_a_fault_is_told_in_one_line_that_names_it(folder, lines, named):
    with pytest.raises(CorpusError) as fault:
        load_corpus(declare(folder, *lines))
    assert named in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_folder_without_corpus_toml_or_documents_is_refused(folder):
    with pytest.raises(CorpusError, match=r"corpus\.toml"):
        load_corpus(folder)
    next((folder / "documents").glob("*")).unlink()
    with pytest.raises(CorpusError, match="documents"):
        load_corpus(declare(folder, 'title = "Aide"'))


@pytest.mark.parametrize(("text", "name"), [("Aide n°2 (été)", "aide-n-2-ete"), ("---", "document")])
def test_slugs_are_plain(text, name):
    assert slug(text) == name
