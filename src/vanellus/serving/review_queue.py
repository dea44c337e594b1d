"""The queue of reports that nobody reviewed: its order, its filters, and who stands where in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from vanellus.errors import InputError
from vanellus.serving.listing_parts import Column, Filter, Listing, choice, days_within, words_in
from vanellus.serving.reviewing import states_of
from vanellus.storing import corrected, corrected_participants

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from vanellus.serving.asked import Asked
    from vanellus.serving.reviewing import Reviewing
    from vanellus.storing import Store

QUEUE: Final = Listing(
    name="review",
    title="Review",
    lead="One report at a time: accept it, correct it, or reject it. The machine's reading is kept "
    "beside your decision, which all counts follow.",
    table="served_queue",
    noun="report",
    columns=(),
    filters=(
        Filter(name="party", label="Party", kind="party",
               sql="report_id IN (SELECT report_id FROM participants"
               " WHERE $party IN (lexicon_id, entity_id, country))"),
        *days_within("date_start", "date_end"),
        choice("type", "Type"),
        choice("pillar", "Field"),
        choice("status", "Status"),
        choice("country", "Country", "place_country"),
        choice("publisher", "Outlet"),
        Filter(name="document", label="Document", sql="doc_id = $document", hidden=True),
    ),
)  # fmt: skip
REVIEWS: Final = Listing(
    name="reviews",
    title="Reviews",
    lead="What was decided, by whom and when. The last decision on a report holds; none is ever "
    "deleted.",
    table="served_reviews",
    noun="review",
    columns=(
        Column(name="decided", label="When", kind="moment", sort=True),
        Column(name="author", label="Who", sort=True),
        Column(name="verdict", label="Verdict", sort=True),
        Column(name="subject", label="Of what", sort=True),
        Column(name="type", label="Read as", kind="deed", sort=True),
        Column(name="sentence", label="Sentence", kind="reviewed"),
        Column(name="note", label="Note"),
    ),
    filters=(
        choice("author", "Who"),
        choice("verdict", "Verdict"),
        choice("subject", "Of what"),
        *days_within("decided::DATE"),
        words_in("words", "Words", "coalesce(sentence, '')", "coalesce(note, '')"),
        Filter(name="holds", label="In force only", kind="flag", sql="holds"),
    ),
)
ORDERS: Final = {
    "unsure": ("least sure first", "score"),
    "weight": ("most weight first", "-weight"),
    "newest": ("newest first", "-coalesce(epoch(published), 0)"),
}
"""Orders of the queue: how they are called, and what they sort by. Weight is the number of the
event's independent sources times the size of PLOVER's score."""


def order_of(given: str) -> str:
    """The order that is asked for. Raises InputError."""
    if given and given not in ORDERS:
        raise InputError(where="order", problem=f"unknown {given[:40]!r}", valid=", ".join(ORDERS))
    return given or "unsure"


def beside(
    store: Store,
    asked: Asked,
    order: str,
    *,
    at: str | None,
    held: Collection[str],
    back: bool = False,
) -> str | None:
    """The id of the report that comes next in the queue (with `back`: that came before).

    Args:
        store: a copy that is served.
        asked: the filters.
        order: one of ORDERS.
        at: the report from which on; None for the beginning.
        held: reports that are reviewed, but not in this copy yet.
        back: look towards the beginning.
    """
    key = ORDERS[order][1]
    where = [asked.where, "report_id NOT IN (SELECT unnest($held::VARCHAR[]))"]
    values = {**asked.values, "held": list(held)}
    if at is not None:
        place = store.query(f"SELECT {key} AS place FROM served_places WHERE report_id = ?", [at])  # noqa: S608  a constant
        if place:
            where.append(f"({key}, report_id) {'<' if back else '>'} ($place, $at)")
            values |= {"place": place[0]["place"], "at": at}
        elif back:
            return None
    down = "DESC" if back else "ASC"
    found = store.query(
        f"SELECT report_id FROM served_queue WHERE {' AND '.join(where)}"  # noqa: S608  constants
        f" ORDER BY {key} {down}, report_id {down} LIMIT 1",
        values,
    )
    return str(found[0]["report_id"]) if found else None


def report_of(
    store: Store, reviewing: Reviewing, report_id: str
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The report as the machine read it and as it is (or will be) in force, each with `actors`,
    `recipients` and `speakers`; None where there is none.
    """
    read = _row(store, ("as_read", "reports"), report_id)
    if read is None:
        return None
    now = _row(store, ("reports", "as_read"), report_id) or read
    state = states_of(reviewing, store, [report_id]).get(report_id)
    if state is not None and state["pending"]:
        correction: Mapping[str, Any] = state["correction"] or {}
        people = [row for name in ("actors", "recipients", "speakers") for row in read[name]]
        changed = corrected_participants(
            people, correction, report_id=report_id, doc_id=read["doc_id"]
        )
        now = _with_people({**read, **corrected(read, correction)}, changed)
        now["score"] = read["score"]
    return read, now


def _row(store: Store, tables: tuple[str, str], report_id: str) -> dict[str, Any] | None:
    for table in tables:
        found = store.query(f"FROM {table} WHERE report_id = ?", [report_id])
        if found:
            people = "as_read_participants" if table == "as_read" else "participants"
            rows = store.query(
                f"FROM {people} WHERE report_id = ? ORDER BY role, position",
                [report_id],
            )
            return _with_people(found[0], rows)
    return None


def _with_people(row: Mapping[str, Any], people: list[dict[str, Any]]) -> dict[str, Any]:
    made = {**row, "actors": [], "recipients": [], "speakers": []}
    for each in people:
        made[f"{each['role']}s"].append({**each, "party": each["lexicon_id"] or each["entity_id"]})
    return made


def changes_of(correction: Any) -> list[tuple[str, str]]:
    """A correction in words: each field that it changes with its new value."""
    given = json.loads(correction) if isinstance(correction, str) else correction
    known: dict[str, Any] = dict(given or {})
    return [(name, _told(name, value)) for name, value in known.items()]


def _told(name: str, value: Any) -> str:
    if name in ("actors", "recipients"):
        return ", ".join(each["name"] for each in value) or "nobody"
    if name == "date":
        days = dict.fromkeys(day for day in (value.get("start"), value.get("end")) if day)
        return " to ".join(days) or "unknown"
    if name == "place":
        return "none" if value is None else str(value.get("name") or value["text"])
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return "none" if value is None else str(value)
