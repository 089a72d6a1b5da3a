"""How the mails stand, for ``assistant doctor``."""

from __future__ import annotations

from assistant.errors import AssistantError
from assistant.notices.outbox import Outbox, outbox
from assistant.records.upgrade import existing
from assistant.settings import Settings
from assistant.texts import text
from assistant.wiring import post_office


def mails_of(settings: Settings) -> tuple[str, str]:
    """Return what is wrong with the mails, empty when nothing is, and otherwise how they stand.

    Nothing is sent to find out, and nothing is made that is not there.
    """
    try:
        post = post_office(settings)
        known = _outbox(settings)
    except AssistantError as error:
        return " ".join(str(error).split()), ""
    if known.failing or known.given_up:
        return text("upkeep.mails.failing", failing=known.failing, given_up=known.given_up), ""
    if post is None:
        return "", text("upkeep.mails.unset", waiting=known.waiting)
    return "", text("upkeep.mails.set", host=post.host, port=post.port, waiting=known.waiting)


def _outbox(settings: Settings) -> Outbox:
    with existing(settings.database) as database:
        if database is None:
            return Outbox(0, 0, 0)
        with database.reading() as session:
            return outbox(session)
