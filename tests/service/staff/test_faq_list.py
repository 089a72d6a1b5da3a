import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import event

from assistant.records.faq import listing
from assistant.records.faq.published import today
from tests.support.entries import keep
from tests.support.serving import built


def questions(page):
    return [html.unescape(found) for found in re.findall(r'<th scope="row"><a[^>]*>([^<]*)</a>', page.text)]


def test_entries_are_listed_with_where_they_are(site, words):
    keep(site.records, "Publiée ?")
    keep(site.records, "Proposée ?", state="proposed")
    keep(site.records, "Expirée ?", expires_on=today() - timedelta(days=1))
    page = site.as_("reader").get("/staff/faq")
    assert set(questions(page)) == {"Publiée ?", "Proposée ?", "Expirée ?"}
    for told in ("En service (version 1)", "À valider", "Expirée", "Réponses qui attendent une validation : 1"):
        assert told in words(page)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=delais", ["Le délai ?"]),
        ("etat=draft", ["Un taux ?"]),
        ("etat=draft&q=délai", []),
        ("tri=question", ["Le délai ?", "Un taux ?"]),
        ("etat=nimporte&tri=quoi&auteur=x&rang=3&apres=", ["Un taux ?", "Le délai ?"]),
    ],
)
def test_a_list_is_narrowed_by_its_address(site, query, found):
    keep(site.records, "Le délai ?")
    keep(site.records, "Un taux ?", state="draft")
    assert questions(site.as_("reader").get(f"/staff/faq?{query}")) == found


def test_entries_of_an_author_are_found_by_the_name(site):
    ada = site.as_("writer")
    keep(site.records, "D’Ada ?", by=ada.agent)
    keep(site.records, "D’un autre ?", by=site.as_("writer").agent)
    assert questions(ada.get(f"/staff/faq?auteur={ada.agent.id}")) == ["D’Ada ?"]


def test_the_next_page_goes_on_with_the_same_filter(site, monkeypatch):
    monkeypatch.setattr(listing, "ROWS", 2)
    for n in range(5):
        keep(site.records, f"Numéro {n} ?", state="draft" if n % 2 else "published")
    reader, address, seen = site.as_("reader"), "/staff/faq?etat=published&tri=question", []
    while address:
        page = reader.get(address)
        seen += questions(page)
        following = re.search(r'rel="next" href="([^"]+)"', page.text)
        address = following and html.unescape(following[1])
    assert seen == ["Numéro 0 ?", "Numéro 2 ?", "Numéro 4 ?"]


@pytest.mark.parametrize("query", ["apres=hier&rang=1", "apres=&rang=1", "apres=2026-01-01&rang=1&tri=expiry"])
def test_a_place_that_no_page_gave_is_unusable_and_not_an_error(site, query):
    assert site.as_("reader").get(f"/staff/faq?{query}").status_code in (200, 422)


def test_only_who_may_write_is_offered_to(site):
    assert "/staff/faq/nouvelle" not in site.as_("reader").get("/staff/faq").text
    assert "/staff/faq/nouvelle" in site.as_("writer").get("/staff/faq").text


def test_a_page_costs_the_same_queries_whatever_its_rows(site):
    reader, counted = site.as_("reader"), []
    event.listen(site.records.engine, "before_cursor_execute", lambda *args: counted.append(args[2]))

    def cost():
        counted.clear()
        assert reader.get("/staff/faq").status_code == 200
        return len([said for said in counted if "faq_" in said])

    keep(site.records, "Une ?")
    once = cost()
    for n in range(12):
        keep(site.records, f"Numéro {n} ?")
    assert cost() <= once + 1  # a look at what was published may fall within


def test_of_several_schemes_each_has_its_own_list(open_console, two_schemes, tmp_path, monkeypatch):
    site = open_console(built(monkeypatch, two_schemes, tmp_path / "index"))
    keep(site.records, "Chez a ?", scheme="aide-a")
    reader = site.as_("reader")
    page = reader.get("/s/aide-a/staff/faq")
    assert questions(page) == ["Chez a ?"] and 'href="/s/aide-a/staff/faq/' in page.text
    assert questions(reader.get("/s/aide-b/staff/faq")) == []
    assert reader.get("/staff/faq").status_code == 404
