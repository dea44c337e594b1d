"""The settings: one table that feeds the programme, its help and its documentation."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from vanellus.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One knob: its name, its default, the unit it is in, what it does and its bounds."""

    name: str
    default: float | int
    unit: str
    help: str
    least: float = 1
    most: float | None = None
    shapes_results: bool = True
    """Whether what is coded may hang on it; if so, it is part of a run's identity."""

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"VANELLUS_{self.name.upper()}"

    @property
    def kind(self) -> str:
        """What the value is, in words."""
        return "a number" if isinstance(self.default, float) else "a whole number"

    @property
    def valid(self) -> str:
        """What may be given, in words."""
        end = "or more" if self.most is None else f"to {self.most:g}"
        what = self.unit if isinstance(self.default, float) else f"whole number of {self.unit}"
        return f"a {what}, {self.least:g} {end}"


SETTINGS: Final[tuple[Setting, ...]] = (
    Setting(
        name="min_score",
        default=0.05,
        unit="probability",
        help="event reports below this calibrated score are left out",
        least=0,
        most=1,
    ),
    Setting(
        name="min_trigger",
        default=0.0,
        unit="probability",
        help=(
            "words are taken for an event from this probability on; "
            "0 takes the event model's own, chosen for few false events"
        ),
        least=0,
        most=1,
    ),
    Setting(
        name="appeals",
        default=0,
        unit="switches (0 or 1)",
        help=(
            "1 keeps appeals (urged, called on) as REQUEST; "
            "0 leaves them out, as PLOVER's CAMEO table does with CAMEO 02"
        ),
        least=0,
        most=1,
    ),
    Setting(
        name="by_table",
        default=1,
        unit="switches (0 or 1)",
        help=(
            "what `relate` tells as plover_type: 1 the type that PLOVER's CAMEO table gives, "
            "0 the type of PLOVER's manual after its rule for the future"
        ),
        least=0,
        most=1,
    ),
    Setting(
        name="threads",
        default=0,
        unit="threads",
        help="threads of the event model; 0 takes all cores",
        least=0,
        shapes_results=False,
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
        shapes_results=False,
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
        shapes_results=False,
    ),
    Setting(
        name="timeout",
        default=20,
        unit="seconds",
        help="wait for an answer when an address is read",
        shapes_results=False,
    ),
)
_BY_NAME: Final = {setting.name: setting for setting in SETTINGS}


def setting(name: str) -> float | int:
    """The value of a setting: from its environment variable, else its default.

    Raises InputError when the variable holds something of another kind than the default, or a
    number out of bounds.
    """
    entry = _BY_NAME[name]
    given = os.environ.get(entry.variable)
    if given is None or given == "":
        return entry.default
    try:
        value = type(entry.default)(given)
    except ValueError:
        raise InputError(
            where=entry.variable, problem=f"{given!r} is not {entry.kind}", valid=entry.valid
        ) from None
    # Written so that NaN, which is neither less nor more than anything, is out of bounds too.
    if not (entry.least <= value and (entry.most is None or value <= entry.most)):
        raise InputError(
            where=entry.variable, problem=f"{given} is out of bounds", valid=entry.valid
        )
    return value


def whole(name: str) -> int:
    """A setting that counts something."""
    return int(setting(name))


def real(name: str) -> float:
    """A setting that measures something."""
    return float(setting(name))


def in_force() -> dict[str, float | int]:
    """The settings that results may hang on, as they stand, for the identity of a run."""
    return {entry.name: setting(entry.name) for entry in SETTINGS if entry.shapes_results}


def page() -> str:
    """The settings as a page of documentation (Markdown): docs/settings.md is this text."""
    lines = [
        "# Settings",
        "",
        "Each setting has a default and is set by its environment variable. `vanellus settings`",
        "lists the values in force. A value of the wrong kind or out of bounds ends the command",
        "with one line that says what is valid.",
        "",
        "| variable | default | valid | what it does |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| `{entry.variable}` | {entry.default} | {entry.valid} | {entry.help} |"
        for entry in SETTINGS
    ]
    lines += [
        "",
        "`VANELLUS_MODEL` names the folder of another event model than the one in the package.",
        "",
        "A run in a store keeps the settings that were in force (table `runs`); documents coded",
        "under other settings are coded anew by the next `vanellus ingest` of the same files.",
        "",
        "This page is written by `vanellus settings --page > docs/settings.md`.",
    ]
    return "\n".join(lines) + "\n"
