import html
import re

import pytest


def cited(client, question):
    return client.post("/api/chat", json={"question": question}).json()["citations"]


def marked(page):
    return re.sub(r"\s+", " ", html.unescape(" ".join(re.findall(r"<mark[^>]*>(.*?)</mark>", page, re.S)))).strip()


def test_a_citation_s_address_opens_the_document_with_the_quote_marked_and_its_anchor(client):
    for citation in cited(client, "Quels projets peuvent être financés ?"):
        page = client.get(citation["url"])
        assert page.status_code == 200
        assert marked(page.text) == re.sub(r"\s+", " ", citation["quote"]).strip()
        anchor = citation["url"].split("#")[1]
        assert f'id="{anchor}"' in page.text


def test_a_synthesis_is_labelled_where_it_is_read(client):
    documents = client.get("/documents").text
    assert "synthèse" in documents.lower()
    assert "synthèse" in client.get("/documents/synthese-cahier-des-charges").text.lower()


@pytest.mark.parametrize("address", ["/documents/none", "/documents/..%2f..%2fpyproject.toml", "/documents/%00"])
def test_an_unknown_document_is_not_found_in_a_french_sentence(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert set(response.json()) == {"code", "message"}


@pytest.mark.parametrize(
    "place", ["p=99&d=0&f=5", "p=1&d=-4&f=5", "p=1&d=50&f=2", "p=a&d=b&f=c", "p=1&d=0&f=999999999"]
)
def test_a_place_outside_the_document_never_breaks_the_page(client, place):
    response = client.get(f"/documents/circulaire-2021-04-14?{place}")
    assert response.status_code in (200, 404, 422)
    assert "Traceback" not in response.text
