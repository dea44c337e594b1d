"""Events from the reports that were joined: one value for each field, with the rule behind it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

import pyarrow as pa

from vanellus.linking import disagreements as contradictions
from vanellus.linking.dating import EPOCH, WEIGHTS, Dated, When, dated, in_full
from vanellus.linking.disagreements import MUTUAL, Contradiction
from vanellus.linking.event_tables import (
    DISAGREEMENTS,
    EVENT_LIFE,
    EVENT_SIDES,
    EVENTS,
    EventTables,
    table_of,
)
from vanellus.linking.life import OPEN, Stage, Word, change_of, confirms, life_of, overdue, said_of
from vanellus.linking.participation import Side, sides_of_event
from vanellus.linking.placing import Where, placed
from vanellus.linking.reported import Report, reports_by_event
from vanellus.linking.tolls import ResolvedToll, ToldToll, resolved_toll
from vanellus.linking.typed import counted, refused, typed
from vanellus.linking.votes import Told, voted, weights_of
from vanellus.ontology import Codebook

_TO_COME: Final = OPEN | {"overdue", "cancelled"}
"""States in which an event counts under PLOVER's rule for the future."""
_PLAN: Final = 0.3
"""What an announced date weighs beside those of reports that the event was held."""


def events_of(
    reports: pa.Table,
    participants: pa.Table,
    figures: pa.Table,
    copies: pa.Table,
    membership: pa.Table,
    *,
    today: date | None,
) -> EventTables:
    """The events that reports belong to, each with its sides, its life and its disagreements.

    Raises InputError where a column of `reports` is missing.

    Args:
        reports: columns of the store's `reports` with published and publisher of `documents`.
        participants: the store's table; those of other reports are passed over.
        figures: the store's table (tolls).
        copies: doc_id, origin_id and wire; a document without a row is its own origin.
        membership: report_id and event_id; reports without a row are passed over.
        today: the day as of which announced events are overdue; None for no such day.
    """
    now = None if today is None else today.toordinal() - EPOCH
    rows: tuple[list[Any], ...] = ([], [], [], [])
    for event_id, told in reports_by_event(reports, participants, figures, copies, membership):
        event = _event(event_id, told, now=now)
        rows[0].append(event.row)
        rows[1].extend((event_id, side.role, *side.party, side.sources) for side in event.sides)
        rows[2].extend((event_id, *stage) for stage in _dates(event.life))
        rows[3].extend((event_id, *each) for each in event.disputed)
    return EventTables(
        *(
            table_of(found, schema)
            for found, schema in zip(
                rows, (EVENTS, EVENT_SIDES, EVENT_LIFE, DISAGREEMENTS), strict=True
            )
        )
    )


class _Event(NamedTuple):
    row: tuple[Any, ...]
    sides: list[Side]
    life: list[Stage]
    disputed: list[Contradiction]


def _event(event_id: str, reports: Sequence[Report], *, now: int | None) -> _Event:
    changes = [
        change_of(each.sentence, each.trigger, kind=each.type, mode=each.mode, status=each.status)
        if each.sentence
        else None
        for each in reports
    ]
    sources = len({each.source for each in reports})
    kind, mode, core = typed(reports, changes)
    if kind == "REJECT":
        # A refusal is itself what happened; it puts nothing off.
        changes = [None] * len(reports)
    words = [_word(each, change) for each, change in zip(reports, changes, strict=True)]
    life = life_of(words)
    when, spoken = _when(reports, words, life)
    late = overdue(life, end=when.when.end if when.when else None, basis=when.basis, today=now)
    if late is not None and not (life[-1].state == "postponed" and not spoken):
        life.append(late)
    state = life[-1].state
    about = weights_of((context, one.source, 1.0) for one in core for context in one.contexts)
    contexts = sorted(
        (name for name in about if about[name] * 3 >= len({one.source for one in core})),
        key=lambda name: (-about[name], name),
    )
    pillar = voted(((one.pillar, one.source, one.score) for one in core), key=str)
    where = placed(_places(reports))
    tolls = [
        ToldToll(one.source, one.published, one.toll, one.report_id) for one in reports if one.toll
    ]
    toll = resolved_toll(tolls)
    sides = sides_of_event(((one.source, one.score, one.parts) for one in reports), sources=sources)
    disputed = (
        _disputed(
            reports, words, kind, state, when=when, spoken=spoken, where=where, tolls=tolls,
            toll=toll, sides=sides, contexts=frozenset(contexts), core=core,
        )
        if sources > 1
        else []
    )  # fmt: skip
    plover_type, plover_score = counted(
        kind, mode, state in _TO_COME, state == "cancelled" and any(changes) and refused(reports)
    )
    place = where.value if where else Where(None, None, None, None, None, None)
    published = [one.published for one in reports if one.published is not None]
    row = (
        event_id, kind, plover_type, mode, contexts, pillar, state,
        *(when.when or (None, None, "unknown")),
        when.basis, place.name, place.country, place.latitude, place.longitude, place.geonameid,
        place.grain, plover_score, max(one.score for one in reports), len(reports),
        len({one.doc_id for one in reports}), sources, min(published, default=None),
        max(published, default=None), toll.toll.low if toll else None,
        toll.toll.high if toll else None,
        _record(
            reports, life, disputed, when=when, where_rule=where and where.rule, toll=toll
        ),
    )  # fmt: skip
    return _Event(row, sides, life, disputed)


def _word(one: Report, change: str | None) -> Word:
    dated_ = one.date_basis in ("stated", "relative") and one.date_start is not None
    says = said_of(
        status=one.status,
        change=change,
        start=one.date_start,
        published=one.published,
        dated=dated_,
    )
    sure = says == "announced" and bool(one.sentence) and confirms(one.sentence)
    return Word(one.report_id, one.source, one.published, says, sure, dated_)


def _when(
    reports: Sequence[Report], words: Sequence[Word], life: Sequence[Stage]
) -> tuple[Dated, list[Told[When]]]:
    """The date, and the dates of the text that count for it (empty where none does).

    Reports that it was held speak for an event that was held; where they give no day of their own,
    the announced one stands. After a postponement only later announcements count.
    """
    rows = [
        (_told(one), one.date_basis, word, one)
        for one, word in zip(reports, words, strict=True)
        if one.date_start is not None
    ]
    state = life[-1].state
    postponed = max(
        (stage.known_since or 0 for stage in life if stage.state == "postponed"), default=None
    )
    held = [row for row in rows if row[2].says in ("held", "past")]
    planned = [row for row in rows if row[2].says == "announced"]
    if postponed is not None:
        planned = _after(rows, planned, postponed)
    if state in ("held", "past") and held:
        spoken = [row for row in held if row[2].dated]
        if not spoken:
            latest = max((row[3].published or 0 for row in held), default=0)
            spoken = [row for row in planned if row[2].dated and row[0].value.start <= latest]
        else:
            # Plans fit among the dates told afterwards, or weigh too little to matter.
            plans = [(_lighter(row[0]), *row[1:]) for row in planned if row[2].dated]
            found = dated([(row[0], row[1]) for row in (*spoken, *plans)])
            dates = [row[0] for row in spoken]
            return in_full(found, plans=[row[0].value for row in plans], told=dates), dates
        pool = spoken or held
    elif state in OPEN:
        spoken = [row for row in planned if row[2].dated]
        pool = spoken or planned or [row for row in rows if row[2].dated] or rows
    else:
        spoken = [row for row in rows if row[2].dated]
        pool = spoken or rows
    return dated([(row[0], row[1]) for row in pool]), [row[0] for row in spoken]


def _lighter(plan: Told[When]) -> Told[When]:
    return plan._replace(weight=plan.weight * _PLAN)


_Row = tuple[Told[When], str, Word, Report]


def _after(rows: Sequence[_Row], planned: Sequence[_Row], postponed: int) -> list[_Row]:
    """What still stands of the plans once they were put off: later announcements, and a new day in
    the words that put it off.
    """
    earlier = [row for row in planned if (row[2].day or 0) < postponed]
    bound = max((row[0].value.end for row in earlier), default=None)
    return [
        row
        for row in rows
        if (row[2].says == "announced" and (row[2].day or 0) >= postponed and row not in earlier)
        or (
            row[2].says == "postponed"
            and row[2].dated
            and bound is not None
            and row[0].value.start > bound
        )
    ]


def _told(one: Report) -> Told[When]:
    assert one.date_start is not None  # the caller looked
    end = one.date_start if one.date_end is None else max(one.date_end, one.date_start)
    value = When(one.date_start, end, one.date_grain)
    return Told(value, one.source, WEIGHTS.get(one.date_basis, 0.0), one.report_id)


def _places(reports: Iterable[Report]) -> list[Told[Where]]:
    return [
        Told(
            Where(
                one.place_name,
                one.place_country,
                one.latitude,
                one.longitude,
                one.geonameid,
                one.place_grain,
            ),
            one.source,
            1.0,
            one.report_id,
        )
        for one in reports
        if one.place_name is not None or one.geonameid is not None
    ]


def _disputed(
    reports: Sequence[Report],
    words: Sequence[Word],
    kind: str,
    state: str,
    *,
    when: Dated,
    spoken: Sequence[Told[When]],
    where: Any,
    tolls: Sequence[ToldToll],
    toll: ResolvedToll | None,
    sides: Sequence[Side],
    contexts: frozenset[str],
    core: Sequence[Report],
) -> list[Contradiction]:
    found: list[Contradiction] = []
    found += contradictions.of_dates(
        _latest(spoken, reports, state), resolved=when.when, rule=when.rule
    )
    if where is not None:
        found += contradictions.of_places(_places(reports), resolved=where.value, rule=where.rule)
    resolved = {
        role: frozenset(side.party.party for side in sides if side.role == role)
        for role in ("actor", "recipient")
    }
    found += contradictions.of_participants(
        [(one.source, one.report_id, one.parts) for one in core],
        mutual=kind in MUTUAL,
        resolved=resolved,
    )
    real = [one for one in reports if one.status in ("occurred", "historical")]
    found += contradictions.of_types(
        [(one.type, one.source, one.report_id) for one in real],
        resolved=kind,
        quad=Codebook.default().quad,
    )
    found += contradictions.of_agenda(
        [(context, one.source, one.report_id) for one in core for context in one.contexts],
        resolved=contexts,
    )
    found += contradictions.of_tolls(tolls, toll)
    found += contradictions.of_status(
        _statuses(words), resolved=state if state in ("denied", "cancelled") else "held"
    )
    return found


def _latest(
    spoken: Sequence[Told[When]], reports: Sequence[Report], state: str
) -> Sequence[Told[When]]:
    """Of what is still to come each source's latest word: plans change."""
    if state not in OPEN and state != "overdue":
        return spoken
    day = {one.report_id: one.published or 0 for one in reports}
    last: dict[str, int] = {}
    for each in spoken:
        last[each.source] = max(last.get(each.source, 0), day[each.report_id])
    return [each for each in spoken if day[each.report_id] == last[each.source]]


def _statuses(words: Sequence[Word]) -> list[tuple[str, str, str]]:
    """Words for and against that it took place: that it was held, and what denies that at the same
    time or later.
    """
    held = [word for word in words if word.says in ("held", "past")]
    if not held:
        return []
    since = min(word.day or 0 for word in held)
    planned = any(word.says == "announced" for word in words)
    against = [
        word
        for word in words
        if (word.says == "cancelled" or (word.says == "denied" and not planned))
        and (word.day or 0) >= since
    ]
    return [("held", word.source, word.report_id) for word in held] + [
        (word.says, word.source, word.report_id) for word in against
    ]


def _record(
    reports: Sequence[Report],
    life: Sequence[Stage],
    disputed: Sequence[Contradiction],
    *,
    when: Dated,
    where_rule: str | None,
    toll: ResolvedToll | None,
) -> str:
    """What has no column of its own, as JSON."""
    rules = {"date": when.rule}
    if where_rule:
        rules["place"] = where_rule
    if toll:
        rules["toll"] = toll.rule
    if len(reports) > 1:
        rules["type"] = "most independent sources, by score"
        rules["participants"] = "parties that a third of the independent sources name"
    return json.dumps(
        {
            "rules": rules,
            "publishers": sorted({one.publisher for one in reports if one.publisher}),
            "sources": sorted({one.source for one in reports}),
            "life": [[stage.state, _iso(stage.known_since), stage.report_id] for stage in life],
            "disagreements": sorted({each.field for each in disputed}),
        },
        ensure_ascii=False,
    )


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day + EPOCH).isoformat()


def _dates(life: Iterable[Stage]) -> Iterable[tuple[str, int | None, str | None]]:
    return ((stage.state, stage.known_since, stage.report_id) for stage in life)
