"""The corpora that ``make growth`` makes, and its picture."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from assistant.retrieval.vectors import unit
from scripts.growing.picture import LINES, curve
from scripts.growing.texts import UNDER, made
from scripts.growing.vectors import Prepared, prepared

REAL = [(f"Titre {number}", f"Première moitié {number} puis seconde moitié {number} en 2021") for number in range(9)]


def test_a_longer_corpus_begins_like_a_shorter_one():
    assert list(made(REAL, 50))[:30] == list(made(REAL, 30))


def test_headings_stand_over_several_passages_and_figures_vary():
    passages = list(made(REAL, 5 * UNDER))
    assert len({passage.title for passage in passages}) == 5
    assert len({passage.text for passage in passages}) == len(passages)


def test_a_made_vector_is_nearest_to_the_halves_it_is_made_of():
    vectors = unit(np.random.default_rng(2).standard_normal((9, 64)))
    passages = list(made(REAL, 40))
    found = prepared(passages, vectors)
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(40), abs=1e-5)
    for passage, cosines in zip(passages, found @ vectors.T, strict=True):
        assert cosines[list(passage.halves)].mean() > np.delete(cosines, list(passage.halves)).mean()


def test_prepared_vectors_are_given_by_text():
    vectors = unit(np.eye(3, 4))
    assert np.array_equal(Prepared(["a", "b", "c"], vectors).embed_documents(["c", "a"]), vectors[[2, 0]])


def test_the_curve_is_a_picture_of_every_size():
    rows = [{"passages": 10**power, **dict.fromkeys(LINES, 3.0 * power)} for power in range(3, 7)]
    picture = ET.fromstring(curve(rows))
    lines = [e.attrib["points"].split() for e in picture.iter("{http://www.w3.org/2000/svg}polyline")]
    assert sum(len(points) == len(rows) for points in lines) == len(LINES)
