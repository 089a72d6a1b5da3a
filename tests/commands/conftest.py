import json

import pytest
import typer

from assistant.commands import corpus, corpus_import, index, search
from tests.support.commands import refused, typed, unencoded


@pytest.fixture
def assistant(tiny_corpus, tmp_path, monkeypatch):
    """Run a command on the tiny corpus, without encoder; return its exit code, output and errors."""
    app = typer.Typer(pretty_exceptions_enable=False)
    app.add_typer(corpus.app, name="corpus")
    app.command("import")(corpus_import.import_faq)
    app.command("index")(index.index)
    app.command("search")(search.search)
    unencoded(monkeypatch, tiny_corpus, tmp_path / "index")

    def run(*arguments):
        return typed(app, *arguments)

    return run


@pytest.fixture
def unusable(assistant):
    """Run a command that must end with code 2 and one line on stderr; return the line."""

    def run(*arguments):
        return refused(assistant(*arguments))

    return run


@pytest.fixture
def as_json(assistant):
    """Run a command with --json and return what it printed, read."""

    def run(*arguments):
        done = assistant(*arguments, "--json")
        assert done.stderr == ""
        return json.loads(done.stdout)

    return run
