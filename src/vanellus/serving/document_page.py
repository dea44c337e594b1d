"""Document: its text with everything that was read in it, shown in place."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from vanellus.serving import showing
from vanellus.serving.faults import NotThere
from vanellus.serving.marking import Mark, pieces
from vanellus.serving.readings import blocks_of, marks_of, with_participants
from vanellus.serving.review_view import reviewed_page
from vanellus.serving.site import Reading

router = APIRouter()
_LONGEST: Final = 150_000
"""Characters of a text that one page shows."""


@router.get("/document/{doc_id:path}", name="document")
def document_page(request: Request, store: Reading, doc_id: str, part: int = 0) -> Response:
    """One document with what was found in it."""
    found = store.query("FROM documents WHERE doc_id = ?", [doc_id])
    if not found:
        raise NotThere(
            where=f"document {doc_id[:60]!r}",
            problem="is not in the store",
            valid="an id of the list of documents",
        )
    document = found[0]
    reports = store.query(
        "FROM reports WHERE doc_id = ? ORDER BY trigger_start, report_id", [doc_id]
    )
    with_participants(store, reports)
    for number, report in enumerate(reports, 1):
        report["number"] = number
    registers = {
        name: store.query(
            f"FROM {name} WHERE doc_id = ? ORDER BY span_start, span_end",
            [doc_id],
        )
        for name in ("recommendations", "agenda", "figures")
    }
    marks = _marks(reports, registers)
    blocks = [_shown(block, document["text"], marks, reports) for block in _part(document, part)]
    copy = store.query(
        "SELECT c.*, o.title, o.publisher FROM copies c JOIN documents o ON o.doc_id = c.origin_id"
        " WHERE c.doc_id = ? AND c.origin_id <> c.doc_id",
        [doc_id],
    )
    return reviewed_page(
        request,
        "document.html",
        store,
        ids=[row["report_id"] for row in reports],
        title=document["title"] or document["origin"],
        document=document,
        reports=reports,
        blocks=blocks,
        part=part,
        parts=-(-len(document["text"]) // _LONGEST),
        copy=copy[0] if copy else None,
        copies=store.query(
            "SELECT d.doc_id, d.title, d.publisher, d.published, c.similarity, c.reason"
            " FROM copies c JOIN documents d USING (doc_id)"
            " WHERE c.origin_id = $id AND c.doc_id <> $id ORDER BY d.published, d.doc_id",
            {"id": doc_id},
        ),
        dropped=store.query(
            "SELECT reason, detail, part FROM dropped WHERE doc_id = ? ORDER BY dropped_id",
            [doc_id],
        ),
        **registers,
    )


def _part(document: dict[str, Any], part: int) -> list[dict[str, Any]]:
    """The blocks that begin in this part of a long text."""
    first, last = part * _LONGEST, (part + 1) * _LONGEST
    found = [block for block in blocks_of(document) if first <= block["start"] < last]
    if part < 0 or (part and not found):
        raise NotThere(
            where=f"part {part}", problem="the text has no such part", valid="part=0 and on"
        )
    return found


def _marks(reports: list[dict[str, Any]], registers: dict[str, list[dict[str, Any]]]) -> list[Mark]:
    found = [mark for row in reports for mark in marks_of(row, number=row["number"])]
    found += [
        _of_span(row, "advice", f"recommendation: {row['action']}")
        for row in registers["recommendations"]
    ]
    for row in registers["agenda"]:
        whose = f", {row['whose']}" if row["whose"] else ""
        found.append(_of_span(row, "topic", f"on the agenda ({row['pillar']}{whose})"))
    for row in registers["figures"]:
        said = f"{'about ' if row['approximate'] else ''}{showing.number(row['value'])}"
        found.append(_of_span(row, "number", f"{row['indicator']}: {said} {row['unit']}"))
    return sorted(found, key=lambda mark: mark.start)


def _of_span(row: dict[str, Any], kind: str, says: str) -> Mark:
    return Mark(start=row["span_start"], end=row["span_end"], kind=kind, says=says)


def _shown(
    block: dict[str, Any], text: str, marks: list[Mark], reports: list[dict[str, Any]]
) -> dict[str, Any]:
    """A block with its text in pieces and the reports whose triggers stand in it."""
    start, end = block["start"], block["end"]
    near = [mark for mark in marks if mark.start < end and mark.end > start]
    return {
        "kind": block["kind"],
        "level": block["level"],
        "header": block.get("header", False),
        "starts": sorted({mark.start for mark in near if mark.start >= start} | {start}),
        "pieces": pieces(text, near, start=start, end=end),
        "rows": [
            [pieces(text, near, start=cell["start"], end=cell["end"]) for cell in row]
            for row in block["rows"]
        ],
        "reports": [row for row in reports if start <= row["trigger_start"] < end],
    }
