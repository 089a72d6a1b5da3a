"""Processes of their own for files that may be broken or hostile: what they are told to do, and why they failed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence

from assistant.errors import UnreadableDocument


def run_worker(
    module: str,
    arguments: Sequence[object],
    seconds: int,
    late: str,
    *,
    sent: bytes | None = None,
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run a module of the package until it ends; raises UnreadableDocument(``late``) once its ``seconds`` are over."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    try:
        return subprocess.run(command, input=sent, capture_output=True, timeout=seconds, check=False, env=environment)
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(late) from error


def why_it_failed(done: subprocess.CompletedProcess[bytes], who: str) -> str:
    """Return the last line that a worker said, or that ``who`` stopped without a word."""
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return said[-1] if said else f"{who} stopped (code {done.returncode})"
