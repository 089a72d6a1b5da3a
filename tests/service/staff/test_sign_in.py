import re

import httpx

from assistant.access import passwords
from assistant.records.tables import User

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
