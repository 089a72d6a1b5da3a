"""The forms of the pages that work without JavaScript."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Request
from starlette.datastructures import FormData

from assistant.service.asking import Gate

#: More fields than any page of ours sends.
FIELDS = 50


@asynccontextmanager
async def form_of(request: Request) -> AsyncIterator[FormData]:
    """Give the form that a person sent, no file in it."""
    async with request.form(max_files=0, max_fields=FIELDS) as form:
        yield form


def words(form: FormData, name: str) -> str:
    """Return a field as typed, its lines ended alike; nothing for one that is absent or is not characters."""
    return _plain(form.get(name, ""))


def all_words(form: FormData, name: str) -> list[str]:
    """Return every field of a name, in order, but those with nothing in them."""
    return [typed for typed in map(_plain, form.getlist(name)) if typed.strip()]


def _plain(value: object) -> str:
    if not isinstance(value, str) or not Gate.encodable(value):
        return ""
    return value.replace("\r\n", "\n")
