import itertools

from assistant.service.staff.charts import HEIGHT, STUB, WIDTH, columns


def test_the_largest_count_is_as_high_as_the_drawing_and_the_others_in_proportion():
    high, half, none = columns([1.0, 0.5, 0.0])
    assert (high.y, high.height) == (0, HEIGHT)
    assert (half.y, half.height) == (HEIGHT / 2, HEIGHT / 2)
    assert none.height == 0


def test_columns_stand_side_by_side_within_the_drawing():
    drawn = columns([0.3] * 30)
    assert drawn[0].x > 0
    assert all(a.x + a.width < b.x for a, b in itertools.pairwise(drawn))
    assert drawn[-1].x + drawn[-1].width < WIDTH


def test_a_hidden_count_is_drawn_the_same_whatever_it_is():
    assert {(column.height, column.hidden) for column in columns([None, None])} == {(STUB, True)}


def test_nothing_is_drawn_of_nothing():
    assert columns([]) == []
