"""Corrections: which fields of a report a person changes, and the report that comes of it.

A correction is a JSON object with any of these keys; what it doesn't name stays as it was read:
type, mode, status, pillar, contexts (a list), date ({start, end}, ISO days or null), place (an
object with the fields of `records.Place`, or null), actors and recipients (lists of objects with
the fields of `records.Entity`). What follows from these (PLOVER's type and score, the pillar) is
worked out anew.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any, Final

from vanellus.errors import InputError
from vanellus.ontology import Codebook
from vanellus.records import DateBasis, Entity, Place, Status
from vanellus.storing.rows import entity_key

KEYS: Final = (
    "type", "mode", "status", "pillar", "contexts", "date", "place", "actors", "recipients",
)  # fmt: skip
_ROLES: Final = {"actors": "actor", "recipients": "recipient"}
_NUMBERS: Final = ("start", "end", "latitude", "longitude", "geonameid")
SURE: Final = 1.0
"""The score of a report for which a person vouches."""


def check_correction(correction: Mapping[str, Any]) -> None:
    """Raises InputError, CodebookError for what can't be applied to a report."""
    if not isinstance(correction, Mapping) or not correction:
        raise _wrong("correction", "changes nothing")
    for name in correction:
        if name not in KEYS:
            raise _wrong(str(name), "can't be corrected", ", ".join(KEYS))
    _check_words(correction)
    if "date" in correction:
        _interval(correction["date"])
    if correction.get("place") is not None:
        _made(Place, "place", correction["place"])
    for name in _ROLES:
        _parties(name, correction.get(name, ()))


def _check_words(correction: Mapping[str, Any]) -> None:
    """Raises InputError, CodebookError for words that the ontology doesn't have."""
    book = Codebook.default()
    if "type" in correction:
        book.type(_text("type", correction["type"]))
    if correction.get("mode") is not None:
        # A mode is one of its type, so that both are given.
        kind = _text("type", correction.get("type"))
        book.mode(kind, _text("mode", correction["mode"]))
    book.full_contexts(book.types[0].name, None, _texts("contexts", correction.get("contexts", ())))
    pillars = [each.name for each in book.pillars]
    for name, valid in (("status", list(Status)), ("pillar", pillars)):
        if name in correction and correction[name] not in valid:
            raise _wrong(name, f"unknown {correction[name]!r}", ", ".join(valid))


def corrected(reading: Mapping[str, Any], correction: Mapping[str, Any]) -> dict[str, Any]:
    """The row of `reports` that a reading becomes; without a correction it is only vouched for."""
    row = {**reading, "score": SURE}
    for name in ("type", "status"):
        row[name] = correction.get(name, row[name])
    if "mode" in correction or row["type"] != reading["type"]:
        row["mode"] = correction.get("mode")
    book = Codebook.default()
    kind, mode, status = row["type"], row["mode"], row["status"]
    if correction.keys() & {"type", "mode", "contexts"}:
        about = correction.get("contexts", row["contexts"])
        row["contexts"] = list(book.full_contexts(kind, mode, about))
        row["pillar"] = book.pillar(kind, mode, about)
    row["pillar"] = correction.get("pillar", row["pillar"])
    if correction.keys() & {"type", "mode", "status"}:
        row["plover_type"] = book.future_type(kind, status)
        row["plover_score"] = book.score(
            row["plover_type"], mode if row["plover_type"] == kind else None
        )
    if "date" in correction:
        row |= _dated(*_interval(correction["date"]))
    if "place" in correction:
        row |= _placed(correction["place"])
    return row


def corrected_participants(
    rows: Sequence[Mapping[str, Any]],
    correction: Mapping[str, Any],
    *,
    report_id: str,
    doc_id: str,
) -> list[dict[str, Any]]:
    """The rows of `participants`: those of roles that the correction doesn't name stay."""
    named = {_ROLES[name] for name in correction if name in _ROLES}
    found = [dict(row) for row in rows if row["role"] not in named]
    for name, role in _ROLES.items():
        for position, entity in enumerate(_parties(name, correction.get(name, ()))):
            found.append(
                {
                    "report_id": report_id,
                    "doc_id": doc_id,
                    "role": role,
                    "position": position,
                    "entity_id": entity_key(entity),
                    "text": entity.text,
                    "text_start": entity.start,
                    "text_end": entity.end,
                    "name": entity.name,
                    "country": entity.country,
                    "sector": entity.sector,
                    "kind": entity.kind,
                    "lexicon_id": entity.id,
                    "members": list(entity.members),
                }
            )
    return found


def grain_of(start: date | None, end: date | None) -> str:
    """How exact an interval of days is: day, month, quarter, year or unknown; a few days are days.

    >>> grain_of(date(2025, 4, 1), date(2025, 4, 30)), grain_of(date(2025, 4, 1), None)
    ('month', 'day')
    """
    if start is None:
        return "unknown"
    end = end or start
    last = calendar.monthrange(end.year, end.month)[1]
    if start.day == 1 and end.day == last and start.year == end.year:
        months = end.month - start.month + 1
        if months == 12:
            return "year"
        if months == 3 and start.month % 3 == 1:
            return "quarter"
        if months == 1:
            return "month"
    return "week" if end - start == timedelta(days=6) and start.weekday() == 0 else "day"


def _dated(start: date | None, end: date | None) -> dict[str, Any]:
    basis = DateBasis.UNKNOWN if start is None else DateBasis.STATED
    return {
        "date_start": start,
        "date_end": end,
        "date_grain": grain_of(start, end),
        "date_basis": basis.value,
    }


def _placed(given: Mapping[str, Any] | None) -> dict[str, Any]:
    place = None if given is None else _made(Place, "place", given)
    names = ("text", "start", "end", "name", "country", "grain")
    found = {f"place_{name}": getattr(place, name) if place else None for name in names}
    if place and place.start >= place.end:
        # It was named by the person, and does not stand in the text.
        found["place_start"] = found["place_end"] = None
    more = {name: getattr(place, name) if place else None
            for name in ("latitude", "longitude", "geonameid")}  # fmt: skip
    return found | more


def _interval(given: Any) -> tuple[date | None, date | None]:
    """The first and last day of a corrected date. Raises InputError."""
    if not isinstance(given, Mapping) or set(given) - {"start", "end"}:
        raise _wrong("date", "can't be read", "start and end")
    days: list[date | None] = []
    for name in ("start", "end"):
        try:
            days.append(None if given.get(name) is None else date.fromisoformat(given[name]))
        except (TypeError, ValueError):
            raise _wrong("date", f"{given[name]!r} is no day", "YYYY-MM-DD") from None
    start, end = days
    if start is None and end is not None:
        raise _wrong("date", "has an end but no beginning")
    if start is not None and end is not None and end < start:
        raise _wrong("date", "ends before it begins")
    return start, end or start


def _parties(name: str, given: Any) -> list[Entity]:
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise _wrong(name, "is no list")
    return [_made(Entity, name, each) for each in given]


def _made(kind: type[Any], name: str, given: Any) -> Any:
    """The record with these fields. Raises InputError."""
    known = {field.name for field in fields(kind)}
    if not isinstance(given, Mapping) or set(given) - known or not given.get("text"):
        raise _wrong(name, "can't be read", f"text and any of {', '.join(sorted(known))}")
    for key, value in given.items():
        numeric = key in _NUMBERS
        if key == "members":
            _texts("members", value)
        elif value is not None and (
            isinstance(value, bool) or not isinstance(value, (int, float) if numeric else str)
        ):
            raise _wrong(name, f"{key} can't be {value!r}")
    if not all(isinstance(given.get(key), int) for key in ("start", "end")):
        raise _wrong(name, "needs start and end")
    made = {**given, "name": given.get("name") or (given["text"] if kind is Entity else None)}
    if "members" in made:
        made["members"] = tuple(made["members"])
    return kind(**made)


def _text(name: str, given: Any) -> str:
    if not isinstance(given, str):
        raise _wrong(name, f"can't be {given!r}", "a name of the ontology")
    return given


def _texts(name: str, given: Any) -> list[str]:
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise _wrong(name, "is no list")
    return [_text(name, each) for each in given]


def _wrong(where: str, problem: str, valid: str = "") -> InputError:
    return InputError(where=where, problem=problem, valid=valid)
