"""The agent behind a request of the console."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.access.roles import Role


@dataclass(frozen=True)
class Agent:
    """A signed-in agent; ``csrf`` is the secret of the session that each of its forms must send back."""

    id: int
    login: str
    name: str
    role: Role
    csrf: str
