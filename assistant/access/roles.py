"""What an agent may do, from the least to the most."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A role; each may do all that the ones before it may."""

    READER = "reader"
    WRITER = "writer"
    VALIDATOR = "validator"
    ADMINISTRATOR = "administrator"

    def may(self, least: Role) -> bool:
        """Tell whether this role suffices where ``least`` is asked for."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(least)
