import random
from urllib.parse import parse_qs, urlsplit

import pytest

from assistant.answering.handoff import LONGEST, hand_over
from assistant.domain import Contact

CONTACT = Contact("Mme X", "directrice", "x@pref.fr")


def mail(question, scheme="Fonds", contact=CONTACT):
    """Return the address, the subject and the body of the message as a mail program reads them."""
    read = urlsplit(hand_over(contact, question, scheme).mailto)
    fields = parse_qs(read.query, strict_parsing=True)
    return read.path, fields["subject"][0], fields["body"][0]


def test_the_mail_holds_the_question_with_its_accents():
    to, subject, body = mail("C’est déjà ouvert à l’été ?", "Numérique & école")
    assert (
        to == "x@pref.fr" and "Numérique & école" in subject and "\r\n\r\nC’est déjà ouvert à l’été ?\r\n\r\n" in body
    )


@pytest.mark.parametrize("typed", ["deux\nlignes", "deux\r\nlignes", "deux\rlignes"])
def test_the_lines_of_the_question_end_as_those_of_a_mail_do(typed):
    mailto = hand_over(CONTACT, typed, "Fonds").mailto
    assert "deux%0D%0Alignes" in mailto and "%0D%0D" not in mailto


@pytest.mark.parametrize("sign", ["é", "a", "’", "a\n", "ab ", "🏛", "l’été à l’école ", "&"])
def test_the_longest_question_is_cut_to_what_mail_programs_accept_and_the_cut_is_shown(sign):
    question = (sign * 2000)[:2000]
    mailto = hand_over(CONTACT, question, "Fonds").mailto
    assert LONGEST - 200 <= len(mailto) <= LONGEST
    said = mail(question)[2].split("entièrement\xa0:\r\n\r\n")[1].removesuffix("\r\n\r\nCordialement,")
    assert said.endswith(" […]")
    assert question.replace("\n", "\r\n").startswith(said.removesuffix(" […]"))


def test_a_question_is_cut_between_two_words():
    said = mail("commune numérique " * 200)[2]
    assert any(f"{word} […]" in said for word in ("commune", "numérique"))


def test_no_question_nor_name_of_a_scheme_makes_a_message_too_long():
    drawn = random.Random(6)
    for _ in range(300):
        question = "".join(drawn.choice("aé’ \n€🏛&%?") for _ in range(drawn.randrange(2001)))
        scheme = "Dispositif de l’État à l’échelle départementale " * drawn.randrange(20)
        assert len(hand_over(CONTACT, question, scheme).mailto) <= LONGEST


def test_an_address_with_signs_of_its_own_stays_one_address():
    assert mail("Quel taux ?", contact=Contact("X", "", "a+b&c?d@pref.fr"))[0] == "a+b%26c%3Fd@pref.fr"
