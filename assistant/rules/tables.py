"""The optional TOML tables of a corpus folder, read into frozen values.

A corpus without them works (documents only); a corpus with them answers better. Every
quote is checked against the documents when the assistant is built, so that a table
can't outlive the text it quotes.
"""

from __future__ import annotations

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
    """One thing that people ask. ``stated`` is false when the documents are known not to say it."""

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
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """A kind of project, expense or beneficiary, and what the documents say of it."""

    id: str
    label: str
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    terms: tuple[str, ...]
    needs: tuple[str, ...]
    replaces: tuple[str, ...]


@dataclass(frozen=True)
class Tables:
    """All the tables of a corpus; empty where a file is absent."""

    facets: tuple[Facet, ...] = ()
    kinds: tuple[Kind, ...] = ()


def load_tables(folder: Path) -> Tables:
    """Read ``facets.toml``, ``eligibility.toml`` and ``questions/*.toml`` of a corpus folder.

    Raises CorpusError with the file and the entry at fault.
    """
    phrasings = _phrasings(folder)
    facets = tuple(_facet(row, phrasings) for row in _rows(folder / "facets.toml", "facet"))
    kinds = tuple(_kind(row) for row in _rows(folder / "eligibility.toml", "kind"))
    unknown = phrasings.keys() - {facet.id for facet in facets}
    if unknown:
        raise CorpusError(f"{folder / 'questions'}: no facet is called {sorted(unknown)[0]!r}; add it to facets.toml")
    return Tables(facets, kinds)


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
        try:
            table = tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise CorpusError(f"{path}: {error}") from error
        for facet, questions in table.items():
            bank[facet] = bank.get(facet, ()) + tuple(questions)
    return bank


def _evidence(row: dict[str, Any]) -> tuple[Evidence, ...]:
    return tuple(Evidence(e["document"], e["quote"], e.get("lead", "")) for e in row.get("evidence", []))


def _facet(row: dict[str, Any], phrasings: dict[str, tuple[str, ...]]) -> Facet:
    return Facet(
        id=row["id"],
        label=row.get("label", row["id"]),
        lead=row.get("lead", ""),
        evidence=_evidence(row),
        stated=row.get("stated", True),
        reason=Reason(row["reason"]) if "reason" in row else None,
        cues=tuple(row.get("cues", ())),
        phrasings=phrasings.get(row["id"], ()),
        suggest=row.get("suggest", ""),
        yields=row.get("yields", False),
        members=tuple(row.get("members", ())),
    )


def _kind(row: dict[str, Any]) -> Kind:
    return Kind(
        id=row["id"],
        label=row.get("label", row["id"]),
        verdict=Verdict(row.get("verdict", "undetermined")),
        evidence=_evidence(row),
        terms=tuple(row.get("terms", ())),
        needs=tuple(row.get("needs", ())),
        replaces=tuple(row.get("replaces", ())),
    )
