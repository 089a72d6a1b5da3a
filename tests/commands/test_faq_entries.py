"""The answers of the prefecture, listed, shown and exchanged at the terminal."""

import json

import pytest
import typer

from assistant.commands import faq_entries
from assistant.records.database import open_database
from assistant.records.upgrade import upgrade
from tests.support.commands import refused, typed, unencoded
from tests.support.entries import keep, say


@pytest.fixture
def records(tmp_path, monkeypatch, tiny_corpus):
    """The records that the commands are about."""
    address = f"sqlite:///{tmp_path / 'records.db'}"
    unencoded(monkeypatch, tiny_corpus, tmp_path / "index")
    monkeypatch.setenv("ASSISTANT_DATABASE", address)
    opened = open_database(address)
    upgrade(opened)
    yield opened
    opened.close()


@pytest.fixture
def run(records):
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command("list")(faq_entries.list_entries)
    app.command("show")(faq_entries.show)
    return lambda *arguments: typed(app, *arguments)


def test_entries_are_listed_with_their_state(run, records):
    number = keep(records, "Quel taux ?", topic="Montants")
    say(records, number, "Quel taux maximum ?", "80 %.", state="proposed")
    keep(records, "Un brouillon ?", state="draft")
    lines = run("list").stdout.splitlines()
    assert f"{number}. Quel taux maximum\u00a0? (En service (version 1), À valider)".replace("\u00a0", " ") in [
        line.replace("\u00a0", " ") for line in lines
    ]
    assert any("Brouillon" in line for line in lines)


def test_a_list_is_narrowed_by_words_and_state(run, records):
    keep(records, "Quel taux ?")
    draft = keep(records, "Un délai ?", state="draft")
    assert [row["id"] for row in json.loads(run("list", "--state", "draft", "--json").stdout)] == [draft]
    assert [row["id"] for row in json.loads(run("list", "--words", "délais", "--json").stdout)] == [draft]
    assert json.loads(run("list", "--words", "vélo", "--json").stdout) == []
    assert "Aucune réponse" in run("list", "--words", "vélo").stdout


def test_an_entry_is_shown_with_every_version(run, records):
    number = keep(records, "Quel taux ?", "70 %.")
    say(records, number, "Quel taux ?", "80 %.")
    shown = json.loads(run("show", number, "--json").stdout)
    assert [(version["version"], version["answer"]) for version in shown["versions"]] == [(1, "70 %."), (2, "80 %.")]
    assert shown["published"] == 2
    assert "80 %." in run("show", number).stdout


@pytest.mark.parametrize(
    "arguments", [("show", "7"), ("show", "0"), ("show", "99999999999"), ("list", "--state", "perdue")], ids=str
)
def test_what_is_not_there_is_told_on_one_line(run, arguments):
    refused(run(*arguments))


def test_without_records_there_is_no_faq(run, monkeypatch):
    monkeypatch.setenv("ASSISTANT_DATABASE", "none")
    assert "ASSISTANT_DATABASE" in refused(run("list"))


def test_of_several_schemes_each_line_names_its_own(records, run, two_schemes, monkeypatch):
    monkeypatch.setenv("ASSISTANT_CORPUS", str(two_schemes))
    number = keep(records, "Chez a ?", scheme="aide-a")
    keep(records, "Chez b ?", scheme="aide-b")
    assert {row["scheme"] for row in json.loads(run("list", "--json").stdout)} == {"aide-a", "aide-b"}
    assert [row["id"] for row in json.loads(run("list", "--scheme", "aide-a", "--json").stdout)] == [number]
    assert "aide-a" in run("list").stdout
    refused(run("show", number))
    assert run("show", number, "--scheme", "aide-a").exit_code == 0
    refused(run("show", number, "--scheme", "aide-b"))
