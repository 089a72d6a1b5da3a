"""``GET /api/labels``: every word that the widget shows, and what it may do in this service."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from assistant.records.retention import Retention
from assistant.schemes import root_of
from assistant.service.asking import Gate
from assistant.service.problems import of_status
from assistant.service.schemes import Schemes
from assistant.texts import table, text

#: Tables of the page's texts that the widget shows too.
SHARED = ("nature", "verdict", "origin", "status")
#: What is said of an opinion or of a hand-off on the page, and in the widget too: one promise in one place.
PUBLIC = {
    "feedback": ("yes", "no", "thanks", "reason", "comment", "comment_hint", "send", "done"),
    "reason": ("wrong", "incomplete", "off_subject", "unclear", "other"),
    "transmit": (
        "button", "reader", "reader_nobody", "warning", "redacted", "question", "question_hint", "summary",
        "summary_hint", "email", "email_hint", "consent", "kept", "send", "cancel",
    ),
    "fault": ("unusable", "long_summary", "bad_email", "consent_needed"),
    "summary": ("asked", "line", "answered"),
    "transmitted": ("title", "code", "use", "keep", "where", "mailed"),
}  # fmt: skip

SchemeName = Annotated[str | None, Query(description="Nom du dispositif, quand le service en a plusieurs")]


def label_routes(schemes: Schemes, gate: Gate) -> APIRouter:
    """Return the route that gives the widget its words."""
    router = APIRouter()

    @router.get("/api/labels", responses=of_status(422, 503), summary="Les textes du composant")
    def labels(request: Request, scheme: SchemeName = None) -> dict[str, Any]:
        holder = schemes.named(scheme)
        kept: Retention | None = request.app.state.kept
        shared = {name: table("web")[name] for name in SHARED}
        return {
            **table("widget")["words"],
            **shared,
            **after(kept),
            "links": links(root_of(holder.scheme), kept is not None),
            "most": gate.most,
            "examples": holder.current().suggestions[:3],
        }

    return router


def after(kept: Retention | None) -> dict[str, Any]:
    """Return the words of what is done with an answer, and ``kept``: for how many days what is, None for nothing."""
    own = table("widget_after")
    public = {name: {key: table("public")[name][key] for key in keys} for name, keys in PUBLIC.items()}
    words = {**own["words"], "receipt": text("public.receipt.title")}
    days = None if kept is None else asdict(kept)
    return {"after": words, "text": own["text"], "keep": own["keep"], **public, "kept": days}


def links(root: str, kept: bool) -> dict[str, str | None]:
    """Return where the pages of a scheme are; None for those of a service that keeps nothing."""
    return {
        "how": f"{root}/fonctionnement",
        "privacy": f"{root}/confidentialite",
        "accessibility": f"{root}/accessibilite",
        "receipt": f"{root}/recu" if kept else None,
        "faq": f"{root}/faq" if kept else None,
    }
