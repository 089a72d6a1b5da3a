"""The public pages of the FAQ: what is validated and nothing else, as text and nothing else."""

import html
import re
from datetime import timedelta

import pytest

from assistant.records.faq import public
from assistant.records.faq.published import today
from assistant.records.faq.wording import Source
from assistant.records.faq.workflow import find, withdraw
from tests.support.entries import BOB, keep, say
from tests.support.serving import built

#: An answer, and what no page may turn it into.
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "\"><a href='javascript:alert(1)'>ici</a>",
    "javascript:alert(1)",
    "[ici](javascript:alert(1))",
    "![](https://pirate.example/p.png)",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>*{display:none}</style>",
    "</p></article></main><h1>Autre page</h1>",
    "{{ 7 * 7 }} {% include 'base.html' %}",
    "data:text/html;base64,PHNjcmlwdD4=",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202e%08 tse xuat eL",
    "le taux\u200b est\u2066 de\U000e0041 80 %",
    "<base href='https://pirate.example/'>",
]


@pytest.fixture
def site(open_console, tiny_corpus, tmp_path, monkeypatch):
    return open_console(built(monkeypatch, tiny_corpus, tmp_path / "index"))


def read(page):
    """Return the words of a page as a person reads them."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page.text)))


def test_a_published_answer_is_listed_and_read_with_its_date(site):
    number = keep(site.records, "Le délai est-il prolongé ?", "Oui.\n\nJusqu’au 30 juin.", topic="Calendrier")
    listed = site.client.get("/faq")
    assert f'href="/faq/{number}"' in listed.text
    assert "Calendrier" in read(listed) and "Le délai est-il prolongé ?" in read(listed)
    page = site.client.get(f"/faq/{number}")
    assert page.status_code == 200
    assert "Réponse validée par la préfecture le" in read(page)
    assert "Oui.\n\nJusqu’au 30 juin." in html.unescape(page.text)


@pytest.mark.parametrize("state", ["draft", "proposed", "withdrawn"])
def test_what_is_not_published_is_neither_listed_nor_read(site, state):
    number = keep(site.records, "Secrète ?", state=state)
    assert "Secrète" not in site.client.get("/faq").text
    assert site.client.get(f"/faq/{number}").status_code == 404
    assert site.client.get(f"/faq/{number}?version=1").status_code == 404


def test_after_its_last_day_an_answer_is_neither_listed_nor_read(site):
    number = keep(site.records, "Périmée ?", expires_on=today() - timedelta(days=1))
    last = keep(site.records, "Dernier jour ?", expires_on=today())
    assert "Périmée" not in site.client.get("/faq").text
    assert site.client.get(f"/faq/{number}").status_code == 404
    assert site.client.get(f"/faq/{last}").status_code == 200


def test_an_older_version_is_shown_as_it_was_cited_and_says_so(site):
    number = keep(site.records, "Quel taux ?", "Le taux est de 70 %.")
    say(site.records, number, "Quel taux ?", "Le taux est de 80 %.")
    say(site.records, number, "Quel taux ?", "Le taux est de 90 %.", state="draft")
    now, old = site.client.get(f"/faq/{number}"), site.client.get(f"/faq/{number}?version=1")
    assert "80 %" in now.text and "version antérieure" not in now.text
    assert "70 %" in old.text and "version antérieure" in old.text and f'href="/faq/{number}"' in old.text
    assert site.client.get(f"/faq/{number}?version=3").status_code == 404
    assert site.client.get(f"/faq/{number}?version=4").status_code == 404


def test_a_quote_is_marked_where_its_offsets_say(site):
    number = keep(site.records, "Quel taux ?", "Oui. Le taux est de 70 %. Rien d’autre.")
    page = site.client.get(f"/faq/{number}?version=1&d=5&f=25#reponse")
    assert re.findall(r"<mark>(.*?)</mark>", page.text) == ["Le taux est de 70 %."]
    assert 'id="reponse"' in page.text


@pytest.mark.parametrize(
    "place", ["d=5&f=2", "d=0&f=999999", "d=-1&f=3", "d=a&f=b", "version=0", "version=99999999999", "version=x", "d=0"]
)
def test_a_place_outside_the_answer_never_breaks_the_page(site, place):
    number = keep(site.records, "Quel taux ?", "Le taux est de 70 %.")
    page = site.client.get(f"/faq/{number}?{place}")
    assert page.status_code in (200, 404, 422) and "<mark>" not in page.text


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999", "1e3", "abc", "%00", "1%27"])
def test_an_address_that_names_no_entry_is_told_in_french(site, number):
    answered = site.client.get(f"/faq/{number}")
    assert answered.status_code in (404, 422) and set(answered.json()) == {"code", "message"}


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_an_entry_holds_is_shown_as_text(site, words):
    source = Source("circulaire", words, "0" * 64)
    number = keep(
        site.records, f"Pourquoi {words} ?", f"Voici : {words}", topic=f"Sujet {words}"[:60], sources=(source,)
    )
    for page in (
        site.client.get("/faq"),
        site.client.get(f"/faq/{number}"),
        site.client.get("/faq", params={"q": words}),
    ):
        tags = {tag.lower() for tag in re.findall(r"<\s*/?\s*([a-zA-Z!][\w-]*)", page.text)}
        assert not tags & {"script", "img", "svg", "iframe", "style", "base"}
        assert len(re.findall(r"<h1[ >]", page.text)) == 1 and page.text.count("</main>") == 1
        assert not re.search(r"(href|src|action)=[\"']?\s*(javascript|data:text)", page.text)
        assert "https://pirate.example" not in re.findall(r'(?:href|src)="([^"]*)"', page.text)
    shown = html.unescape(site.client.get(f"/faq/{number}").text)
    hidden = re.sub("[\u202e\u200b\u2066\U000e0041]", "", words)
    assert f"Voici : {hidden}" in shown
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\U000e0000-\U000e007f]", shown)


def test_a_search_finds_by_the_words_whatever_their_endings(site):
    keep(site.records, "Le délai est-il prolongé ?", "Oui, jusqu’au 30 juin.")
    keep(site.records, "Quel est le taux ?", "Le taux est de 80 %.")
    found = read(site.client.get("/faq", params={"q": "délais prolongés"}))
    assert "Le délai est-il prolongé ?" in found and "Quel est le taux" not in found
    assert "Une réponse contient" in found
    assert "Aucune réponse ne contient « trottinette »" in read(site.client.get("/faq", params={"q": "trottinette"}))


@pytest.mark.parametrize("query", ["q=%00", "q=" + "a" * 201, "apres=0", "apres=99999999999999", "apres=x", "q=%ff"])
def test_an_odd_search_never_breaks_the_page(site, query):
    assert site.client.get(f"/faq?{query}").status_code in (200, 422)


def test_a_long_list_goes_on_on_other_pages(site, monkeypatch):
    monkeypatch.setattr(public, "ROWS", 2)
    for n in range(5):
        keep(site.records, f"Question numéro {n} ?")
    address, seen = "/faq", []
    while address:
        page = site.client.get(address).text
        seen += re.findall(r"Question numéro \d", page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following and html.unescape(following[1])
    assert seen == [f"Question numéro {n}" for n in range(5)]


def test_sources_lead_to_their_words_in_the_documents_and_those_gone_are_told(site):
    kept = Source("circulaire", "avant le 30 juin 2021", "0" * 64)
    gone = Source("circulaire", "avant le 31 décembre 1999", "0" * 64)
    number = keep(site.records, "Jusqu’à quand ?", sources=(kept, gone))
    page = site.client.get(f"/faq/{number}")
    (address,) = re.findall(r'href="(/documents/circulaire[^"]+)"', page.text)
    assert "avant le 30 juin 2021" in "".join(
        re.findall(r"<mark>(.*?)</mark>", site.client.get(html.unescape(address)).text)
    )
    assert "ces mots n’y sont plus" in page.text


def test_the_menu_names_the_faq_only_where_records_are_kept(site, serve, tiny_corpus, tmp_path, monkeypatch):
    assert 'href="/faq"' in site.client.get("/").text
    alone = serve(built(monkeypatch, tiny_corpus, tmp_path / "other")).client
    assert 'href="/faq"' not in alone.get("/").text
    assert alone.get("/faq").status_code == 404


def test_of_several_schemes_each_lists_its_own(open_console, two_schemes, tmp_path, monkeypatch):
    site = open_console(built(monkeypatch, two_schemes, tmp_path / "index"))
    number = keep(site.records, "Le délai est-il prolongé ?", scheme="aide-a")
    assert f'href="/s/aide-a/faq/{number}"' in site.client.get("/s/aide-a/faq").text
    assert site.client.get(f"/s/aide-a/faq/{number}").status_code == 200
    assert "délai" not in site.client.get("/s/aide-b/faq").text
    assert site.client.get(f"/s/aide-b/faq/{number}").status_code == 404
    assert site.client.get("/s/none/faq").status_code == 404
    assert "aide" in site.client.get("/faq").text


def test_withdrawn_between_two_looks_it_is_gone(site):
    number = keep(site.records, "Encore là ?")
    assert site.client.get(f"/faq/{number}").status_code == 200
    with site.records.writing() as session:
        withdraw(session, find(session, "", number, locked=True), BOB)
    assert site.client.get(f"/faq/{number}").status_code == 404


def test_without_an_index_validated_answers_are_read_all_the_same(console):
    source = Source("circulaire", "avant le 30 juin 2021", "0" * 64)
    number = keep(console.records, "Jusqu’à quand ?", "Avant l’été.", sources=(source,))
    assert f"/faq/{number}" in console.client.get("/faq").text
    page = console.client.get(f"/faq/{number}")
    assert page.status_code == 200 and "Avant l’été." in page.text and "n’y sont plus" not in page.text
