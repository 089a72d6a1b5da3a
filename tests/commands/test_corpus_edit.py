import tomllib
from datetime import date

import pytest

from assistant.commands.corpus_edit import with_document
from assistant.errors import CorpusError

SOURCE = """title = "Essai"

[[document]]   # un
id = "un"
page_starts = [
  "[[document]]",
  'id = "deux"',
]
path = "documents/un.md"   # ici

[[document]]
id = 'deux'
path = "documents/deux.md"
# fin

[contact]
name = "x"
"""


def test_only_the_changed_lines_differ():
    edited = with_document(SOURCE, {"path": "documents/neuf.pdf"}, "deux")
    assert edited == SOURCE.replace('"documents/deux.md"', '"documents/neuf.pdf"')


def test_a_value_over_several_lines_is_removed_whole():
    edited = with_document(SOURCE, {"page_starts": None}, "un")
    assert "page_starts" not in edited
    assert tomllib.loads(edited)["document"][0] == {"id": "un", "path": "documents/un.md"}
    assert "# ici" in edited


def test_a_new_key_goes_into_its_own_block():
    edited = with_document(SOURCE, {"date": date(2022, 1, 5)}, "deux")
    said = tomllib.loads(edited)
    assert said["document"][1]["date"] == date(2022, 1, 5)
    assert said["contact"] == {"name": "x"}


@pytest.mark.parametrize("title", ['« dit "oui" »', "a\\b", "deux\nlignes", "é\u0001", "]] # ["])
def test_any_title_is_written_so_that_it_reads_back(title):
    for replaces in (None, "un"):
        said = tomllib.loads(with_document(SOURCE, {"id": "neuf", "title": title}, replaces))
        assert title in [row.get("title") for row in said["document"]]


@pytest.mark.parametrize(
    "source",
    [
        'document = [{id = "un", path = "a.md"}]\n',
        'document = [\n  {id = "un", path = "a.md"},\n]\n',
        '[["document"]]\nid = "un"\npath = "a.md"\n',
    ],
)
def test_a_file_written_in_an_unknown_way_is_left_to_its_owner(source):
    with pytest.raises(CorpusError):
        with_document(source, {"path": "b.md"}, "un")


def test_lines_end_as_they_did():
    assert with_document('[[document]]\nid = "un"\npath = "a"', {"path": "b"}, "un").endswith('path = "b"\n')
