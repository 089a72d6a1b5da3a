"""What a question must be before it is asked, whichever way it comes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import HTTPException, Request

from assistant.service.limits import RateLimit


@dataclass(frozen=True)
class Gate:
    """Limits on how often, how long and with how much history one asks."""

    limit: RateLimit
    most: int
    most_history: int

    def count(self, request: Request) -> None:
        """Count a question; raise 429 when its address asks too often."""
        wait = self.limit.wait(request.client.host if request.client else "")
        if wait:
            raise HTTPException(429, headers={"Retry-After": str(wait)})

    def usable(self, texts: Sequence[str]) -> bool:
        """Tell whether each text has something in it, is not too long and is whole Unicode."""
        return all(words.strip() and len(words) <= self.most and self.encodable(words) for words in texts)

    @staticmethod
    def encodable(words: str) -> bool:
        """Tell whether a text is characters: a lone surrogate is not one, NUL no person types."""
        return "\x00" not in words and not any(0xD800 <= ord(c) <= 0xDFFF for c in words)

    def recent(self, history: Sequence[str]) -> tuple[str, ...]:
        """Return the latest earlier questions, as many as are taken into account."""
        return tuple(history[-self.most_history :]) if self.most_history else ()
