"""Hand-offs in the console: read, replied to, closed; nobody's text is lost."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from assistant.records import replies
from assistant.records.replies import Closing, State
from assistant.records.tables import HandoffRow, JournalLine, OutgoingMail
from assistant.service.staff.desk import Policy
from assistant.service.staff.handoffs import MOST, STATES, TYPED
from assistant.settings import Settings
from assistant.texts import table
from tests.support.exchanges import Statements, ask, hand_over

LIST = "/staff/transmissions"
WORDS = table("handed")


@pytest.fixture
def desk(open_console, tiny_corpus, tmp_path):
    """A hand-off from an exchange, with an address, that waits since three days."""
    settings = Settings(corpus=tiny_corpus, index=tmp_path / "none", encoder="none")
    console = open_console(settings, max_body=65536)
    console.settings = settings
    then = datetime.now(UTC) - timedelta(days=3, hours=1)
    with console.records.writing() as session:
        asked = ask(session, "Une association ?", answer="La préfecture peut <b>vous</b> répondre.", at=then)
        row = hand_over(session, "Une association ?", exchange=asked, email="maire@exemple.fr", at=then)
        row.summary = "C'est pour l'école & la cantine."
        console.number, console.asked = row.id, asked.id
    console.page = f"{LIST}/{row.id}"
    return console


def state(desk):
    with desk.records.reading() as session:
        row = session.get(HandoffRow, desk.number)
        return row.state, row.reply, row.closing


def actions(desk):
    with desk.records.reading() as session:
        rows = session.scalars(select(JournalLine).where(JournalLine.action.startswith("handoff")))
        return [(line.actor, line.action, line.target) for line in rows]


def test_a_hand_off_says_what_is_asked_since_when_and_how_the_person_will_know(desk):
    page = desk.as_("reader").get(desk.page).text
    assert "Une association ?" in page
    assert "C&#39;est pour l&#39;école &amp; la cantine." in page
    assert "<dd>3 jours</dd>" in page
    assert WORDS["one"]["email_yes"] in page
    assert "maire@exemple.fr" not in page
    assert "La préfecture peut &lt;b&gt;vous&lt;/b&gt; répondre." in page
    assert f'href="/staff/questions/{desk.asked}"' in page


def test_a_reader_is_offered_no_reply(desk):
    page = desk.as_("reader").get(desk.page).text
    assert "<textarea" not in page
    assert "/staff/faq/nouvelle" not in page


def test_a_reply_is_read_again_before_it_is_sent_as_the_person_will_read_it(desk):
    agent = desk.as_("writer")
    page = agent.send_form(f"{desk.page}/repondre", reponse="Oui.\r\nÉcrivez <b>au bureau</b>.", faire="relire")
    assert page.status_code == 200
    assert '<div class="sheet"><p class="asked">Oui.\nÉcrivez &lt;b&gt;au bureau&lt;/b&gt;.</p></div>' in page.text
    assert "<textarea" in page.text
    assert state(desk) == ("waiting", None, None)


def test_a_reply_is_sent_and_can_be_proposed_to_all(desk):
    agent = desk.as_("writer", "anne")
    sent = agent.send_form(f"{desk.page}/repondre", reponse="  Oui.\r\nÉcrivez-nous.  ", faire="envoyer")
    assert sent.status_code == 303
    page = agent.get(sent.headers["location"]).text
    assert WORDS["done"]["replied"] in page
    assert '<p class="asked">Oui.\nÉcrivez-nous.</p>' in page
    assert "Agent writer, le" in page
    assert f"/staff/faq/nouvelle?transmission={desk.number}" in page
    assert "<textarea" not in page
    assert state(desk) == ("replied", "Oui.\nÉcrivez-nous.", None)
    assert ("anne", "handoff.reply", f"transmission/{desk.number}") in actions(desk)


def mails(desk):
    with desk.records.reading() as session:
        return [(mail.recipient, mail.body) for mail in session.scalars(select(OutgoingMail))]


@pytest.mark.parametrize("public", ["", "https://assistant.example.fr"])
def test_a_person_who_gave_an_address_is_told_by_mail_and_nobody_else(desk, open_console, public):
    console = open_console(desk.settings, policy=Policy(public_url=public))
    with desk.records.writing() as session:
        untold = hand_over(session, "Une autre ?").id
    agent = console.as_("writer")
    for number in (desk.number, untold):
        agent.send_form(f"{LIST}/{number}/repondre", reponse="Oui.")
    ((recipient, body),) = mails(desk)
    assert recipient == "maire@exemple.fr"
    assert "Oui." not in body
    assert ("https://assistant.example.fr/recu" in body) == bool(public)


@pytest.mark.parametrize("why", list(Closing))
def test_a_person_is_told_that_their_question_was_closed_unless_they_know(desk, why):
    desk.as_("writer").send_form(f"{desk.page}/clore", motif=why.value)
    assert len(mails(desk)) == (why in (Closing.NOT_OURS, Closing.UNCLEAR))


def test_no_mail_leaves_for_a_reply_that_was_not_sent(desk):
    agent = desk.as_("writer")
    agent.send_form(f"{desk.page}/repondre", reponse="Oui.", faire="relire")
    agent.send_form(f"{desk.page}/repondre", reponse="")
    agent.send_form(f"{desk.page}/clore", motif="")
    assert mails(desk) == []


@pytest.mark.parametrize(("typed", "fault"), [("", "empty"), (" \r\n ", "empty"), ("a" * (MOST + 1), "long")])
def test_a_reply_that_cannot_be_sent_keeps_what_was_typed(desk, typed, fault):
    answered = desk.as_("writer").send_form(f"{desk.page}/repondre", reponse=typed, faire="envoyer")
    assert answered.status_code == 422
    assert WORDS["fault"][fault].format(most=MOST) in answered.text
    assert 'aria-invalid="true"' in answered.text
    assert f">{typed.strip()}</textarea>" in answered.text
    assert state(desk)[0] == "waiting"


def test_the_longest_reply_is_sent_whole(desk):
    assert desk.as_("writer").send_form(f"{desk.page}/repondre", reponse="é" * MOST).status_code == 303
    assert state(desk)[1] == "é" * MOST
    assert TYPED > MOST


def test_whoever_replies_second_is_told_and_keeps_their_text(desk):
    anne, basile = desk.as_("writer", "anne"), desk.as_("validator", "basile")
    anne.send_form(f"{desk.page}/repondre", reponse="Oui.")
    late = basile.send_form(f"{desk.page}/repondre", reponse="Non, <i>jamais</i>.")
    assert late.status_code == 409
    assert "Agent writer a répondu à cette personne pendant que vous écriviez" in late.text
    assert "Non, &lt;i&gt;jamais&lt;/i&gt;.</textarea>" in late.text
    assert '<p class="asked">Oui.</p>' in late.text
    assert state(desk) == ("replied", "Oui.", None)


@pytest.mark.parametrize("why", list(Closing))
def test_a_hand_off_is_closed_with_a_reason_that_the_person_may_read(desk, why):
    agent = desk.as_("writer")
    page = agent.get(agent.send_form(f"{desk.page}/clore", motif=why.value).headers["location"]).text
    assert WORDS["closing"][why] in page
    assert WORDS["closed"][why]
    assert state(desk) == ("closed", None, why)
    late = agent.send_form(f"{desk.page}/repondre", reponse="Oui.")
    assert (late.status_code, "Oui.</textarea>" in late.text) == (409, True)
    assert "a clos cette transmission pendant que vous écriviez" in late.text


@pytest.mark.parametrize("why", ["", "parce que", "é"])
def test_closing_without_a_known_reason_changes_nothing(desk, why):
    answered = desk.as_("writer").send_form(f"{desk.page}/clore", motif=why)
    assert answered.status_code == 422
    assert WORDS["fault"]["closing"] in answered.text
    assert state(desk)[0] == "waiting"


def test_reading_is_in_the_journal_and_looking_at_the_list_is_not(desk):
    agent = desk.as_("reader", "anne")
    agent.get(LIST)
    agent.get(desk.page)
    agent.get(f"{LIST}/999")
    assert actions(desk) == [("anne", "handoff.read", f"transmission/{desk.number}")]


@pytest.mark.parametrize("path", [f"{LIST}/999", f"{LIST}/0", f"{LIST}/-1", f"{LIST}/{10**30}"])
def test_a_hand_off_that_is_not_there_is_not_found(desk, path):
    agent = desk.as_("writer")
    assert agent.get(path).status_code == 404
    assert agent.send_form(f"{path}/repondre", reponse="Oui.").status_code == 404
    assert agent.send_form(f"{path}/clore", motif="twice").status_code == 404


def test_what_belongs_to_another_scheme_is_not_found(desk):
    with desk.records.writing() as session:
        number = hand_over(session, "Une association ?", scheme="autre").id
    agent = desk.as_("writer")
    assert agent.get(f"{LIST}/{number}").status_code == 404
    assert agent.send_form(f"{LIST}/{number}/repondre", reponse="Oui.").status_code == 404
    assert "autre" not in agent.get(LIST).text


def test_hand_offs_are_listed_by_state_with_their_numbers(desk):
    with desk.records.writing() as session:
        done = hand_over(session, "Déjà traitée ?")
        done.state = "replied"
        assert set(STATES.values()) == set(State)
    agent = desk.as_("reader")
    page = agent.get(LIST).text
    assert re.findall(r'<span class="count">(\d+)</span>', page) == ["1", "1", "0"]
    assert ("Une association ?" in page, "Déjà traitée ?" in page) == (True, False)
    assert "Déjà traitée ?" in agent.get(LIST, params={"etat": "repondues"}).text
    assert WORDS["page"]["none"] in agent.get(LIST, params={"etat": "closes"}).text
    assert "Une association ?" in agent.get(LIST, params={"etat": "x", "apres": "x"}).text


def test_the_pages_of_the_list_follow_each_other_and_cost_the_same(desk):
    with desk.records.writing() as session:
        for number in range(replies.PAGE + 4):
            hand_over(session, f"Question {number} ?")
    agent = desk.as_("reader")
    first = agent.get(LIST).text
    (following,) = re.findall(r'href="([^"]+)" rel="next"', first)
    with Statements(desk.records) as run:
        second = agent.get(following.replace("&amp;", "&")).text
    assert (first.count('<th scope="row">'), second.count('<th scope="row">')) == (replies.PAGE, 5)
    assert len(run) == 3
