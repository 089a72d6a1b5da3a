"""The encoder that comes with the project: the same vector alone or in company, meaning in French."""

import numpy as np
import pytest

from assistant.errors import EmbedderUnavailable
from assistant.retrieval.french import AT_ONCE, FrenchEncoder
from assistant.retrieval.unigram import SPACE, Unigram

QUESTION = "Jusqu'à quand peut-on déposer un dossier ?"
ANSWER = "Les candidatures sont reçues jusqu'au 30 juin 2021 à minuit."
OTHERS = [
    "La commune désigne un référent chargé du suivi.",
    "Le montant de la subvention ne peut dépasser 20 000 euros.",
    "Les agents suivent une formation de deux jours.",
]


@pytest.fixture(scope="module")
def encoder():
    return FrenchEncoder("french")


def test_a_question_is_nearest_to_the_passage_that_answers_it(encoder):
    found = np.array(encoder.embed_documents([*OTHERS, ANSWER])) @ np.array(encoder.embed_query(QUESTION))
    assert found.argmax() == len(OTHERS)


def test_a_text_has_the_same_unit_vector_alone_and_among_others(encoder):
    texts = [ANSWER, *OTHERS * 20, ANSWER * (AT_ONCE // 10)]
    together = np.array(encoder.embed_documents(texts))
    alone = np.array(encoder.embed_documents([ANSWER])[0])
    assert np.allclose(together[0], alone, atol=1e-5)
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)


@pytest.mark.parametrize("text", ["", " ", "🙂", "漢字", "\x00", "é" * 5000])
def test_any_text_has_a_vector(encoder, text):
    assert np.isfinite(encoder.embed_query(text)).all()


def test_absent_weights_are_said_in_one_line(tmp_path):
    with pytest.raises(EmbedderUnavailable) as caught:
        FrenchEncoder("french", tmp_path).embed_query("oui")
    assert "\n" not in str(caught.value)


def test_the_likeliest_cut_wins_over_single_letters():
    data = {
        "pieces": ["<s>", "<pad>", "</s>", "<unk>", SPACE + "mai", "rie", "m", "a", "i", "r", "e", SPACE],
        "scores": [0, 0, 0, 0, -2.0, -2.0, *[-3.0] * 6],
        "norm": {str(ord("É")): "e"},
        "bos": 0,
        "pad": 1,
        "eos": 2,
        "unk": 3,
        "unk_score": -20.0,
    }
    unigram = Unigram(data)
    assert unigram.ids("mairie", 10) == [0, 4, 5, 2]
    assert unigram.ids("mairie", 3) == [0, 4, 2]
    assert unigram.ids("É", 10) == [0, 11, 10, 2]
    assert unigram.ids("z", 10) == [0, 11, 3, 2]
