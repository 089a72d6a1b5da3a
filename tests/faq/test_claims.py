"""What a text states that can be checked, as French writes it."""

import pytest

from assistant.faq.claims import Kind, claims_in
from assistant.faq.days import Day
from assistant.faq.limits import Limit


def values(text, kind=None):
    return [(claim.kind, claim.value) for claim in claims_in(text) if kind in (None, claim.kind)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("une enveloppe de 297.000€", 297_000),
        ("297 000 euros", 297_000),
        ("297\u00a0000\u202f€", 297_000),
        ("12,6 millions d'euros", 12_600_000),
        ("12,6 millions d’euros", 12_600_000),
        ("88M€", 88_000_000),
        ("0,40 euro par kilomètre", 0.4),
        ("deux mille euros", 2_000),
        ("trente euros", 30),
    ],
)
def test_an_amount_is_read_however_it_is_written(text, value):
    assert values(text) == [(Kind.AMOUNT, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("80 %", 80),
        ("80%", 80),
        ("80 pour cent", 80),
        ("vingt pour cent", 20),
        ("2,5 %", 2.5),
        ("la moitié du coût", 50),
    ],
)
def test_a_share_is_read_however_it_is_written(text, value):
    assert values(text, Kind.SHARE) == [(Kind.SHARE, value)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("deux ans", "24 mois"),
        ("dix-huit mois", "18 mois"),
        ("six mois", "182 jours"),
        ("48 heures", "deux jours"),
        ("un an", "douze mois"),
        ("vingt et un jours", "trois semaines"),
    ],
)
def test_durations_are_compared_whatever_their_unit(one, other):
    first, second = claims_in(f"un délai de {one}")[-1], claims_in(f"un délai de {other}")[-1]
    assert first.kind is second.kind is Kind.DURATION
    assert first.agrees(second)


def test_working_days_are_not_days():
    first, second = claims_in("dix jours ouvrés")[0], claims_in("dix jours")[0]
    assert not first.like(second)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("le 14 avril 2021", Day(2021, 4, 14)),
        ("le 14 AVR. 2021", Day(2021, 4, 14)),
        ("le 1er mars 2021", Day(2021, 3, 1)),
        ("le 30/06/2025", Day(2025, 6, 30)),
        ("le 2025-06-30", Day(2025, 6, 30)),
        ("avant le 30 juin", Day(0, 6, 30)),
        ("en juin 2025", Day(2025, 6, 0)),
        ("en 2026", Day(2026, 0, 0)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_said(text, day):
    assert values(text) == [(Kind.DATE, day)]


def test_the_first_date_of_a_range_takes_the_year_of_the_second():
    first, second = claims_in("du 17 février au 30 mai 2025")
    assert first.value == Day(2025, 2, 17)
    assert (first.limit, second.limit) == (Limit.LEAST, Limit.MOST)


def test_dates_agree_when_what_both_say_is_the_same():
    assert Day(0, 6, 30).agrees(Day(2021, 6, 30))
    assert not Day(0, 6, 30).agrees(Day(2021, 6, 29))


def test_an_hour_is_not_a_duration():
    assert values("à 18 h 30, de 9 h à 12 h", Kind.HOUR) == [(Kind.HOUR, h) for h in ("18:30", "09:00", "12:00")]
    assert values("quatre heures par semaine", Kind.HOUR) == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("au 03 55 40 18 62", Kind.PHONE, "355401862"),
        ("au 0 805 00 21 21", Kind.PHONE, "805002121"),
        ("+33 3 55 40 18 62", Kind.PHONE, "355401862"),
        ("écrire à Contact@Prefecture.example", Kind.EMAIL, "contact@prefecture.example"),
        ("https://www.demarches.gouv.fr/x/", Kind.URL, "demarches.gouv.fr/x"),
        ("M. Bernard COUSIN", Kind.PERSON, "cousin"),
        ("Mme Odile Barsacq", Kind.PERSON, "barsacq"),
    ],
)
def test_whom_to_reach_and_where_is_read(text, kind, value):
    assert values(text) == [(kind, value)]


def test_a_name_made_of_a_number_counts_nothing():
    assert values("l'article 8, l'axe 3, l'annexe 2, la délibération n° 2024-187, la 1re année") == []


def test_things_are_counted_by_their_noun():
    found = claims_in("quatre critères, 6 000 habitants, 80 m² et trois dossiers")
    assert [(claim.value, claim.unit) for claim in found] == [(4, "criter"), (6000, "habit"), (80, "m²"), (3, "dossi")]


def test_the_date_of_a_text_binds_nobody():
    (claim,) = claims_in("la circulaire du 14 avril 2021")
    assert not claim.binds
    assert claims_in("avant le 14 avril 2021")[0].binds
    assert not claims_in("en 2021")[0].binds


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("80 % au plus", Limit.MOST),
        ("peut atteindre 80 %", Limit.MOST),
        ("ne peut excéder 80 %", Limit.MOST),
        ("dans la limite de 80 %", Limit.MOST),
        ("ne dépasse pas 80 %", Limit.MOST),
        ("au moins 80 %", Limit.LEAST),
        ("80 % au minimum", Limit.LEAST),
        ("peut dépasser 80 %", Limit.LEAST),
        ("doit atteindre 80 % au plus", Limit.MOST),
        ("ne peut être inférieure à 80 %", Limit.LEAST),
        ("est de 80 %", Limit.NONE),
    ],
)
def test_a_figure_may_be_a_limit(text, limit):
    assert claims_in(text)[0].limit is limit


def test_nothing_before_a_term_is_a_floor():
    assert claims_in("ne peut être revendu avant cinq ans")[0].limit is Limit.LEAST
    assert claims_in("doit être revendu avant cinq ans")[0].limit is Limit.MOST


def test_a_floor_and_a_ceiling_state_different_things():
    floor, ceiling = claims_in("au moins 20 ans")[0], claims_in("au plus 60 ans")[0]
    assert not floor.like(ceiling)


def test_a_range_has_a_floor_and_a_ceiling():
    assert [c.limit for c in claims_in("entre 3 000 € et 45 000 €")] == [Limit.LEAST, Limit.MOST]
    assert [c.value for c in claims_in("de 15 à 25 %")] == [15, 25]


def test_words_stand_where_the_claim_says():
    text = "L’aide, de 60 % au plus, est versée sous trente jours au 03 55 40 18 62."
    for claim in claims_in(text):
        assert text[claim.start : claim.end] == claim.words
