"""The folded text has one spelling for what looks the same, and its offsets lead back."""

import random

import pytest

from assistant.records.personal.folding import MASK, fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("０６．１２", "06.12"),
        ("06\u202f12\u00a034\u2009", "06 12 34 "),
        ("06\u200b12\u00ad34\ufeff", "061234"),
        ("06–12—34\u2011", "06-12-34-"),
        ("Téléphone : CŒUR", "telephone : coeur"),
        ("te\u0301l", "tel"),
        ("٠٦", "06"),
        ("a＠b", "a@b"),
        ("a\tb\nc\0", "a b\nc "),
    ],
)
def test_what_looks_the_same_is_written_the_same(written, folded):
    assert fold(written).text == folded


def test_spans_of_the_folded_text_lead_to_the_original():
    chance = random.Random(4)
    for _ in range(200):
        text = "".join(chance.choices("a1é\u200bœﬁ½\u0301 ０\ud800", k=20))
        folded = fold(text)
        assert MASK not in folded.text
        for at in range(len(folded.text)):
            start, end = folded.span(at, at + 1)
            assert end == start + 1
            assert folded.text[at] in fold(text[start:end]).text
