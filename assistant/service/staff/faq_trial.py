"""``/staff/faq/{id}/essai``: an answer tried on questions before it is published."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.domain import PublishedEntry, Question
from assistant.faq.trial import Trial
from assistant.pipeline import Assistant
from assistant.records import journal
from assistant.records.faq.published import as_published, published
from assistant.records.faq.unanswered import Unanswered, unanswered
from assistant.records.faq.workflow import newest
from assistant.service.staff.desk import Desk
from assistant.service.staff.faq_form import known
from assistant.service.staff.guard import Form, Reader
from assistant.service.staff.pages import shown

#: Questions that an answer is tried on, and seconds that this may take.
MOST, SECONDS = 100, 2.0


def faq_trial_routes(desk: Desk) -> APIRouter:
    """Return the route of the trial."""
    router = APIRouter()

    @router.get(
        "/staff/faq/{entry_id:int}/essai", response_class=HTMLResponse, summary="La console : essayer une réponse"
    )
    def ready(request: Request, agent: Reader, entry_id: int) -> Response:
        with desk.database.reading() as session:
            candidate = as_published(newest(known(session, desk.schemes.of(request).scheme, entry_id)))
        return shown(request, "faq_trial", agent, candidate=candidate, outcome=None, known=0)

    @router.post(
        "/staff/faq/{entry_id:int}/essai", response_class=HTMLResponse, summary="La console : essaie une réponse"
    )
    def tried(request: Request, agent: Reader, form: Form, entry_id: int) -> Response:
        """Ask the assistant as if the newest version were published; all that is kept is that questions were read."""
        holder = desk.schemes.of(request)
        with desk.database.reading() as session:
            candidate = as_published(newest(known(session, holder.scheme, entry_id)))
            entries = published(session, holder.scheme)
            asked = unanswered(session, holder.scheme, MOST)
        if asked:
            with desk.database.writing() as session:
                read = {"questions": len(asked)}
                journal.write(session, holder.scheme, agent.login, "faq.trial", f"faq/{entry_id}", read)
        outcome = outcome_of(holder.current(), entries, candidate, asked)
        return shown(request, "faq_trial", agent, candidate=candidate, outcome=outcome, known=len(asked))

    return router


def outcome_of(
    assistant: Assistant, entries: list[PublishedEntry], candidate: PublishedEntry, asked: list[Unanswered]
) -> dict[str, object]:
    """Return what the version answers of its own questions and of those left unanswered."""
    trial = Trial(assistant, entries, candidate)
    questions = [Question(row.question, row.history) for row in asked]
    done = list(trial.within(questions, SECONDS))
    return {
        "own": trial.own(),
        "tried": len(done),
        "answered": [(row, one) for row, one in zip(asked, done, strict=False) if one.by_entry],
    }
