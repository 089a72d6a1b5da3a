import pytest

from assistant.errors import IndexDamaged, VersionUnknown
from assistant.retrieval import archive
from assistant.retrieval.archive import archived, document_of, documents_of
from assistant.retrieval.history import release_of, releases


@pytest.fixture(autouse=True)
def nothing_remembered():
    archive._document.cache_clear()
    archive._archived.cache_clear()


def test_a_document_is_read_as_each_version_has_it(index, changed):
    old, new = (archived(index, release, "fiche") for release in releases(index))
    assert "exclu" in old.passages[-1].text and "admis" in new.passages[-1].text
    assert "exclu" in old.pages[0].text and "admis" in new.pages[0].text
    assert {page.document_id for page in old.pages} == {p.document_id for p in old.passages} == {"fiche"}
    assert old.document.sha256 != new.document.sha256
    for passage in old.passages:
        for run in passage.runs:
            page = old.pages[run.page - 1].text
            assert page[run.start : run.start + run.length] == passage.text[run.at : run.at + run.length]


def test_the_documents_of_a_version_are_listed(index, changed):
    assert list(documents_of(index, releases(index)[0])) == ["circulaire", "fiche"]


def test_a_document_that_a_version_does_not_have_is_none(index, changed):
    release = releases(index)[0]
    assert archived(index, release, "none") is document_of(index, release, "none") is None
    assert document_of(index, release, "fich") is None


def test_a_version_that_is_gone_is_unknown(index, changed, forget):
    release = releases(index)[0]
    forget(release.version)
    for look in (lambda: documents_of(index, release), lambda: archived(index, release, "fiche")):
        with pytest.raises(VersionUnknown):
            look()


@pytest.mark.parametrize("name", ["documents.jsonl", "pages.jsonl", "passages.jsonl", "manifest.json"])
def test_a_text_altered_since_it_was_published_is_never_shown(index, changed, name):
    release = release_of(index, changed[0])
    path = index / release.version / name
    path.write_bytes(path.read_bytes().replace(b"fiche", b"fixhe"))
    with pytest.raises(IndexDamaged):
        archived(index, release, "fiche")


def test_what_was_read_is_kept_in_memory(index, changed, forget):
    release = releases(index)[0]
    read = archived(index, release, "fiche")
    forget(release.version)
    assert archived(index, release, "fiche") is read
