"""The optional TOML tables of a corpus folder, read into frozen values.

A corpus without them works (documents only); a corpus with them answers better. Every
quote is checked against the documents when the assistant is built, so that a table
can't outlive the text it quotes.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain import Reason, Verdict
from assistant.errors import CorpusError


@dataclass(frozen=True)
class Evidence:
    """Words of a document that decide, and the plain French that introduces them."""

    document: str
    quote: str
    lead: str


@dataclass(frozen=True)
class Facet:
    """One thing that people ask. ``stated`` is false when the documents are known not to say it.

    ``yields``: gives way to the eligibility table when the question names a project;
    ``describes``: is that question itself. ``vague``: whatever else of the scheme the
    documents don't state. ``share``: its quote gives the share of the cost that is funded;
    ``priced``: with a cost, that share of it is the answer. ``members``: the facets that this one lists.
    ``see``: those whose questions, ``suggest``, come next.
    """

    id: str
    label: str
    lead: str
    evidence: tuple[Evidence, ...]
    stated: bool
    reason: Reason | None
    cues: tuple[str, ...]
    phrasings: tuple[str, ...]
    suggest: str = ""
    yields: bool = False
    describes: bool = False
    vague: bool = False
    share: bool = False
    priced: bool = False
    members: tuple[str, ...] = ()
    see: tuple[str, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether it is a point of the scheme that the documents are known not to state."""
        return not self.stated and not self.elsewhere and not self.vague

    @property
    def elsewhere(self) -> bool:
        """Whether it is about something else than the scheme."""
        return self.reason in (Reason.OFF_TOPIC, Reason.OTHER_SCHEME, Reason.OTHER_TERRITORY)


@dataclass(frozen=True)
class Kind:
    """A kind of project, expense or beneficiary, and what the documents say of it.

    ``tool``: its terms may name what one works with (« depuis leur téléphone »), not what is bought.
    ``clarify``: the question to ask back, where one missing fact decides; ``settled``: the kind that it
    is, by the words that say so.
    """

    id: str
    label: str
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    terms: tuple[str, ...]
    needs: tuple[str, ...]
    replaces: tuple[str, ...]
    tool: bool = False
    clarify: str = ""
    settled: tuple[tuple[str, tuple[str, ...]], ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tables:
    """All the tables of a corpus; empty where a file is absent."""

    facets: tuple[Facet, ...] = ()
    kinds: tuple[Kind, ...] = ()


#: What is asked of any such assistant, laid out as a corpus folder.
COMMON = Path(__file__).parent.parent / "common"


def load_tables(folder: Path, common: Path = COMMON) -> Tables:
    """Read ``facets.toml``, ``eligibility.toml``, ``projects.toml`` and ``questions/*.toml`` of a corpus folder.

    A corpus that has facets has the ``common`` ones too, unless it has its own of that id.
    Raises CorpusError with the file and the entry at fault.
    """
    phrasings = _phrasings(folder)
    rows = _rows(folder / "facets.toml", "facet")
    if rows:
        own = {row["id"] for row in rows}
        rows += [row for row in _rows(common / "facets.toml", "facet") if row["id"] not in own]
        most = max((len(questions) for questions in phrasings.values()), default=0)
        for name, questions in _phrasings(common).items():
            phrasings[name] = phrasings.get(name, ()) + _thinned(questions, most)
    facets = tuple(_facet(row, phrasings) for row in rows)
    examples = _lists(folder / "projects.toml")
    kinds = tuple(_kind(row, examples) for row in _rows(folder / "eligibility.toml", "kind"))
    unknown = phrasings.keys() - {facet.id for facet in facets}
    if unknown:
        raise CorpusError(f"{folder / 'questions'}: no facet is called {sorted(unknown)[0]!r}; add it to facets.toml")
    names = {kind.id for kind in kinds}
    lost = next((name for kind in kinds for name, _ in kind.settled if name not in names), None)
    if lost:
        raise CorpusError(f"{folder / 'eligibility.toml'}: no kind is called {lost!r}, which another is settled as")
    stray = examples.keys() - {kind.id for kind in kinds}
    if stray:
        raise CorpusError(
            f"{folder / 'projects.toml'}: no kind is called {sorted(stray)[0]!r}; add it to eligibility.toml"
        )
    return Tables(facets, kinds)


def _thinned(questions: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Return at most ``most`` questions, evenly taken: what is common must not drown a small corpus's own."""
    step = math.ceil(len(questions) / most) if most else 1
    return questions[::step]


def _rows(path: Path, key: str) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    try:
        rows = tomllib.loads(path.read_text("utf-8")).get(key, [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: {error}") from error
    for number, row in enumerate(rows, 1):
        if "id" not in row:
            raise CorpusError(f"{path}: entry {number} has no id")
    return list(rows)


def _phrasings(folder: Path) -> dict[str, tuple[str, ...]]:
    bank: dict[str, tuple[str, ...]] = {}
    for path in sorted((folder / "questions").glob("*.toml")):
        for facet, questions in _lists(path).items():
            bank[facet] = bank.get(facet, ()) + questions
    return bank


def _lists(path: Path) -> dict[str, tuple[str, ...]]:
    """Read a file of lists of sentences; empty when there is none."""
    if not path.exists():
        return {}
    try:
        return {name: tuple(sentences) for name, sentences in tomllib.loads(path.read_text("utf-8")).items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: {error}") from error


def _typeset(words: str) -> str:
    """Return a sentence of the tables as French prints it: apostrophes, no line cut before « ? » or « : ».

    Quotes are never touched.
    """
    return re.sub(r" (?=[?!;:](?:\s|$))", "\u00a0", words.replace("'", "’"))


def _evidence(row: dict[str, Any]) -> tuple[Evidence, ...]:
    return tuple(Evidence(e["document"], e["quote"], _typeset(e.get("lead", ""))) for e in row.get("evidence", []))


def _facet(row: dict[str, Any], phrasings: dict[str, tuple[str, ...]]) -> Facet:
    return Facet(
        id=row["id"],
        label=_typeset(row.get("label", row["id"])),
        lead=_typeset(row.get("lead", "")),
        evidence=_evidence(row),
        stated=row.get("stated", True),
        reason=Reason(row["reason"]) if "reason" in row else None,
        cues=tuple(row.get("cues", ())),
        phrasings=phrasings.get(row["id"], ()),
        suggest=_typeset(row.get("suggest", "")),
        yields=row.get("yields", False),
        describes=row.get("describes", False),
        vague=row.get("vague", False),
        share=row.get("share", False),
        priced=row.get("priced", False),
        members=tuple(row.get("members", ())),
        see=tuple(row.get("see", ())),
    )


def _kind(row: dict[str, Any], examples: dict[str, tuple[str, ...]]) -> Kind:
    return Kind(
        id=row["id"],
        label=_typeset(row.get("label", row["id"])),
        verdict=Verdict(row.get("verdict", "undetermined")),
        evidence=_evidence(row),
        terms=tuple(row.get("terms", ())),
        needs=tuple(row.get("needs", ())),
        replaces=tuple(row.get("replaces", ())),
        tool=row.get("tool", False),
        clarify=_typeset(row.get("clarify", "")),
        settled=tuple((kind, tuple(phrases)) for kind, phrases in row.get("settled", {}).items()),
        examples=examples.get(row["id"], ()),
    )
