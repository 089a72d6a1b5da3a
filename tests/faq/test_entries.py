"""Answers to audit, from a file of JSON lines."""

import json
from datetime import date

import pytest

from assistant.errors import ConfigurationError
from assistant.faq.audited import AuditedEntry, EntryQuote
from assistant.faq.entries import read_entries

ROW = {"id": "1", "question": "Quel taux ?", "answer": "80 %."}


@pytest.fixture
def file(tmp_path):
    def write(*rows):
        path = tmp_path / "faq.jsonl"
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        path.write_text("\n".join(lines), "utf-8")
        return path

    return write


def test_everything_that_is_said_is_read(file):
    quotes = [{"document": "circulaire", "quote": "Le taux est de 80 %.", "sha256": "ab"}]
    row = ROW | {"id": 7, "version": 3, "quotes": quotes, "expires_on": "2026-12-31"}
    read = AuditedEntry(
        "7", 3, "Quel taux ?", "80 %.", (EntryQuote("circulaire", "Le taux est de 80 %.", "ab"),), date(2026, 12, 31)
    )
    assert read_entries(file(row, "", "")) == [read]


def test_what_is_not_said_has_its_default(file):
    (entry,) = read_entries(file(ROW | {"quotes": None, "expires_on": None}))
    assert (entry.version, entry.quotes, entry.expires_on) == (1, (), None)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{", "objet JSON"),
        ("[]", "objet JSON"),
        ({"id": "2", "question": "?"}, "answer"),
        (ROW | {"id": " "}, "id"),
        (ROW | {"id": "2", "version": "x"}, "version"),
        (ROW | {"id": "2", "quotes": "x"}, "quotes"),
        (ROW | {"id": "2", "quotes": [{"document": "d"}]}, "quote"),
        (ROW | {"id": "2", "expires_on": "demain"}, "expires_on"),
        (ROW | {"id": "2", "expires_on": 3}, "expires_on"),
        (ROW, "deux fois"),
    ],
)
def test_a_bad_row_is_named_on_one_line(file, bad, said):
    with pytest.raises(ConfigurationError, match="ligne 2") as caught:
        read_entries(file(ROW, bad))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_or_not_text_is_said(tmp_path):
    with pytest.raises(ConfigurationError, match="absent"):
        read_entries(tmp_path / "absent.jsonl")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigurationError, match="bytes"):
        read_entries(tmp_path / "bytes")
