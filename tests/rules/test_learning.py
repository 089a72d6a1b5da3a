import numpy as np
import pytest

from assistant.errors import IndexDamaged, RetrievalError
from assistant.rules.learning import Lesson, learn, recall

LESSONS = [
    Lesson("quel taux", "quel taux", 0),
    Lesson("quel pourcentage", "quel pourcentage", 0),
    Lesson("quelle date limite", "quelle date limite", 1),
    Lesson("jusqu'a quand", "jusqu'a quand", 1),
]


def test_what_was_learned_is_recalled_and_tells_the_classes_apart(tmp_path):
    learn(tmp_path / "m", LESSONS, ["rate", "deadline"], None, None)
    model = recall(tmp_path / "m", ["rate", "deadline"])
    scores, _ = model.scores(["le taux"], None)
    assert scores[0, 0] > scores[0, 1]


def test_vectors_known_from_the_version_before_are_not_computed_again(tmp_path, make_encoder):
    encoder = make_encoder()
    learn(tmp_path / "one", LESSONS, ["rate", "deadline"], encoder, None)
    encoder.encoded.clear()
    learn(
        tmp_path / "two",
        [*LESSONS, Lesson("autre chose", "autre chose", 1)],
        ["rate", "deadline"],
        encoder,
        tmp_path / "one",
    )
    assert encoder.encoded == ["autre chose"]
    first, second = (np.load(tmp_path / name / "vectors.npy") for name in ("one", "two"))
    assert np.allclose(first, second[:4])


def test_nothing_to_learn_leaves_nothing(tmp_path):
    learn(tmp_path / "m", [], [], None, None)
    assert recall(tmp_path / "m", []) is None


def test_a_model_of_other_classes_or_without_its_files_is_refused(tmp_path):
    learn(tmp_path / "m", LESSONS, ["rate", "deadline"], None, None)
    with pytest.raises(RetrievalError):
        recall(tmp_path / "m", ["rate", "ceiling"])
    (tmp_path / "m" / "duals.npy").unlink()
    with pytest.raises(IndexDamaged):
        recall(tmp_path / "m", ["rate", "deadline"])
