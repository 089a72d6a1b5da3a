"""How the journal stands, for ``assistant doctor``."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.errors import AssistantError
from assistant.records import chain, journal
from assistant.records.database import NOTHING
from assistant.records.upgrade import existing
from assistant.settings import Settings
from assistant.texts import text


@dataclass(frozen=True)
class Standing:
    """What is wrong with the journal, empty when nothing is; how it stands, in words and for ``--json``."""

    fault: str
    state: str = ""
    told: dict[str, object] = field(default_factory=dict)


def journal_of(settings: Settings) -> Standing:
    """Look at the chain from end to end; nothing is made that is not there."""
    if settings.database == NOTHING:
        return Standing("", text("access.doctor.nothing"))
    try:
        with existing(settings.database) as database:
            if database is None:
                return Standing("", text("access.doctor.none"))
            with database.reading() as session:
                lines, digest = journal.head(session)
                broken = chain.verify(session)
    except AssistantError as error:
        return Standing(" ".join(str(error).split()))
    fault = text("access.doctor.broken", number=broken) if broken is not None else ""
    told: dict[str, object] = {"lines": lines, "digest": digest}
    return Standing(fault, text("access.doctor.whole", **told), told)
