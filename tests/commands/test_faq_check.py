import json

import pytest
import typer

from assistant.commands import faq_check, faq_entries, index
from tests.support.commands import refused, typed, unencoded
from tests.support.entries import keep

RATE = "Le taux maximum de l'aide est de 80 % du coût du projet."
QUOTES = [{"document": "circulaire", "quote": RATE}]
GOOD = {"id": "taux", "question": "Quel taux ?", "answer": "80 % du coût.", "quotes": QUOTES}
WRONG = {"id": "enveloppe", "version": 2, "question": "?", "answer": "L'enveloppe du département est de 310 000 €."}
FREE = {"id": "libre", "question": "Qui appeler ?", "answer": "La préfecture, au 02 32 76 50 00."}


@pytest.fixture
def assistant(tiny_corpus, tmp_path, monkeypatch):
    app = typer.Typer(pretty_exceptions_enable=False)
    faq = typer.Typer()
    faq.command("list")(faq_entries.list_entries)
    faq.command("check")(faq_check.check)
    app.add_typer(faq, name="faq")
    app.command("index")(index.index)
    unencoded(monkeypatch, tiny_corpus, tmp_path / "index")
    monkeypatch.setenv("ASSISTANT_DATABASE", f"sqlite:///{tmp_path / 'console.db'}")
    return lambda *arguments: typed(app, *arguments)


@pytest.fixture
def check(assistant, tmp_path):
    """Check these rows against the tiny corpus, indexed."""
    assert assistant("index").exit_code == 0

    def run(*rows, options=()):
        file = tmp_path / "faq.jsonl"
        file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
        return assistant("faq", "check", "--entries", file, *options)

    return run


def test_answers_that_hold_end_with_code_0(check):
    done = check(GOOD)
    assert done.exit_code == 0
    assert "Réponses contrôlées : 1 (confirmée : 1)." in done.stdout.replace("\u00a0", " ")
    assert "taux" not in done.stdout.splitlines()[0]


def test_a_finding_ends_with_code_1_and_says_what_and_where(check):
    done = check(GOOD, WRONG)
    assert done.exit_code == 1
    first, found, difference = done.stdout.splitlines()[:3]
    assert "enveloppe (version 2)" in first
    assert "contredite" in found
    assert "297.000" in found
    assert "[-310 000-]" in difference.replace("\u202f", " ")


def test_what_no_document_says_is_listed_without_being_a_finding(check):
    done = check(FREE)
    assert done.exit_code == 0
    assert "à vérifier" in done.stdout


def test_json_says_the_same(check):
    done = check(GOOD, WRONG, FREE, options=["--json"])
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert told["counts"] == {"supported": 1, "unsupported": 1, "stale": 0, "quote_gone": 0, "contradicted": 1}
    assert [(row["id"], row["standing"]) for row in told["entries"]] == [
        ("taux", "supported"), ("enveloppe", "contradicted"), ("libre", "unsupported"),
    ]  # fmt: skip
    (found,) = told["entries"][1]["findings"]
    assert found["cause"] == "otherwise"
    assert (found["document"], found["page"]) == ("circulaire", 1)
    assert found["url"].startswith("/documents/circulaire")
    assert {piece["mark"] for piece in found["difference"]} >= {"removed", "added"}
    assert told["entries"][2]["findings"][0]["url"] is None
    assert told["contradictions"] == []


def test_contradictions_between_documents_are_listed_and_change_no_code(assistant, check, tiny_corpus):
    sheet = tiny_corpus / "documents" / "fiche.md"
    said = "Le dossier est déposé en préfecture avant le 31 juillet 2021."
    sheet.write_text(f"{sheet.read_text('utf-8')}\n{said}\n", "utf-8")
    assert assistant("index").exit_code == 0
    done = check(GOOD)
    assert done.exit_code == 0
    assert "≠" in done.stdout
    (pair,) = json.loads(check(GOOD, options=["--json"]).stdout)["contradictions"]
    assert {pair["first"]["words"], pair["second"]["words"]} == {"30 juin 2021", "31 juillet 2021"}
    assert {pair["first"]["document"], pair["second"]["document"]} == {"circulaire", "fiche"}


def test_a_newer_document_that_says_otherwise_flags_an_answer_whose_quote_holds(assistant, check, tiny_corpus):
    sheet = tiny_corpus / "documents" / "fiche.md"
    sheet.write_text(f"{sheet.read_text('utf-8')}\n{RATE.replace('80', '70')}\n", "utf-8")
    assert assistant("index").exit_code == 0
    done = check(GOOD)
    assert done.exit_code == 1
    assert "plus récent" in done.stdout


def test_a_quoted_document_that_changes_flags_its_answer(assistant, check, tiny_corpus):
    circular = tiny_corpus / "documents" / "circulaire.md"
    circular.write_text(circular.read_text("utf-8").replace("80 %", "70 %"), "utf-8")
    assert assistant("index").exit_code == 0
    done = check(GOOD)
    assert done.exit_code == 1
    assert "« 70 % »" in done.stdout.replace("\u00a0", " ")


def test_published_answers_are_checked_when_no_file_is_given(assistant, check, records):
    keep(records, "Quel est le taux de l'aide ?", "Le taux maximum de l'aide est de 65 % du coût du projet.")
    done = assistant("faq", "check")
    assert done.exit_code == 1
    assert "« 65 % »" in done.stdout.replace("\u00a0", " ")


@pytest.mark.usefixtures("check")
def test_nothing_published_is_said(assistant):
    done = assistant("faq", "check")
    assert done.exit_code == 0
    assert "Aucune réponse" in done.stdout


@pytest.mark.usefixtures("check")
@pytest.mark.parametrize("bad", ["{", '{"id": "1"}', "[]"])
def test_a_bad_row_is_named(assistant, tmp_path, bad):
    (tmp_path / "bad.jsonl").write_text(bad, "utf-8")
    assert "ligne 1" in refused(assistant("faq", "check", "--entries", tmp_path / "bad.jsonl"))


@pytest.mark.usefixtures("check")
def test_an_unknown_scheme_is_one_line(assistant):
    assert "autre" in refused(assistant("faq", "check", "--scheme", "autre"))


def test_a_missing_index_says_what_to_run(assistant):
    assert "assistant index" in refused(assistant("faq", "check"))
