"""Who counts as whom: states, blocs as themselves or by their members, and who dealt with whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.analysing.periods import NOWHERE, days_of
from vanellus.errors import InputError

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

STATES_AND_BLOCS: Final = ("state", "bloc", "igo")
_AGAINST_THE_STATE: Final = ("REB", "UAF", "CRM")
_NOT_OF_A_STATE: Final = ("bloc", "igo", "armed_group")
ACTED: Final = 1
"""Direction: the actor did it to the partner."""
SUFFERED: Final = 2
"""Direction: the partner did it to the actor. Both (3) where all were actors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A party that counts as part of a bloc, from `since` up to, not on, `until`."""

    party: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """One whose dealings are asked for: a party by itself, or a bloc by its members."""

    name: str
    members: tuple[Membership, ...] = field(default=())
    """Empty: the party called `name` itself; what a bloc does is not what its members do."""

    @classmethod
    def of(cls, given: str | Who) -> Who:
        """The party of that name by itself."""
        return given if isinstance(given, Who) else cls(name=given)

    @property
    def parties(self) -> tuple[str, ...]:
        """All that count as this one, on whatever day."""
        return tuple(m.party for m in self.members) or (self.name,)


class SideRows(NamedTuple):
    """Sides of events as numbers; one row for each side that counts."""

    event: Whole
    """Index of the event in the table of events."""
    acts: Flags
    suffers: Flags
    party: Whole
    """Index in `names`."""
    kind: Any
    """state, or the kind of what is none; an Arrow array."""
    names: list[str]
    day: Whole
    """Day on which the event began, by event."""
    one_sided: Flags
    """Whether the event has actors and no recipient, by event."""


class Dealings(NamedTuple):
    """Each event once for each partner in it."""

    event: Whole
    partner: Whole
    """Index in `partners`."""
    direction: Whole
    """ACTED, SUFFERED or both added."""
    partners: list[str]


def side_rows(
    events: pa.Table, sides: pa.Table, *, through_blocs: bool = False, of_country: bool = False
) -> SideRows:
    """The sides that count, as numbers.

    A member that is a side only because its bloc is (`via`) counts with `through_blocs` alone.
    `of_country` counts companies, mercenaries, persons and groups as their country, if they are no
    bloc, no armed group and not against the state.
    """
    ids = events["event_id"]
    index = pc.index_in(sides["event_id"], value_set=ids.combine_chunks())
    role = sides["role"]
    acts, suffers = (np.asarray(pc.equal(role, name)) for name in ("actor", "recipient"))
    wanted = np.asarray(pc.is_valid(index)) & (acts | suffers)
    event = np.asarray(pc.fill_null(index, 0)).astype(np.int64)
    one_sided = np.zeros(len(ids), dtype=bool)
    one_sided[event[wanted & acts]] = True
    one_sided[event[wanted & suffers]] = False
    if not through_blocs:
        wanted &= np.asarray(pc.is_null(sides["via"]))
    if not wanted.all():
        sides = sides.filter(pa.array(wanted))
        event, acts, suffers = event[wanted], acts[wanted], suffers[wanted]
    party, kind = _counted_as(sides, of_country=of_country)
    coded = party.combine_chunks().dictionary_encode()
    day = days_of(events["date_start"])
    return SideRows(
        event=event,
        acts=acts,
        suffers=suffers,
        party=np.asarray(coded.indices).astype(np.int64),
        kind=kind,
        names=coded.dictionary.to_pylist(),
        day=day,
        one_sided=one_sided,
    )


def _counted_as(sides: pa.Table, *, of_country: bool) -> tuple[Any, Any]:
    party, country = sides["party"], sides["country"]
    kind = pc.fill_null(pc.cast(sides["kind"], pa.string()), "other")
    is_state = pc.fill_null(pc.equal(party, country), fill_value=False)
    if of_country:
        against = pc.is_in(sides["sector"], value_set=pa.array(_AGAINST_THE_STATE))
        apart = pc.is_in(kind, value_set=pa.array(_NOT_OF_A_STATE))
        its_own = pc.and_(pc.is_valid(country), pc.invert(pc.or_(against, apart)))
        party = pc.if_else(its_own, country, party)
        is_state = pc.or_(is_state, its_own)
    return party, pc.if_else(is_state, "state", kind)


def dealings(
    rows: SideRows,
    *,
    actor: str | Who,
    partners: Sequence[str | Who] | None = None,
    kinds: Collection[str] = STATES_AND_BLOCS,
) -> Dealings:
    """Each event of the actor with each partner: one acts and the other is acted upon, or both act
    and nobody is acted upon (as in the view `event_dyads`).

    Without `partners`: everybody whose kind is among `kinds`, members of the actor apart.
    """
    who = Who.of(actor)
    mine = _rows_of(rows, who)
    count = len(rows.one_sided)
    acts, suffers = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    acts[rows.event[mine & rows.acts]] = True
    suffers[rows.event[mine & rows.suffers]] = True
    near = (acts | suffers)[rows.event] & ~mine
    towards = near & acts[rows.event] & (rows.suffers | rows.one_sided[rows.event])
    back = near & rows.acts & (suffers | (rows.one_sided & acts))[rows.event]
    counts = towards | back
    if partners is None:
        names = rows.names
        of_kind = pc.is_in(rows.kind, value_set=pa.array(list(kinds)))
        counts &= np.asarray(of_kind)
        chosen = np.flatnonzero(counts)
        partner = rows.party[chosen]
    else:
        asked = [Who.of(each) for each in partners]
        names = [each.name for each in asked]
        if len(set(names)) < len(names) or who.name in names:
            raise InputError(
                where="partners",
                problem=f"{', '.join(names)}: the actor or a partner is named twice",
                valid="each once",
            )
        found = [np.flatnonzero(counts & _rows_of(rows, each)) for each in asked]
        chosen = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
        partner = np.repeat(np.arange(len(asked)), [len(each) for each in found])
    event = rows.event[chosen]
    direction = np.where(towards[chosen], ACTED, 0) + np.where(back[chosen], SUFFERED, 0)
    return _once(event, partner, direction, names)


def _once(event: Whole, partner: Whole, direction: Whole, names: list[str]) -> Dealings:
    """Events with several sides of one partner (its army and its minister) count once."""
    width = max(len(names), 1)
    keys, inverse = np.unique(event * width + partner, return_inverse=True)
    both = np.zeros(len(keys), dtype=np.int64)
    np.bitwise_or.at(both, inverse, direction)
    return Dealings(keys // width, keys % width, both, list(names))


def _rows_of(rows: SideRows, who: Who) -> Flags:
    if not who.members:
        return _is(rows, who.name)
    found = np.zeros(len(rows.event), dtype=bool)
    for member in who.members:
        its = _is(rows, member.party)
        if member.since is not None or member.until is not None:
            day = rows.day[rows.event]
            if member.since is not None:
                its &= (day >= _ordinal(member.since)) | (day == NOWHERE)
            if member.until is not None:
                its &= day < _ordinal(member.until)
        found |= its
    return found


def _is(rows: SideRows, name: str) -> Flags:
    try:
        code = rows.names.index(name)
    except ValueError:
        return np.zeros(len(rows.event), dtype=bool)
    same: Flags = rows.party == code
    return same


def _ordinal(day: date) -> int:
    return (day - date(1970, 1, 1)).days
