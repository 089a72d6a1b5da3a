from dataclasses import replace
from datetime import date

import pytest

from assistant.records.faq.wording import (
    ANSWER,
    PHRASINGS,
    QUESTION,
    Source,
    Wording,
    faults,
    put,
    said_by,
    seal,
    tidied,
)
from assistant.records.tables import FaqVersion

DAY = date(2026, 11, 28)
SAID = Wording("Quel est le taux ?", "Le taux est de 80 %.", ("combien",), "Montants", (), date(2027, 6, 30))


def version(said):
    made = FaqVersion(entry_id=1, number=1)
    put(made, said)
    return made


@pytest.mark.parametrize(
    "hidden",
    ["\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad", "\x00", "\x1b", "\U000e0041", "\u200f", "\ud800"],
    ids=ascii,
)
def test_what_nobody_sees_is_left_out_of_a_text(hidden):
    said = tidied(Wording(f"Quel {hidden}taux ?", f"80{hidden} %", (f"a{hidden}bc",), f"Mon{hidden}tants"))
    assert (said.question, said.answer, said.phrasings, said.topic) == ("Quel taux ?", "80 %", ("abc",), "Montants")


def test_the_lines_of_an_answer_are_kept_and_a_question_is_one_line():
    said = tidied(Wording("  Quel\r\n taux ? ", "Un.\r\n\r\n  Deux.  \r\n"))
    assert (said.question, said.answer) == ("Quel taux ?", "Un.\n\n  Deux.")


def test_empty_phrasings_and_those_said_twice_go():
    said = tidied(Wording("Quel taux ?", "80 %", ("", "combien", " combien ", "Quel taux ?")))
    assert said.phrasings == ("combien",)


def test_no_fault_is_found_in_a_sound_wording():
    assert faults(SAID, DAY) == {}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"question": ""}, "question"),
        ({"question": "???"}, "question"),
        ({"question": "a" * (QUESTION + 1)}, "question"),
        ({"answer": ""}, "answer"),
        ({"answer": "a" * (ANSWER + 1)}, "answer"),
        ({"phrasings": tuple(map(str, range(PHRASINGS + 1)))}, "phrasings"),
        ({"phrasings": ("a" * (QUESTION + 1),)}, "phrasings"),
        ({"topic": "a" * 81}, "topic"),
        ({"sources": (Source("a", "b", "c"),) * 9}, "sources"),
        ({"expires_on": date(2026, 11, 27)}, "expires_on"),
    ],
)
def test_each_fault_is_told_beside_its_field(change, field):
    assert list(faults(replace(SAID, **change), DAY)) == [field]


def test_what_is_put_in_a_version_is_read_back():
    said = replace(SAID, sources=(Source("circulaire", "le taux", "f" * 64),))
    assert said_by(version(said)) == said


@pytest.mark.parametrize(
    "change",
    [
        {"question": "Quel taux ?"},
        {"answer": "Le taux est de 90 %."},
        {"phrasings": ()},
        {"topic": ""},
        {"expires_on": None},
        {"sources": (Source("circulaire", "le taux", "f" * 64),)},
    ],
)
def test_another_wording_has_another_seal(change):
    assert seal(version(SAID)) == seal(version(SAID)) != seal(version(replace(SAID, **change)))
