"""What the widget works out for itself is what the service says of the same answer."""

import itertools

import pytest

from assistant.service.nature import nature_of
from assistant.service.summary import summary_of
from assistant.service.transmitting import SUMMARY

ORIGINS = ("official", "synthesis", "faq")


@pytest.fixture
def module(open_page, client):
    """Call a function of a module of the widget."""
    page = open_page()
    page.goto(f"{client.base_url}")

    def call(path, name, *given):
        return page.evaluate(
            "async ([path, name, given]) => (await import(path))[name](...given)", [f"/widget/{path}", name, given]
        )

    return call


def test_the_badge_says_the_nature_that_the_service_says(module):
    drawn = [list(origins) for size in range(4) for origins in itertools.product(ORIGINS, repeat=size)]
    for origins, model in itertools.product(drawn, (False, True)):
        answer = {"ai_generated": model, "citations": [{"origin": origin} for origin in origins]}
        assert module("nature.js", "natureOf", answer) == nature_of(answer), answer


@pytest.mark.parametrize(
    ("earlier", "answer"),
    [([], "Réponse."), (["Quel taux {answer} ?", "Et $& après ?"], "80 %\n« cité »"), (["q" * 2000] * 3, "é🏛" * 900)],
)
def test_the_summary_is_the_one_that_the_page_writes(module, client, earlier, answer):
    written = module("after/transmit.js", "summaryOf", earlier, answer, client.get("/api/labels").json())
    assert written == summary_of(earlier, answer) and len(written) <= SUMMARY


def test_a_validated_answer_is_shared_once_and_an_address_elsewhere_never(module, client):
    labels = client.get("/api/labels").json()
    assert module("render.js", "own", "/faq/3?version=1", "https://a.fr/x/") == "https://a.fr/faq/3?version=1"
    assert module("render.js", "own", "https://b.fr/", "https://a.fr/x/") == "https://a.fr/x/"
    lines = [{"origin": "faq", "title": "Quel taux ?", "page": 1, "url": f"/faq/3?d={at}"} for at in range(2)]
    other = {"origin": "official", "title": "Circulaire", "page": 2, "url": "/documents/c#p2-1"}
    found = module("after/copy.js", "shared", [*lines, other], labels)
    assert [url for _, url in found] == ["/faq/3?d=0", "/documents/c#p2-1"]
