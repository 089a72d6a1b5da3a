import csv
import io

import pytest

from assistant.service.staff.sheets import neutral, written


@pytest.mark.parametrize(
    "words", ["=1+1", "+33", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", " =1", "\u00a0=1", "=cmd|' /C calc'!A0"]
)
def test_no_spreadsheet_takes_a_cell_for_a_formula(words):
    assert neutral(words) == f"'{words}"


@pytest.mark.parametrize(
    ("value", "cell"), [("La TVA ?", "La TVA ?"), (12, "12"), (None, ""), ("a=b", "a=b"), ("\x00=1", "'=1")]
)
def test_every_other_cell_is_as_it_was_written(value, cell):
    assert neutral(value) == cell


def test_rows_are_read_back_as_they_were_written():
    rows = [["a;b", 'dit « "oui" »', "sur\ndeux lignes"], ["é", "", "1"]]
    assert list(csv.reader(io.StringIO(written(rows)), delimiter=";")) == rows
