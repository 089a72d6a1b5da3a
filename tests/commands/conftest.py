import json

import pytest
import typer
from typer.testing import CliRunner

from assistant.commands import corpus, corpus_import, index, search


@pytest.fixture
def assistant(tiny_corpus, tmp_path, monkeypatch):
    """Run a command on the tiny corpus, without encoder; return its exit code, output and errors."""
    app = typer.Typer(pretty_exceptions_enable=False)
    app.add_typer(corpus.app, name="corpus")
    app.command("import")(corpus_import.import_faq)
    app.command("index")(index.index)
    app.command("search")(search.search)
    monkeypatch.setenv("ASSISTANT_CORPUS", str(tiny_corpus))
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("ASSISTANT_ENCODER", "none")

    def run(*arguments):
        return CliRunner().invoke(app, list(map(str, arguments)))

    return run


@pytest.fixture
def unusable(assistant):
    """Run a command that must end with code 2 and one line on stderr; return the line."""

    def run(*arguments):
        done = assistant(*arguments)
        assert done.exit_code == 2, done.output
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1
        assert "Traceback" not in done.stderr
        return done.stderr

    return run


@pytest.fixture
def as_json(assistant):
    """Run a command with --json and return what it printed, read."""

    def run(*arguments):
        done = assistant(*arguments, "--json")
        assert done.stderr == ""
        return json.loads(done.stdout)

    return run
