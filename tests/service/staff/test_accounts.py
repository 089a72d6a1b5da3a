import re

from assistant.access.sign_in import identify
from assistant.records.tables import JournalLine, User

PASSWORD = "cheval agrafe pile juste"


def user_of(console, login):
    with console.records.reading() as session:
        return session.query(User).filter_by(login=login).one_or_none()


def actions(console):
    with console.records.reading() as session:
        return [line.action for line in session.query(JournalLine).order_by(JournalLine.number)]


def invited(console, login="b.durand", role="writer"):
    """Make an account as an administrator does; return the path of the link that the page shows."""
    page = console.as_("administrator").send_form("/staff/comptes", login=login, name="B. Durand", role=role)
    assert page.status_code == 200
    return re.search(rf'value="{console.address}(/staff/invitation/[\w-]+)"', page.text)[1]


def choose(console, path, password=PASSWORD, again=None):
    form = {"password": password, "again": password if again is None else again}
    return console.client.post(path, data=form, headers={"origin": console.address, "accept": "text/html"})


def test_an_invited_person_chooses_a_password_and_signs_in(console):
    path = invited(console)
    assert identify(console.records, "b.durand", "").user is None
    assert "b.durand" in console.client.get(path).text
    done = choose(console, path)
    assert (done.status_code, done.headers["location"]) == (303, "/staff/connexion?fait=access.chosen")
    assert "Vous pouvez vous connecter" in console.client.get(done.headers["location"]).text
    assert identify(console.records, "b.durand", PASSWORD).user.role == "writer"
    assert actions(console) == ["account_created", "account_invited", "password_changed"]


def test_a_link_serves_once_and_a_code_that_nobody_gave_serves_nothing(console):
    path = invited(console)
    choose(console, path)
    for gone in (path, "/staff/invitation/none", "/staff/invitation/%00"):
        assert console.client.get(gone, headers={"accept": "text/html"}).status_code == 404
        assert choose(console, gone, "agrafe pile juste cheval").status_code == 404
    assert identify(console.records, "b.durand", PASSWORD).user is not None


def test_a_link_is_not_shown_again_nor_written_down(console):
    path = invited(console)
    code = path.rsplit("/", 1)[1]
    number = user_of(console, "b.durand").id
    assert code not in console.as_("administrator").get(f"/staff/comptes/{number}").text
    with console.records.reading() as session:
        assert code not in repr([line.details for line in session.query(JournalLine)])


def test_a_password_that_cannot_be_accepted_is_said_at_its_field_and_is_not_sent_back(console):
    path = invited(console)
    for password, again, field in ((PASSWORD, "autre", "again"), ("court", "court", "password")):
        page = choose(console, path, password, again)
        assert page.status_code == 422
        assert re.search(
            rf'id="{field}"[^>]*aria-describedby="[^"]*{field}-faute"[^>]*aria-invalid="true"', page.text, re.S
        )
        assert PASSWORD not in page.text
    assert user_of(console, "b.durand").password is None


def test_what_an_administrator_typed_stays_when_it_cannot_be(console):
    admin = console.as_("administrator", "admin")
    page = admin.send_form("/staff/comptes", login="ADMIN", name="<b>Autre</b>", role="writer")
    assert page.status_code == 422
    assert 'value="ADMIN"' in page.text
    assert "<b>Autre" not in page.text
    assert re.search(r'id="login"[^>]*aria-invalid="true"', page.text, re.S)
    assert '<option value="writer" selected>' in page.text


def test_an_administrator_changes_closes_and_reopens_an_account(console):
    admin, other = console.as_("administrator"), console.as_("reader", "b.durand")
    here = f"/staff/comptes/{other.agent.id}"
    assert other.get("/staff").status_code == 200
    done = admin.send_form(f"{here}/role", role="validator")
    assert done.headers["location"] == f"{here}?fait=access.role"
    assert "Le rôle est changé" in admin.get(done.headers["location"]).text
    assert other.get("/staff").status_code == 303
    assert user_of(console, "b.durand").role == "validator"
    admin.send_form(f"{here}/fermer")
    assert user_of(console, "b.durand").disabled_at is not None
    assert admin.send_form(f"{here}/invitation").status_code == 422
    admin.send_form(f"{here}/rouvrir")
    assert user_of(console, "b.durand").disabled_at is None
    assert admin.send_form(f"{here}/role", role="chief").status_code == 422


def test_the_last_administrator_cannot_close_their_own_account(console):
    admin = console.as_("administrator", "admin")
    refused = admin.send_form(f"/staff/comptes/{admin.agent.id}/fermer")
    assert refused.status_code == 422
    assert "dernier compte d’administration" in refused.text
    assert admin.get("/staff").status_code == 200


def test_an_account_that_is_not_there_is_a_missing_page(console):
    admin = console.as_("administrator")
    for number in ("99", "0", "-1", "99999999999999999999"):
        assert admin.get(f"/staff/comptes/{number}").status_code == 404
        assert admin.send_form(f"/staff/comptes/{number}/fermer").status_code == 404


def test_accounts_are_listed_fifty_a_page_in_three_statements(console, statements):
    with console.records.writing() as session:
        session.add_all(User(login=f"agent-{n:03}", name=f"Agent {n}", role="reader") for n in range(120))
    admin = console.as_("administrator", "admin")
    seen, path = [], "/staff/comptes"
    while path:
        with statements(console.records) as made:
            page = admin.get(path).text
        assert len(made) <= 3
        seen += re.findall(r'<a href="/staff/comptes/\d+">([\w-]+)</a>', page)
        more = re.search(r'href="(/staff/comptes\?apres=[^"]+)"', page)
        path = more and more[1]
    assert seen == ["admin", *(f"agent-{n:03}" for n in range(120))]


def own_password(console, **typed):
    agent = console.as_("writer", "b.durand")
    path = invited(console, "c.petit")
    choose(console, path)
    entered = console.client.post(
        "/staff/connexion", data={"login": "c.petit", "password": PASSWORD}, headers={"origin": console.address}
    )
    key = entered.headers["set-cookie"].split(";")[0]
    agent.headers["cookie"] = key
    agent.agent.csrf = re.search(r'name="csrf" value="([^"]+)"', agent.get("/staff").text)[1]
    return agent, agent.send_form("/staff/compte", **typed)


def test_an_agent_changes_their_password_and_stays_signed_in_here_alone(console):
    fresh = "agrafe pile juste cheval"
    agent, done = own_password(console, current=PASSWORD, password=fresh, again=fresh)
    assert (done.status_code, done.headers["location"]) == (303, "/staff/compte?fait=access.password")
    assert agent.get("/staff").status_code == 303
    agent.headers["cookie"] = done.headers["set-cookie"].split(";")[0]
    assert "Votre mot de passe est changé" in agent.get(done.headers["location"]).text
    assert identify(console.records, "c.petit", fresh).user is not None


def test_a_password_is_not_changed_without_the_current_one(console):
    fresh = "agrafe pile juste cheval"
    _, refused = own_password(console, current="cheval agrafe pile faux", password=fresh, again=fresh)
    assert refused.status_code == 422
    assert re.search(r'id="current"[^>]*aria-invalid="true"', refused.text, re.S)
    assert identify(console.records, "c.petit", PASSWORD).user is not None


def test_an_agent_signs_out_everywhere(console):
    agent = console.as_("reader")
    done = agent.send_form("/staff/compte/deconnexions")
    assert done.headers["location"].startswith("/staff/connexion")
    assert agent.get("/staff").status_code == 303
