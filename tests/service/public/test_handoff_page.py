"""A question transmitted without JavaScript: filled in from the answer, kept once, its code shown."""

import re

import pytest
from sqlalchemy import select

from assistant.domain import Contact
from assistant.records.handoffs import AGAIN, by_receipt
from assistant.records.options import set_contact
from assistant.records.tables import Exchange, HandoffRow, OutgoingMail
from assistant.records.tables.base import now
from tests.service.public.conftest import NOWHERE, RATE, asked, code_in, count, fields, text_of, transmitted

PERSON = "maire@commune.example"


def form_from(client, answer):
    return client.post("/transmettre/formulaire", data=fields(answer, "/transmettre/formulaire")).text


def one(records, table):
    with records.reading() as session:
        return session.scalars(select(table)).one()


def test_the_form_is_filled_in_from_the_conversation(public):
    first = asked(public.client, RATE)
    carried = fields(first, "/question#reponse")
    second = asked(public.client, NOWHERE, history=carried["history"], conversation=carried["conversation"])
    form = form_from(public.client, second)
    filled = fields(form, "/transmettre")
    assert filled["question"] == NOWHERE
    assert RATE in filled["summary"] and "Réponse de l’assistant" in filled["summary"]
    assert filled["answer_id"] and len(filled["key"]) >= 22
    assert "?" not in re.search(r'action="/transmettre[^"]*"', form)[0]


def test_who_reads_how_long_and_what_not_to_write_is_said_before_sending(public):
    form = text_of(public.client.get("/transmettre").text)
    assert "lue par Mme Exemple, directrice" in form
    assert "N’écrivez rien sur une autre personne" in form
    assert form.count("181 jours") >= 2


def test_a_question_transmitted_leads_back_by_its_code(public):
    page = transmitted(public.client, summary="Mon résumé", adresse=PERSON, accord="oui")
    assert "Votre question est transmise" in text_of(page) and "affiché qu’ici" in text_of(page)
    assert "prévenu par courriel" in text_of(page)
    with public.records.reading() as session:
        row = by_receipt(session, "", code_in(page))
        exchange = session.scalars(select(Exchange)).one()
    assert (row.question, row.summary, row.email) == (NOWHERE, "Mon résumé", PERSON)
    assert row.consent_at and row.exchange_id == exchange.id


def test_the_contact_is_told_in_the_same_breath(public):
    transmitted(public.client, adresse=PERSON, accord="oui")
    mail = one(public.records, OutgoingMail)
    assert mail.recipient == "contact@exemple.fr" and NOWHERE in mail.body and PERSON not in mail.body


def test_the_same_form_sent_twice_is_one_hand_off_one_mail_and_one_code(public):
    form = fields(form_from(public.client, asked(public.client)), "/transmettre")
    first, second = (public.client.post("/transmettre", data=form).text for _ in range(2))
    assert code_in(first) == code_in(second)
    assert "transmise qu’une fois" in text_of(second) and "transmise qu’une fois" not in text_of(first)
    assert count(public.records, HandoffRow) == count(public.records, OutgoingMail) == 1


def test_the_form_opened_twice_from_one_answer_is_one_hand_off(public):
    answer = asked(public.client)
    codes = {
        code_in(public.client.post("/transmettre", data=fields(form_from(public.client, answer), "/transmettre")).text)
        for _ in range(2)
    }
    assert len(codes) == count(public.records, HandoffRow) == 1


def test_a_form_sent_again_much_later_tells_no_code(public):
    form = fields(form_from(public.client, asked(public.client)), "/transmettre")
    public.client.post("/transmettre", data=form)
    with public.records.writing() as session:
        session.scalars(select(HandoffRow)).one().asked_at = now() - AGAIN
    late = public.client.post("/transmettre", data=form).text
    assert "<code>" not in late and "déjà été transmise" in text_of(late)
    assert count(public.records, HandoffRow) == 1


@pytest.mark.parametrize(
    ("typed", "name", "said"),
    [
        ({"adresse": PERSON}, "accord", "Cochez cette case"),
        ({"adresse": "maire", "accord": "oui"}, "adresse", "n’est pas utilisable"),
        ({"adresse": "a@b.fr\r\nBcc: c@d.fr", "accord": "oui"}, "adresse", "n’est pas utilisable"),
        ({"question": "   "}, "question", "Écrivez votre question"),
        ({"question": "a" * 201}, "question", "200 caractères"),
        ({"summary": "a" * 4001}, "summary", "4000 caractères au plus"),
    ],
    ids=str,
)
def test_what_can_t_be_taken_is_told_at_its_field_and_everything_typed_is_kept(
    serve, settings, records, typed, name, said
):
    client = serve(settings, records=records, max_body=65536).client
    client.headers["accept"] = "text/html"
    sent = {"question": NOWHERE, "summary": "Mon résumé", "adresse": "", "key": "k" * 22, **typed}
    page = client.post("/transmettre", data=sent)
    assert page.status_code == 422
    assert said in text_of(page.text)
    assert re.search(
        rf'(?:id|name)="{name}"[^>]*aria-describedby="[^"]*{name}-faute"[^>]*aria-invalid="true"', page.text
    )
    assert f'id="{name}-faute"' in page.text and f'href="#{name}"' in page.text
    given_back = fields(page.text, "/transmettre")
    for field in ("question", "summary", "key"):
        assert given_back[field] == sent[field]
    assert count(records, HandoffRow) == 0


def test_an_address_without_consent_is_not_kept_anywhere(public, tmp_path):
    public.client.post("/transmettre", data={"question": NOWHERE, "adresse": PERSON})
    assert count(public.records, HandoffRow) == 0
    assert not [path for path in tmp_path.glob("*.db*") if PERSON.encode() in path.read_bytes()]


def test_the_contact_set_in_the_console_is_who_reads(public):
    with public.records.writing() as session:
        set_contact(session, "", Contact("M. Nouveau", "chef de bureau", "nouveau@exemple.fr"))
    assert "lue par M. Nouveau, chef de bureau" in text_of(public.client.get("/transmettre").text)
    transmitted(public.client)
    assert one(public.records, OutgoingMail).recipient == "nouveau@exemple.fr"


def test_markup_is_text(public):
    page = public.client.post(
        "/transmettre/formulaire", data={"question": "<script>alert(1)</script>", "summary": "</textarea><b>"}
    )
    assert "<script>" not in page.text and "</textarea><b>" not in page.text
    assert fields(page.text, "/transmettre")["summary"] == "</textarea><b>"


def test_too_many_are_told_when_to_come_back(serve, settings, records):
    client = serve(settings, records=records, rate_limit=2).client
    statuses = [client.post("/transmettre", data={"question": NOWHERE}).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


def test_without_records_nothing_is_offered(serve, settings):
    client = serve(settings).client
    page = asked(client)
    assert "/avis" not in page and "/transmettre" not in page and "/recu" not in page
    for address in ("/transmettre", "/recu"):
        assert client.get(address).status_code == 404
    assert client.post("/avis", data={"utile": "oui"}).status_code == 404
