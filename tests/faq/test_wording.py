"""The difference of two texts, word by word."""

from assistant.faq.wording import Mark, Piece, difference


def test_the_words_that_changed_are_marked_between_those_that_did_not():
    assert difference("au plus 80 % du coût", "au plus 70 % du coût") == (
        Piece(Mark.KEPT, "au plus"),
        Piece(Mark.REMOVED, "80"),
        Piece(Mark.ADDED, "70"),
        Piece(Mark.KEPT, "% du coût"),
    )


def test_typography_and_layout_are_no_difference():
    assert difference("L'aide\nest  due, sauf refus", "L’aide est due : sauf refus.")[0].mark is Mark.KEPT


def test_what_was_added_or_removed_at_an_end_is_marked():
    assert [piece.mark for piece in difference("a b", "a b c")] == [Mark.KEPT, Mark.ADDED]
    assert [piece.mark for piece in difference("a b c", "b c")] == [Mark.REMOVED, Mark.KEPT]
    assert difference("", "") == ()
