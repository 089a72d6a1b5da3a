import json

import pytest

from assistant.domain import Status, Verdict
from assistant.errors import ConfigurationError
from assistant.evaluation.cases import load_cases

ROW = {"id": "a-1", "category": "a", "split": "dev", "question": "Quoi ?", "status": ["answered"], "evidence": ["x"]}


def write(folder, *rows):
    path = folder / "set.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), "utf-8")
    return path


def test_case_is_read_whole(tmp_path):
    row = {**ROW, "history": ["avant"], "verdict": "partly", "also": ["y"], "document": "d", "must": ["m"]}
    (case,) = load_cases(write(tmp_path, row))
    assert case.statuses == {Status.ANSWERED} and case.verdict is Verdict.PARTLY and case.answerable
    assert case.question.history == ("avant",) and case.also == ("y",) and case.must == ("m",)


def test_split_keeps_only_its_cases(tmp_path):
    path = write(tmp_path, ROW, "", {**ROW, "id": "a-2", "split": "test"})
    assert [case.id for case in load_cases(path, "test")] == ["a-2"]
    assert len(load_cases(tmp_path)) == 2


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("{", "pas du JSON"),
        ("[]", "objet JSON"),
        ({**ROW, "status": ["maybe"]}, "maybe"),
        ({**ROW, "status": []}, "aucun statut"),
        ({**ROW, "split": "train"}, "ni dev ni test"),
        ({**ROW, "verdict": "yes"}, "yes"),
        ({**ROW, "evidense": []}, "evidense"),
        ({**ROW, "question": " "}, "question"),
        ({**ROW, "must": "100"}, "liste de textes"),
        ({**ROW, "evidence": [], "also": ["y"]}, "also"),
    ],
)
def test_bad_row_is_named_on_one_line(tmp_path, row, fault):
    path = write(tmp_path, {**ROW, "id": "good"}, row)
    with pytest.raises(ConfigurationError) as caught:
        load_cases(path)
    assert fault in str(caught.value) and "set.jsonl:2" in str(caught.value) and "\n" not in str(caught.value)


def test_id_used_twice_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match="sert deux fois"):
        load_cases(write(tmp_path, ROW, ROW))


def test_missing_file_and_empty_split_are_refused(tmp_path):
    with pytest.raises(ConfigurationError, match="illisible"):
        load_cases(tmp_path / "none.jsonl")
    with pytest.raises(ConfigurationError, match="aucune question"):
        load_cases(write(tmp_path, ROW), "test")
