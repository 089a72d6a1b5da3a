"""An entry published while the service runs: answered within a second, nothing rebuilt."""

import time
from datetime import date

import pytest

from assistant.commands import index
from assistant.domain import PublishedEntry
from tests.support.serving import built

QUESTION = "Qui signe la convention pour la commune ?"


def entry(answer="Le maire, ou un adjoint délégué.", **more):
    known = {"id": 7, "version": 2, "phrasings": (), "validated_by": "la préfecture"}
    return PublishedEntry(question=QUESTION, answer=answer, validated_on=date(2026, 4, 1), **{**known, **more})


def ask(client, question=QUESTION, **more):
    return client.post("/api/chat", json={"question": question, **more}).json()


@pytest.fixture
def served(serve, tiny_corpus, tmp_path, monkeypatch):
    return serve(built(monkeypatch, tiny_corpus, tmp_path / "index"))


def test_a_published_entry_answers_within_a_second_and_a_withdrawn_one_no_longer(served):
    before = ask(served.client)
    assert before["status"] != "answered"
    began = time.monotonic()
    served.holder.validate([entry()])
    answer = ask(served.client, "c'est qui qui signe la convention côté mairie ?")
    assert time.monotonic() - began < 1
    assert answer["status"] == "answered"
    assert answer["index_version"] == before["index_version"]
    (citation,) = answer["citations"]
    assert citation["origin"] == "faq"
    assert citation["quote"] == "Le maire, ou un adjoint délégué."
    assert citation["date"] == "2026-04-01"
    served.holder.validate([])
    assert ask(served.client)["status"] == before["status"]


def test_the_page_without_javascript_shows_who_validated_the_answer(served):
    served.holder.validate([entry()])
    page = served.client.post("/question", data={"question": QUESTION}).text
    assert "validée par la préfecture le 1er avril 2026" in page
    assert '<span class="origin faq">Réponse validée par la préfecture</span>' in page


def test_the_entry_can_be_read_as_a_document_its_quote_marked(served):
    served.holder.validate([entry()])
    page = served.client.get("/documents/faq-7?p=1&d=0&f=8")
    assert page.status_code == 200
    assert QUESTION in page.text
    assert ">Le maire<" in page.text
    served.holder.validate([])
    assert served.client.get("/documents/faq-7").status_code == 404


def test_an_expired_entry_does_not_answer(served):
    served.holder.validate([entry(expires_on=date(2026, 4, 2))])
    assert "faq" not in [citation["origin"] for citation in ask(served.client)["citations"]]


def test_a_new_index_version_keeps_the_entries(served, tiny_corpus):
    served.holder.validate([entry()])
    before = ask(served.client)["index_version"]
    document = tiny_corpus / "documents" / "circulaire.md"
    document.write_text(document.read_text("utf-8") + "\n\nUn paragraphe de plus.\n", "utf-8")
    index.index()
    served.holder.refresh()
    answer = ask(served.client)
    assert answer["index_version"] != before
    assert [citation["document"] for citation in answer["citations"]] == ["faq-7"]


def test_an_entry_of_a_scheme_never_answers_in_another(serve, two_schemes, tmp_path, monkeypatch):
    served = serve(built(monkeypatch, two_schemes, tmp_path / "index"))
    served.holders["aide-a"].validate([entry()])
    answer = ask(served.client, scheme="aide-a")
    assert answer["citations"][0]["url"].startswith("/s/aide-a/faq/7?version=2")
    assert "faq" not in [citation["origin"] for citation in ask(served.client, scheme="aide-b")["citations"]]
    assert served.client.get("/s/aide-a/documents/faq-7").status_code == 200
    assert served.client.get("/s/aide-b/documents/faq-7").status_code == 404
