"""Who cooperates with whom: ties between parties in a period, their layout and their chart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.analysing.sides import STATES_AND_BLOCS, dealings, side_rows
from vanellus.briefing.drawing import Chart, data_of
from vanellus.briefing.marks import mark_key
from vanellus.briefing.palette import AHEAD, CONFLICT, COOPERATION, INK, WIDE
from vanellus.ontology import Codebook
from vanellus.storing.analysis_tables import arrow

if TYPE_CHECKING:
    import numpy.typing as npt

    from vanellus.storing import Store

    Real = npt.NDArray[np.float64]

MOST_PARTIES: Final = 30
"""A picture of more can't be read."""
_STEPS: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two parties with the events between them, either way."""

    one: str
    other: str
    cooperation: tuple[str, ...]
    """Ids of the events."""
    conflict: tuple[str, ...]

    @property
    def events(self) -> int:
        """How many there are."""
        return len(self.cooperation) + len(self.conflict)


def ties_of(
    store: Store,
    *,
    since: date | None = None,
    until: date | None = None,
    around: Sequence[str] = (),
    kinds: Sequence[str] = ("bloc", "igo"),
) -> list[Tie]:
    """The ties between states, and parties of these kinds, by events told as held, the strongest
    first.

    Events that begin from `since` to `until` (inclusive). With `around` only ties among these
    parties and those that have one with them. Blocs are parties by themselves: what one does is no
    tie of its members. Raises StoreError.
    """
    good = sorted(name for name in _quads() if _quads()[name] <= 2)
    given: dict[str, Any] = {"kinds": sorted(kinds), "since": since, "until": until, "good": good}
    near = ""
    if around:
        # Who is no side of any event of theirs has no tie with them.
        near = (
            " AND party IN (SELECT party FROM event_sides WHERE event_id IN"
            " (SELECT event_id FROM event_sides WHERE party IN (SELECT unnest($around))))"
        )
        given["around"] = sorted(set(around))
    rows = arrow(
        store,
        "WITH held AS (SELECT event_id, plover_type IN (SELECT unnest($good)) AS good FROM events"  # noqa: S608  constants
        " WHERE state = 'held' AND ($since IS NULL OR date_start >= $since)"
        " AND ($until IS NULL OR date_start <= $until)),"
        " mine AS (SELECT event_id, role, party, party = country OR kind IN (SELECT unnest($kinds))"
        " AS counts FROM event_sides SEMI JOIN held USING (event_id)"
        " WHERE via IS NULL AND role IN ('actor', 'recipient')),"
        " directed AS (SELECT event_id FROM mine WHERE role = 'recipient'),"
        f" chosen AS (SELECT * FROM mine WHERE counts{near})"
        " SELECT least(a.party, b.party) AS one, greatest(a.party, b.party) AS other, good,"
        " list(DISTINCT a.event_id ORDER BY a.event_id) AS ids FROM held JOIN chosen a"
        " USING (event_id) JOIN chosen b USING (event_id) WHERE a.role = 'actor'"
        " AND a.party <> b.party AND (b.role = 'recipient' OR a.event_id NOT IN"
        " (SELECT event_id FROM directed)) GROUP BY ALL",
        given,
    ).to_pylist()
    found: dict[tuple[str, str], dict[bool, list[str]]] = {}
    for row in rows:
        found.setdefault((row["one"], row["other"]), {})[row["good"]] = row["ids"]
    ties = [
        Tie(
            one=one, other=other,
            cooperation=tuple(by.get(True, ())), conflict=tuple(by.get(False, ())),
        )
        for (one, other), by in found.items()
    ]  # fmt: skip
    if around:
        met = {p for t in ties if {t.one, t.other} & set(around) for p in (t.one, t.other)}
        ties = [tie for tie in ties if {tie.one, tie.other} <= met]
    return sorted(ties, key=lambda tie: (-tie.events, tie.one, tie.other))


def has_ties(events: pa.Table, sides: pa.Table, around: Iterable[str]) -> bool:
    """Whether `ties_of` finds any around these parties, from tables of their events."""
    rows = side_rows(events.filter(pc.equal(events["state"], "held")), sides)
    of_kind = np.asarray(pc.is_in(rows.kind, value_set=pa.array(STATES_AND_BLOCS)))
    counted = {rows.names[party] for party in np.unique(rows.party[of_kind]).tolist()}
    return any(len(dealings(rows, actor=party).event) for party in counted.intersection(around))


def parties_of(ties: Sequence[Tie], *, most: int = MOST_PARTIES) -> list[str]:
    """The parties with the most events in these ties, at most so many."""
    events: dict[str, set[str]] = {}
    for tie in ties:
        for party in (tie.one, tie.other):
            events.setdefault(party, set()).update(tie.cooperation, tie.conflict)
    return sorted(events, key=lambda party: (-len(events[party]), party))[:most]


def network_chart(
    ties: Sequence[Tie], *, names: Mapping[str, str], width: int = WIDE, most: int = MOST_PARTIES
) -> Chart | None:
    """Parties as dots, those that cooperate much near each other; lines are as thick as events are
    many, blue where cooperation prevails, orange where conflict does.
    """
    parties = parties_of(ties, most=most)
    kept = [tie for tie in ties if tie.one in parties and tie.other in parties]
    if not kept:
        return None
    place = dict(zip(parties, layout(parties, kept).tolist(), strict=True))
    own: dict[str, set[str]] = {party: set() for party in parties}
    for tie in kept:
        for party in (tie.one, tie.other):
            own[party].update(tie.cooperation, tie.conflict)
    lines = [
        {
            "key": mark_key(tie.one, tie.other),
            "x": place[tie.one][0], "y": place[tie.one][1],
            "x2": place[tie.other][0], "y2": place[tie.other][1],
            "told": f"{names.get(tie.one, tie.one)} – {names.get(tie.other, tie.other)}",
            "events": tie.events, "cooperation": len(tie.cooperation),
            "conflict": len(tie.conflict), "kind": _prevails(tie),
        }
        for tie in reversed(kept)
    ]  # fmt: skip
    dots = [
        {"key": mark_key(party), "name": names.get(party, party),
         "x": place[party][0], "y": place[party][1],
         "label": party if len(party) <= 6 else _short(names.get(party, party)),
         "events": len(own[party])}
        for party in parties
    ]  # fmt: skip
    kinds = [k for k in ("cooperation", "conflict", "level") if any(v["kind"] == k for v in lines)]
    colours = {"cooperation": COOPERATION, "conflict": CONFLICT, "level": AHEAD}
    # Room for the labels, which keep their size.
    edge = 1.12 if width >= WIDE else 1.3
    scale = alt.Scale(domain=[-edge, edge])
    bare: dict[str, Any] = {"axis": None, "scale": scale}
    drawn_lines = (
        alt.Chart(data_of(lines))
        .mark_rule(opacity=0.55, strokeCap="round")
        .encode(
            x=alt.X("x:Q", **bare), y=alt.Y("y:Q", **bare), x2="x2:Q", y2="y2:Q",
            strokeWidth=alt.StrokeWidth(
                "events:Q", legend=None, scale=alt.Scale(type="sqrt", range=[0.7, 9])
            ),
            color=alt.Color("kind:N", legend=alt.Legend(title=None, orient="top", symbolOpacity=1),
                            scale=alt.Scale(domain=kinds, range=[colours[k] for k in kinds])),
            tooltip=[alt.Tooltip("told:N", title="between"), "cooperation:Q", "conflict:Q"],
        )
    )  # fmt: skip
    base = alt.Chart(data_of(dots)).encode(x=alt.X("x:Q", **bare), y=alt.Y("y:Q", **bare))
    drawn_dots = base.mark_point(
        filled=True, opacity=1, color=INK, stroke=None
    ).encode(
        size=alt.Size("events:Q", legend=None, scale=alt.Scale(range=[30, 420])),
        tooltip=["name:N", "events:Q"],
    )  # fmt: skip
    words = base.mark_text(dy=-13, fontSize=12, fontWeight="bold", color=INK).encode(text="label:N")
    size = {"width": width, "height": round(width * 0.72)}
    drawn: Chart = (drawn_lines + drawn_dots + words).properties(**size)
    return drawn


def layout(parties: Sequence[str], ties: Sequence[Tie]) -> Real:
    """A place between -1 and 1 for each party: forces of springs and of distance, from a circle in
    the order given, so that the same ties always give the same picture (Fruchterman & Reingold
    1991).
    """
    count = len(parties)
    if count == 1:
        return np.zeros((1, 2))
    index = {party: at for at, party in enumerate(parties)}
    pull = np.zeros((count, count))
    for tie in ties:
        if tie.one in index and tie.other in index:
            # Conflict ties too, but weakly: they'd else be flung apart and hide all else.
            weight = np.log1p(len(tie.cooperation)) + 0.3 * np.log1p(len(tie.conflict))
            pull[index[tie.one], index[tie.other]] = pull[index[tie.other], index[tie.one]] = weight
    angle = 2 * np.pi * np.arange(count) / count
    place = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    ideal = 1.4 / np.sqrt(count)
    for step in range(_STEPS):
        apart = place[:, None, :] - place[None, :, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 0.01)
        force = (ideal**2 / distance**2 - pull * distance / (3 * ideal))[..., None] * apart
        move = force.sum(axis=1) - 0.25 * place
        length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
        place = place + move / length * np.minimum(length, 0.12 * (1 - step / _STEPS))
    place = place - (place.max(axis=0) + place.min(axis=0)) / 2
    scaled: Real = place / np.maximum(np.abs(place).max(axis=0), 1e-9)
    return scaled


def _short(name: str) -> str:
    """A long name by the first letters of its words."""
    if len(name) <= 14:
        return name
    return "".join(word[0] for word in name.split() if word[0].isupper()) or f"{name[:13]}…"


def _prevails(tie: Tie) -> str:
    if len(tie.cooperation) == len(tie.conflict):
        return "level"
    return "cooperation" if len(tie.cooperation) > len(tie.conflict) else "conflict"


def _quads() -> dict[str, Any]:
    book = Codebook.default()
    return {each.name: book.quad(each.name) for each in book.types}
