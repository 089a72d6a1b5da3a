"""Every key that the code uses exists, and the French is typeset as French."""

import re
from functools import reduce
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.domain import Verdict
from assistant.records.feedback import Complaint
from assistant.service.handoff_page import FIELD
from assistant.service.receipt_page import TOLD
from assistant.texts import table, text

KEYS = sorted(
    {
        m
        for p in Path("assistant").rglob("*.py")
        for m in re.findall(r"""\btext\(\s*"([\w.]+)\"""", p.read_text("utf-8"))
    }
)
IN_PAGES = sorted(
    {
        m
        for p in Path("web").rglob("*.html")
        for m in re.findall(r"""["']((?:[a-z_]+\.)+[a-z_]+)["'](?!\s*~)""", p.read_text("utf-8"))
        if not m.endswith(".html")
    }
)
#: Lists of words as they are typed, not sentences.
WORD_LISTS = ("french.toml", "terms.toml", "territories.toml", "synonyms.toml")
FILES = [f for f in files("assistant.texts").iterdir() if f.name.endswith(".toml")]


@pytest.mark.parametrize("key", KEYS)
def test_every_key_that_the_code_uses_has_a_text(key):
    assert text(key)


@pytest.mark.parametrize("key", IN_PAGES)
def test_every_key_that_a_page_uses_has_a_text_or_texts_under_it(key):
    name, *path = key.split(".")
    assert reduce(lambda found, part: found[part], path, table(name))


@pytest.mark.parametrize("complaint", list(Complaint))
def test_every_complaint_has_its_words(complaint):
    assert text(f"public.reason.{complaint}")


@pytest.mark.parametrize("code", [*FIELD, "bad_key"])
def test_every_refusal_of_a_hand_off_has_its_words(code):
    assert code == "unusable" or text(f"public.problem.{code}").endswith(".")
    assert code == "bad_key" or text(f"public.fault.{code}", most=1)


@pytest.mark.parametrize("kind", TOLD)
def test_every_kind_of_erased_rows_has_its_words(kind):
    assert text(f"public.erased.kind.{kind}")


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_its_words(verdict):
    assert verdict is Verdict.PARTLY or text(f"answers.verdict.{verdict}")
    assert text(f"answers.verdict.total_{verdict}")


@pytest.mark.parametrize(
    "name",
    sorted(f.name.removesuffix(".toml") for f in FILES if f.name not in WORD_LISTS),
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
