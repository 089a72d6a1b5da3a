from collections import Counter
from datetime import date, timedelta

import pytest

from assistant.records.statistics import Figures, Period, stretches
from assistant.service.staff.counted import TOPICS, delay, tables

TODAY = date(2026, 11, 28)


def figures(period=Period.DAYS, volume=None, **counted):
    starts = list(stretches(period, TODAY))
    days = {**dict.fromkeys(starts, 0), **(volume or {})}
    blank = {name: Counter() for name in ("statuses", "reasons", "topics", "channels", "ratings", "handoffs")}
    told = {name: Counter(value) for name, value in counted.items() if isinstance(value, dict)}
    rest = {name: value for name, value in counted.items() if not isinstance(value, dict)}
    return Figures(starts[0], TODAY, days, **{**blank, **told}, **{"replies": 0, "median_hours": None, **rest})


def made(name, period=Period.DAYS, names=None, **counted):
    found = figures(period, **counted)
    return next(each for each in tables(period, found, names or {}) if each.name == name)


def lines(table):
    return [(line.label, line.shown) for line in table.lines]


def test_every_outcome_has_its_line_in_the_same_order_with_its_share():
    table = made("statuses", volume={TODAY: 40}, statuses={"answered": 30, "handoff": 10})
    assert lines(table)[0] == ("Réponse donnée", "30")
    assert [line.share for line in table.lines] == ["75,0\u00a0%", "", "", "25,0\u00a0%", "", ""]
    assert [line.bar for line in table.lines][:4] == [1.0, 0.0, 0.0, 1 / 3]
    assert table.total_shown == "40"


def test_a_small_count_is_not_told_nor_drawn_nor_shared():
    table = made("statuses", statuses={"answered": 30, "partial": 12, "handoff": 3})
    few, next_to_it = table.lines[3], table.lines[1]
    assert (few.shown, few.share, few.bar) == ("moins de 5", "", None)
    assert (next_to_it.shown, next_to_it.share, next_to_it.bar) == ("masqué", "", None)
    assert table.lines[0].shown == "30"


def test_the_order_of_the_busiest_does_not_tell_which_hidden_count_is_larger():
    table = made("reasons", reasons={"undetermined": 4, "not_stated": 3, "no_evidence": 20, "personal_case": 2})
    assert lines(table) == [
        ("Aucun passage ne répond assez sûrement", "20"),
        ("Les documents ne le disent pas", "moins de 5"),
        ("Les documents ne permettent pas de trancher", "moins de 5"),
        ("Un dossier particulier", "moins de 5"),
    ]


def test_topics_are_called_as_the_tables_call_them_and_the_rest_is_counted_together():
    topics = {f"t{n}": 100 - n for n in range(TOPICS + 3)}
    table = made("topics", names={"t0": "le taux"}, volume={TODAY: sum(topics.values()) + 9}, topics=topics)
    assert lines(table)[0] == ("Le taux", "100")
    assert lines(table)[1] == ("T1", "99")
    assert lines(table)[-2:] == [("Autres sujets", str(88 + 87 + 86)), ("Aucun sujet reconnu", "9")]
    assert sum(line.cell.value for line in table.lines) == table.total.value


def test_a_day_whose_week_tells_its_sum_is_hidden_with_another_of_that_week():
    monday = date(2026, 11, 9)
    volume = {monday + timedelta(days=n): 20 for n in range(7)} | {monday: 2, date(2026, 11, 2): 3}
    table = made("volume", volume=volume)
    shown = {line.label: line.shown for line in table.lines}
    week = [shown[f"{9 + n} novembre 2026"] for n in range(7)]
    assert week[0] == "moins de 5"
    assert week.count("masqué") == 1


def test_stretches_are_named_by_their_kind():
    assert made("volume").lines[-1].label == "28 novembre 2026"
    assert made("volume", Period.WEEKS).lines[-1].label == "semaine du 23 novembre 2026"
    assert made("volume", Period.MONTHS).lines[0].label == "décembre 2025"


def test_large_counts_are_written_as_french_writes_them():
    assert made("volume", volume={TODAY: 12345}).total_shown == "12\u202f345"


@pytest.mark.parametrize(
    ("replies", "hours", "said"),
    [
        (4, 2.0, "Moins de 5 réponses"),
        (0, None, "Moins de 5 réponses"),
        (5, 0.2, "1\u00a0h"),
        (9, 30.4, "31\u00a0h"),
        (9, 71.0, "3\u00a0jours"),
    ],
)
def test_a_delay_is_told_when_it_is_that_of_enough_replies(replies, hours, said):
    assert said in delay(figures(replies=replies, median_hours=hours))


def test_nothing_asked_is_nothing_told():
    for each in tables(Period.DAYS, figures(), {}):
        assert all(line.shown == "0" for line in each.lines)
        assert each.total_shown == "0"
