"""Reports as pages show them: who, to whom, when, and the marks that they leave in their text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from vanellus.serving import showing
from vanellus.serving.by_ids import marks_for
from vanellus.serving.marking import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vanellus.storing import Store

_ROLES: Final = {"actor": "actor", "recipient": "recipient", "speaker": "said by"}


def with_participants(store: Store, reports: Sequence[dict[str, Any]]) -> None:
    """Gives each report its `actors`, `recipients` and `speakers`, in the order of the text."""
    of = {row["report_id"]: row for row in reports}
    for row in reports:
        row |= {"actors": [], "recipients": [], "speakers": []}
    found = store.query(
        "SELECT report_id, role, name, text, text_start, text_end, country, sector, kind,"  # noqa: S608  marks
        " coalesce(lexicon_id, entity_id) AS party FROM participants"
        # Written as so many marks, since only then they are looked up by an index.
        f" WHERE report_id IN ({marks_for(of)})"
        " ORDER BY report_id, role, position",
        list(of),
    )
    for each in found:
        of[each["report_id"]][f"{each['role']}s"].append(each)


def marks_of(report: dict[str, Any], *, number: int | None = None) -> list[Mark]:
    """The marks of one report; with a `number` they say to which report they belong."""
    told = "" if number is None else f" of {number}"
    deed = report["type"] + (f", {report['mode']}" if report["mode"] else "")
    marks = [
        Mark(
            start=report["trigger_start"],
            end=report["trigger_end"],
            kind="trigger",
            says=f"{f'{number}: ' if number else ''}{deed}, {report['status']}, "
            f"{showing.share(report['score'])} sure",
            link=showing.url("/event", report["event_id"]) if report["event_id"] else None,
        )
    ]
    for role, word in _ROLES.items():
        marks += [
            Mark(
                start=each["text_start"],
                end=each["text_end"],
                kind=role,
                says=f"{word}{told}: {_who(each)}",
            )
            for each in report[f"{role}s"]
        ]
    if report["place_start"] is not None:
        name = report["place_name"] or "not found in the gazetteer"
        country = f" ({report['place_country']})" if report["place_country"] else ""
        marks.append(
            Mark(
                start=report["place_start"],
                end=report["place_end"],
                kind="place",
                says=f"place{told}: {name}{country}",
            )
        )
    return marks


def _who(each: dict[str, Any]) -> str:
    more = ", ".join(str(each[name]) for name in ("country", "sector") if each[name])
    return f"{each['name']} ({more})" if more else str(each["name"])


def blocks_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The blocks of a document in order; text between blocks is a paragraph of its own."""
    text: str = document["text"]
    found: list[dict[str, Any]] = []
    at = 0
    for block in sorted(json.loads(document["blocks"]), key=lambda each: each["start"]):
        if text[at : block["start"]].strip():
            found.append(_paragraph(at, block["start"]))
        if block["end"] > at:
            found.append(block)
            at = block["end"]
    if text[at:].strip():
        found.append(_paragraph(at, len(text)))
    return found


def _paragraph(start: int, end: int) -> dict[str, Any]:
    return {"kind": "paragraph", "start": start, "end": end, "level": 0, "rows": []}


def around(blocks: Iterable[dict[str, Any]], start: int, end: int) -> tuple[int, int]:
    """Where the paragraph (or row of a table) around a sentence begins and ends."""
    for block in blocks:
        if block["start"] <= start < block["end"]:
            for row in block["rows"]:
                if row and row[0]["start"] <= start < row[-1]["end"]:
                    return min(row[0]["start"], start), max(row[-1]["end"], end)
            return block["start"], max(block["end"], end)
    return start, end
