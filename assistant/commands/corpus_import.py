"""``assistant corpus import``: an existing FAQ made a corpus folder that the other commands take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.corpus_edit import as_toml
from assistant.commands.failure import one_line_failures
from assistant.errors import ConfigurationError
from assistant.ingestion.corpus import slug
from assistant.ingestion.faq import FaqEntry, read_faq
from assistant.retrieval.storage import write
from assistant.schemes import check_name, may_hold
from assistant.settings import read_settings
from assistant.texts import text


@one_line_failures
def import_faq(
    file: Annotated[Path, typer.Argument(help=text("cli.import.file"))],
    folder: Annotated[Path, typer.Argument(metavar="DEST", help=text("cli.import.folder"))],
    title: Annotated[str, typer.Option(help=text("cli.import.title"))] = "",
) -> None:
    """Fait d'une foire aux questions (JSONL, CSV, XLSX : id, title, text) un dossier de dispositif."""
    if not file.is_file():
        raise ConfigurationError(text("cli.add.no_file", path=file))
    if folder.exists() and any(folder.iterdir()):
        raise ConfigurationError(text("cli.import.not_empty", path=folder))
    home = read_settings().corpus
    beside = folder.resolve().parent == home.resolve() and may_hold(home)
    if beside:
        check_name(folder.resolve())
    entries = read_faq(file)
    dated = datetime.fromtimestamp(file.stat().st_mtime, tz=UTC).date()
    documents = folder / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    names = [f"{number:05d}-{slug(entry.id)[:60]}.md" for number, entry in enumerate(entries, 1)]
    for entry, name in zip(entries, names, strict=True):
        write(documents / name, f"# {' '.join(entry.title.split())}\n\n{entry.text}\n".encode())
    write(folder / "corpus.toml", listed(title or file.stem, entries, names, dated).encode())
    said = {"count": len(entries), "path": folder, "name": folder.resolve().name}
    typer.echo(text("cli.import.done_beside", **said) if beside else text("cli.import.done", **said))


def listed(title: str, entries: Sequence[FaqEntry], names: Sequence[str], dated: date) -> str:
    """Return the ``corpus.toml`` of a FAQ: one document an entry, dated like the file."""
    blocks = [f"title = {as_toml(title)}\n"]
    for entry, name in zip(entries, names, strict=True):
        heading = " ".join(entry.title.split())
        row = {"id": entry.id, "title": heading, "path": f"documents/{name}", "origin": "faq", "date": dated}
        blocks.append("[[document]]\n" + "".join(f"{key} = {as_toml(value)}\n" for key, value in row.items()))
    return "\n".join(blocks)
