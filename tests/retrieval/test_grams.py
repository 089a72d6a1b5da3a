import numpy as np
import pytest

from assistant.retrieval import grams
from assistant.retrieval.grams import count_grams


def written(code):
    letters = ""
    while code:
        code, digit = divmod(code, 38)
        letters = " 0123456789abcdefghijklmnopqrstuvwxyz"[digit - 1] + letters
    return letters


def counted(text):
    found = count_grams([text])
    return {written(int(code)): int(count) for code, count in zip(found.codes, found.counts, strict=True)}


def test_words_are_ringed_so_that_beginnings_count():
    assert counted("Élu !") == {" el": 1, "elu": 1, "lu ": 1, " elu": 1, "elu ": 1, " elu ": 1}


@pytest.mark.parametrize(("text", "expected"), [("a", {" a ": 3}), ("ab", {" ab": 1, "ab ": 1, " ab ": 2})])
def test_a_word_shorter_than_a_run_counts_as_a_whole_for_each_longer_size(text, expected):
    assert counted(text) == expected


def test_no_run_goes_over_two_words_or_two_texts():
    assert counted("ab cd") == {**counted("ab"), **counted("cd")}
    both = count_grams(["ab", "cd"])
    assert both.bounds.tolist() == [0, 3, 6]


@pytest.mark.parametrize("texts", [[], [""], ["", "!", "漢字"]])
def test_texts_without_letters_have_no_runs(texts):
    found = count_grams(texts)
    assert len(found.codes) == 0
    assert found.bounds.tolist() == [0] * (len(texts) + 1)


def test_texts_are_counted_the_same_one_by_one_and_together(monkeypatch):
    texts = ["Le taux de l'aide", "", "est de 80 %", "à Œuvre, en 2021"]
    monkeypatch.setattr(grams, "TEXTS", 1)
    apart = count_grams(texts)
    monkeypatch.setattr(grams, "TEXTS", 10)
    together = count_grams(texts)
    for one, other in zip(vars(apart).values(), vars(together).values(), strict=True):
        assert np.array_equal(one, other)
