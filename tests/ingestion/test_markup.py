import docx
import pytest

from assistant.errors import UnreadableDocument
from assistant.ingestion.markup import read_docx, read_html, read_markdown


def test_markdown_is_what_a_reader_sees():
    raw = "# Titre\n\nUn **taux** de *80 %*,\nvoir [le site](https://exemple.fr).\n\n- un\n- deux\n"
    assert read_markdown(raw) == "# Titre\n\nUn taux de 80 %,\nvoir le site.\n\n• un\n\n• deux"


def test_markdown_does_not_run_html():
    assert "<script>" in read_markdown("<script>alert(1)</script>")


def test_a_markdown_table_is_read_row_by_row():
    text = read_markdown("| Commune | Taux |\n|---|---|\n| Rouen | 80 % |\n")
    assert text.split("\n\n") == ["Commune ; Taux", "Rouen ; 80 %"]


@pytest.mark.parametrize("hidden", ["script", "style", "nav", "template", "noscript"])
def test_what_html_does_not_show_is_left_out(hidden):
    assert read_html(f"<body><{hidden}>caché</{hidden}><p>Visible.</p></body>") == "Visible."


def test_html_headings_and_lists_bear_their_marks():
    assert read_html("<h2>Objet</h2><p>Une<br>ligne.</p><ul><li>un</li></ul>") == "## Objet\n\nUne\nligne.\n\n• un"


def test_html_entities_are_read():
    assert read_html("<p>80&nbsp;% &amp; plus &lt; 100</p>") == "80\u00a0% & plus < 100"


def test_html_without_a_body_is_empty():
    assert read_html("") == ""


def test_docx_keeps_headings_lists_tables_and_order(tmp_path):
    document = docx.Document()
    document.add_heading("Circulaire", 0)
    document.add_heading("Objet", 2)
    document.add_paragraph("Le taux est de 80 %.")
    document.add_paragraph("une commune", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Rouen", "80 %"
    document.add_paragraph("Après le tableau.")
    path = tmp_path / "texte.docx"
    document.save(str(path))
    assert read_docx(path).split("\n\n") == [
        "# Circulaire", "## Objet", "Le taux est de 80 %.", "• une commune", "Rouen ; 80 %", "Après le tableau.",
    ]  # fmt: skip


@pytest.mark.parametrize("content", [b"du texte", b"PK\x03\x04cass\xc3\xa9", b""])
def test_what_is_not_a_docx_is_refused_by_name(tmp_path, content):
    path = tmp_path / "faux.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument, match=r"faux\.docx"):
        read_docx(path)
