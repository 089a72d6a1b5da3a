"""Commands run as a person types them, and the line that an unusable one leaves."""

from typer.testing import CliRunner


def typed(app, *arguments):
    """Run a command with its arguments as text; return its exit code, output and errors."""
    return CliRunner().invoke(app, list(map(str, arguments)))


def unencoded(monkeypatch, corpus, folder):
    """Make commands work on ``corpus`` and its index in ``folder``, without encoder."""
    monkeypatch.setenv("ASSISTANT_CORPUS", str(corpus))
    monkeypatch.setenv("ASSISTANT_INDEX", str(folder))
    monkeypatch.setenv("ASSISTANT_ENCODER", "none")


def refused(done):
    """Return the one line on stderr of a command that must end with code 2."""
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    return done.stderr
