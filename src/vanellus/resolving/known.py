"""What the lexicon knows: states, organisations, bodies, armed groups, persons and offices."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from vanellus.resolving.csv_tables import ALWAYS, FOREVER


class Sort(IntEnum):
    """How a name stands for what it stands for. Of equal names the lower sort is preferred."""

    STATE = 0
    PEOPLE = 1
    """A demonym: adjective or people."""
    CAPITAL = 2
    """A capital or seat of government, which stands for the government."""
    PAST_STATE = 3
    PAST_PEOPLE = 4
    ORGANISATION = 5
    GROUP = 6
    BODY = 7
    """A body of one state: a ministry, party, service, firm."""
    PERSON = 8
    PART = 9
    """A part of a state, or its people: it tells the country but doesn't stand for it."""
    REGION = 10
    """A region by its adjective; `id` is the region's name."""


STATES = frozenset(
    {Sort.STATE, Sort.PEOPLE, Sort.CAPITAL, Sort.PAST_STATE, Sort.PAST_PEOPLE, Sort.PART}
)
"""The sorts of names that tell a country."""


class Known(NamedTuple):
    """One thing with a name, in force from ordinal `since` until before ordinal `until`."""

    id: str
    name: str
    sort: Sort
    kind: str
    country: str | None
    sector: str | None
    since: int = ALWAYS
    until: int = FOREVER

    def on(self, day: int | None) -> bool:
        """Whether it is in force on a day (an ordinal); None asks for what is in force still."""
        return self.until == FOREVER if day is None else self.since <= day < self.until


class Name(NamedTuple):
    """A name and how it has to be written."""

    known: Known
    written: str


class Office(NamedTuple):
    """A common noun for an actor: an office, a body, a trade, a part in events."""

    phrase: str
    """In the singular, folded."""
    sector: str
    """The tag that tells most: `OPP` of `PTY;OPP`."""
    kind: str
    level: str
    plural: bool = False


class Term(NamedTuple):
    """A person's time in an office."""

    country: str
    """ISO3 of the state, or the id of the organisation that the person heads."""
    office: str
    """head_of_state, head_of_government, foreign_minister, defence_minister, vice_president or
    head (of an organisation)."""
    sector: str
    since: int
    until: int


class Holder(NamedTuple):
    """A person who holds or held offices."""

    name: str
    terms: tuple[Term, ...]

    def term_on(self, day: int | None) -> Term | None:
        """The term that the day falls in, of several the state's and the later begun.

        None for a day out of office.
        """
        at = FOREVER - 1 if day is None else day
        found = [term for term in self.terms if term.since <= at < term.until]
        return max(found, key=lambda term: (term.office != "head", term.since), default=None)


class Country(NamedTuple):
    """A country of the lexicon."""

    code: str
    name: str
    region: str
    sovereign: str | None
    partial: bool
    """Whether only a part of the world's states recognises it."""
