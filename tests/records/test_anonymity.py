import itertools
import random

import pytest

from assistant.records.anonymity import LEAST, hidden


def shown(counts, *known):
    return [
        cell.value if cell.value is not None else ("few" if cell.few else "hidden")
        for cell in hidden(counts, known).cells
    ]


def total(counts):
    cell = hidden(counts).total
    return cell.value if cell.value is not None else ("few" if cell.few else "hidden")


def possible(counts, group=None):
    """Return what each hidden count may be for whoever reads the page and knows the sum of the group."""
    cells = hidden(counts, [group] if group else []).cells
    group = list(group or range(len(counts)))
    held = [place for place in group if cells[place].value is None]
    rest = sum(counts[place] for place in held)
    ranges = [range(LEAST) if cells[place].few else range(LEAST, rest + 1) for place in held]
    fitting = [values for values in itertools.product(*ranges) if sum(values) == rest]
    return [set(values) for values in zip(*fitting, strict=True)] if fitting else []


def test_a_count_under_five_is_hidden_and_a_zero_is_not():
    assert shown([12, 4, 0, 3, 30]) == [12, "few", 0, "few", 30]
    assert total([12, 4, 0, 3, 30]) == 49


def test_counts_that_are_large_enough_are_all_shown():
    assert shown([5, 6, 0]) == [5, 6, 0]
    assert shown([]) == []
    assert (total([]), total([0, 0]), total([5])) == (0, 0, 5)


def test_one_small_count_takes_the_next_smallest_with_it():
    assert shown([30, 3, 12, 9]) == [30, "few", 12, "hidden"]


def test_small_counts_that_only_one_sum_allows_take_another_with_them():
    assert shown([1, 1, 9, 30]) == ["few", "few", "hidden", 30]
    assert shown([4, 4, 9, 30]) == ["few", "few", "hidden", 30]
    assert shown([1, 2, 9, 30]) == ["few", "few", 9, 30]


def test_a_zero_is_hidden_for_want_of_anything_else():
    assert shown([4, 4, 0]) == ["few", "few", "few"]


def test_a_total_that_would_tell_is_hidden_with_its_counts():
    assert (shown([3]), total([3])) == (["few"], "few")
    assert (shown([4, 4]), total([4, 4])) == (["few", "few"], "hidden")
    assert (shown([2, 1]), total([2, 1])) == (["few", "few"], "few")


def test_the_sum_of_a_week_told_elsewhere_gives_no_day_away():
    days = [20, 3, 15, 30, 2, 40]
    assert shown(days) == [20, "few", 15, 30, "few", 40]
    assert shown(days, range(3), range(3, 6)) == [20, "few", "hidden", "hidden", "few", 40]


def test_a_week_whose_own_sum_is_hidden_hides_nothing_more():
    assert shown([3, 0, 0, 20, 2, 30], range(3), range(3, 6)) == ["few", 0, 0, "hidden", "few", 30]


@pytest.mark.parametrize("seed", range(40))
def test_no_hidden_count_has_a_single_value_left(seed):
    rng = random.Random(seed)
    for _ in range(40):
        counts = [rng.choice((0, 0, 1, 2, 3, 4, 5, 6, 8, 13)) for _ in range(rng.randrange(1, 6))]
        found = hidden(counts)
        assert all(
            cell.value == count for cell, count in zip(found.cells, counts, strict=True) if cell.value is not None
        )
        assert all(cell.value is None for cell, count in zip(found.cells, counts, strict=True) if 0 < count < LEAST)
        if found.total.value is not None:
            assert all(len(values) > 1 for values in possible(counts)), counts
