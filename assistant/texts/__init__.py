"""Every French sentence a person can read, in the TOML files beside this one.

The file's name is the first part of a key: ``text("answers.handoff.no_evidence")`` is
``[handoff] no_evidence`` of ``answers.toml``. Fields are written ``{name}``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Return the whole table of ``<name>.toml``."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))


def text(key: str, **fields: object) -> str:
    """Return the sentence at a dotted ``key`` with its fields filled in.

    Raises KeyError when the key is unknown: a missing text is a bug, found by the tests.
    """
    name, *path = key.split(".")
    value: Any = table(name)
    for part in path:
        value = value[part]
    if not isinstance(value, str):
        raise KeyError(f"{key} is a table, not a sentence")
    return value.format(**fields) if fields else value
