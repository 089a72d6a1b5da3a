import random

import pytest

from assistant.domain import Passage, Run
from assistant.retrieval.difference import Change, difference


def passages(*texts):
    return [
        Passage(f"d/p{number}-1", "d", text, (Run(0, number, 0, len(text)),), ("Titre",))
        for number, text in enumerate(texts, 1)
    ]


def compared(before, after):
    return difference(passages(*before), passages(*after))


def marked(side):
    return [words.text for words in side.words if words.marked]


RATE = "Le taux maximum de l’aide est de 80 % du coût du projet."
FUND = "L’enveloppe du département est de 297.000 €."
DATE = "Le dossier est déposé avant le 30 juin 2021."


def test_the_same_text_is_equal_whatever_its_page_became():
    pairs = difference(passages(RATE, FUND), passages("Avant-propos.", RATE, FUND)[1:])
    assert [pair.change for pair in pairs] == [Change.EQUAL, Change.EQUAL]
    assert [(pair.before.page, pair.after.page) for pair in pairs] == [(1, 2), (2, 3)]
    assert pairs[0].before.anchor == "p1-1"
    assert pairs[0].before.headings == ("Titre",)
    assert marked(pairs[0].before) == marked(pairs[0].after) == []


def test_spaces_alone_are_no_change():
    assert [pair.change for pair in compared([RATE], [RATE.replace(" de ", "\u00a0de\n")])] == [Change.EQUAL]


def test_a_word_that_changed_is_marked_on_both_sides_and_nothing_else():
    (pair,) = compared([RATE], [RATE.replace("80", "70")])
    assert pair.change is Change.CHANGED
    assert (marked(pair.before), marked(pair.after)) == (["80"], ["70"])


def test_words_that_came_are_marked_together():
    (pair,) = compared([DATE], [DATE.replace("30 juin 2021", "30 juin 2021 par voie électronique")])
    assert (marked(pair.before), marked(pair.after)) == ([], ["par voie électronique"])


def test_a_sum_is_one_word():
    (pair,) = compared([FUND], [FUND.replace("297.000", "298.000")])
    assert (marked(pair.before), marked(pair.after)) == (["297.000"], ["298.000"])


def test_a_passage_that_came_or_went_stands_alone_marked_whole():
    pairs = compared([RATE, FUND], [RATE, DATE, FUND])
    assert [pair.change for pair in pairs] == [Change.EQUAL, Change.ADDED, Change.EQUAL]
    assert pairs[1].before is None and marked(pairs[1].after) == [DATE]
    pairs = compared([RATE, DATE, FUND], [RATE, FUND])
    assert [pair.change for pair in pairs] == [Change.EQUAL, Change.REMOVED, Change.EQUAL]
    assert pairs[1].after is None and marked(pairs[1].before) == [DATE]


def test_passages_that_share_no_words_are_not_paired():
    assert [pair.change for pair in compared([RATE], ["Rien à voir ici."])] == [Change.REMOVED, Change.ADDED]


def test_among_rewritten_passages_each_finds_the_one_it_became():
    pairs = compared([RATE, DATE, FUND], ["Préambule nouveau.", RATE.replace("80", "70"), FUND.replace("est", "sera")])
    assert [(pair.change, pair.before and pair.before.page, pair.after and pair.after.page) for pair in pairs] == [
        (Change.ADDED, None, 1),
        (Change.CHANGED, 1, 2),
        (Change.REMOVED, 2, None),
        (Change.CHANGED, 3, 3),
    ]


def test_an_empty_version_is_all_added_or_all_removed():
    assert [pair.change for pair in compared([], [RATE, FUND])] == [Change.ADDED] * 2
    assert [pair.change for pair in compared([RATE, FUND], [])] == [Change.REMOVED] * 2
    assert compared([], []) == ()


@pytest.mark.parametrize("seed", range(30))
def test_every_passage_is_in_one_pair_in_order_and_no_character_is_lost(seed):
    drawn = random.Random(seed)
    words = ["le", "taux", "de", "80 %", " l’aide", "297.000 €,", "projet.", "(sic)", "est\n"]
    texts = [" ".join(drawn.choices(words, k=drawn.randint(1, 12))) for _ in range(drawn.randint(0, 12))]
    before = [text for text in texts if drawn.random() < 0.8]
    after = [text.replace("80", "70") if drawn.random() < 0.4 else text for text in texts if drawn.random() < 0.8]
    pairs = compared(before, after)
    assert [pair.before.text for pair in pairs if pair.before] == before
    assert [pair.after.text for pair in pairs if pair.after] == after
    for pair in pairs:
        assert (pair.before is None) == (pair.change is Change.ADDED)
        assert (pair.after is None) == (pair.change is Change.REMOVED)
        if pair.change is Change.EQUAL:
            assert pair.before.text.split() == pair.after.text.split()
        if pair.change is Change.CHANGED:
            assert marked(pair.before) or marked(pair.after)


def test_a_long_document_rewritten_from_end_to_end_is_still_compared():
    before = [f"Ancien article {number} sur les bornes." for number in range(300)]
    after = [f"Nouvel article {number} sur les bornes." for number in range(300)]
    pairs = compared(before, after)
    assert len(pairs) == 600
