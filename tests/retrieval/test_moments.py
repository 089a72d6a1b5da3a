from datetime import UTC, datetime

import pytest

from assistant.errors import ConfigurationError
from assistant.retrieval.moments import moment_of, period_told, told


@pytest.mark.parametrize(
    ("words", "utc"),
    [
        ("2026-11-20", "2026-11-20T22:59:59.999999+00:00"),
        ("2026-07-14", "2026-07-14T21:59:59.999999+00:00"),
        (" 2026-10-25 ", "2026-10-25T22:59:59.999999+00:00"),  # the day on which the clocks go back
        ("2026-03-29", "2026-03-29T21:59:59.999999+00:00"),
        ("2026-11-20T10:00+01:00", "2026-11-20T09:00:00+00:00"),
        ("2026-11-20T10:00:00Z", "2026-11-20T10:00:00+00:00"),
    ],
)
def test_a_day_is_its_end_in_paris_and_an_hour_needs_its_offset(words, utc):
    assert moment_of(words).astimezone(UTC) == datetime.fromisoformat(utc)


@pytest.mark.parametrize(
    "words", ["", "hier", "2026-02-30", "20/11/2026", "2026-11-20T10:00", "0001-01-01T00:00+14:00", "2026-11-20T25:00Z"]
)
def test_anything_else_is_refused_in_one_line_that_says_how_to_write_it(words):
    with pytest.raises(ConfigurationError, match="AAAA-MM-JJ") as caught:
        moment_of(words)
    assert "\n" not in str(caught.value)


def test_a_moment_is_told_in_the_hour_of_paris():
    since, until = datetime(2026, 7, 14, 22, 5, tzinfo=UTC), datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert told(since) == "15/07/2026 à 0 h 05"
    assert period_told(since, until) == "du 15/07/2026 à 0 h 05 au 20/11/2026 à 9 h 00"
    assert period_told(since, None) == "depuis le 15/07/2026 à 0 h 05"
