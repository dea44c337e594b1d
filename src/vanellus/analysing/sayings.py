"""Statements: who said what of whom, when, and how many others tell it too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.analysing.gathering import (
    NONE,
    Groups,
    coded,
    counts_of,
    grouped,
    joined,
    listed,
    need,
    rows_of,
    true,
)
from vanellus.analysing.naming import names_of
from vanellus.analysing.periods import days_of
from vanellus.analysing.registers import contains, folded, is_text, published_within

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

STATEMENT_COLUMNS: Final = (
    "report_id", "event_id", "doc_id", "origin_id", "publisher", "published", "speaker",
    "speaker_party", "type", "mode", "status", "pillar", "date_start", "date_end", "sentence",
)  # fmt: skip
"""One row for each report that is said by somebody. `speaker_party` tells speakers apart: a
lexicon's id or a country with a name, as the one who made the table sees it. Where `report_id` is a
number, numbers stand in the order of publication."""
TELLING_COLUMNS: Final = ("event_id", "origin_id", "speaker_party", "status")
"""One row for each report of the events of which something is said; no speaker is null. Where
`reports` have a column `event`, `event_id` is one of these and not one of their texts."""
SIDE_COLUMNS: Final = ("report_id", "role", "party", "name", "country")
"""Who acts and suffers in the reports that are said."""


def statements(
    reports: pa.Table,
    sides: pa.Table,
    tellings: pa.Table,
    *,
    speaker: str | None = None,
    about: str | None = None,
    type: str | None = None,  # noqa: A002  the word of the ontology
    words: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> pa.Table:
    """Who said what: one row for each event that a speaker speaks of, the newest first.

    Columns: published (first), speaker, speaker_party, says (sentence), type, mode, status,
    pillar, actors, recipients, of_itself (the speaker is one of them), date_start, date_end,
    publisher (where first), times (independent sources that have it from this speaker),
    other_speakers, confirmed_by (independent sources that tell the event without this speaker),
    denied_by (of others, those that tell it as not so; of a denial the two change places),
    publishers, doc_ids, event_id. What is not linked to an event has null for the three counts of
    others, and each report stands alone.

    Args:
        reports: with STATEMENT_COLUMNS.
        sides: with SIDE_COLUMNS.
        tellings: with TELLING_COLUMNS.
        speaker: the speaker's party or country (MLI, ECOWAS), or a part of the name.
        about: a party or country among actors and recipients, or a part of a name.
        type: only this PLOVER type.
        words: a part of the sentence.
        since: published on this day or later.
        until: published on this day or earlier.
    """
    need(reports, STATEMENT_COLUMNS, name="reports")
    need(sides, SIDE_COLUMNS, name="participants")
    need(tellings, TELLING_COLUMNS, name="tellings")
    kept = published_within(reports, since, until) & is_text(reports["type"], type)
    if words is not None:
        kept &= contains(reports["sentence"], words)
    if speaker is not None:
        kept &= _speaks(reports, speaker)
    if about is not None:
        kept &= _spoken_of(reports, sides, about)
    if not kept.all():
        reports = reports.filter(pa.array(kept))
    event = coded(reports["event_id"])
    who = coded(_identity(reports["speaker_party"], reports["speaker"]))
    groups = _in_order(reports, who.codes, event.codes)
    # The only time that whole rows are moved: sentences are long.
    head = reports.take(pa.array(groups.first))
    parties = sides.append_column("via", pa.nulls(sides.num_rows, pa.string()))
    asked = pa.table({"event_id": head["report_id"]})
    parties = parties.rename_columns({"report_id": "event_id"})
    origins = grouped(groups.group, coded(reports["origin_id"]).codes)
    outlet = coded(reports["publisher"])
    outlets = grouped(groups.group, outlet.codes)
    named = outlets.first[outlet.codes[outlets.first] != NONE]
    return pa.table(
        {
            "published": head["published"],
            "speaker": head["speaker"],
            "speaker_party": head["speaker_party"],
            "says": head["sentence"],
            **{name: head[name] for name in ("type", "mode", "status", "pillar")},
            "actors": names_of(asked, parties, role="actor"),
            "recipients": names_of(asked, parties, role="recipient"),
            "of_itself": pa.array(_of_itself(head, sides)),
            "date_start": head["date_start"],
            "date_end": head["date_end"],
            "publisher": head["publisher"],
            "times": pa.array(counts_of(groups.group[origins.first], groups.number)),
            **_others(head, tellings),
            "publishers": listed(
                groups.group[named], groups.number, outlet.of(outlet.codes[named])
            ),
            "doc_ids": _documents(reports, groups.group, groups.number),
            "event_id": head["event_id"],
        }
    )


def _in_order(reports: pa.Table, who: Whole, event: Whole) -> Groups:
    """The reports of each statement and the earliest of them; the newest statement comes first."""
    names = [("published", "ascending"), ("doc_id", "ascending"), ("report_id", "ascending")]
    if pa.types.is_integer(reports["report_id"].type):
        names = names[2:]
    rows = np.asarray(pc.sort_indices(reports, sort_keys=names)).astype(np.int64)
    alone = np.where(event == NONE, np.arange(len(event)), NONE)
    found = grouped(who[rows], event[rows], alone[rows])
    first = rows[found.first]
    name = coded(reports["speaker"])
    rank = np.empty(len(name.values) + 1, dtype=np.int64)
    rank[np.asarray(pc.array_sort_indices(name.values))] = np.arange(len(name.values))
    rank[NONE] = len(name.values)
    order = np.lexsort((rank[name.codes[first]], -days_of(reports["published"])[first]))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    group = np.empty(len(rows), dtype=np.int64)
    group[rows] = place[found.group]
    return Groups(group, first[order])


def _identity(party: Any, name: Any) -> Any:
    """The party, else the name: two speakers that share neither are two."""
    named = coded(pc.cast(joined(name), pa.string()))
    return pc.coalesce(
        pc.cast(joined(party), pa.string()),
        folded(named.values).take(pa.array(named.codes, mask=named.codes == NONE)),
    )


def _speaks(reports: pa.Table, speaker: str) -> Flags:
    found = is_text(reports["speaker_party"], speaker) | contains(reports["speaker"], speaker)
    if "speaker_country" in reports.column_names:
        found |= is_text(reports["speaker_country"], speaker)
    return found


def _spoken_of(reports: pa.Table, sides: pa.Table, about: str) -> Flags:
    its = is_text(sides["party"], about) | is_text(sides["country"], about)
    its |= contains(sides["name"], about)
    mine = rows_of(sides.filter(pa.array(its))["report_id"], among=reports["report_id"])
    found = np.zeros(reports.num_rows, dtype=bool)
    found[mine[mine != NONE]] = True
    return found


def _of_itself(head: pa.Table, sides: pa.Table) -> Flags:
    """Whether the speaker is a side of what it tells, by party or by name."""
    row = rows_of(sides["report_id"], among=head["report_id"])
    ours = row != NONE
    sides, row = sides.filter(pa.array(ours)), row[ours]
    at = pa.array(row)
    same = true(pc.equal(sides["party"], head["speaker_party"].take(at)))
    same |= true(pc.equal(sides["name"], head["speaker"].take(at)))
    found = np.zeros(head.num_rows, dtype=bool)
    found[row[same]] = True
    return found


def _others(head: pa.Table, tellings: pa.Table) -> dict[str, Any]:
    """How many others tell each statement's event."""
    event = coded(head["event" if "event" in head.column_names else "event_id"])
    at = rows_of(tellings["event_id"], among=event.values)
    ours = at != NONE
    tellings, at = tellings.filter(pa.array(ours)), at[ours]
    names = pa.concat_arrays(
        [
            pc.cast(joined(head["speaker_party"]), pa.string()),
            pc.cast(joined(tellings["speaker_party"]), pa.string()),
        ]
    )
    every = coded(names).codes
    own, teller = every[: head.num_rows], every[head.num_rows :]
    origin = coded(tellings["origin_id"]).codes
    denies = true(pc.equal(tellings["status"], "negation"))
    unknown = event.codes == NONE

    def counted(per_event: Whole, of_speaker: Whole) -> pa.Array:
        return pa.array(
            per_event[np.maximum(event.codes, 0)] - of_speaker if len(per_event) else of_speaker,
            mask=unknown,
        )

    count = len(event.values)
    voices = grouped(at[teller != NONE], teller[teller != NONE])
    heard = counts_of(at[teller != NONE][voices.first], count)
    present = _present(event.codes, own, at, teller)
    itself = pa.array(true(pc.equal(head["status"], "negation")))
    so, not_so = _without(event.codes, own, at, teller, origin, denies)
    # Whoever denies is confirmed by those who deny.
    return {
        "other_speakers": counted(heard, present),
        "confirmed_by": pc.if_else(itself, not_so, so),
        "denied_by": pc.if_else(itself, so, not_so),
    }


def _present(event: Whole, own: Whole, at: Whole, teller: Whole) -> Whole:
    """1 for statements whose speaker is among those who tell the event, else 0."""
    wide = int(max(own.max(initial=0), teller.max(initial=0))) + 2
    heard: Flags = np.isin(event * wide + own + 1, at * wide + teller + 1) & (own != NONE)
    return heard.astype(np.int64)


def _without(
    event: Whole, own: Whole, at: Whole, teller: Whole, origin: Whole, denies: Flags
) -> list[pa.Array]:
    """Sources of each statement's event in which its speaker does not speak of it: those that
    confirm it, and those that deny it.

    A source with a report that denies the event counts as denying and not as confirming.
    """
    source = grouped(at, origin)
    no = np.zeros(source.number, dtype=bool)
    no[source.group[denies]] = True
    named = np.flatnonzero(teller != NONE)
    spoken = named[grouped(at[named], teller[named], source.group[named]).first]
    count = max(int(event.max(initial=NONE)), int(at.max(initial=NONE))) + 1
    wide = int(max(own.max(initial=0), teller.max(initial=0))) + 2
    unknown = event == NONE
    found = []
    for counts in (~no, no):
        of_event = np.bincount(at[source.first[counts]], minlength=count)
        kept = spoken[counts[source.group[spoken]]]
        keys, times = np.unique(at[kept] * wide + teller[kept] + 1, return_counts=True)
        wanted = event * wide + own + 1
        place = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
        mine = np.zeros(len(event), dtype=np.int64)
        if len(keys):
            mine = np.where((keys[place] == wanted) & (own != NONE), times[place], 0)
        total = of_event[np.where(unknown, 0, event)] if len(of_event) else mine
        found.append(pa.array(total - mine, mask=unknown))
    return found


def _documents(reports: pa.Table, group: Whole, count: int) -> pa.ListArray:
    documents = grouped(group, coded(reports["doc_id"]).codes).first
    return listed(group[documents], count, joined(reports["doc_id"]).take(pa.array(documents)))
