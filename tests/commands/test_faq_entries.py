"""The answers of the prefecture, listed, shown and exchanged at the terminal."""

import json

import pytest
import typer
from sqlalchemy import select

from assistant.commands import faq_entries, faq_exchange, index
from assistant.records.database import open_database
from assistant.records.faq.workflow import newest
from assistant.records.tables import FaqEntry, JournalLine
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
    app.command("export")(faq_exchange.export)
    app.command("import")(faq_exchange.import_entries)
    app.command("index")(index.index)
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


def states(records):
    with records.reading() as session:
        found = session.scalars(select(FaqEntry).order_by(FaqEntry.id)).all()
        return [(entry.state, entry.published, newest(entry).answer) for entry in found]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_comes_back_as_it_was(run, records, tmp_path, kind):
    keep(records, "Quel taux ?", "=70 %.\n\n-1", phrasings=("combien", "@taux"), topic="Montants")
    keep(records, "Ailleurs ?", scheme="autre")
    file = tmp_path / f"faq.{kind}"
    assert "Réponses exportées" in run("export", file).stdout
    told = json.loads(run("import", file, "--json").stdout)
    assert (told["same"], told["created"], told["changed"], told["refused"]) == (1, 0, 0, 0)


def test_what_is_imported_is_proposed_under_the_operator_s_name(run, records, tmp_path):
    number = keep(records, "Quel taux ?", "70 %.")
    file = tmp_path / "faq.csv"
    file.write_text(f"id;question;réponse\n{number};Quel taux ?;80 %.\n;Jusqu’à quand ?;Juin.\n", "utf-8")
    assert json.loads(run("import", file, "--dry-run", "--json").stdout)["created"] == 1
    assert states(records) == [("published", 1, "70 %.")]
    assert run("import", file).exit_code == 0
    assert states(records) == [("proposed", 1, "80 %."), ("proposed", None, "Juin.")]
    with records.reading() as session:
        lines = session.scalars(select(JournalLine).where(JournalLine.action == "faq.import")).all()
        assert {line.actor for line in lines} == {"terminal"}


def test_a_row_that_is_refused_is_told_and_the_others_are_taken(run, records, tmp_path):
    assert run("index").exit_code == 0
    file = tmp_path / "faq.csv"
    sources = ("circulaire | avant le 30 juin 2021", "circulaire | avant le 31 décembre 1999")
    file.write_text("question;réponse;sources\n" + "".join(f"Question {n} ?;Oui.;{s}\n" for n, s in enumerate(sources)))
    done = run("import", file)
    assert done.exit_code == 1 and "ne se trouvent pas tels quels" in done.stderr
    assert len(states(records)) == 1


@pytest.mark.parametrize("name", ["faq.pdf", "faq", "none/faq.csv"])
def test_an_export_that_cannot_be_written_is_told_on_one_line(run, tmp_path, name):
    refused(run("export", tmp_path / name))


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"PK\x03\x04", b"a;b\n1;2\n", "question;réponse\n;Oui.\n".encode()])
def test_a_file_that_cannot_be_taken_is_told_on_one_line_and_changes_nothing(run, records, tmp_path, data):
    file = tmp_path / "faq.csv"
    file.write_bytes(data)
    refused(run("import", file))
    refused(run("import", tmp_path / "absent.csv"))
    assert states(records) == []
