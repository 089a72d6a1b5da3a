"""What an import would do, carried by the page that shows it to the form that confirms it.

Nothing is kept on the server between the two: an agent who closes the page has imported nothing. What comes back is
looked at as anything typed is; an entry that changed meanwhile is left alone, since each row says what it saw.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from assistant.records.faq.importing import Fate, Incoming, Planned
from assistant.records.faq.wording import Source, Wording, tidied

#: Bytes of a packet, folded as a form carries it and unfolded.
FOLDED, UNFOLDED = 900_000, 20_000_000


def packed(rows: Iterable[Planned]) -> str:
    """Return the rows that change something, as a field of a form."""
    said = [{"entry": row.entry_id, "seen": row.seen, **asdict(row.incoming.said)} for row in rows if row.is_taken]
    return base64.b64encode(zlib.compress(json.dumps(said, default=str).encode())).decode()


def unpacked(field: str) -> list[Planned]:
    """Return the rows of a packet. Raises ValueError for what no page of ours has packed."""
    try:
        unfolding = zlib.decompressobj()
        said = unfolding.decompress(base64.b64decode(field, validate=True), UNFOLDED)
        if not unfolding.eof:
            raise ValueError("a packet that unfolds to more than any page packs")
        rows = json.loads(said)
        if not isinstance(rows, list):
            raise ValueError("not a packet")
        return [_planned(row) for row in rows]
    except (zlib.error, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a packet") from error


def _planned(row: dict[str, Any]) -> Planned:
    number, seen = row["entry"], row["seen"]
    if not (number is None or (type(number) is int and 0 < number < 2**31)) or not isinstance(seen, str):
        raise ValueError("not a packet")
    words = [row[name] for name in ("question", "answer", "topic")]
    if not isinstance(row["phrasings"], list) or not isinstance(row["sources"], list):
        raise ValueError("not a packet")
    phrasings, sources = tuple(row["phrasings"]), tuple(Source(**source) for source in row["sources"])
    if not all(isinstance(text, str) for text in (*words, *phrasings, *(v for s in sources for v in vars(s).values()))):
        raise ValueError("not a packet")
    day = date.fromisoformat(row["expires_on"]) if row["expires_on"] else None
    said = tidied(Wording(words[0], words[1], phrasings, words[2], sources, day))
    fate = Fate.CREATED if number is None else Fate.CHANGED
    return Planned(Incoming(number, said), fate, number, seen)
