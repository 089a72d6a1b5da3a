"""Failures as a person at a terminal should see them: one line, no traceback, exit code 2."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import typer

from assistant.errors import AssistantError
from assistant.texts import table, text

P = ParamSpec("P")
R = TypeVar("R")

#: Exit codes of every command: a finding (a change, damage) and an unusable input or setting.
FINDING, UNUSABLE = 1, 2


def one_line_failures(command: Callable[P, R]) -> Callable[P, R]:
    """Turn the errors of the project, and files that can't be opened, into exit code 2 and one line."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except BrokenPipeError:
            # The reader (`| head`) has what it wanted; nothing is left to tell it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except (AssistantError, OSError) as error:
            typer.echo(failure_line(error), err=True)
            raise typer.Exit(UNUSABLE) from error

    return run


def failure_line(error: Exception) -> str:
    """Return the kind of failure in French and its message, on one line."""
    kinds = table("cli")["failure"]
    named = (parent.__name__ for parent in type(error).__mro__ if parent.__name__ in kinds)
    kind = kinds[next(named)]
    return text("cli.failure.unusable", kind=kind, message=" ".join(str(error).split()))


def print_json(value: object) -> None:
    """Print ``value`` as one line of JSON with its accents."""
    typer.echo(json.dumps(value, ensure_ascii=False))
