"""The service with records on a small corpus, and the pages read as a person's browser sends them."""

import html
import re
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from assistant.records.retention import Retention
from tests.support.serving import built

RATE = "Quel est le taux maximum de l'aide ?"
NOWHERE = "Quelle est la couleur du cheval du maire ?"


@pytest.fixture
def settings(tiny_corpus, tmp_path, monkeypatch):
    return built(monkeypatch, tiny_corpus, tmp_path / "index")


@pytest.fixture
def public(serve, settings, records):
    """The service with records; what it returns has its client, its database and its folder."""
    kept = Retention(exchanges=31, statistics=366, handoffs=181, journal=367)
    service = serve(settings, records=records, kept=kept, max_body=65536)
    service.client.headers["accept"] = "text/html"
    return SimpleNamespace(**vars(service), records=records)


def fields(page, action):
    """Return the hidden and typed fields of the form that goes to ``action``."""
    form = re.search(rf'<form method="post" action="{action}"[^>]*>(.*?)</form>', page, re.S)[1]
    found = {}
    for tag in re.findall(r"<input [^>]*>", form):
        known = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if known.get("type") not in ("checkbox", "radio") or " checked" in tag:
            found[known["name"]] = html.unescape(known.get("value", ""))
    for name, typed in re.findall(r'<textarea [^>]*name="(\w+)"[^>]*>(.*?)</textarea>', form, re.S):
        found[name] = html.unescape(typed)
    return found


def code_in(page):
    """Return the receipt code that a page shows."""
    return re.search(r"<code>([0-9A-Z-]{32})</code>", page)[1]


def text_of(page):
    """Return what a person reads of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<head>.*?</head>", "", page))).split())


def count(records, table):
    with records.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def asked(client, question=NOWHERE, root="", **more):
    """Ask on the page; return the page that answers."""
    return client.post(f"{root}/question", data={"question": question, **more}).text


def transmitted(client, root="", **typed):
    """Ask, open the form, fill it in and send it; return the page with the code."""
    answer = asked(client, root=root)
    form = client.post(f"{root}/transmettre/formulaire", data=fields(answer, f"{root}/transmettre/formulaire")).text
    return client.post(f"{root}/transmettre", data={**fields(form, f"{root}/transmettre"), **typed}).text
