import html
import re

import pytest

from tests.support.serving import built


@pytest.fixture
def site(open_console, tiny_corpus, tmp_path, monkeypatch):
    """A console on a small corpus, with its index."""
    return open_console(built(monkeypatch, tiny_corpus, tmp_path / "index"), max_body=65536)


@pytest.fixture
def words():
    """Return the words of a page, as a person reads them."""
    return lambda page: re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page.text)))


@pytest.fixture
def field():
    """Return what a form's field holds: ``field(page, "question")``."""

    def held(page, name):
        tag = re.search(rf'<(textarea|input)\b[^>]*\bname="{re.escape(name)}"[^>]*>(?:([^<]*)</textarea>)?', page.text)
        inner = tag[2] if tag[1] == "textarea" else re.search(r'value="([^"]*)"', tag[0])[1]
        return html.unescape(inner)

    return held
