"""The documents that the audit is measured on: the corpus, made-up schemes, pages of service-public.fr."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from assistant.domain import Document, Origin, Page, Passage
from assistant.faq.held import Held
from assistant.ingestion.markup import read_markdown
from assistant.ingestion.passages import cut

FOLDERS = (Path("corpus/documents"), Path("scripts/passages"))
#: Public texts that the repository doesn't hold; rows on them are left out where it isn't there.
SHARED = Path("../shared/text/service-public.jsonl")
#: The circular's own heading is an image.
TITLES = {
    "circulaire-2021-04-14": "Déploiement du dispositif « Transformation numérique des collectivités territoriales »"
}
TERRITORIES = {"circulaire-2021-04-14": "Seine-Maritime"}


@cache
def _public() -> dict[str, tuple[str, str]]:
    if not SHARED.is_file():
        return {}
    rows = [json.loads(line) for line in SHARED.read_text("utf-8").splitlines()]
    return {row["id"]: (row["title"], row["text"]) for row in rows[::-1]}


@cache
def source(name: str) -> str | None:
    """Return the text of a document as ingestion reads it; None when it is not at hand."""
    for folder in FOLDERS:
        file = folder / f"{name}.md"
        if file.is_file():
            return read_markdown(file.read_text("utf-8"))
    return re.sub(r"\n+", "\n\n", _public()[name][1]) if name in _public() else None


@cache
def title(name: str) -> str:
    """Return the title under which a document is known."""
    if name in TITLES or name in _public():
        return TITLES.get(name) or _public()[name][0]
    heading = re.search(r"^# (.+)", source(name) or "", re.MULTILINE)
    return heading[1] if heading else name


def document(name: str, called: str = "") -> Document:
    """Return a document's record, as of a version that is not the one that entries quote."""
    return Document(name, called or title(name), "", date(2025, 1, 1), Origin.OFFICIAL, "", "now")


def passages_of(name: str, text: str) -> tuple[list[Page], list[Passage]]:
    """Return the pages and passages of a text; form feeds part its pages."""
    pages = [Page(name, number, part) for number, part in enumerate(text.split("\f"), 1)]
    return pages, cut(pages)


def held(texts: Mapping[str, str], titles: Mapping[str, str] | None = None) -> Held:
    """Return the documents of these names with these texts, ready to be audited against."""
    called = titles or {}
    pages: list[Page] = []
    passages: list[Passage] = []
    for name, text in texts.items():
        more, cuts = passages_of(name, text)
        pages += more
        passages += cuts
    by_number = {(page.document_id, page.number): page for page in pages}
    return Held({name: document(name, called.get(name, "")) for name in texts}, by_number, passages)
