"""Markdown, HTML and DOCX, rendered as the text that a reader sees.

Headings keep a leading ``#`` a level and list items a leading ``•``, each on its own line:
these two marks are what ``passages`` cuts by, in every format.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
from docx.opc.exceptions import PackageNotFoundError
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from assistant.errors import UnreadableDocument

_BLOCKS = frozenset({"p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "body"})
_BLOCKS |= {"ul", "ol", "table", "tr", "blockquote", "pre", "figure", "details"}
_LEVELS = {f"h{level}": level for level in range(1, 7)}


def read_markdown(raw: str) -> str:
    """Return Markdown as plain text: no emphasis marks, one block a paragraph."""
    return read_html(MarkdownIt("commonmark", {"html": False}).enable("table").render(raw))


def read_html(raw: str) -> str:
    """Return the visible text of HTML, scripts and styles left out."""
    tree = LexborHTMLParser(raw)
    for node in tree.css("script, style, noscript, template, nav, iframe, svg"):
        node.decompose()
    body = tree.body
    blocks: list[str] = []
    if body is not None:
        _walk(body, blocks, [])
    return "\n\n".join(block for block in blocks if block.strip("#• \n"))


def _walk(node: LexborNode, blocks: list[str], inline: list[str]) -> None:
    """Append the blocks under ``node``; ``inline`` gathers the text of the block under way."""
    child = node.child
    while child is not None:
        tag = child.tag
        if tag == "-text":
            inline.append(child.text(deep=False) or "")
        elif tag == "br":
            inline.append("\n")
        elif tag in _LEVELS or tag == "li" or tag in _BLOCKS:
            _flush(blocks, inline)
            mark = "#" * _LEVELS[tag] + " " if tag in _LEVELS else "• " if tag == "li" else ""
            inner = [mark] if mark else []
            _walk(child, blocks, inner)
            _flush(blocks, inner)
        else:
            if tag in ("td", "th") and "".join(inline).strip():
                inline[:] = ["".join(inline).rstrip(), " ; "]
            _walk(child, blocks, inline)
        child = child.next
    if node.tag == "body":
        _flush(blocks, inline)


def _flush(blocks: list[str], inline: list[str]) -> None:
    text = "".join(inline)
    inline.clear()
    if text.strip():
        blocks.append(text.strip("\n"))


def read_docx(path: Path) -> str:
    """Return the text of a DOCX: headings, list items, paragraphs, table rows in order."""
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise UnreadableDocument(f"{path}: not a DOCX file") from error
    blocks = []
    for item in document.iter_inner_content():
        if isinstance(item, docx.table.Table):
            blocks += [" ; ".join(dict.fromkeys(cell.text for cell in row.cells)) for row in item.rows]
            continue
        style = (item.style.name or "") if item.style is not None else ""
        text = item.text.strip()
        if style.startswith(("Heading", "Titre")) or style == "Title":
            level = int(style[-1]) if style[-1:].isdigit() else 1
            text = f"{'#' * level} {text}"
        elif style.startswith("List"):
            text = f"• {text}"
        blocks.append(text)
    return "\n\n".join(block for block in blocks if block.strip("#• "))
