"""What topics are called: by the tables of a scheme, or by a word for those that stand for no point of them."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.service.holder import Holder, opened
from assistant.texts import table


def topics_of(holder: Holder) -> Mapping[str, str]:
    """Return the name of each topic of a scheme; of those of its tables only while it can answer."""
    names: dict[str, str] = dict(table("question")["topic"])
    assistant = opened(holder)
    return {**names, **assistant.topics} if assistant else names


def topic_name(names: Mapping[str, str], topic: str) -> str:
    """Return the name of a topic, with a capital; its id when the tables that named it are gone."""
    name = names.get(topic or "none", topic)
    return name[:1].upper() + name[1:]
