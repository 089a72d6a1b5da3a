"""A corpus whose annex is a PDF of two pages, for tests of what is shown of a printed document."""

from fpdf import FPDF

TITLE = "Annexe : cahier des charges"
NAME = "Cahier des charges (été).pdf"
FIRST = ["Les communes et leurs groupements peuvent déposer un projet.",
         "Le projet est présenté par un élu de la commune qui le porte."]  # fmt: skip
SECOND = ["Les dépenses de logiciel sont admises, dans la limite de trois ans.",
          "Les dépenses de voyage sont exclues de l'aide en toute circonstance."]  # fmt: skip
ENTRY = f"""
[[document]]
id = "annexe"
title = "{TITLE}"
issuer = "Préfet"
date = 2021-05-03
origin = "official"
path = "documents/{NAME}"
"""


def pdf_of(*pages):
    """Return a PDF of one page a list of items."""
    pdf = FPDF()
    pdf.set_auto_page_break(False)
    pdf.set_font("Helvetica", size=12)
    for lines in pages:
        pdf.add_page()
        for line in lines:
            pdf.multi_cell(0, 7, f"- {line}", new_x="LMARGIN", new_y="NEXT")
            pdf.ln(7)
    return bytes(pdf.output())


def with_an_annex(folder, data=None):
    """Add the annex to a corpus; return its file."""
    toml = folder / "corpus.toml"
    toml.write_text(toml.read_text("utf-8") + ENTRY, "utf-8")
    file = folder / "documents" / NAME
    file.write_bytes(data or pdf_of(FIRST, SECOND))
    return file
