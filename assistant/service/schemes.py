"""The schemes that a service answers on, and which of them a request is about."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Annotated

from fastapi import HTTPException, Path, Request
from starlette.concurrency import run_in_threadpool

from assistant.schemes import root_of
from assistant.service.holder import Holder

#: What the addresses of a scheme begin with, as the routes write it.
PREFIX = root_of("{scheme}")


class SchemeNeeded(Exception):
    """A request names no scheme and there are several. A person reads their names."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names


class UnknownScheme(Exception):
    """A request names a scheme that is not here. A person reads so."""


class Schemes:
    """A holder for each scheme, by name; a scheme alone in its service has none.

    A request gets its holder here and nowhere else, and works with that one assistant to
    the end: no contact, document or suggestion can come from another.
    """

    def __init__(self, holders: Holder | Mapping[str, Holder]) -> None:
        self.holders = {"": holders} if isinstance(holders, Holder) else dict(holders)
        #: Whether schemes have names; true as well of a folder that holds one only.
        self.several = "" not in self.holders

    def named(self, name: str | None) -> Holder:
        """Return the holder of a scheme, of the only one when no name is given.

        Raises SchemeNeeded, or UnknownScheme.
        """
        if name is None and len(self.holders) > 1:
            raise SchemeNeeded(tuple(self.holders))
        if name is None:
            return next(iter(self.holders.values()))
        if name == "" or name not in self.holders:
            raise UnknownScheme
        return self.holders[name]

    def of(self, request: Request) -> Holder:
        """Return the holder of the scheme that an address names; raise 404 when there is none.

        The request remembers where its scheme's pages are: each of them, an error's
        included, leads to the others of the same scheme.
        """
        name = request.path_params.get("scheme", "")
        if name not in self.holders:
            raise HTTPException(404)
        request.state.root = root_of(name)
        return self.holders[name]

    async def watch(self, seconds: float) -> None:
        """Look for new versions every ``seconds``, until cancelled; one scheme after another.

        Opened all at once, indexes rebuilt together would slow down what is being answered.
        """
        while True:
            await asyncio.sleep(seconds)
            for holder in self.holders.values():
                await run_in_threadpool(holder.refresh)


def declared(scheme: Annotated[str, Path(description="Nom du dispositif")]) -> None:
    """Publish the scheme of an address in the OpenAPI; ``Schemes.of`` reads it."""
