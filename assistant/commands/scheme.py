"""``--scheme``: which scheme a command is about, when a service has several."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.errors import ConfigurationError
from assistant.schemes import schemes_of
from assistant.settings import Settings, read_settings
from assistant.texts import text

Named = Annotated[str | None, typer.Option("--scheme", help=text("cli.scheme.option"))]


def chosen(name: str | None) -> tuple[str, Settings]:
    """Return the scheme that a command is about, and its settings.

    Raises ConfigurationError naming the choices when one is needed or unknown: another
    scheme's documents must never answer by default.
    """
    schemes = named(name)
    if len(schemes) > 1:
        raise ConfigurationError(text("cli.scheme.needed", names=", ".join(schemes)))
    return next(iter(schemes.items()))


def named(name: str | None) -> dict[str, Settings]:
    """Return the scheme called ``name``, every one when no name is given.

    Raises ConfigurationError when there is none of that name.
    """
    schemes = schemes_of(read_settings())
    if name is None:
        return schemes
    if "" in schemes:
        raise ConfigurationError(text("cli.scheme.alone", name=name))
    if name not in schemes:
        raise ConfigurationError(text("cli.scheme.unknown", name=name, names=", ".join(schemes)))
    return {name: schemes[name]}
