import pytest

from assistant.errors import VersionUnknown
from assistant.retrieval.build import FILES
from assistant.retrieval.comparison import compare
from assistant.retrieval.difference import Change
from assistant.retrieval.rollback import rollback
from assistant.retrieval.snapshot import build


def changes(found):
    return [
        (pair.before.text, pair.after.text) for pair in found.pairs if pair.change is Change.CHANGED
    ]  # fmt: skip


def test_the_version_in_effect_is_compared_with_the_one_it_replaced(index, changed):
    found = compare(index, "fiche")
    assert (found.before.version, found.after.version) == changed
    assert [(old.count("exclu"), new.count("admis")) for old, new in changes(found)] == [(1, 1)]
    assert found.documents[0].document.id == "fiche"


def test_a_change_elsewhere_is_looked_past(tiny_corpus, index, changed):
    circular = tiny_corpus / "documents" / "circulaire.md"
    circular.write_text(circular.read_text("utf-8").replace("80", "70"), "utf-8")
    third = build(tiny_corpus, index, None)
    assert (compare(index, "fiche").before.version, compare(index, "fiche").after.version) == (changed[0], third)


def test_two_versions_are_compared_either_way(index, changed):
    first, second = changed
    forth, back = compare(index, "fiche", first, second), compare(index, "fiche", second, first)
    assert changes(back) == [(new, old) for old, new in changes(forth)]


def test_after_a_rollback_what_it_undid_is_shown(index, changed):
    rollback(index, None, FILES)
    found = compare(index, "fiche")
    assert (found.before.version, found.after.version) == (changed[1], changed[0])


def test_a_document_with_one_version_has_nothing_to_be_compared_with(index, changed):
    assert compare(index, "circulaire") is None
    assert compare(index, "fiche", after=changed[0]) is None


@pytest.mark.parametrize(
    ("document", "versions"), [("none", {}), ("fiche", {"before": "0123456789ab"}), ("fiche", {"after": "../x"})]
)
def test_what_is_unknown_is_one_line(index, changed, document, versions):
    with pytest.raises(VersionUnknown) as caught:
        compare(index, document, **versions)
    assert "\n" not in str(caught.value)


def test_a_document_that_one_of_the_versions_does_not_have_is_told(tiny_corpus, index, changed):
    toml = tiny_corpus / "corpus.toml"
    toml.write_text(toml.read_text("utf-8").replace('id = "fiche"', 'id = "annexe"'), "utf-8")
    third = build(tiny_corpus, index, None)
    with pytest.raises(VersionUnknown, match="annexe"):
        compare(index, "annexe", changed[0], third)
    assert compare(index, "fiche").after.version == changed[1]
