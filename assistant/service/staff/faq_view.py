"""All that the page of an entry shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from assistant.access.agent import Agent
from assistant.access.roles import Role
from assistant.faq.sources import Holdings, Support, supports
from assistant.pipeline import Assistant
from assistant.records.faq.usage import answered, document_of
from assistant.records.faq.wording import said_by, seal
from assistant.records.faq.workflow import in_service, names, newest
from assistant.records.tables import FaqEntry, FaqVersion
from assistant.service.staff.faq_difference import Compared, compared


@dataclass(frozen=True)
class Steps:
    """What an agent may do with an entry where it is; ``own``: with four eyes, they wrote what is proposed."""

    edit: bool
    propose: bool
    recall: bool
    discard: bool
    validate: bool
    own: bool
    send_back: bool
    withdraw: bool
    republish: bool


@dataclass(frozen=True)
class View:
    """An entry and the version of it that is shown, beside another one when two are compared."""

    entry: FaqEntry
    version: FaqVersion
    newest: FaqVersion
    seal: str
    names: dict[int | None, str]
    supports: tuple[Support, ...] | None
    compared: Compared | None
    uses: int
    steps: Steps


def steps_of(entry: FaqEntry, agent: Agent, four_eyes: bool) -> Steps:
    """Return what an agent's role and the state of an entry let them do."""
    writes, validates = agent.role.may(Role.WRITER), agent.role.may(Role.VALIDATOR)
    latest = newest(entry)
    proposed, withdrawn = entry.state == "proposed", entry.state == "withdrawn"
    own = four_eyes and latest.author_id == agent.id
    return Steps(
        edit=writes and not proposed,
        propose=writes and entry.state == "draft",
        recall=writes and proposed,
        discard=writes and entry.state == "draft",
        validate=validates and proposed and not own,
        own=validates and proposed and own,
        send_back=validates and proposed,
        withdraw=validates and entry.published is not None,
        republish=validates and withdrawn and any(version.validated_at for version in entry.versions),
    )


def view_of(
    session: Session,
    entry: FaqEntry,
    agent: Agent,
    assistant: Assistant | None,
    four_eyes: bool,
    number: int | None = None,
    against: int | None = None,
) -> View | None:
    """Return what the page shows; None when the version asked for, or the one to compare it with, is not there.

    Without an ``assistant`` nobody knows where its sources stand.
    """
    latest = newest(entry)
    by_number = {version.number: version for version in entry.versions}
    version = by_number.get(latest.number if number is None else number)
    if version is None or (against is not None and against not in by_number):
        return None
    serving = in_service(entry)
    before = by_number[against] if against is not None else serving if number is None else None
    return View(
        entry=entry,
        version=version,
        newest=latest,
        seal=seal(latest),
        names=names(session, entry),
        supports=None if assistant is None else supports(Holdings.of(assistant), said_by(version).sources),
        compared=compared(before, version) if before is not None and before is not version else None,
        uses=answered(session, entry.scheme, document_of(entry.id)),
        steps=steps_of(entry, agent, four_eyes),
    )
