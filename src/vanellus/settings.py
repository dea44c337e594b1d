"""The settings: one table that feeds the programme, its help and its documentation."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from vanellus.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One knob: its name, its default, the unit it is in and what it does."""

    name: str
    default: float | int | str
    unit: str
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"VANELLUS_{self.name.upper()}"


SETTINGS: Final[tuple[Setting, ...]] = (
    Setting(
        name="min_score",
        default=0.5,
        unit="probability",
        help="event reports below this calibrated score are left out",
    ),
    Setting(
        name="threads",
        default=0,
        unit="threads",
        help="threads of the event model; 0 takes all cores",
    ),
    Setting(
        name="batch_tokens",
        default=2048,
        unit="tokens",
        help="how much text the event model reads at once",
    ),
    Setting(
        name="window_sentences",
        default=4096,
        unit="sentences",
        help="how many sentences are gathered and sorted by length before coding",
    ),
    Setting(
        name="max_file_mb",
        default=200,
        unit="MiB",
        help="single documents larger than this are left out",
    ),
    Setting(
        name="max_chars",
        default=2_000_000,
        unit="characters",
        help="text of one document beyond this is cut off, and said to be",
    ),
    Setting(
        name="batch_documents",
        default=32,
        unit="documents",
        help="documents that ingest keeps in one transaction",
    ),
    Setting(
        name="timeout",
        default=20,
        unit="seconds",
        help="wait for an answer when an address is read",
    ),
)
_BY_NAME: Final = {setting.name: setting for setting in SETTINGS}


def setting(name: str) -> float | int | str:
    """The value of a setting: from its environment variable, else its default.

    Raises InputError when the variable holds something of another kind than the default.
    """
    entry = _BY_NAME[name]
    given = os.environ.get(entry.variable)
    if given is None or given == "":
        return entry.default
    try:
        return type(entry.default)(given)
    except ValueError:
        raise InputError(
            where=entry.variable,
            problem=f"{given!r} is no {type(entry.default).__name__}",
            valid=f"{entry.help}, in {entry.unit}, default {entry.default}",
        ) from None


def whole(name: str) -> int:
    """A setting that counts something."""
    return int(setting(name))


def real(name: str) -> float:
    """A setting that measures something."""
    return float(setting(name))


def in_force() -> dict[str, float | int | str]:
    """All settings as they stand, for the record of a run."""
    return {entry.name: setting(entry.name) for entry in SETTINGS}
