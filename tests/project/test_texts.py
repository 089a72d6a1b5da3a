"""Every key that the code uses exists, and the French is typeset as French."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.domain import Verdict
from assistant.texts import table, text

KEYS = sorted(
    {
        m
        for p in Path("assistant").rglob("*.py")
        for m in re.findall(r"""\btext\(\s*"([\w.]+)\"""", p.read_text("utf-8"))
    }
)
FILES = [f for f in files("assistant.texts").iterdir() if f.name.endswith(".toml")]


@pytest.mark.parametrize("key", KEYS)
def test_every_key_that_the_code_uses_has_a_text(key):
    assert text(key)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_its_words(verdict):
    assert verdict is Verdict.PARTLY or text(f"answers.verdict.{verdict}")
    assert text(f"answers.verdict.total_{verdict}")


@pytest.mark.parametrize(
    "name",
    sorted(
        f.name.removesuffix(".toml") for f in FILES if f.name not in ("french.toml", "terms.toml", "territories.toml")
    ),
)
def test_sentences_use_french_apostrophes_and_spaces(name):
    def sentences(value):
        if isinstance(value, dict):
            for inner in value.values():
                yield from sentences(inner)
        elif isinstance(value, str):
            yield value

    for sentence in sentences(table(name)):
        assert not re.search(r"[a-zé]'[a-zéêâA-Z]", sentence), sentence
        assert not re.search(
            r"[^\s\u00a0\u202f/?!:] ?[?!;](?:\s|$)", sentence.replace("\u00a0", "\n").replace("\u202f", "\n")
        ), sentence
