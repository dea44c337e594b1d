"""When an event was: one interval from those that its reports give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from vanellus.linking.votes import Told, narrowest

WEIGHTS: Final = {"stated": 1.0, "relative": 0.8, "published": 0.25}
"""What a date weighs by what it rests on; one of unknown basis weighs nothing."""
DAYS_LONG: Final = 15
"""Up to so many days an interval given in days is a length of time; beyond, it is vagueness."""
EPOCH: Final = date(1970, 1, 1).toordinal()
_BASES: Final = ("stated", "relative", "published", "unknown")


class When(NamedTuple):
    """An interval of days since 1970, both ends inclusive."""

    start: int
    end: int
    grain: str

    @property
    def text(self) -> str:
        """ISO dates, for a person."""
        first, last = (date.fromordinal(day + EPOCH).isoformat() for day in (self.start, self.end))
        return first if first == last else f"{first}/{last}"


class Dated(NamedTuple):
    """The day of an event, what it rests on, and by which rule."""

    when: When | None
    basis: str
    rule: str


def allows(one: When, other: When) -> bool:
    """Whether who tells the first may mean the second: it lies in it, or is a length of some days
    of which the first names a part.
    """
    if one.start <= other.start and other.end <= one.end:
        return True
    lasting = other.grain == "day" and other.end - other.start < DAYS_LONG
    return lasting and other.start <= one.start and one.end <= other.end


def agree(one: When, other: When) -> bool:
    """Whether one lies in the other."""
    return (one.start <= other.start and other.end <= one.end) or (
        other.start <= one.start and one.end <= other.end
    )


def dated(told: Sequence[tuple[Told[When], str]]) -> Dated:
    """One date from those told, each with its basis.

    Dates from the text go before days of publication, and stated ones weigh more than reckoned
    ones; the narrowest that most independent sources allow wins.
    """
    for bases in (("stated", "relative"), ("published",), ("unknown",)):
        pool = [each for each, basis in told if basis in bases]
        if not pool:
            continue
        choice = narrowest(
            pool, allows=allows, fineness=lambda when: (when.end - when.start, *when[:2])
        )
        basis = min(
            (basis for each, basis in told if each.value == choice.value and basis in bases),
            key=_BASES.index,
        )
        return Dated(choice.value, basis, choice.rule)
    return Dated(None, "unknown", "no date is told")


def in_full(found: Dated, *, plans: Sequence[When], told: Sequence[Told[When]]) -> Dated:
    """The days announced, where an event was to last several and all that is told of it afterwards
    fits them: who says "on Friday" of a visit of two days names one of them. Else what was found.
    """
    if found.when is None:
        return found
    fitting = [
        plan
        for plan in plans
        if plan.grain == "day"
        and plan.end - plan.start < DAYS_LONG
        and plan.start <= found.when.start
        and found.when.end <= plan.end
        and plan != found.when
        and all(agree(plan, each.value) for each in told)
    ]
    if not fitting:
        return found
    return Dated(min(fitting), found.basis, "the days announced, which reports of it fit")
