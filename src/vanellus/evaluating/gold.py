"""Gold files: what each task's rows must hold, read and checked."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from vanellus.errors import GoldError

Gold = dict[str, Any]


class Task(NamedTuple):
    """What a task measures and which keys its rows need."""

    measures: str
    keys: tuple[str, ...]
    form: str


TASKS: Final[dict[str, Task]] = {
    "relation": Task(
        "PLOVER type of what one marked party does to another; CONCEDE and RETREAT count as one",
        ("text", "source", "target", "gold_root"),
        '{"text", "source": {"start", "end"}, "target": {"start", "end"}, "gold_root"}',
    ),
    "spans": Task(
        "spans of actor (source) and recipient (target) of the first event of a sentence",
        ("text", "spans"),
        '{"text", "spans": [{"label": "source" or "target", "start", "end"}, ...]}',
    ),
    "neutral": Task(
        "share of sentences without event in which none is reported",
        ("text",),
        '{"text"}',
    ),
    "triples": Task(
        "(type, actor's country, recipient's country) of the events of a text",
        ("text", "events"),
        '{"text", "published"?, "events": [{"type", "actor": ISO3 or null, "recipient"}, ...]}',
    ),
    "dates": Task(
        "TIMEX3 spans, types and values of documents with a creation time",
        ("text", "dct", "timex"),
        '{"text", "dct": day, "timex": [{"start", "end", "type", "value"}, ...]}',
    ),
    "places": Task(
        "place names to coordinates, with the names given and end to end",
        ("text", "toponyms"),
        '{"text", "toponyms": [{"start", "end", "lat", "lon"}, ...]}',
    ),
    "links": Task(
        "given event mentions joined across documents: MUC, B-cubed, CEAF-e and their mean",
        ("id", "text", "topic", "subtopic", "sentences", "events"),
        '{"id", "text", "topic", "subtopic", "sentences": [{"start", "end"}, ...], '
        '"events": [{"id", "start", "end", "cluster", "selected"?}, ...]}',
    ),
    "calibration": Task(
        "how well the score of a report tells the share of right ones",
        ("text", "events"),
        '{"text", "events": [{"type", "actors": [[start, end], ...], "recipients"}, ...]}',
    ),
}


def read_gold(task: str, path: Path) -> list[Gold]:
    """The rows of a gold file.

    Raises GoldError for a file without rows, and for a row that can't be read, lacks a key or
    holds something of another form than the task needs.
    """
    form = TASKS[task].form
    rows = []
    try:
        with path.open("rb") as handle:
            for number, line in enumerate(handle, 1):
                if line.strip():
                    rows.append(_row(task, line, where=f"{path}:{number}"))
    except OSError as error:
        raise GoldError(
            where=str(path),
            problem=f"can't be read: {error.strerror or error}",
            valid=f"a JSONL file of {form}",
        ) from None
    if not rows:
        raise GoldError(where=str(path), problem="has no rows", valid=f"a JSONL file of {form}")
    return rows


def _row(task: str, line: bytes, *, where: str) -> Gold:
    _, keys, form = TASKS[task]
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except ValueError as error:
        raise GoldError(where=where, problem=f"no JSON ({error})", valid=form) from None
    if not isinstance(row, dict):
        raise GoldError(where=where, problem="no JSON object", valid=form)
    if missing := [key for key in keys if key not in row]:
        raise GoldError(where=where, problem=f"lacks {', '.join(missing)}", valid=form)
    for key in (*keys, "published"):
        fits = _FORMS.get(f"{task}.{key}") or _FORMS.get(key)
        if key in row and fits and not fits(row[key]):
            told = json.dumps(row[key], ensure_ascii=False)
            shown = told if len(told) <= 60 else told[:60] + "..."
            raise GoldError(where=where, problem=f"{key} can't be {shown}", valid=form)
    if task == "calibration" and not all(map(_has_spans, row["events"])):
        raise GoldError(where=where, problem="an event's parties are no spans", valid=form)
    return row


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_day(value: Any) -> bool:
    """Whether the value begins with an ISO date (a time may follow)."""
    try:
        return bool(date.fromisoformat(value[:10]))
    except (TypeError, ValueError):
        return False


def _is_span(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(k), int) for k in ("start", "end"))


def _is_party(value: Any) -> bool:
    """Whether the value is a span, or one whose place is not known."""
    return _is_span(value) or (
        isinstance(value, dict) and all(k in value and value[k] is None for k in ("start", "end"))
    )


def _is_name(value: Any) -> bool:
    """Whether the value is a span with coordinates, which may be unknown."""
    return _is_span(value) and (
        value.get("lat") is None
        or all(isinstance(value.get(k), (int, float)) for k in ("lat", "lon"))
    )


def _is_event(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("type"), str)


def _has_spans(event: Gold) -> bool:
    return all(
        isinstance(span, (list, tuple)) and len(span) == 2 and all(isinstance(n, int) for n in span)
        for party in ("actors", "recipients")
        for span in event.get(party, [])
    )


def _is_linked(event: Any) -> bool:
    """Whether the value is an event mention with its cluster."""
    return (
        _is_span(event)
        and _is_text(event.get("id"))
        and isinstance(event.get("cluster"), (str, int))
    )


def _each(form: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(form, value))


_FORMS: Final[dict[str, Callable[[Any], bool]]] = {
    "text": _is_text,
    "published": lambda value: not value or _is_day(value),
    "source": _is_party,
    "target": _is_party,
    "gold_root": _is_text,
    "spans": _each(lambda value: _is_span(value) and isinstance(value.get("label"), str)),
    "events": _each(_is_event),
    "dct": _is_day,
    "timex": _each(_is_span),
    "toponyms": _each(_is_name),
    "sentences": _each(_is_span),
    "links.id": _is_text,
    "links.events": _each(_is_linked),
    "links.topic": lambda value: isinstance(value, (str, int)),
    "links.subtopic": lambda value: isinstance(value, (str, int)),
}
