import pytest

from assistant.access import passwords, strength
from assistant.errors import AccessError


def accepted(password, login="a.martin@exemple.fr", name="Alix Martin"):
    try:
        strength.check(password, login, name)
    except AccessError as error:
        assert error.field == "password"
        return False
    return True


def test_the_three_thousand_most_common_passwords_are_all_refused():
    assert len(strength.common()) >= 3000
    assert not [word for word in strength.common() if accepted(word)]


def test_the_most_common_passwords_made_longer_are_refused():
    longer = [word + "2026!" + "!" * 12 for word in sorted(strength.common()) if word.isalpha()]
    assert len(longer) > 2000
    assert not [word for word in longer if accepted(word)]


@pytest.mark.parametrize("password", [
    "onze signes", "aaaaaaaaaaaa", "abababababab", "123456789012", "azertyuiopqs", "mlkjhgfdsqpo",
    "motdepassemotdepasse", "Assistant2026!", "prefecture-maritime", "Préfecture de mars 2026", "Alix.Martin.2026",
    "a.martin@exemple.fr!", "MARTIN alix mairie", "x" * 129 + "yzabcdefgh",
])  # fmt: skip
def test_what_somebody_would_try_first_is_refused(password):
    assert not accepted(password)


@pytest.mark.parametrize("password", [
    "un portail pour la mairie", "cheval agrafe pile juste", "douze signes", "839201746352", "éàüœ ßç êïô ñ",
    " commence par une espace", "quatre mots\tau hasard", "é" * 5 + "ABCDEFGHIJKL" * 9 + "1234567",
])  # fmt: skip
def test_a_long_password_is_accepted_whatever_its_signs(password):
    assert accepted(password)


def test_a_password_of_a_hundred_and_twenty_eight_signs_counts_to_the_last():
    password = "Éluard, Liberté : " + "sur mes cahiers " * 6 + "d’écolier 7890"
    assert len(password) == 128
    kept = passwords.hashed(password)
    assert passwords.matches(kept, password)
    assert not passwords.matches(kept, password[:-1])
    assert not passwords.matches(kept, password[:-1] + "1")


def test_an_accent_typed_in_two_ways_is_the_same_password():
    assert passwords.matches(passwords.hashed("caf\u00e9 au lait entier"), "cafe\u0301 au lait entier")
    assert not passwords.matches(passwords.hashed("café au lait entier"), "cafe au lait entier")


def test_a_kept_password_is_argon2id_with_at_least_nineteen_mebibytes_and_two_passes():
    _, kind, _, costs, *_ = passwords.hashed("cheval agrafe pile juste").split("$")
    memory, passes, lanes = (int(cost.split("=")[1]) for cost in costs.split(","))
    assert kind == "argon2id"
    assert memory >= 19 * 1024
    assert passes >= 2
    assert lanes == 1


def test_a_short_login_may_be_in_a_password_by_chance():
    assert accepted("cheval agrafe pile juste", login="ch")


@pytest.mark.parametrize("kept", [None, "", "not a hash", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA"])
def test_what_is_not_a_kept_password_matches_nothing(kept):
    assert not passwords.matches(kept, "cheval agrafe pile juste")
