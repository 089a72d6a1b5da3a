"""What an administrator decides takes effect within a second."""

import time

import pytest

from assistant.service.live import FRESH
from assistant.service.staff.desk import Policy
from tests.conftest import with_a_facet
from tests.support.serving import built

UNKNOWN = "Qui s'occupe des subventions pour les vélos électriques ?"


@pytest.fixture
def console(open_console, tiny_corpus, tmp_path, monkeypatch):
    with_a_facet(tiny_corpus)
    settings = built(monkeypatch, tiny_corpus, tmp_path / "index")
    return open_console(settings, policy=Policy(settings={"": settings}))


def ask(console, question=UNKNOWN):
    return console.client.post("/api/chat", json={"question": question}).json()


def test_suspended_the_assistant_gives_the_contact_and_nothing_else(console):
    agent = console.as_("administrator")
    assert ask(console, "Quel est le taux maximum de l'aide ?")["status"] == "answered"
    assert agent.send_form("/staff/textes/suspension", message="Fermé ce matin.").status_code == 303
    time.sleep(FRESH)
    answer = ask(console, "Quel est le taux maximum de l'aide ?")
    assert (answer["status"], answer["reason"], answer["answer"]) == ("handoff", "suspended", "Fermé ce matin.")
    assert answer["contact"]["email"] == "contact@exemple.fr" and answer["statements"] == []
    assert "Fermé ce matin." in agent.get("/staff/textes").text
    agent.send_form("/staff/textes/suspension", reprendre="1")
    time.sleep(FRESH)
    assert ask(console, "Quel est le taux maximum de l'aide ?")["status"] == "answered"


def test_the_contact_set_here_takes_over_until_the_corpus_s_is_put_back(console):
    agent = console.as_("administrator")
    wanted = {"nom": "M. Autre", "fonction": "adjoint", "adresse": "autre@exemple.fr"}
    assert agent.send_form("/staff/textes/interlocuteur", **wanted).status_code == 303
    time.sleep(FRESH)
    contact = ask(console)["contact"]
    assert (contact["name"], contact["email"]) == ("M. Autre", "autre@exemple.fr")
    assert contact["mailto"].startswith("mailto:autre@exemple.fr?")
    agent.send_form("/staff/textes/interlocuteur", origine="1")
    time.sleep(FRESH)
    assert ask(console)["contact"]["email"] == "contact@exemple.fr"


@pytest.mark.parametrize("wrong", [{"nom": ""}, {"adresse": "autre"}, {"adresse": "a@b.fr\nBcc: c@d.fr"}], ids=str)
def test_a_contact_nobody_could_write_to_is_refused_and_what_was_typed_kept(console, wrong):
    agent = console.as_("administrator")
    refused = agent.send_form(
        "/staff/textes/interlocuteur", **{"nom": "M. Autre", "fonction": "adjoint", "adresse": "x@y.fr", **wrong}
    )
    assert refused.status_code == 422
    assert 'value="adjoint"' in refused.text and "aria-invalid" in refused.text


def test_an_announcement_is_shown_as_text_above_the_question(console):
    agent = console.as_("administrator")
    agent.send_form("/staff/textes/annonce", annonce="Fermeture <b>vendredi</b>.")
    time.sleep(FRESH)
    page = console.client.get("/").text
    assert "Fermeture &lt;b&gt;vendredi&lt;/b&gt;." in page
