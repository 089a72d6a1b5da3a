import json

import pytest
import typer
from typer.testing import CliRunner

from assistant.commands.evaluate import chosen_cases, evaluate, figures, findings, save_run, saved_run
from assistant.errors import ConfigurationError
from assistant.evaluation.compare import compare
from assistant.evaluation.run import Run
from assistant.evaluation.score import Outcome, Score

ROW = {"id": "a", "category": "a", "split": "test", "question": "Quoi ?", "status": ["handoff"]}


def outcome(name, answerable, outcome, loose=()):
    return Score(name, "rate", answerable, "Quoi ?", outcome, "answered", None, "Texte", unverifiable=tuple(loose))


SOUND = Run("v1", (outcome("a", True, Outcome.RIGHT), outcome("b", False, Outcome.HANDED)))
POOR = Run("v1", (outcome("a", True, Outcome.RIGHT), outcome("b", False, Outcome.WRONG)))


def test_set_is_found_by_path_and_by_name(tmp_path, monkeypatch):
    reference = tmp_path / "tests" / "reference"
    reference.mkdir(parents=True)
    (reference / "mine.jsonl").write_text(json.dumps(ROW), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert [case.id for case in chosen_cases("mine", "test")] == ["a"]
    assert [case.id for case in chosen_cases("tests/reference", "all")] == ["a"]


def test_unknown_set_and_split_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError, match="introuvable"):
        chosen_cases("nothing", "dev")
    with pytest.raises(ConfigurationError, match="train"):
        chosen_cases("nothing", "train")


def test_floor_missed_by_either_half_is_a_finding():
    assert findings(SOUND, 1.0) == []
    assert findings(POOR, None) == []
    (finding,) = findings(POOR, 0.5)
    assert "ne le disent pas" in finding


def test_unverifiable_statement_is_a_finding_without_any_floor():
    loose = Run("v1", (outcome("a", True, Outcome.RIGHT, ["figure '95'"]),))
    assert len(findings(loose, None)) == 1


def test_saved_run_is_read_back_and_leaves_nothing_beside_it(tmp_path):
    save_run(SOUND, tmp_path / "run.json")
    assert saved_run(tmp_path / "run.json") == SOUND
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


def test_missing_saved_run_is_one_line(tmp_path):
    with pytest.raises(ConfigurationError, match="illisible"):
        saved_run(tmp_path / "none.json")


def test_json_figures_hold_the_comparison_and_the_findings():
    told = figures(POOR, compare(SOUND, POOR), ["x"])
    assert told["comparison"]["worse"] == ["b"] and told["findings"] == ["x"]
    assert json.loads(json.dumps(told))["others"]["rate"] == 0.0


@pytest.mark.parametrize("arguments", [["--floor", "2"], ["--set", "nothing"], ["--split", "train"]])
def test_unusable_arguments_end_with_one_line_and_code_2(arguments, tmp_path, monkeypatch):
    app = typer.Typer()
    app.command()(evaluate)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2 and len(result.stderr.strip().splitlines()) == 1 and not result.stdout
