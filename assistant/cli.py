"""The command line: subcommands in English, output in French."""

from __future__ import annotations

import typer

from assistant.commands import (
    ask,
    corpus,
    corpus_diff,
    corpus_history,
    corpus_import,
    doctor,
    evaluate,
    faq_check,
    faq_entries,
    faq_exchange,
    index,
    purge,
    search,
    serve,
    users,
)
from assistant.texts import text

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
corpus.app.command("import")(corpus_import.import_faq)
corpus.app.command("versions")(corpus_history.versions)
corpus.app.command("history")(corpus_history.history)
corpus.app.command("diff")(corpus_diff.diff)
corpus.app.command("rollback")(corpus_history.rollback)
app.add_typer(corpus.app, name="corpus")
faq = typer.Typer(no_args_is_help=True, help=text("entries.command.help"))
faq.command("list")(faq_entries.list_entries)
faq.command("show")(faq_entries.show)
faq.command("check")(faq_check.check)
faq.command("export")(faq_exchange.export)
faq.command("import")(faq_exchange.import_entries)
app.add_typer(faq, name="faq")
app.command("index")(index.index)
app.command("search")(search.search)
app.command("ask")(ask.ask)
app.command("serve")(serve.serve)
app.command("purge")(purge.purge)
app.command("evaluate")(evaluate.evaluate)
app.add_typer(users.app, name="users")
app.command("doctor")(doctor.doctor)


def main() -> None:
    """Run the command line."""
    app()
