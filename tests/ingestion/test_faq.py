"""An existing FAQ, whatever the spreadsheet it comes from; one clear line when it can't be read."""

import json

import pytest
from openpyxl import Workbook

from assistant.errors import CorpusError
from assistant.ingestion.faq import FaqEntry, read_faq

ENTRIES = [FaqEntry("1", "Qui peut candidater ?", "Les communes."), FaqEntry("b-2", "Été ?", "Oui ; « tous ».")]
ROWS = [[entry.id, entry.title, entry.text] for entry in ENTRIES]


def json_lines(path):
    rows = [{"id": entry.id, "title": entry.title, "text": entry.text, "more": 1} for entry in ENTRIES]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n\n", "utf-8")


def commas(path):
    path.write_text("id,title,text\n" + "".join(f'{i},"{t}","{x}"\n' for i, t, x in ROWS), "utf-8")


def semicolons(path):
    path.write_text("\ufeffId;Title;Text\n" + "".join(f'{i};"{t}";"{x}"\n' for i, t, x in ROWS), "utf-8")


def workbook(path):
    book = Workbook()
    for row in (["id", "title", "text"], *ROWS, [None, None, None]):
        book.active.append(row)
    book.save(path)


@pytest.mark.parametrize(
    ("name", "written"),
    [("a.jsonl", json_lines), ("a.csv", commas), ("b.csv", semicolons), ("a.xlsx", workbook)],
)
def test_every_format_gives_the_same_entries(tmp_path, name, written):
    written(tmp_path / name)
    assert read_faq(tmp_path / name) == ENTRIES


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jsonl", b'{"id": "1", "title": "t"}', "a.jsonl:1"),
        ("a.jsonl", b'{"id": "1", "title": "t", "text": "x"}\n{"id": "1", "title": "t", "text": "x"}', "a.jsonl:2"),
        ("a.jsonl", b"[1]", "a.jsonl:1"),
        ("a.jsonl", b"no", "a.jsonl:1"),
        ("a.jsonl", b"\xff\xfe\x00", "a.jsonl"),
        ("a.jsonl", b"\n\n", "a.jsonl"),
        ("a.csv", b"id,title\n1,t\n", "text"),
        ("a.xlsx", b"not a workbook", "a.xlsx"),
        ("a.txt", b"id", ".jsonl"),
    ],
)
def test_what_cannot_be_read_is_named_in_one_line(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CorpusError, match=said) as caught:
        read_faq(tmp_path / name)
    assert "\n" not in str(caught.value)
