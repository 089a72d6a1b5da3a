"""The form of an entry, shown blank, again with what was typed, or beside what somebody else wrote meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import Request
from fastapi.responses import Response

from assistant.access.agent import Agent
from assistant.errors import EntryRefused
from assistant.faq.sources import Holdings, supports
from assistant.records.faq.listing import topics
from assistant.records.faq.origins import Origin
from assistant.records.faq.published import today
from assistant.records.faq.wording import ANSWER, PHRASINGS, QUESTION, TOPIC, Wording
from assistant.service.holder import opened
from assistant.service.staff.desk import Desk
from assistant.service.staff.faq_difference import Field, fields_of
from assistant.service.staff.faq_draft import MOST, Draft, Typed, settled
from assistant.service.staff.pages import shown


@dataclass(frozen=True)
class Paper:
    """A form in an agent's hands: of the entry ``number``, or of a new one written from ``origin``."""

    desk: Desk
    request: Request
    agent: Agent
    number: int | None = None
    #: The text that is being written over.
    seen: str = ""
    origin: Origin = field(default_factory=lambda: Origin(""))

    def typed(self, draft: Draft, action: str) -> Typed:
        """Return a form that was sent, with its faults; sources are looked for in the documents as they are now."""
        said, faults = settled(draft, opened(self.desk.schemes.of(self.request)), today())
        return Typed(draft, action, said, faults)

    def shown(self, draft: Draft) -> Response:
        """Return the form, to be filled in."""
        return self._page(200, draft)

    def again(self, typed: Typed, refused: EntryRefused | None = None) -> Response:
        """Return the form as it was typed: to be corrected, looked at first, or given another row of sources."""
        asked = typed.action in ("preview", "more")
        assistant = opened(self.desk.schemes.of(self.request))
        preview = None
        if typed.action == "preview":
            preview = {
                "said": typed.said,
                "supports": supports(Holdings.of(assistant), typed.said.sources) if assistant else (),
            }
        return self._page(
            200 if asked else 409 if refused else 422,
            typed.draft,
            faults={} if typed.action == "more" else typed.faults,
            more=typed.action == "more",
            preview=preview,
            fault=str(refused) if refused else "",
        )

    def overtaken(self, typed: Typed, theirs: Wording, changed: EntryRefused) -> Response:
        """Return the form as it was typed beside what the entry says now; sent again, it is written over that."""
        return self._page(409, typed.draft, fault=str(changed), theirs=fields_of(theirs, typed.said))

    def _page(
        self,
        status: int,
        draft: Draft,
        *,
        faults: dict[str, str] | None = None,
        fault: str = "",
        more: bool = False,
        preview: dict[str, object] | None = None,
        theirs: tuple[Field, ...] = (),
    ) -> Response:
        holder = self.desk.schemes.of(self.request)
        assistant = opened(holder)
        with self.desk.database.reading() as session:
            known = topics(session, holder.scheme)
        return shown(
            self.request,
            "faq_form",
            self.agent,
            status,
            paper=self,
            draft=draft,
            rows=draft.rows(more),
            faults=faults or {},
            fault=fault,
            preview=preview,
            theirs=theirs,
            topics=known,
            documents=list(assistant.snapshot.documents.values()) if assistant else [],
            limits={"question": QUESTION, "answer": ANSWER, "topic": TOPIC, "phrasings": PHRASINGS, "most": MOST},
            today=today(),
        )
