"""FAQ entries in a spreadsheet and back: nothing is lost, nothing is computed, nothing is half imported."""

import io
import time
import tracemalloc
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from assistant.faq.exchange import ExchangedEntry, UnreadableTable, headings
from assistant.faq.exchange_cells import restored, safe, sources_cell, sources_of
from assistant.faq.exchange_files import csv_lines, read_file, write_xlsx
from assistant.records.faq.wording import Source, Wording

FULL = ExchangedEntry(
    "7",
    Wording(
        "Quel est le taux ?",
        "80 % du coût ; « hors taxes ».\n\n- matériel exclu\n\\n n’est pas une fin de ligne",
        ("quel taux", "combien ; pour cent", 'un "taux" ?'),
        "Financement",
        (
            Source("circulaire", "Le taux est de 80 %", "ab12"),
            Source("https://x.fr/a|b", "deux\nlignes | et une barre", ""),
        ),
        date(2026, 12, 31),
    ),
    "published",
    date(2026, 1, 15),
)
ENTRIES = [
    FULL,
    ExchangedEntry("b-2", Wording("Qui ?", "Les communes."), "withdrawn"),
    ExchangedEntry("", Wording("Nouvelle ?", "Oui."), "draft"),
    *(
        ExchangedEntry(f"f{n}", Wording(f"Q{n} ?", text))
        for n, text in enumerate(["=1+1", "+33 2", "-1", "@a", "'=1", "''-x", "'x"])
    ),
]


def as_csv(entries):
    return io.BytesIO("".join(csv_lines(entries)).encode())


def as_xlsx(entries):
    file = io.BytesIO()
    write_xlsx(entries, file)
    file.seek(0)
    return file


def table(*rows, delimiter=";", encoding="utf-8"):
    return io.BytesIO("\n".join(delimiter.join(row) for row in rows).encode(encoding))


@pytest.mark.parametrize("written", [as_csv, as_xlsx])
def test_what_is_exported_is_read_back_the_same(written):
    read = read_file(written(ENTRIES))
    assert read.faults == ()
    assert list(read.entries) == ENTRIES


def test_french_excel_opens_the_csv():
    first, *rows = csv_lines(ENTRIES[1:2])
    assert first.startswith("\ufeffid;question;formulations;réponse;")
    assert rows[0].endswith("\r\n")
    assert rows[0].startswith("b-2;Qui ?;;Les communes.;")


def test_dates_are_dates_of_the_sheet():
    sheet = load_workbook(as_xlsx([FULL])).worksheets[0]
    assert sheet["H2"].value.date() == date(2026, 12, 31)
    assert sheet["H2"].number_format == "DD/MM/YYYY"


@pytest.mark.parametrize("text", ["=cmd()", "+1", "-1", "@SUM", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "'''+1"])
def test_no_cell_is_computed(text):
    assert safe(text).startswith("'")
    assert restored(safe(text)) == text


@pytest.mark.parametrize("written", [as_csv, as_xlsx])
def test_no_cell_of_a_file_begins_with_a_formula(written):
    file = written([ExchangedEntry("=1", Wording("=q", "@r", ("+p",), "-t", (Source("=d", "q", "=x"),)))])
    if written is as_xlsx:
        cells = [str(v) for row in load_workbook(file).worksheets[0].iter_rows(values_only=True) for v in row if v]
        assert not any(cell.data_type == "f" for row in load_workbook(file).worksheets[0] for cell in row)
    else:
        cells = file.getvalue().decode("utf-8-sig").replace("\r\n", ";").split(";")
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


@pytest.mark.parametrize("text", ["x", "", "a'b", "80 %", "'quoted'", "’"])
def test_other_texts_are_left_as_they_are(text):
    assert safe(text) == restored(text) == text


@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_columns_are_known_by_name_in_any_order_separator_and_encoding(delimiter, encoding):
    head = ["Réponse", "Question", "VALABLE JUSQU'AU", "autre"]
    (entry,) = read_file(
        table(head, ["Été.", "Où ?", "31/12/2026", "x"], delimiter=delimiter, encoding=encoding)
    ).entries
    assert entry == ExchangedEntry("", Wording("Où ?", "Été.", expires_on=date(2026, 12, 31)))


def test_dates_are_read_as_french_or_iso():
    rows = [
        ["question", "réponse", "validée le"],
        ["a ?", "x", "1/2/2026"],
        ["b ?", "x", "2026-02-01"],
        ["c ?", "x", ""],
    ]
    days = [entry.validated_on for entry in read_file(table(*rows)).entries]
    assert days == [date(2026, 2, 1), date(2026, 2, 1), None]


def test_a_number_typed_as_an_id_stays_one():
    book = Workbook()
    for row in (["id", "question", "réponse"], [12, "Qui ?", "Oui."], [13.0, "Quoi ?", "Oui."], [None, None, None]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    assert [entry.id for entry in read_file(file).entries] == ["12", "13"]


def test_a_bad_row_refuses_the_file_and_every_fault_is_told_with_its_row():
    rows = [
        ["id", "question", "réponse", "état", "valable jusqu’au", "sources"],
        ["1", "Quel taux ?", "80 %.", "publiée", "", ""],
        ["2", "", "80 %.", "publiée", "", ""],
        ["3", "Qui ?", "", "perdue", "demain", "sans barre"],
        ["1", "Quand ?", "Jamais.", "", "31/02/2026", ""],
    ]
    read = read_file(table(*rows))
    assert read.entries == ()
    starts = [fault.split(":", 1)[0].strip() for fault in read.faults]
    assert starts == ["Ligne 3", "Ligne 4", "Ligne 4", "Ligne 4", "Ligne 4", "Ligne 5", "Ligne 5"]
    assert not any("\n" in fault for fault in read.faults)
    assert "ligne 2" in read.faults[-1]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "question"),
        (b"question;autre\na ?;b\n", "réponse"),
        ("question;réponse\n;\n\n".encode(), "aucune"),
        (b"PK\x03\x04 not a workbook", "tableau"),
        (b"\x00\x01\x02\x03" * 100, "colonne"),
        (("question;réponse\n" + "a" * 200_000).encode(), "tableau"),
    ],
)
def test_a_file_that_is_no_table_is_one_clear_line(data, said):
    with pytest.raises(UnreadableTable, match=said) as caught:
        read_file(io.BytesIO(data))
    assert "\n" not in str(caught.value)


def archive(**files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, size in files.items():
            with made.open(name, "w", force_zip64=True) as one:
                for _ in range(size):
                    one.write(b"\0" * 1024 * 1024)
    file.seek(0)
    return file


def test_a_bomb_is_refused_before_it_is_opened():
    file = archive(**{"xl/worksheets/sheet1.xml": 60, "xl/workbook.xml": 1})
    began = time.perf_counter()
    with pytest.raises(UnreadableTable, match="trop gros"):
        read_file(file)
    assert time.perf_counter() - began < 0.5


def test_an_archive_of_something_else_is_no_workbook():
    with pytest.raises(UnreadableTable, match="tableau"):
        read_file(archive(**{"a.txt": 1}))


def with_sheet(xml):
    """Return a workbook whose sheet is this XML."""
    whole, made = as_xlsx(ENTRIES[:1]), io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else old.read(name))
    made.seek(0)
    return made


def test_entities_that_unfold_are_refused_quickly():
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "lol" * 100}">' for n in range(9))
    row = '<row><c t="inlineStr"><is><t>&a8;</t></is></c></row>'
    xml = f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><worksheet><sheetData>{row}</sheetData></worksheet>'
    began = time.perf_counter()
    with pytest.raises(UnreadableTable):
        read_file(with_sheet(xml))
    assert time.perf_counter() - began < 5


def test_a_sheet_that_says_it_is_huge_is_read_within_limits():
    cell = '<row r="{row}"><c r="{column}{row}" t="inlineStr"><is><t>x</t></is></c></row>'
    rows = "".join(cell.format(row=row, column=column) for row, column in ((1, "A"), (1048576, "XFD")))
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    size = '<dimension ref="A1:XFD1048576"/>'
    with pytest.raises(UnreadableTable):
        read_file(with_sheet(f'<worksheet xmlns="{space}">{size}<sheetData>{rows}</sheetData></worksheet>'))


def test_too_many_rows_are_refused():
    lines = ["question;réponse", *["a ?;b"] * 100_001]
    with pytest.raises(UnreadableTable, match="100000"):
        read_file(io.BytesIO("\n".join(lines).encode()))


@pytest.mark.parametrize("rows", [300, 3000])
def test_memory_does_not_grow_with_the_export(rows):
    entries = (ExchangedEntry(str(n), FULL.said, "published") for n in range(rows))
    tracemalloc.start()
    try:
        for _ in csv_lines(entries):
            pass
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_line_that_is_no_source_is_given_back_as_it_is():
    assert list(sources_of("a | b\nsans barre\n | rien", "")) == [Source("a", "b", ""), "sans barre", " | rien"]


def test_fingerprints_of_edited_sources_are_dropped():
    cell = sources_cell(FULL.said.sources)
    assert [source.sha256 for source in sources_of(cell, "ab12\n-")] == ["ab12", ""]
    assert [source.sha256 for source in sources_of(cell + "\nx | y", "ab12\n-")] == ["", "", ""]


def test_the_columns_are_those_that_agents_were_promised():
    names = "id question formulations réponse rubrique sources état valable_jusqu’au validée_le empreintes"
    assert headings() == [name.replace("_", " ") for name in names.split()]
