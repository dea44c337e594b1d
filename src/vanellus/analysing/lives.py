"""Which events count as done, and which as ahead (the column `state` of `events`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vanellus.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection

LIVES: Final = (
    "announced", "confirmed", "held", "postponed", "cancelled", "overdue", "feared", "denied",
    "past",
)  # fmt: skip
HELD: Final = ("held",)
"""What counts unless something else is asked for: it happened, as news told it."""
AHEAD: Final = ("announced", "confirmed", "overdue")
"""Said to come and not told as done: counted apart."""


def known_lives(states: Collection[str]) -> tuple[str, ...]:
    """The states of life asked for, in their usual order. Raises InputError for an unknown one."""
    for state in states:
        if state not in LIVES:
            raise InputError(
                where="states of events", problem=f"unknown {state!r}", valid=", ".join(LIVES)
            )
    return tuple(life for life in LIVES if life in states)
