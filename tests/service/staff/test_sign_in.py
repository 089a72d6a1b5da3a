import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest

from assistant.access import passwords
from assistant.access.sign_in import Attempt
from assistant.records.tables import Session as AgentSession
from assistant.records.tables import User
from assistant.records.tables.base import now
from assistant.service.staff import sign_in as staff_sign_in
from assistant.settings import Settings

FORM = {"content-type": "application/x-www-form-urlencoded", "accept": "text/html"}
PASSWORD = "un portail pour la mairie"


def make(records, login="a.martin", role="reader"):
    with records.writing() as session:
        session.add(User(login=login, name="A. Martin", role=role, password=passwords.hashed(PASSWORD)))


def sign_in(console, login="a.martin", password=PASSWORD, **headers):
    return console.client.post(
        "/staff/connexion",
        data={"login": login, "password": password, "suite": headers.pop("suite", "")},
        headers={"origin": console.address, "accept": "text/html", **headers},
    )


def test_nobody_is_led_to_the_sign_in_page_and_back_to_what_they_asked_for(console):
    gone = console.client.get("/staff?a=b", headers={"accept": "text/html"})
    assert (gone.status_code, gone.headers["location"]) == (303, "/staff/connexion?suite=/staff%3Fa%3Db")
    make(console.records)
    entered = sign_in(console, suite="/staff?a=b")
    assert (entered.status_code, entered.headers["location"]) == (303, "/staff?a=b")


def test_a_right_password_opens_a_session_and_signing_out_ends_it(console):
    make(console.records)
    cookie = sign_in(console).headers["set-cookie"]
    name, key = cookie.split(";")[0].split("=")
    assert name == "__Host-assistant"
    assert {part.strip().lower() for part in cookie.split(";")[1:]} >= {"secure", "httponly", "path=/", "samesite=lax"}
    with httpx.Client(base_url=console.address, headers={"cookie": f"{name}={key}", "accept": "text/html"}) as agent:
        page = agent.get("/staff")
        assert page.status_code == 200
        token = re.search(r'name="csrf" value="([^"]+)"', page.text)[1]
        gone = agent.post("/staff/deconnexion", data={"csrf": token}, headers={"origin": console.address})
        assert gone.status_code == 303
        assert agent.get("/staff").status_code == 303


def test_a_wrong_password_opens_nothing_and_keeps_the_login(console):
    make(console.records)
    refused = sign_in(console, password="un portail pour la plage")
    assert refused.status_code == 422
    assert "set-cookie" not in refused.headers
    assert 'value="a.martin"' in refused.text
    assert "plage" not in refused.text


def test_after_signing_in_nobody_is_led_out_of_the_console(console):
    make(console.records)
    for out in ("https://ailleurs.example/staff", "//ailleurs.example/staff", "/\\ailleurs.example", "/staffx", "/"):
        assert sign_in(console, suite=out).headers["location"] == "/staff"


def test_the_session_that_the_browser_had_ends_with_a_new_sign_in(console):
    make(console.records)
    before = console.as_("writer")
    sign_in(console, cookie=f"__Host-assistant={before.agent.key}")
    assert before.get("/staff").status_code == 303


def test_a_key_that_somebody_chose_is_never_taken_up(console):
    make(console.records)
    cookie = sign_in(console, cookie="__Host-assistant=chosen").headers["set-cookie"]
    assert "chosen" not in cookie


def test_the_eleventh_attempt_waits_whatever_the_password_and_wherever_it_says_it_comes_from(console):
    make(console.records)
    for attempt in range(10):
        refused = sign_in(console, password="un portail pour la plage", **{"x-forwarded-for": f"198.51.100.{attempt}"})
        assert refused.status_code == 422
    waiting = sign_in(console, **{"x-forwarded-for": "203.0.113.7"})
    assert waiting.status_code == 429
    assert 0 < int(waiting.headers["retry-after"]) <= 900
    assert "set-cookie" not in waiting.headers


def test_a_source_that_insists_waits_whatever_it_says_of_where_it_comes_from(console):
    statuses = [
        sign_in(console, login=f"nobody-{attempt}", **{"x-forwarded-for": f"198.51.100.{attempt}"}).status_code
        for attempt in range(40)
    ]
    assert statuses == [422] * 30 + [429] * 10


def test_an_account_and_no_account_read_the_same(console):
    make(console.records)
    known = sign_in(console, password="un portail pour la plage")
    unknown = sign_in(console, login="b.martin", password="un portail pour la plage")
    assert known.status_code == unknown.status_code
    assert known.text.replace("a.martin", "") == unknown.text.replace("b.martin", "")
    assert set(known.headers) == set(unknown.headers)


HOSTILE = [
    "a\r\nsigned in: admin",
    "a\nb",
    "\x1b[2Ja",
    "a\u2028b",
    "a\u202eb",
    "\x85a",
    "é" * 100,
    "a\tb",
    "%0d%0aX: y",
    "a\x7f",
]


def test_what_is_refused_is_one_line_of_the_log_without_what_was_typed(console, caplog):
    make(console.records)
    for payload in HOSTILE:
        sign_in(console, login=payload, password="secret-of-mine")
        console.client.get(f"/staff/comptes/{payload.encode().hex()}")
    sign_in(console, password="secret-of-mine")
    console.as_("reader", "lectrice").get("/staff/comptes")
    lines = [record.getMessage() for record in caplog.records if "staff" in record.name]
    assert len(lines) == len(HOSTILE) + 2
    for line in lines:
        assert line.isprintable(), line
        assert "secret-of-mine" not in line
        assert "127.0.0.1" not in line
        assert not any(payload in line for payload in HOSTILE)
    assert "login a.martin" in lines[-2]
    assert "role does not suffice: GET /staff/comptes, login lectrice" in lines[-1]


def test_an_address_with_control_signs_is_one_line_of_the_log(console, caplog):
    agent = console.as_("reader")
    for payload in ("%0d%0asigned%20in", "%1b[2J", "%e2%80%a8"):
        agent.post(f"/staff/comptes/{payload}/role", headers={"origin": "https://ailleurs.example"})
    assert all(record.getMessage().isprintable() for record in caplog.records)
    assert len(caplog.records) == 3


def test_a_session_that_is_over_is_removed_and_its_agent_signs_in_again(console):
    agent = console.as_("reader")
    with console.records.writing() as session:
        session.query(AgentSession).update({"seen_at": now() - timedelta(minutes=31)})
    assert agent.get("/staff").status_code == 303
    with console.records.reading() as session:
        assert session.query(AgentSession).count() == 0


def test_a_visit_is_written_down_at_most_once_a_minute(console):
    agent = console.as_("reader")
    long_ago = now() - timedelta(minutes=5)
    with console.records.writing() as session:
        session.query(AgentSession).update({"seen_at": long_ago})
    agent.get("/staff")
    with console.records.reading() as session:
        seen = session.query(AgentSession).one().seen_at
    assert seen > long_ago
    agent.get("/staff")
    with console.records.reading() as session:
        assert session.query(AgentSession).one().seen_at == seen


def test_pages_of_the_console_are_never_cached_and_no_public_page_sets_a_cookie(console):
    agent = console.as_("administrator")
    for path in ("/staff", "/staff/comptes", "/staff/compte", "/staff/journal", "/staff/connexion"):
        page = agent.get(path)
        assert page.headers["cache-control"] == "no-store"
        assert "set-cookie" not in page.headers
    for path in ("/", "/documents", "/health/live", "/api/labels", "/static/console.css"):
        assert "set-cookie" not in agent.get(path).headers


def test_a_long_text_whose_session_had_ended_is_given_back_and_a_password_is_not(console):
    form = {
        "reply": "Madame, votre projet <b>peut</b> être financé.",
        "password": "x" * 50,
        "csrf": "y" * 50,
        "to": "court",
    }
    page = console.client.post("/staff/compte", data=form, headers={"origin": console.address, "accept": "text/html"})
    assert page.status_code == 401
    assert "Madame, votre projet &lt;b&gt;peut&lt;/b&gt; être financé." in page.text
    for hidden in ("x" * 50, "y" * 50, "court"):
        assert hidden not in page.text


@pytest.mark.slow
def test_sixty_passwords_that_wait_for_their_turn_keep_nobody_else_waiting(
    open_console, tiny_corpus, tmp_path, monkeypatch
):
    monkeypatch.setattr(staff_sign_in, "A_MINUTE", 1000)
    monkeypatch.setattr(staff_sign_in, "identify", lambda *_: time.sleep(0.2) or Attempt(None, False))
    console = open_console(Settings(corpus=tiny_corpus, index=tmp_path / "none", encoder="none"))
    with ThreadPoolExecutor(60) as pool:
        waiting = [pool.submit(sign_in, console, f"nobody-{n}") for n in range(60)]
        time.sleep(0.5)
        start = time.monotonic()
        assert httpx.get(console.address, headers={"accept": "text/html"}).status_code == 503  # there is no index here
        took = time.monotonic() - start
        assert not all(done.done() for done in waiting)
    assert took < 2
    assert {done.result().status_code for done in waiting} == {422}
