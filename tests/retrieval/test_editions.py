import pytest

from assistant.retrieval import archive
from assistant.retrieval.build import FILES
from assistant.retrieval.editions import (
    chronicle,
    document_row,
    edition_row,
    editions,
    period_of,
    release_row,
)
from assistant.retrieval.history import releases
from assistant.retrieval.rollback import rollback
from assistant.retrieval.snapshot import build


@pytest.fixture(autouse=True)
def nothing_remembered():
    archive._document.cache_clear()


@pytest.fixture
def restored(index, changed):
    """The sheet changed, then the index rolled back: three releases."""
    rollback(index, None, FILES)
    return releases(index)


def test_a_document_that_did_not_change_has_one_edition_in_one_period(index, restored):
    (edition,) = editions(index, "circulaire")
    (period,) = edition.periods
    assert period.releases == restored
    assert (period.since, period.until) == (restored[0].since, None)


def test_a_document_that_changed_and_came_back_has_two_editions_and_three_periods(index, restored):
    old, new = editions(index, "fiche")
    assert [(p.since, p.until) for p in old.periods] == [
        (restored[0].since, restored[0].until),
        (restored[2].since, None),
    ]
    assert [(p.since, p.until) for p in new.periods] == [(restored[1].since, restored[1].until)]
    assert old.document.sha256 != new.document.sha256
    assert old.release == restored[2]


def test_a_change_of_title_alone_is_no_new_edition_and_the_last_one_is_shown(tiny_corpus, index, changed):
    toml = tiny_corpus / "corpus.toml"
    toml.write_text(
        toml.read_text("utf-8").replace("Circulaire du 14 avril 2021", "Circulaire, titre corrigé"), "utf-8"
    )
    build(tiny_corpus, index, None)
    (edition,) = editions(index, "circulaire")
    assert edition.document.title == "Circulaire, titre corrigé"
    assert len(edition.periods) == 1


def test_a_document_withdrawn_for_a_time_has_a_gap(tiny_corpus, index, changed):
    toml = tiny_corpus / "corpus.toml"
    listed = toml.read_text("utf-8")
    cut = listed.index('[[document]]\nid = "fiche"')
    toml.write_text(listed[:cut], "utf-8")
    build(tiny_corpus, index, None)
    toml.write_text(listed, "utf-8")
    build(tiny_corpus, index, None)
    known = releases(index)
    _, edition = editions(index, "fiche")
    assert [(p.since, p.until) for p in edition.periods] == [(known[1].since, known[1].until), (known[3].since, None)]
    assert period_of(index, known[2].version, "fiche") is None


def test_the_period_of_a_version_runs_over_its_neighbours_with_the_same_bytes(index, changed, restored):
    first, second = changed
    assert period_of(index, second, "fiche").releases == restored[1:2]
    assert period_of(index, first, "fiche").releases == restored[2:]
    assert period_of(index, second, "circulaire").releases == restored
    assert period_of(index, "0123456789ab", "fiche") is None
    assert period_of(index, first, "none") is None


def test_a_document_that_no_version_has_has_no_edition(index, changed):
    assert editions(index, "none") == ()


def test_every_release_is_told_with_its_documents_and_one_kept_no_more_without(index, changed, forget):
    told = chronicle(index)
    assert [[document.id for document in held] for _, held in told] == [["circulaire", "fiche"]] * 2
    forget(changed[0])
    assert [held is None for _, held in chronicle(index)] == [True, False]


def test_rows_are_what_a_program_reads(index, restored):
    assert release_row(restored[0]) == {
        "version": restored[0].version,
        "since": restored[0].since.isoformat(),
        "until": restored[1].since.isoformat(),
        "why": "build",
    }
    old, _ = editions(index, "fiche")
    row = edition_row(old)
    assert document_row(old.document).items() <= row.items()
    assert (row["date"], row["origin"], len(row["sha256"])) == ("2021-05-01", "synthesis", 12)
    assert [period["versions"] for period in row["periods"]] == [[restored[0].version]] * 2
    assert row["periods"][1]["until"] is None
