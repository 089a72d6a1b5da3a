"""What identifies a person leaves a text before it is kept, and nothing else does."""

import random
import time

import pytest

from assistant.records.redaction import Kind, found, label, personal, redact
from scripts.redaction_measure import HOSTILE, KINDS, measure, rows

FLOORS = {"email": 0.99, "phone": 0.95, "nir": 0.99, "iban": 0.99}
PIECES = [*HOSTILE, *map(label, Kind), "\n", "\ud800", "\0", "½", "⑩"]
PIECES += [row["personal"] for row in rows() if row["kind"] != "none"]


@pytest.fixture(scope="module", params=["dev", "test"])
def half(request):
    return measure(request.param)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_personal_is_taken_out_whole(half, kind):
    assert half.asked[kind] >= 100
    assert half.recall(kind) >= FLOORS[kind], [row["text"] for row in half.missed]


def test_what_mayors_write_about_is_left(half):
    assert half.asked["none"] >= 300
    assert half.false_rate() <= 0.01, [row["text"] for row in half.excess]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_label_in_which_nothing_is_found(kind):
    assert label(kind)
    assert personal(label(kind)) == []


def test_only_what_was_found_changes():
    text = "Écrire à Jean.Dupont@mairie.fr ou au\u202f06\u202f12\u202f34\u202f56\u202f78 : 12\u202f500\u00a0€"
    assert redact(text) == "Écrire à [adresse électronique retirée] ou au\u202f[téléphone retiré] : 12\u202f500\u00a0€"


def test_what_is_found_is_counted_by_kind():
    text = "a.b@c.fr, d@e.fr, 06 12 34 56 78, 1 85 06 76 540 123, carte 4970 1012 3456 7893"
    assert found(text) == {Kind.EMAIL: 2, Kind.PHONE: 1, Kind.NIR: 1, Kind.CARD: 1}
    assert found(redact(text)) == {}


def test_a_public_address_and_number_are_kept_whatever_their_case_and_spacing():
    keep = ["bernard.cousin@seine-maritime.gouv.fr", "02 32 76 50 00"]
    text = "Bernard.COUSIN@seine-maritime.gouv.fr, 02.32.76.50.00 ou 0232765000"
    assert redact(text, keep) == text
    assert redact(text) != text


def test_what_is_kept_hides_no_number_that_contains_it():
    assert redact("06 76 12 34 56", keep=["76", "", "3939"]) == "[téléphone retiré]"


def test_an_address_that_contains_a_public_one_is_not_kept():
    text = "xbernard.cousin@pref.fr et bernard.cousin@pref.fr.example"
    assert found(text, keep=["bernard.cousin@pref.fr"]) == {Kind.EMAIL: 2}


def test_numbers_that_touch_are_all_taken_out():
    text = "06.12.34.56.78.06.98.76.54.32/0235123456 - 06 11 22 33 44-0235123457"
    assert not any(letter.isdigit() for letter in redact(text))


@pytest.mark.parametrize("seed", range(20))
def test_redacting_twice_changes_nothing_more_and_nothing_raises(seed):
    chance = random.Random(seed)
    for _ in range(25):
        text = chance.choice(["", " ", "", "."]).join(chance.choices(PIECES, k=chance.randrange(1, 12)))
        once = redact(text)
        assert redact(once) == once, text


@pytest.mark.parametrize("seed", HOSTILE)
def test_a_hostile_text_is_read_in_linear_time(seed):
    text = (seed * 20_000)[:20_000]
    start = time.process_time()
    redact(text)
    assert time.process_time() - start < 0.5
