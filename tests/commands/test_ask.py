import json
import shutil

import pytest
import typer

from assistant.commands import ask as ask_command
from assistant.commands import doctor as doctor_command
from assistant.commands import index as index_command
from tests.support.commands import refused, typed


@pytest.fixture
def run(tmp_path, monkeypatch, real_settings):
    """Run ``ask``, ``doctor`` or ``index`` on the project's own corpus, without encoder."""
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command("ask")(ask_command.ask)
    app.command("doctor")(doctor_command.doctor)
    app.command("index")(index_command.index)
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("ASSISTANT_ENCODER", "none")
    shutil.copytree(real_settings.index, tmp_path / "index")

    def invoke(*arguments):
        return typed(app, *arguments)

    return invoke


def test_an_answer_on_the_terminal_shows_its_quote_and_its_sources(run):
    done = run("ask", "Quel est le taux de financement ?")
    assert done.exit_code == 0
    assert "peut atteindre 100% du coût du projet" in done.stdout
    assert "14/04/2021" in done.stdout


def test_a_question_that_no_document_settles_shows_the_contact(run):
    assert "@" in run("ask", "La TVA est-elle prise en compte ?").stdout


def test_explain_names_each_step_that_ran(run):
    explained = run("ask", "Quel est le taux ?", "--explain").stdout
    for step in ("refuse_unusable", "resolve_follow_up", "split", "judge", "write"):
        assert step in explained


def test_a_batch_answers_each_row_under_its_own_id_with_its_history(run, tmp_path):
    rows = [
        {"id": "a", "question": "Quel est le taux ?"},
        {"id": "b", "question": "et au niveau national ?", "history": ["Quelle est l'enveloppe du département ?"]},
    ]
    batch = tmp_path / "questions.jsonl"
    batch.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    answers = [json.loads(line) for line in run("ask", "--batch", batch, "--json").stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b"]
    assert any("88M€" in citation["quote"] for citation in answers[1]["citations"])


@pytest.mark.parametrize("question", ["", "   ", "a" * 100_000])
def test_an_empty_or_endless_question_is_refused_in_one_line(run, question):
    refused(run("ask", question))


@pytest.mark.parametrize("question", ["\x00\x01", "?!…", "\u200b"])
def test_a_question_without_words_is_answered_by_a_sentence_not_a_fault(run, question):
    done = run("ask", question, "--json")
    assert "Traceback" not in done.output
    assert done.exit_code == 2 or json.loads(done.stdout)["status"] == "refused"


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": 1}', '{"id": 1, "question": 2}', '{"id": 1, "question": "a", "history": [1]}']
)
def test_a_bad_row_of_a_batch_is_named_by_its_number(run, tmp_path, line):
    batch = tmp_path / "questions.jsonl"
    batch.write_text('{"id": "a", "question": "Quel est le taux ?"}\n' + line, "utf-8")
    assert "2" in refused(run("ask", "--batch", batch, "--json"))


def test_neither_or_both_of_a_question_and_a_batch_are_refused(run, tmp_path):
    refused(run("ask"))
    refused(run("ask", "taux ?", "--batch", tmp_path / "questions.jsonl"))


def test_a_missing_index_is_told_in_one_line(run, tmp_path, monkeypatch):
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "none"))
    assert "index" in refused(run("ask", "Quel est le taux ?"))
    assert run("doctor").exit_code == 1


def test_doctor_is_content_with_a_sound_index(run):
    done = run("doctor", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["assistant"] == ""


def test_costs_of_several_things_are_not_added_up(run):
    done = run("ask", "Un portail famille à 2 900 euros et la formation de deux agents pour 1 700 euros, est-ce aidé ?")
    assert "peut atteindre 100% du coût du projet" in done.stdout
    assert "4\u202f600" not in done.stdout


def test_a_cost_said_twice_is_counted_once(run):
    done = run("ask", "Un portail famille à 3 000 €, oui 3 000 €, est-ce aidé ?")
    assert "3\u202f000 €" in done.stdout
    assert "6\u202f000" not in done.stdout
