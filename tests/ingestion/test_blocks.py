import pytest

from assistant.ingestion.blocks import marked_blocks


def read(text):
    return [(block.level, block.item, text[block.start : block.end]) for block in marked_blocks(text)]


def test_marks_tell_headings_items_and_paragraphs():
    text = "# Titre\n\nUn paragraphe\nsur deux lignes.\n\n### Sous-titre\n\n• Un élément"
    assert read(text) == [
        (1, False, "Titre"),
        (0, False, "Un paragraphe\nsur deux lignes."),
        (3, False, "Sous-titre"),
        (0, True, "Un élément"),
    ]


@pytest.mark.parametrize("bullet", ["• ", "● ", "- ", "– ", "\uf0b7 ", "➢", "✅ ", "💡 ", "⌧ ", "☐ "])
def test_any_usual_bullet_makes_an_item_without_it(bullet):
    assert read(f"{bullet}Un élément") == [(0, True, "Un élément")]


def test_a_hyphen_stuck_to_a_word_is_no_bullet():
    assert read("-5 degrés") == [(0, False, "-5 degrés")]


def test_blank_text_has_no_block():
    assert read(" \n\n  \n") == []
