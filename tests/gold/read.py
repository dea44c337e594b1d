"""The gate set as gold rows: a reader of the mark-up, of its own, so that it owes nothing to the
reader that the model is taught with.

`python tests/gold/read.py events > events.jsonl` writes the rows for `vanellus evaluate calibration
events.jsonl`; with `no_events` those for `vanellus evaluate neutral`.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
FILES: Final = {"events": HERE / "events.txt", "no_events": HERE / "no_events.txt"}
STATUSES: Final = ("future", "hypothetical", "negation", "historical")

_MARKED: Final = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")
_ROLE: Final = re.compile(r"([ARPDS])(\d)")
_NAMES: Final = {"A": "actors", "R": "recipients"}

Row = dict[str, Any]


class FaultyRow(ValueError):
    """A line of the gate set that breaks the mark-up."""


def rows(name: str = "events") -> list[Row]:
    """The gold rows of `events` or `no_events`, in the order of the file.

    A row has `id` (file and line), `text` and `events`: dicts with `type`, `mode`, `status`,
    `trigger` [start, end] and `actors` and `recipients`, lists of [start, end], half open.
    """
    path = FILES[name]
    lines = path.read_text(encoding="utf-8").splitlines()
    out = []
    for number, line in enumerate(lines, 1):
        where = f"{path.name}:{number}"
        row = {"text": line, "events": []} if name == "no_events" else parse(line, where=where)
        out.append({"id": where, **row})
    return out


def parse(line: str, *, where: str = "") -> Row:
    """Text and events of one annotated line.

    Raises FaultyRow, naming `where`.
    """
    body = line.partition(" # ")[0].strip()
    text, at = "", 0
    events: dict[str, Row] = {}
    parties: list[tuple[str, str, list[int]]] = []
    for match in _MARKED.finditer(body):
        tags, words = match.groups()
        text += body[at : match.start()]
        span = [len(text), len(text) + len(words)]
        text, at = text + words, match.end()
        if tags.startswith("E"):
            number, event = _event(tags, span, where)
            if events.setdefault(number, event) is not event:
                raise FaultyRow(f"{where}: event {number} is marked twice")
            continue
        parties += [(*role, span) for role in _roles(tags, where)]
    text += body[at:]
    if set(text) & set("[]|"):
        raise FaultyRow(f"{where}: a bracket is left over")
    for kind, number, span in parties:
        if number not in events:
            raise FaultyRow(f"{where}: there is no event {number}")
        if kind in _NAMES:
            events[number][_NAMES[kind]].append(span)
    return {"text": text, "events": [events[number] for number in sorted(events)]}


def _roles(tags: str, where: str) -> Iterator[tuple[str, str]]:
    """The letter and the event's number of each tag; a bystander (`N`) has none."""
    for tag in tags.split():
        role = _ROLE.fullmatch(tag)
        if role:
            yield role[1], role[2]
        elif tag != "N":
            raise FaultyRow(f"{where}: unknown tag {tag!r}")


def _event(tags: str, span: list[int], where: str) -> tuple[str, Row]:
    head, _, tail = tags.partition(" ")
    kind, _, marks = tail.partition(" ")
    status = marks.split()
    if not re.fullmatch(r"E\d", head) or not kind or len(status) > 2 or set(status) - {*STATUSES}:
        raise FaultyRow(f"{where}: unreadable event tag {tags!r}")
    root, _, mode = kind.partition(".")
    return head[1:], {
        "type": root,
        "mode": mode or None,
        # Of two marks the second says more: a future that is denied is a denial.
        "status": status[-1] if status else "occurred",
        "trigger": span,
        "actors": [],
        "recipients": [],
    }


def jsonl(name: str = "events") -> str:
    """The gold rows as JSONL, as `vanellus evaluate` reads it."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(name))


def digest(name: str) -> str:
    """The SHA-256 of the file, in hexadecimal."""
    return hashlib.sha256(FILES[name].read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.stdout.write(jsonl(*sys.argv[1:2]))
