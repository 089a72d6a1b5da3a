from sqlalchemy import select

from assistant.records.tables import Feedback
from tests.service.public.conftest import NOWHERE, RATE, asked, count, fields, text_of


def opinions(records):
    with records.reading() as session:
        return session.scalars(select(Feedback)).all()


def test_one_click_is_enough_and_what_was_wrong_is_asked_afterwards(public):
    answer = asked(public.client, RATE)
    given = fields(answer, "/avis")
    thanks = public.client.post("/avis", data={**given, "utile": "non"})
    assert thanks.status_code == 200 and "Merci de votre avis." in thanks.text
    assert [(row.helpful, row.reason, row.comment) for row in opinions(public.records)] == [(False, None, "")]
    more = {**fields(thanks.text, "/avis"), "motif": "incomplete", "commentaire": "Et le plafond ?\r\nPrécisez."}
    done = public.client.post("/avis", data=more).text
    assert "précision est enregistrée" in text_of(done)
    assert [(row.reason, row.comment) for row in opinions(public.records)] == [
        ("incomplete", "Et le plafond ?\nPrécisez.")
    ]


def test_yes_asks_for_no_reason(public):
    page = public.client.post("/avis", data={**fields(asked(public.client, RATE), "/avis"), "utile": "oui"}).text
    assert 'name="motif"' not in page and 'name="commentaire"' in page
    assert opinions(public.records)[0].helpful


def test_the_conversation_goes_on_from_the_thanks(public):
    answer = asked(public.client, RATE)
    thanks = public.client.post("/avis", data={**fields(answer, "/avis"), "utile": "oui"}).text
    carried = fields(thanks, "/question#reponse")
    assert carried["history"] == RATE
    assert carried["conversation"] == fields(answer, "/question#reponse")["conversation"]


def test_an_opinion_can_be_changed(public):
    given = fields(asked(public.client, RATE), "/avis")
    for helpful in ("non", "oui"):
        public.client.post("/avis", data={**given, "utile": helpful})
    assert [row.helpful for row in opinions(public.records)] == [True]


def test_an_unknown_answer_is_told_so(public):
    page = public.client.post("/avis", data={"answer_id": "0" * 32, "utile": "oui"})
    assert page.status_code == 404 and "n’est plus gardée" in page.text
    assert opinions(public.records) == []


def test_what_says_nothing_is_refused_and_a_comment_that_is_too_long_is_given_back(public):
    given = fields(asked(public.client, RATE), "/avis")
    for wrong in ({}, {"utile": "peut-être"}, {"utile": "non", "motif": "because"}):
        assert public.client.post("/avis", data={**given, **wrong}).status_code == 422
    long = public.client.post("/avis", data={**given, "utile": "non", "commentaire": "é" * 2001, "motif": "wrong"})
    assert long.status_code == 422
    assert fields(long.text, "/avis")["commentaire"] == "é" * 2001
    assert 'aria-invalid="true"' in long.text and 'aria-describedby="commentaire-aide commentaire-faute"' in long.text
    assert opinions(public.records) == []


def test_the_page_and_the_api_keep_the_same(public):
    answer = public.client.post("/api/chat", json={"question": NOWHERE}).json()
    given = {"answer_id": answer["id"], "helpful": False, "reason": "unclear", "comment": "à revoir"}
    public.client.post("/api/feedback", json=given)
    before = [(row.helpful, row.reason, row.comment) for row in opinions(public.records)]
    public.client.post(
        "/avis", data={"answer_id": answer["id"], "utile": "non", "motif": "unclear", "commentaire": "à revoir"}
    )
    assert [(row.helpful, row.reason, row.comment) for row in opinions(public.records)] == before
    assert count(public.records, Feedback) == 1


def test_an_address_in_a_comment_is_not_kept(public):
    given = fields(asked(public.client, RATE), "/avis")
    public.client.post("/avis", data={**given, "utile": "non", "commentaire": "Écrivez à jean@perso.fr"})
    assert "jean@" not in opinions(public.records)[0].comment
