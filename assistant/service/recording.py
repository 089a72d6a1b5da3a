"""Questions asked and written down in one go, for every way in."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from assistant.domain import Answer, Question
from assistant.errors import RecordsUnavailable
from assistant.pipeline import Assistant
from assistant.records import exchanges
from assistant.records.database import Database
from assistant.service.holder import Holder
from assistant.service.live import Live

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recorded:
    """An answer, and whether it is on the disk: an answer is given even when it can't be kept."""

    answer: Answer
    kept: bool


class Recorder:
    """Asks an assistant and writes the exchange down before the answer leaves."""

    def __init__(self, database: Database | None) -> None:
        self.database = database
        self.live = Live(database)

    def ask(
        self,
        holder: Holder,
        assistant: Assistant,
        question: Question,
        channel: str,
        name: str | None = None,
        *,
        keep: bool = True,
    ) -> Recorded:
        """Return the answer of ``assistant``, the one that ``holder`` held when the request came.

        An answer that is given a ``name`` has it as its id; one known by it, from another process, is not kept again.
        Without ``keep``, the person asked that nothing of it be written, not even that a question was asked.
        """
        assistant = self.live.applied(holder.scheme, assistant)
        suspended = self.live.of(holder.scheme).suspended
        answer = assistant.hand_over(question, suspended) if suspended else assistant.ask(question)
        if name is not None:
            answer = replace(answer, id=name)
        if self.database is None or not keep:
            return Recorded(answer, False)
        try:
            with self.database.writing() as session:
                add = exchanges.add if name is None else exchanges.add_once
                add(session, holder.scheme, question, answer, channel, public(assistant))
        except RecordsUnavailable as error:
            log.error("answered without being kept: %s", error)
            return Recorded(answer, False)
        return Recorded(answer, True)


def public(assistant: Assistant) -> tuple[str, ...]:
    """Return the addresses that are nobody's secret: the contact's."""
    contact = assistant.contact
    return (contact.email,) if contact and contact.email else ()
