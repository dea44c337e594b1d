"""Event: who, what, when, where, its life, what is disputed, and every report with its sentence."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final
from urllib.parse import quote

import pyarrow as pa
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from vanellus.briefing.wording import deed
from vanellus.flow import explain
from vanellus.linking import parts_in_words
from vanellus.serving import showing
from vanellus.serving.by_ids import by_ids
from vanellus.serving.faults import NotThere
from vanellus.serving.marking import Mark, pieces
from vanellus.serving.readings import around, blocks_of, marks_of, with_participants
from vanellus.serving.review_view import reviewed_page
from vanellus.serving.site import Reading
from vanellus.storing import Store

router = APIRouter()
_FIRST: Final = 50
"""Reports that a page shows; the rest is named with their documents."""
_NAMED: Final = 4
"""Parties of a side that a title names; of more the first three."""
_OF_DOCUMENT: Final = "title, publisher, published, origin, text, blocks"
_OF_COPY: Final = "origin_id, similarity, reason AS copy_reason"
_OF_JOIN: Final = "joined_to, score AS join_score, parts"
_NO_COPY: Final = {"origin_id": None, "similarity": None, "copy_reason": None}
_NO_JOIN: Final = {"joined_to": None, "join_score": None, "parts": None}


@router.get("/event/{event_id}", name="event")
def event_page(request: Request, store: Reading, event_id: str) -> Response:
    """One event with all that is told of it; the id of a report leads to its event."""
    event = _event(store, event_id)
    if event is None:
        return _elsewhere(store, event_id)
    reports = reports_of(store, event_id)
    return reviewed_page(
        request,
        "event.html",
        store,
        ids=[row["report_id"] for row in reports[:_FIRST]],
        title=_title(event),
        event=event,
        record=json.loads(event["record"]),
        sides=store.query(
            "SELECT DISTINCT role, party, name, country, sector, kind, via, sources"
            " FROM event_sides WHERE event_id = ? ORDER BY via IS NOT NULL, sources DESC, name",
            [event_id],
        ),
        life=_life(store, event_id),
        disputes=_disputes(store, event_id, reports),
        reports=reports[:_FIRST],
        rest=reports[_FIRST:],
    )


@router.get("/event/{event_id}/near", name="near")
def near_page(request: Request, store: Reading, event_id: str) -> Response:
    """What was near to the event, but not joined to it."""
    event = _event(store, event_id)
    if event is None:
        raise _no_event(event_id)
    ids = store.query("SELECT report_id FROM joins WHERE event_id = ?", [event_id])
    return reviewed_page(
        request,
        "near.html",
        store,
        ids=[row["report_id"] for row in ids],
        title="Near, but not joined",
        event=event,
        event_title=_title(event),
        near=explain(store, pa.array([row["report_id"] for row in ids], pa.string()), limit=12),
    )


def _event(store: Store, event_id: str) -> dict[str, Any] | None:
    found = by_ids(store, "served_events", "event_id", [event_id], columns="*")
    record = by_ids(store, "events", "event_id", [event_id], columns="record")
    return found[event_id] | record[event_id] if found and record else None


def _elsewhere(store: Store, asked: str) -> Response:
    found = store.query(
        "SELECT event_id FROM reports WHERE report_id = ? AND event_id IS NOT NULL", [asked]
    )
    if not found:
        raise _no_event(asked)
    return RedirectResponse(
        showing.url("/event", found[0]["event_id"]) + f"#report-{quote(asked)}", status_code=307
    )


def _no_event(asked: str) -> NotThere:
    return NotThere(
        where=f"event {asked[:60]!r}",
        problem="is not in the store",
        valid="an id of the list of events; linking anew may have given it another one",
    )


def _title(event: dict[str, Any]) -> str:
    who = _several(event["actor_names"]) or "Somebody"
    whom = _several(event["recipient_names"])
    what = deed(event["type"], event["mode"])
    return f"{what[:1].upper()}{what[1:]}: {who}" + (f" → {whom}" if whom else "")


def _several(names: list[str]) -> str:
    if len(names) > _NAMED:
        return f"{', '.join(names[: _NAMED - 1])} and {len(names) - _NAMED + 1} more"
    return ", ".join(names)


def reports_of(store: Store, event_id: str) -> list[dict[str, Any]]:
    """The event's reports by day of publication, each with its paragraph in marked pieces and why
    it was joined.
    """
    reports = _with_documents(store, store.query("FROM reports WHERE event_id = ?", [event_id]))
    with_participants(store, reports)
    for row in reports:
        text = row.pop("text")
        start, end = around(
            blocks_of({"text": text, "blocks": row.pop("blocks")}),
            row["sentence_start"],
            row["sentence_end"],
        )
        marks = marks_of(row)
        row["before"] = text[start : row["sentence_start"]]
        row["pieces"] = pieces(text, marks, start=row["sentence_start"], end=row["sentence_end"])
        row["following"] = text[row["sentence_end"] : end]
        row["why"] = parts_in_words(row.pop("parts"))
        row["is_copy"] = row["origin_id"] is not None and row["origin_id"] != row["doc_id"]
        row["outside"] = _outside(text, marks, row)
    return reports


def _with_documents(store: Store, reports: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The reports with what is known of their documents, copies and joins, in order."""
    texts = [row["doc_id"] for row in reports]
    documents = by_ids(store, "documents", "doc_id", texts, columns=_OF_DOCUMENT)
    copies = by_ids(store, "copies", "doc_id", texts, columns=_OF_COPY)
    joins = by_ids(
        store, "joins", "report_id", [row["report_id"] for row in reports], columns=_OF_JOIN
    )
    others = by_ids(
        store, "reports", "report_id", [row["joined_to"] for row in joins.values()],
        columns="sentence",
    )  # fmt: skip
    found = []
    for row in reports:
        if row["doc_id"] not in documents:
            continue
        joined = joins.get(row["report_id"], _NO_JOIN)
        other = others.get(joined["joined_to"] or "")
        found.append(
            row
            | documents[row["doc_id"]]
            | copies.get(row["doc_id"], _NO_COPY)
            | joined
            | {"other_sentence": other and other["sentence"]}
        )
    found.sort(key=lambda row: (row["published"] or date.max, row["doc_id"], row["sentence_start"]))
    return found


def _life(store: Store, event_id: str) -> list[dict[str, Any]]:
    """What the event was known as since when, each with the outlet that told it."""
    rows = store.query(
        "SELECT state, known_since, report_id FROM event_life WHERE event_id = ?"
        " ORDER BY known_since NULLS LAST, state",
        [event_id],
    )
    reports = by_ids(
        store, "reports", "report_id", [row["report_id"] for row in rows], columns="doc_id"
    )
    documents = by_ids(
        store, "documents", "doc_id", [row["doc_id"] for row in reports.values()],
        columns="publisher",
    )  # fmt: skip
    for row in rows:
        doc_id = str(reports.get(row["report_id"], {}).get("doc_id", ""))
        row["publisher"] = documents.get(doc_id or "", {}).get("publisher")
        row["doc_id"] = doc_id if doc_id in documents else None
    return rows


def _outside(text: str, marks: list[Mark], row: dict[str, Any]) -> list[tuple[str, str]]:
    """Words of the text, not in the sentence, that say who takes part; with what they are."""
    return [
        (text[mark.start : mark.end], mark.says)
        for mark in marks
        # What a person named and the text doesn't has no place in it.
        if mark.start < mark.end
        and (mark.end <= row["sentence_start"] or mark.start >= row["sentence_end"])
    ]


def _disputes(
    store: Store, event_id: str, reports: list[dict[str, Any]]
) -> dict[str, list[dict[str, Any]]]:
    """Of each field in dispute its values, each with the outlets that tell it."""
    told = {row["report_id"]: row for row in reports}
    found: dict[str, list[dict[str, Any]]] = {}
    for row in store.query(
        "SELECT field, value, resolved, rule, independent_sources, report_ids FROM disagreements"
        " WHERE event_id = ? ORDER BY field, resolved DESC, independent_sources DESC, value",
        [event_id],
    ):
        row["reports"] = [told[each] for each in row["report_ids"] if each in told]
        found.setdefault(row["field"], []).append(row)
    return found
