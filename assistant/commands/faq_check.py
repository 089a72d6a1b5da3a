"""``assistant faq check``: the published answers, re-checked against the documents.

``--json`` prints one object::

    {"index_version": "…",
     "counts": {"supported": 3, "unsupported": 1, "stale": 0, "quote_gone": 0, "contradicted": 1},
     "entries": [{"id": "…", "version": 1, "question": "…", "standing": "contradicted",
                  "findings": [{"standing": "contradicted", "cause": "figure", "explanation": "…",
                                "document": "…", "title": "…", "page": 1, "url": "/documents/…",
                                "said": "…", "now": "…", "difference": [{"mark": "kept", "words": "…"}]}]}],
     "contradictions": [{"agreement": 0.83, "first": {"document": "…", "title": "…", "page": 1, "url": "…",
                                                      "words": "80 %", "sentence": "…"}, "second": {…}}]}

``title``, ``page`` and ``url`` are null where a finding has no place in the documents.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.commands.failure import FINDING, one_line_failures, print_json
from assistant.commands.faq_report import as_row, contradiction_row, tell
from assistant.commands.option import AsJson
from assistant.commands.scheme import Named, chosen
from assistant.faq.audited import Standing
from assistant.faq.entries import read_entries
from assistant.faq.in_service import entries_of, versions_of
from assistant.faq.review import Review, review
from assistant.ingestion.corpus import load_corpus
from assistant.records.faq.published import today
from assistant.retrieval.snapshot import open_snapshot
from assistant.schemes import root_of
from assistant.texts import text
from assistant.wiring import load_encoders, one_thread, store_of


@one_line_failures
def check(
    entries: Annotated[Path | None, typer.Option(help=text("faq_audit.command.entries"))] = None,
    as_json: AsJson = False,
    scheme: Named = None,
) -> None:
    """Confronte chaque réponse publiée aux documents actuels : confirmée, contredite, citation disparue, à revoir.

    Code de sortie : 1 si une réponse est contredite, a perdu sa citation ou est à revoir ; 0 sinon ; 2 si un argument
    ou l'index est inutilisable. Une réponse qu'aucun document ne dit est seulement listée « à vérifier » ; les
    contradictions entre documents aussi, parce qu'une sur dix environ est une fausse alerte : elles ne changent pas
    le code de sortie.
    """
    name, settings = chosen(scheme)
    given = read_entries(entries) if entries is not None else entries_of(settings, name)
    one_thread()
    snapshot = open_snapshot(settings.index, load_encoders(settings.encoder).passages, store_of(settings))
    found = review(
        snapshot,
        given,
        today(),
        territory=load_corpus(settings.corpus).territory,
        root=root_of(name),
        versions=versions_of(settings.index),
    )
    if as_json:
        print_json(as_object(snapshot.version, found))
    else:
        tell(found)
    if found.has_findings:
        raise typer.Exit(FINDING)


def as_object(version: str, found: Review) -> dict[str, Any]:
    """Return what was found as JSON prints it; see the module."""
    counts = Counter(audit.standing for audit in found.audits)
    return {
        "index_version": version,
        "counts": {str(standing): counts[standing] for standing in Standing},
        "entries": [as_row(audit) for audit in found.audits],
        "contradictions": [contradiction_row(pair) for pair in found.contradictions],
    }
