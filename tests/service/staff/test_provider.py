from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from assistant.access import accounts
from assistant.access.provider import Provider
from assistant.errors import ConfigurationError
from assistant.records.tables import JournalLine, User
from assistant.records.tables import Session as AgentSession
from assistant.service.staff.desk import Policy
from assistant.settings import Settings
from tests.support.identity_provider import CLIENT, SECRET

EMAIL = "b.durand@exemple.fr"
SCOPES = Settings().oidc_scopes


@pytest.fixture
def console(open_console, identity_provider, tiny_corpus, tmp_path):
    """A console whose agents may sign in with the provider; it knows one account, without a password."""
    provider = Provider(identity_provider.address, CLIENT, SECRET, SCOPES, "eidas1", "ProConnect")
    settings = Settings(corpus=tiny_corpus, index=tmp_path / "none", encoder="none")
    opened = open_console(settings, policy=Policy(provider=provider))
    with opened.records.writing() as session:
        accounts.create(session, "test", EMAIL, "Bao Durand", "writer")
    return opened


@pytest.fixture
def browser(console, identity_provider):
    """Signs in with the provider, one hop at a time; ``back`` is the address that it was sent back to."""

    def left(suite=""):
        response = console.client.get("/staff/connexion/fournisseur", params={"suite": suite})
        assert response.status_code == 303
        cookie = response.headers["set-cookie"]
        assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))
        there = httpx.get(response.headers["location"])
        return SimpleNamespace(
            cookie=cookie.split(";")[0], asked=response.headers["location"], back=there.headers["location"]
        )

    def returned(trip, cookie=None):
        headers = {"cookie": trip.cookie if cookie is None else cookie, "accept": "text/html"}
        return console.client.get(trip.back, headers=headers)

    return SimpleNamespace(left=left, returned=returned, enter=lambda suite="": returned(left(suite)))


def session_cookie(response):
    return next((c for c in response.headers.get_list("set-cookie") if c.startswith("__Host-assistant=")), None)


def user_of(console, login=EMAIL):
    with console.records.reading() as session:
        return session.query(User).filter_by(login=login).one()


def test_an_agent_whose_account_was_made_signs_in_and_is_led_where_they_were_going(console, browser, identity_provider):
    identity_provider.person()
    done = browser.enter("/staff/compte")
    assert (done.status_code, done.headers["location"]) == (303, "/staff/compte")
    page = console.client.get("/staff/compte", headers={"cookie": session_cookie(done).split(";")[0]})
    assert "Bao Durand" in page.text
    assert "pas géré ici" in page.text
    assert user_of(console).subject == f"{identity_provider.address} sub-1"
    with console.records.reading() as session:
        assert [line.action for line in session.query(JournalLine)][1:] == ["subject_bound", "signed_in"]


def test_what_is_asked_is_what_proconnect_wants(console, browser, identity_provider):
    identity_provider.person()
    trip = browser.left()
    asked = {name: value for name, (value,) in parse_qs(urlsplit(trip.asked).query).items()}
    assert asked["scope"] == "openid given_name usual_name email uid siret"
    assert (asked["acr_values"], asked["code_challenge_method"], asked["response_type"]) == ("eidas1", "S256", "code")
    assert asked["redirect_uri"] == f"{console.address}/staff/connexion/retour"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43


def test_userinfo_in_json_is_read_as_well(browser, identity_provider):
    identity_provider.person(fault="as JSON")
    assert session_cookie(browser.enter())


#: What the provider lies about, and what the log then says.
LIES = {
    "id_token unsigned": "Algorithm of 'none' is not allowed",
    "id_token signed by our secret": "Algorithm of 'HS256' is not allowed",
    "id_token signed by another": "bad_signature",
    "id_token of another issuer": "Invalid claim: 'iss'",
    "id_token for another client": "Invalid claim: 'aud'",
    "id_token for many clients": "made for another client",
    "id_token expired": "The token is expired",
    "id_token of tomorrow": "issued in the future",
    "id_token without dates": "no dates",
    "id_token with another nonce": "Invalid claim: 'nonce'",
    "id_token without nonce": "Missing claim: 'nonce'",
    "id_token of another access token": "access token is not the one",
    "id_token of a lower level": "not of the level",
    "userinfo unsigned": "Algorithm of 'none' is not allowed",
    "userinfo signed by our secret": "Algorithm of 'HS256' is not allowed",
    "userinfo signed by another": "bad_signature",
    "userinfo of another issuer": "Invalid claim: 'iss'",
    "userinfo for another client": "Invalid claim: 'aud'",
    "userinfo expired": "The token is expired",
    "userinfo of another person": "userinfo of another person",
    "no id_token": "'id_token'",
    "refusal": "refused over there: access_denied",
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_opens_nothing_ties_nothing_and_is_in_the_log(console, browser, identity_provider, caplog, lie):
    identity_provider.person(fault=lie)
    refused = browser.enter()
    assert refused.status_code == 403
    assert "n’a pas permis de vous connecter" in refused.text
    assert session_cookie(refused) is None
    assert user_of(console).subject is None
    with console.records.reading() as session:
        assert session.query(AgentSession).count() == 0
    (line,) = [record.getMessage() for record in caplog.records if record.name.endswith("watch")]
    assert line.startswith("identity provider: ") and line.isprintable()
    assert LIES[lie] in line


@pytest.mark.parametrize("fault", ["down", "discovery of another issuer"])
def test_a_provider_that_cannot_be_used_is_said_and_passwords_still_are(console, identity_provider, fault):
    identity_provider.person(fault=fault)
    page = console.client.get("/staff/connexion/fournisseur", headers={"accept": "text/html"})
    assert page.status_code == 503
    assert 'name="password"' in page.text


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ({"email": "inconnu@exemple.fr"}, "inconnu@exemple.fr"),
        ({"email": ""}, "adresse électronique vérifiée"),
        ({"email": EMAIL, "email_verified": False}, "adresse électronique vérifiée"),
    ],
)
def test_a_person_without_an_account_gets_none(console, browser, identity_provider, person, words):
    identity_provider.person(**person)
    refused = browser.enter()
    assert refused.status_code == 403
    assert words in refused.text
    with console.records.reading() as session:
        assert session.query(User).count() == 1


def test_an_account_is_the_persons_and_no_longer_the_addresss(console, browser, identity_provider):
    identity_provider.person()
    assert session_cookie(browser.enter())
    identity_provider.person(sub="sub-2")
    assert browser.enter().status_code == 403
    identity_provider.person(email="b.nouveau@exemple.fr")
    assert session_cookie(browser.enter())


def test_a_closed_account_stays_closed(console, browser, identity_provider):
    identity_provider.person()
    with console.records.writing() as session:
        accounts.disable(session, "test", accounts.named(session, EMAIL))
    assert browser.enter().status_code == 403


def test_only_the_browser_that_left_comes_back_and_once(browser, identity_provider):
    identity_provider.person()
    mine, other = browser.left(), browser.left()
    for cookie in (
        "",
        other.cookie,
        "__Host-assistant-depart=",
        "__Host-assistant-depart=a.b.c.d",
        "__Host-assistant-depart=...é",
    ):
        assert session_cookie(browser.returned(mine, cookie.encode())) is None
    mine = browser.left()
    assert session_cookie(browser.returned(mine))
    assert session_cookie(browser.returned(mine)) is None


def test_signing_out_ends_the_session_here_and_there(console, browser, identity_provider):
    identity_provider.person()
    key = session_cookie(browser.enter()).split(";")[0]
    page = console.client.get("/staff", headers={"cookie": key})
    token = page.text.split('name="csrf" value="')[1].split('"')[0]
    left = console.client.post(
        "/staff/deconnexion",
        data={"csrf": token},
        headers={"cookie": key, "origin": console.address, "accept": "text/html"},
    )
    assert left.status_code == 200
    url = left.text.split('content="0;url=')[1].split('"')[0].replace("&amp;", "&")
    assert console.client.get("/staff", headers={"cookie": key}).status_code == 303
    there = httpx.get(url)
    assert there.headers["location"].startswith(f"{console.address}/staff/connexion?state=")
    assert identity_provider.asked()[-1] == {"left": f"{console.address}/staff/connexion"}


@pytest.mark.parametrize(
    "issuer", ["http://exemple.fr", "ftp://exemple.fr", "exemple.fr", "http://127.0.0.1.exemple.fr"]
)
def test_a_provider_is_never_spoken_to_in_clear(issuer):
    with pytest.raises(ConfigurationError):
        Provider(issuer, CLIENT, SECRET, SCOPES)
