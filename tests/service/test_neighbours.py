"""The passages around a quote, each at an address of its own."""

from assistant.domain import Page, Span
from assistant.ingestion.passages import cut
from assistant.service.neighbours import around, link_to
from assistant.service.reading import layout

ONE = Page("aide", 1, "Premier passage, assez long.\n\nDeuxième passage, assez long.\n\n• \n\nTroisième passage.")
TWO = Page("aide", 2, "Quatrième passage, sur la page suivante.")
PASSAGES = cut([ONE, TWO])


def at(passage):
    return link_to(passage, "v1")


def test_the_neighbours_of_a_quote_are_the_passages_before_and_after_it_across_pages():
    for place, passage in enumerate(PASSAGES):
        span = passage.locate(0, len(passage.text))[0]
        found = around(PASSAGES, Span(span.page, span.start + 1, span.start + 3), "v1")
        assert found.own == at(passage)
        assert found.previous == (at(PASSAGES[place - 1]) if place else "")
        assert found.following == (at(PASSAGES[place + 1]) if place + 1 < len(PASSAGES) else "")


def test_a_quote_of_two_passages_stands_between_the_one_before_and_the_one_after_both():
    first, second = (passage.locate(0, len(passage.text))[0] for passage in PASSAGES[:2])
    found = around(PASSAGES, Span(1, first.start, second.end), "")
    assert (found.previous, found.following) == ("", link_to(PASSAGES[2], ""))


def test_a_quote_of_no_passage_has_neighbours_all_the_same():
    found = around(PASSAGES[:1] + PASSAGES[2:], Span(1, ONE.text.index("Deux"), ONE.text.index("Deux") + 4), "v1")
    assert (found.own, found.previous, found.following) == ("", at(PASSAGES[0]), at(PASSAGES[2]))


def test_an_address_highlights_the_whole_passage_of_that_version():
    span = PASSAGES[1].locate(0, len(PASSAGES[1].text))[0]
    assert at(PASSAGES[1]) == f"?v=v1&p=1&d={span.start}&f={span.end}#{PASSAGES[1].anchor}"


def test_a_bullet_alone_on_its_line_is_the_item_s_and_no_word_is_lost():
    blocks = layout(ONE, PASSAGES, [])
    assert [block.item for block in blocks if block.kind == "passage"] == [False, False, True]
    said = "".join(piece.text for block in blocks for piece in block.pieces)
    assert "".join(said.split()) == "".join(ONE.text.replace("•", "").split())
