"""The assistant of a version as the service would hold it, validated answers included."""

from __future__ import annotations

from assistant.pipeline import Assistant
from assistant.records.database import Database
from assistant.records.faq.published import published
from assistant.settings import Settings
from assistant.wiring import Encoders, build


def opened(
    settings: Settings, database: Database, scheme: str, version: str | None = None, encoders: Encoders | None = None
) -> Assistant:
    """Open a version, by default the one in service, with ``encoders`` already loaded if any. Raises as ``build``."""
    with database.reading() as session:
        entries = published(session, scheme)
    return build(settings, scheme=scheme, version=version, encoders=encoders).with_entries(entries)
