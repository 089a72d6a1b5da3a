from urllib.parse import unquote

from assistant.answering.handoff import LONGEST, hand_over
from assistant.domain import Contact

CONTACT = Contact("Mme X", "directrice", "x@pref.fr")


def test_the_mail_holds_the_question_with_its_accents():
    assert "déjà" in unquote(hand_over(CONTACT, "C'est déjà ouvert ?", "Fonds").mailto)


def test_a_long_question_is_cut_to_what_mail_programs_accept():
    assert len(hand_over(CONTACT, "é" * 5000, "Fonds").mailto) <= LONGEST
