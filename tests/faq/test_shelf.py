from datetime import date

import pytest

from assistant.answering.citations import Library
from assistant.domain import PublishedEntry
from assistant.faq.shelving import Shelving
from assistant.rules.recognised import Recognised
from assistant.rules.territory import Territory
from assistant.understanding.parts import Asked

CLOSING = "Quelle est la date limite de dépôt des dossiers ?"
TODAY = date(2026, 11, 20)


class NoTables:
    """What reads questions of a corpus without tables; remembers what it was asked to read."""

    def __init__(self):
        self.read = []

    def profiles(self, texts):
        self.read += texts
        return [None] * len(texts)

    def profile(self, found):
        return None

    def knows(self, word):
        return False


def shelving(recogniser=None):
    territory = Territory("Seine-Maritime", "")
    return Shelving(Library({}, {}, []), recogniser or NoTables(), territory, today=lambda: TODAY)


def shelf(*entries):
    return shelving()(entries)


def draft(held, question, context=""):
    return held.consult(Asked(question), Recognised("", (), ()), context).draft


@pytest.fixture
def closing(make_entry):
    return make_entry(CLOSING, phrasings=("Jusqu'à quand peut-on déposer ?",))


@pytest.mark.parametrize(
    "question", [CLOSING, "jusqu'à quand on peut déposer le dossier svp", "c koi la date butoir pr le dépôt du docier"]
)
def test_a_question_is_answered_in_the_entry_s_words_or_in_others(closing, question):
    assert draft(shelf(closing), question).facet == "faq-12"


@pytest.mark.parametrize(
    "question",
    [
        "À partir de quelle date peut-on déposer un dossier ?",
        "Quand aurons-nous la réponse ?",
        "date limite de la DETR ?",
        "Où dépose-t-on le dossier ?",
        "Quel est le taux de l'aide ?",
        "Quelle est la date limite de dépôt des dossiers dans l'Eure ?",
    ],
)
def test_a_near_question_is_not(closing, question):
    assert draft(shelf(closing), question) is None


def test_an_entry_answers_through_its_last_day_and_never_after(make_entry):
    assert draft(shelf(make_entry(CLOSING, expires_on=TODAY)), CLOSING) is not None
    assert draft(shelf(make_entry(CLOSING, expires_on=date(2026, 11, 19))), CLOSING) is None


def test_an_expired_entry_leaves_its_question_to_another(make_entry):
    old = make_entry(CLOSING, id=1, expires_on=date(2026, 1, 1))
    assert draft(shelf(old, make_entry(CLOSING, id=2)), CLOSING).facet == "faq-2"


def test_of_several_entries_that_may_answer_the_likeliest_does(closing, make_entry):
    billing = make_entry("Quelle est la date limite pour envoyer les factures ?", id=13)
    held = shelf(closing, billing)
    assert draft(held, "jusqu'à quand envoyer les factures ?").facet == "faq-13"
    assert draft(held, "jusqu'à quand déposer le dossier ?").facet == "faq-12"


def test_a_follow_up_is_read_with_what_it_follows(closing):
    held = shelf(closing)
    assert draft(held, "et jusqu'à quand ?", "Comment déposer le dossier ?").facet == "faq-12"
    assert draft(held, "et pour les syndicats ?", CLOSING) is None
    assert draft(held, "et où ?", CLOSING) is None


def test_an_entry_about_another_territory_answers_about_that_one_only(make_entry):
    held = shelf(make_entry("Quelle est la date limite dans l'Eure ?"))
    assert draft(held, "quelle est la date limite dans l'Eure").facet == "faq-12"
    assert draft(held, "Quelle est la date limite ?") is None


def test_what_was_decided_is_explained_by_named_signals(closing):
    found = shelf(closing).find(Asked("À partir de quelle date peut-on déposer un dossier ?"), Recognised("", (), ()))
    assert found.shelved.entry is closing
    assert 0 < found.chance < 0.8
    assert found.signals["apart"] == 1


def test_without_entries_nothing_is_answered():
    assert draft(shelf(), CLOSING) is None


def test_only_what_is_new_is_read_again(closing, make_entry):
    recogniser = NoTables()
    shelve = shelving(recogniser)
    shelve([closing])
    recogniser.read.clear()
    other = make_entry("Qui signe la convention ?", id=13)
    assert draft(shelve([closing, other]), "qui signe la convention").facet == "faq-13"
    assert recogniser.read == ["Qui signe la convention ?"]


def test_what_was_withdrawn_is_forgotten(closing):
    recogniser = NoTables()
    shelve = shelving(recogniser)
    shelve([closing])
    assert draft(shelve([]), CLOSING) is None
    recogniser.read.clear()
    shelve([closing])
    assert recogniser.read


def test_a_new_version_of_an_entry_takes_the_place_of_the_one_before(closing, make_entry):
    shelve = shelving()
    shelve([closing])
    newer = make_entry(CLOSING, "Le 30 juin 2027.", version=4)
    assert draft(shelve([newer]), CLOSING).statements[0].citations[0].quote == "Le 30 juin 2027."


def test_a_thousand_entries_keep_apart(make_entry):
    many = [
        PublishedEntry(n, 1, f"Le projet {word} est-il aidé ?", (), f"Réponse {n}.", TODAY, "la préfecture")
        for n, word in enumerate(("".join(chr(97 + (n // 26**k) % 26) for k in range(3)) * 2 for n in range(1000)), 1)
    ]
    held = shelf(*many)
    for entry in many[::97]:
        assert draft(held, entry.question).facet == f"faq-{entry.id}"
