"""A hostile service answers the widget, in a host page that has no policy to protect it: only words come of it."""

import json

import pytest
from playwright.sync_api import expect

from tests.support.hostile import MIXED, OVERRIDE, SKELETON, by_kind, harm, payloads, watched

HOST = """<!DOCTYPE html><html lang="fr"><meta charset="utf-8"><title>Hôte</title><link rel="icon" href="data:,">
<script type="module" src="/widget/v1.js"></script><main><assistant-mairie inline></assistant-mairie></main></html>"""


#: An answer of every shape: what a quote, a part or a source looks like when nobody is hostile.
PLAIN = ["mot", "avant « une citation » après", "fin de la réponse"]


def answer(words, url="/documents/circulaire#p1-1", mailto="mailto:contact@exemple.fr", title=None):
    """Return an answer whose every text is each of ``words``, but the title and the contact when ``title`` is given."""
    citations = [
        {"document": each, "title": title or each, "date": "2021-04-14", "origin": "official", "page": 1,
         "section": each, "quote": each, "start": 0, "end": 1, "url": url if url else each}
        for each in words
    ]  # fmt: skip
    return {
        "id": "1",
        "status": "partial",
        "reason": None,
        "verdict": "partly",
        "answer": "\n".join([f"« {words[0]} »", *words]),
        "statements": [{"text": each, "citations": [n]} for n, each in enumerate(words)],
        "citations": citations,
        "parts": [{"question": each, "status": "answered"} for each in words],
        "contact": {"name": title or words[0], "role": title or words[-1], "email": words[-1], "mailto": mailto},
        "suggestions": words,
        "ai_generated": False,
        "index_version": "0",
        "timings_ms": {"total": 1.0},
    }


def events(given):
    """Yield an answer as it is streamed: what is being done, its paragraphs, its sources, the whole."""
    yield "status", {"message": given["statements"][0]["text"]}
    yield (
        "block",
        {"number": 0, "kind": "part", "text": given["answer"].split("\n")[0], "citations": [], "status": "answered"},
    )
    for number, said in enumerate(given["statements"], 1):
        yield "block", {"number": number, "kind": "statement", **said}
    yield "sources", {"citations": given["citations"]}
    yield "done", given


@pytest.fixture
def widget(open_page, client):
    """Open a widget; ``ask(answer)`` has the service give that answer, and waits until it is shown."""
    origin = str(client.base_url)
    page = watched(open_page(viewport={"width": 800, "height": 900}))
    page.route("**/hote", lambda route: route.fulfill(body=HOST, content_type="text/html; charset=utf-8"))
    page.goto(f"{origin}/hote")
    expect(page.get_by_label("Votre question")).to_be_visible()

    def ask(given, question="Quel taux ?", streamed=False):
        kind = "text/event-stream" if streamed else "application/json"
        body = "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in events(given))
        body = body if streamed else json.dumps(given)
        page.route("**/api/chat", lambda route: route.fulfill(body=body, content_type=kind))
        page.get_by_label("Votre question").fill(question)
        page.get_by_label("Votre question").press("Enter")
        expect(page.get_by_role("log").get_by_role("article").last).to_contain_text("fin de la réponse")
        page.unroute("**/api/chat")

    page.ask, page.origin = ask, origin
    return page


def test_no_text_of_an_answer_is_anything_but_words(widget):
    for streamed in (False, True):
        widget.ask(answer(PLAIN), streamed=streamed)
    before = set(widget.evaluate(SKELETON))
    words = [*payloads(), "fin de la réponse"]
    widget.requests.clear()
    for streamed in (False, True):
        widget.ask(answer(words), question=payloads()[0], streamed=streamed)
    assert set(widget.evaluate(SKELETON)) - before == set()
    shown = widget.get_by_role("log").evaluate("log => log.textContent")
    assert [each for each in by_kind()["markup"] + by_kind()["urls"] if each not in shown] == []
    widget.emulate_media(media="print")
    widget.pdf()
    assert harm(widget, widget.origin) == []
    assert [url for url in widget.requests if not url.endswith("/api/chat")] == []


def test_no_address_of_an_answer_leads_away(widget):
    urls = by_kind()["urls"]
    widget.ask(answer([*urls, "fin de la réponse"], url=""))
    elsewhere = [url for url in urls if not url.lower().startswith("mailto:")]
    for url in elsewhere:
        widget.ask(answer(["fin de la réponse"], mailto=url))
    assert harm(widget, widget.origin) == []


def test_an_override_that_somebody_writes_reorders_nothing_but_its_own_text(widget):
    given = answer([OVERRIDE, "fin de la réponse"], title="Circulaire")
    widget.ask({**given, "parts": [], "answer": f"{OVERRIDE}\nfin de la réponse"}, question=OVERRIDE)
    assert widget.evaluate(MIXED, OVERRIDE) == []
