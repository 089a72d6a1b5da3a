"""What identifies a person, taken out of what they typed before it is kept."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.texts import text

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


def redact(words: str, keep: Collection[str] = ()) -> str:
    """Return ``words`` with a label in place of each e-mail address but those of ``keep``."""
    public = {address.lower() for address in keep}
    return _EMAIL.sub(lambda m: m[0] if m[0].lower() in public else text("redaction.email"), words)
