"""``assistant doctor``: what works here and what is missing."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Mapping
from typing import Annotated

import typer

from assistant.commands.failure import FINDING, one_line_failures, print_json
from assistant.commands.journal import journal_of
from assistant.commands.outgoing import mails_of
from assistant.commands.scheme import Named, named
from assistant.errors import AssistantError
from assistant.ingestion.corpus import load_corpus
from assistant.rules.tables import load_tables
from assistant.settings import Settings, read_settings
from assistant.texts import text
from assistant.wiring import build, load_encoders


@one_line_failures
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help=text("terminal.ask.json"))] = False,
    scheme: Named = None,
) -> None:
    """Vérifie l'installation, le journal, les courriels, et de chaque dispositif le corpus et l'index."""
    faults = examine(named(scheme))
    kept = journal_of(read_settings())
    mail_fault, mails = mails_of(read_settings())
    ocr = missing_ocr()
    if as_json:
        told = {"assistant": faults[""]} if "" in faults else {"schemes": faults}
        print_json({**told, "journal": kept.fault, "journal_end": kept.told, "mails": mail_fault, "ocr": ocr})
    else:
        for name, fault in faults.items():
            label = text("terminal.doctor.scheme", name=name) if name else text("terminal.doctor.assistant")
            report(label, fault)
        report(text("access.doctor.journal"), kept.fault or kept.state)
        report(text("upkeep.mails.label"), mail_fault or mails)
        report(text("terminal.doctor.ocr"), ocr)
    if any(faults.values()) or kept.fault or mail_fault:
        raise typer.Exit(FINDING)


def examine(schemes: Mapping[str, Settings]) -> dict[str, str]:
    """Return what is wrong with the corpus and index of each scheme, empty when nothing is."""
    encoders = functools.cache(load_encoders)
    found = dict.fromkeys(schemes, "")
    for name, settings in schemes.items():
        try:
            # The index has its own copies: what the next build would meet is looked at too.
            load_corpus(settings.corpus)
            load_tables(settings.corpus)
            build(settings, encoders=encoders(settings.encoder), scheme=name)
        except AssistantError as error:
            found[name] = str(error)
    return found


def missing_ocr() -> str:
    """Return what is missing to read scanned pages, empty when nothing is."""
    tools = all(shutil.which(tool) for tool in ("tesseract", "pdftoppm"))
    return "" if tools else text("terminal.doctor.no_ocr")


def report(name: str, fault: str) -> None:
    """Print one check and its state."""
    typer.echo(text("terminal.doctor.line", name=name, state=fault or text("terminal.doctor.fine")))
