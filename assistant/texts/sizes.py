"""Sizes of files as French writes them."""

from __future__ import annotations

from assistant.texts import text


def french_size(count: int) -> str:
    """Return « 240 ko » for 240 300 bytes, « 1,2 Mo » for 1 234 567: enough to know whether to download."""
    if count < 1000:
        return text("pages.size.bytes", count=count)
    if count < 1_000_000:
        return text("pages.size.kilo", count=round(count / 1000))
    return text("pages.size.mega", count=f"{count / 1_000_000:.1f}".replace(".", ","))
