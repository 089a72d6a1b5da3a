"""The console as an agent meets it, in a real browser without JavaScript, over plain HTTP on this machine."""

from urllib.parse import quote

import pytest

from assistant.access import passwords
from assistant.access.provider import Provider
from assistant.records.tables import User
from assistant.service.staff.desk import Policy
from assistant.settings import Settings
from tests.support.agents import PASSWORD, sign_in
from tests.support.identity_provider import CLIENT, SECRET


@pytest.fixture
def entered(console, open_page):
    """Sign an administrator in through the page, having asked for another; return the page of the browser."""
    with console.records.writing() as session:
        kept = passwords.hashed(PASSWORD)
        session.add(User(login="a.martin", name="A. Martin", role="administrator", password=kept))

    def enter(asked="/staff/comptes", **options):
        page = open_page(java_script_enabled=False, **options)
        page.goto(console.address + asked)
        sign_in(page, "a.martin")
        return page

    return enter


def test_chromium_keeps_the_cookie_of_this_machine_and_gives_it_back_when_the_agent_leaves(entered, console):
    page = entered()
    assert page.get_by_role("heading", level=1).inner_text() == "Comptes"
    (cookie,) = page.context.cookies()
    assert cookie["name"] == "__Host-assistant"
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, True, "Lax", "/")
    page.get_by_role("button", name="Se déconnecter").click()
    assert "Vous êtes déconnecté" in page.get_by_role("status").inner_text()
    assert page.context.cookies() == []
    page.goto(console.address + "/staff/comptes")
    assert page.url.endswith("/staff/connexion?suite=/staff/comptes")


def test_an_account_is_made_and_its_person_chooses_a_password(entered, open_page, console):
    page = entered()
    page.get_by_role("link", name="Créer un compte").click()
    page.get_by_label("Identifiant").fill("b.durand@exemple.fr")
    page.get_by_label("Nom").fill("Bao Durand")
    page.get_by_label("Rôle").select_option("writer")
    page.get_by_role("button", name="Créer le compte").click()
    link = page.get_by_label("Lien d’invitation").input_value()
    person = open_page(java_script_enabled=False)
    person.goto(link)
    person.get_by_label("Nouveau mot de passe", exact=True).fill(PASSWORD)
    person.get_by_label("une seconde fois").fill(PASSWORD)
    person.get_by_role("button", name="Enregistrer").click()
    person.get_by_label("Identifiant").fill("b.durand@exemple.fr")
    person.get_by_label("Mot de passe").fill(PASSWORD)
    person.get_by_role("button", name="Se connecter").click()
    assert person.locator(".who").inner_text().startswith("Bao Durand rédaction")
    assert person.get_by_role("link", name="Comptes").count() == 0


@pytest.mark.parametrize("path", ["/staff", "/staff/comptes", "/staff/comptes/nouveau", "/staff/comptes/1",
                                  "/staff/compte", "/staff/journal", "/staff/connexion"])  # fmt: skip
def test_pages_fit_a_narrow_screen_and_name_all_that_they_ask(entered, console, path):
    page = entered(viewport={"width": 320, "height": 640})
    if path == "/staff/connexion":
        page.context.clear_cookies()
    page.goto(console.address + path)
    wide = page.locator("body").bounding_box()["width"]
    assert wide <= 320
    scroll = page.locator("html").evaluate("e => e.scrollWidth")
    assert scroll <= 320
    for field in page.locator("input:not([type=hidden]), select, textarea").all():
        name = field.get_attribute("id")
        assert page.locator(f'label[for="{name}"]').count() == 1
        assert field.bounding_box()["height"] >= 44
    for button in page.get_by_role("button").all():
        assert button.bounding_box()["height"] >= 44
    assert page.locator("h1").count() == 1


def test_a_form_of_another_site_changes_nothing(entered, console, open_page):
    page = entered()
    before = page.context.cookies()
    form = f'<form method="post" action="{console.address}/staff/deconnexion"><button>Gagner</button></form>'
    page.goto(f"data:text/html,{quote(form)}")
    page.get_by_role("button", name="Gagner").click()
    assert "ne vient pas d’une page de la console" in page.get_by_role("alert").inner_text()
    page.goto(console.address + "/staff")
    assert page.get_by_role("button", name="Se déconnecter").count() == 1
    assert page.context.cookies() == before
    (refused,) = open_page.faults
    assert "403" in refused
    open_page.faults.clear()


def test_an_agent_signs_in_with_the_identity_provider_and_out_of_it(
    open_console, open_page, identity_provider, tiny_corpus, tmp_path
):
    provider = Provider(identity_provider.address, CLIENT, SECRET, Settings().oidc_scopes, "eidas1", "ProConnect")
    settings = Settings(corpus=tiny_corpus, index=tmp_path / "none", encoder="none")
    console = open_console(settings, policy=Policy(provider=provider))
    with console.records.writing() as session:
        session.add(User(login="b.durand@exemple.fr", name="Bao Durand", role="writer"))
    identity_provider.person()
    page = open_page(java_script_enabled=False)
    page.goto(console.address + "/staff/compte")
    page.get_by_role("link", name="Se connecter avec ProConnect").click()
    assert page.url == console.address + "/staff/compte"
    assert "Bao Durand" in page.locator(".who").inner_text()
    assert [cookie["name"] for cookie in page.context.cookies()] == ["__Host-assistant"]
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url(f"{console.address}/staff/connexion?state=*")
    assert page.context.cookies() == []
    assert identity_provider.asked()[-1] == {"left": f"{console.address}/staff/connexion"}
