"""Published answers held against the documents: when one changes, the page says which answers no longer stand."""

import html
import re
import time

import pytest

from assistant.commands import index
from assistant.records.faq.wording import Source
from assistant.service.audits import Audits
from assistant.service.schemes import Schemes
from tests.support.entries import keep, say

RATE = "Le taux maximum de l'aide est de 80 % du coût du projet."


@pytest.fixture
def source(site):
    """A source of an answer, as the form finds it in the circular."""
    return Source("circulaire", RATE, site.holder.current().snapshot.documents["circulaire"].sha256)


@pytest.fixture
def amend(site, tiny_corpus):
    """Change the circular's rate and put the new index in service."""

    def amended(rate):
        path = tiny_corpus / "documents" / "circulaire.md"
        path.write_text(path.read_text("utf-8").replace("80 %", rate), "utf-8")
        index.index()
        assert site.holder.refresh() is None

    return amended


def check(site, browser=None):
    reader = browser or site.as_("reader")
    assert reader.send_form("/staff/faq/controle").status_code == 303
    return reader.get("/staff/faq/controle")


def test_an_answer_that_its_source_still_says_is_confirmed(site, words, source):
    keep(site.records, "Quel est le taux ?", "Le taux maximum est de 80 %.", sources=(source,))
    assert "Toutes les réponses publiées sont confirmées" in words(check(site))


def test_a_document_that_changed_is_shown_against_the_answer_with_what_changed(site, words, source, amend):
    number = keep(site.records, "Quel est le taux ?", "Le taux maximum est de 80 %.", sources=(source,))
    amend("70 %")
    page = check(site)
    assert "contredite 1" in words(page) and f'href="/staff/faq/{number}"' in page.text
    assert "[supprimé : 80" in words(page) and "[ajouté : 70" in words(page)
    link = html.unescape(re.search(r'href="(/documents/circulaire[^"]+)"', page.text)[1])
    assert "70 %" in site.client.get(link).text
    entry = site.as_("reader").get(f"/staff/faq/{number}")
    assert "contredite" in words(entry)


def test_a_change_is_found_without_anybody_asking(site, words, source, amend):
    keep(site.records, "Quel est le taux ?", "Le taux maximum est de 80 %.", sources=(source,))
    amend("70 %")
    reader, until = site.as_("reader"), time.monotonic() + 10
    while "contredite" not in words(reader.get("/staff/faq/controle")):
        assert time.monotonic() < until
        time.sleep(0.2)


def test_only_what_is_in_service_is_checked_and_the_next_version_after_it(site, words):
    keep(site.records, "Un brouillon ?", "Le taux maximum est de 95 %.", state="draft")
    assert "Aucune réponse n’est publiée" in words(check(site))
    number = keep(site.records, "Quel est le taux ?", "Le taux maximum de l’aide est de 70 % du coût du projet.")
    assert "contredite" in words(check(site))
    say(site.records, number, "Quel est le taux ?", "Le taux maximum de l’aide est de 80 % du coût du projet.")
    assert "contredite" not in words(check(site))


def test_an_answer_already_examined_is_not_examined_again(site, monkeypatch):
    audits, examined = Audits(Schemes(site.holder), site.records), []
    keep(site.records, "Quel est le taux ?", "80 %.")
    audits.run(site.holder)
    auditor = audits._rooms[""].auditor
    monkeypatch.setattr(auditor, "examine", lambda entry: examined.append(entry.question) or original(entry))
    original = type(auditor).examine.__get__(auditor)
    keep(site.records, "Et le plafond ?", "297.000 €.")
    audits.run(site.holder)
    assert examined == ["Et le plafond ?"]


def test_without_an_index_the_page_says_that_it_waits(console, words):
    reader = console.as_("reader")
    assert "n’a pas encore eu lieu" in words(reader.get("/staff/faq/controle"))
    assert reader.send_form("/staff/faq/controle").status_code == 503


def test_what_an_answer_or_a_document_holds_is_shown_as_text(site, tiny_corpus):
    keep(site.records, "<img src=x> ?", "<script>alert(1)</script> 95 %.")
    page = check(site)
    assert "<img" not in page.text and "<script" not in page.text
