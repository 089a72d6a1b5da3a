"""The text of an answer in whole paragraphs."""

from assistant.answering.blocks import blocks


def answer(text, statements=(), parts=()):
    return {
        "answer": text,
        "statements": [{"text": words, "citations": [number]} for number, words in enumerate(statements)],
        "parts": [{"question": question, "status": "answered"} for question in parts],
    }


def kinds(*arguments):
    return [(block["kind"], block["text"]) for block in blocks(answer(*arguments))]


def test_a_statement_of_several_lines_is_one_paragraph_and_every_other_line_is_one_too():
    text = "Ouverture.\n\nLe taux : « a\nb »\nFin."
    assert kinds(text, ["Le taux : « a\nb »"]) == [
        ("paragraph", "Ouverture."), ("statement", "Le taux : « a\nb »"), ("paragraph", "Fin."),
    ]  # fmt: skip


def test_the_heading_of_a_part_is_told_from_a_quote_of_the_same_words():
    text = "«\u00a0Quel taux ?\u00a0»\n«\u00a0Quel taux ?\u00a0»"
    assert kinds(text, ["«\u00a0Quel taux ?\u00a0»"], []) == [
        ("statement", "«\u00a0Quel taux ?\u00a0»"), ("paragraph", "«\u00a0Quel taux ?\u00a0»"),
    ]  # fmt: skip
    assert kinds(text, [], ["Quel taux ?"])[0] == ("part", "«\u00a0Quel taux ?\u00a0»")


def test_a_statement_that_only_begins_a_line_is_not_cut_out_of_it():
    assert kinds("Oui, mais non.\nOui", ["Oui"]) == [("paragraph", "Oui, mais non."), ("statement", "Oui")]


def test_an_answer_without_words_has_no_paragraph():
    assert kinds(" \n\n") == []
