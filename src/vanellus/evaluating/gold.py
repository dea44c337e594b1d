"""Gold files: what each task's rows must hold, read and checked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from vanellus.errors import GoldError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
    "calibration": Task(
        "how well the score of a report tells the share of right ones",
        ("text", "events"),
        '{"text", "events": [{"type", "actors": [[start, end], ...], "recipients"}, ...]}',
    ),
}


def read_gold(task: str, path: Path) -> list[Gold]:
    """The rows of a gold file.

    Raises GoldError for a row that can't be read or lacks a key.
    """
    return list(_rows(TASKS[task], path))


def _rows(task: Task, path: Path) -> Iterator[Gold]:
    try:
        handle = path.open(encoding="utf-8")
    except OSError as error:
        raise GoldError(
            where=str(path), problem=str(error.strerror), valid="a JSONL file"
        ) from None
    with handle:
        for number, line in enumerate(handle, 1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            try:
                row = json.loads(line)
            except ValueError as error:
                raise GoldError(
                    where=where, problem=f"no JSON ({error})", valid=task.form
                ) from None
            missing = [key for key in task.keys if not isinstance(row, dict) or key not in row]
            if missing:
                raise GoldError(where=where, problem=f"lacks {', '.join(missing)}", valid=task.form)
            yield row
