"""An answer laid out: every line of it, its points apart, its sources beside what they carry."""

import pytest

from assistant.service.points import Line, points_of


def answer(text, statements=(), parts=()):
    return {
        "answer": text,
        "statements": [{"text": words, "citations": numbers} for words, numbers in statements],
        "parts": [{"question": question, "status": status} for question, status in parts],
    }


def test_each_statement_has_its_sources_and_what_introduces_it_has_none():
    (only,) = points_of(answer("Voici :\n« A »\n\nFin.", [("« A »", [0, 1, 0])]))
    assert only.lines == [Line("Voici :"), Line("« A »", (0, 1)), Line("Fin.")]


def test_each_point_has_its_status_and_an_anchor():
    parts = [("Quel taux ?", "answered"), ("Et la date ?", "handoff")]
    text = "«\u00a0Quel taux ?\u00a0»\n« 80 % »\n\n«\u00a0Et la date ?\u00a0»\nNon dit."
    points = points_of(answer(text, [("« 80 % »", [0])], parts))
    assert [(p.question, p.status, p.anchor) for p in points] == [
        ("Quel taux ?", "answered", "point-1"),
        ("Et la date ?", "handoff", "point-2"),
    ]
    assert points[1].lines == [Line("Non dit.")]


@pytest.mark.parametrize("words", ["Une réponse\nreformulée.", "« Quel taux ? »", "  \n\nUn mot", "\n"])
def test_no_word_is_lost_when_the_text_holds_neither_its_statements_nor_its_points(words):
    points = points_of(answer(words, [("« A »", [0]), ("", [0])], [("Autre ?", "answered")]))
    assert [line.text for point in points for line in point.lines] == [w for w in words.split("\n") if w]
