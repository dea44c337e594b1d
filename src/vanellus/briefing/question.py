"""What a brief or a page asks for: who, with whom, since when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vanellus.analysing.sides import Membership, Who
from vanellus.briefing.wording import day, listed
from vanellus.errors import InputError
from vanellus.ontology import Codebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Who deals with whom, from when to when."""

    actors: tuple[Who, ...]
    """Taken together as one; what they do among themselves is not told."""
    partners: tuple[Who, ...] = ()
    """Empty: all states, blocs and organisations."""
    since: date | None = None
    until: date | None = None
    pillar: str | None = None
    """Only this field of policy."""

    def __post_init__(self) -> None:
        names = [who.name for who in (*self.actors, *self.partners)]
        if not self.actors:
            raise InputError(where="brief", problem="names no actor", valid="one or more")
        for name in names:
            if names.count(name) > 1:
                raise InputError(
                    where="brief", problem=f"{name} is named twice", valid="each party once"
                )
        fields = {pillar.name for pillar in Codebook.default().pillars}
        if self.pillar is not None and self.pillar not in fields:
            raise InputError(
                where="pillar",
                problem=f"{self.pillar[:40]!r} is no field of policy",
                valid=", ".join(sorted(fields)),
            )
        if self.since and self.until and self.since > self.until:
            raise InputError(
                where="brief",
                problem=f"the period begins on {self.since}, after its end on {self.until}",
                valid="since on or before until",
            )


def together(several: tuple[Who, ...], *, wholly: Mapping[str, frozenset[str]]) -> Who:
    """The actors as one, with those blocs whose members are all among them.

    `wholly` has the members of each bloc that acted for its members.
    """
    if len(several) == 1 and not several[0].members:
        # What a bloc of one does is what it does.
        return several[0]
    parts = {
        member: None for who in several for member in (who.members or (Membership(party=who.name),))
    }
    parties = {member.party for member in parts}
    blocs = [
        Membership(party=bloc)
        for bloc, members in sorted(wholly.items())
        if members and members <= parties and bloc not in parties
    ]
    return Who(name=", ".join(who.name for who in several), members=(*parts, *blocs))


def period_words(since: date | None, until: date | None) -> str:
    """The period as the end of a title; empty where none is asked for."""
    if since and until:
        return f"{day(since)} to {day(until)}"
    if since:
        first = (since.month, since.day) == (1, 1)
        return f"since {since.year if first else day(since)}"
    return f"up to {day(until)}" if until else ""


def title_of(question: Question, names: Mapping[str, str]) -> str:
    """The title: `Mali, Burkina Faso and Niger with Russia, since 2022`."""
    actors = listed([names.get(who.name, who.name) for who in question.actors])
    partners = listed([names.get(who.name, who.name) for who in question.partners])
    words = f"{actors} with {partners}" if partners else actors
    if question.pillar:
        words = f"{words}, {question.pillar} dealings"
    period = period_words(question.since, question.until)
    return f"{words}, {period}" if period else words
