"""From the fields of a form to a review: what a person changed of a report, and resolved anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from vanellus.errors import CodebookError, InputError
from vanellus.records import Entity, Place, to_json
from vanellus.serving.review_guard import first, is_id
from vanellus.storing import Review, check_correction

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Fields = dict[str, list[str]]
VERDICTS: Final = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "withdraw": "withdrawn",
}
"""Names of buttons, and what they decide."""
LONGEST_NOTE: Final = 2000
_MOST_PARTIES: Final = 30
_LONGEST_LINE: Final = 300
_ENTITY: Final = ("text", "name", "country", "sector", "kind", "members")


def verdict_of(fields: Fields) -> str:
    """What the pressed button decides. Raises InputError."""
    pressed = first(fields, "verdict")
    if pressed not in VERDICTS:
        raise InputError(
            where="verdict", problem=f"unknown {pressed[:40]!r}", valid=", ".join(VERDICTS)
        )
    return VERDICTS[pressed]


def review_of(fields: Fields, *, author: str, **known: Any) -> Review:
    """The review of a form, by its author; a form that is sent twice is one review."""
    note = first(fields, "note")
    if len(note) > LONGEST_NOTE:
        raise InputError(where="note", problem="is too long", valid=f"{LONGEST_NOTE} characters")
    once = first(fields, "once")
    review = Review(author=author, note=note or None, **known)
    return replace(review, id=once) if is_id(once) else review


def entity_line(row: Mapping[str, Any]) -> str:
    """A participant as a line of a form: its words, and whom they stand for where that is another.

    >>> entity_line({"text": "the junta", "name": "Mali"})
    'the junta = Mali'
    """
    text, name = (" ".join(str(row[key] or "").split()) for key in ("text", "name"))
    return text if name in ("", text) else f"{text} = {name}"


def place_line(row: Mapping[str, Any]) -> str:
    """The place of a report as a line of a form; empty where there is none."""
    if row["place_text"] is None and row["place_name"] is None:
        return ""
    text = row["place_text"] or row["place_name"]
    return entity_line({"text": text, "name": row["place_name"] or text})


def correction_of(
    fields: Fields, read: Mapping[str, Any], now: Mapping[str, Any]
) -> dict[str, Any]:
    """What the form changes of what was read; empty where it changes nothing.

    Raises InputError for what can't be a report.

    Args:
        fields: of the form, each with all fields of a report.
        read: the report as the machine read it, with `actors` and `recipients`.
        now: the same as it is in force, which is what the form showed.
    """
    found: dict[str, Any] = {}
    kind, _, mode = first(fields, "deed").partition(".")
    if (kind, mode or None) != (read["type"], read["mode"]):
        found |= {"type": kind, "mode": mode or None}
    if first(fields, "status") != read["status"]:
        found["status"] = first(fields, "status")
    contexts = [each for each in fields.get("contexts", []) if each]
    if set(contexts) != set(read["contexts"]):
        found["contexts"] = contexts
    pillar = first(fields, "pillar")
    # Without a choice the rules of the ontology find it.
    if pillar and pillar != read["pillar"]:
        found["pillar"] = pillar
    days = {name: first(fields, f"date_{name}") or None for name in ("start", "end")}
    if days != {name: _iso(read[f"date_{name}"]) for name in ("start", "end")}:
        found["date"] = days
    if (line := _one_line(first(fields, "place"))) != place_line(read):
        found["place"] = _place(line, first(fields, "country").upper(), read, now)
    when = _day(days["start"])
    for name in ("actors", "recipients"):
        given = _parties(name, first(fields, name), read, now, when=when)
        if given != [_entity(row) for row in read[name]]:
            found[name] = given
    return _checked(found)


def _checked(correction: dict[str, Any]) -> dict[str, Any]:
    try:
        if correction:
            check_correction(correction)
    except CodebookError as error:
        raise InputError(where="correction", problem=error.problem) from None
    return correction


def _parties(
    name: str, text: str, read: Mapping[str, Any], now: Mapping[str, Any], *, when: date | None
) -> list[dict[str, Any]]:
    lines = [line for line in (_one_line(each) for each in text.splitlines()) if line]
    if len(lines) > _MOST_PARTIES:
        raise InputError(where=name, problem="are too many", valid=f"up to {_MOST_PARTIES} lines")
    known: dict[str, Mapping[str, Any]] = {}
    for report in (now, read):
        for role in ("actors", "recipients"):
            for row in report[role]:
                known.setdefault(entity_line(row), row)
    return [
        _entity(known[line]) if line in known else _resolved(name, line, read, when=when)
        for line in lines
    ]


def _resolved(
    name: str, line: str, read: Mapping[str, Any], *, when: date | None
) -> dict[str, Any]:
    """Whom a line names by the lexicon, at the place of its words in the sentence."""
    from vanellus.resolving import Resolver  # noqa: PLC0415  loads the lexicon, once

    words, stands_for = _halves(name, line)
    entity = Resolver.default().entity(stands_for, when=when)
    start, end = _found(words, read)
    made: dict[str, Any] = to_json(replace(entity, text=words, start=start, end=end))
    return made


def _place(
    line: str, country: str, read: Mapping[str, Any], now: Mapping[str, Any]
) -> dict[str, Any] | None:
    if not line:
        return None
    if line == place_line(now) and not country:
        return _place_of(now)
    from vanellus.resolving import Resolver  # noqa: PLC0415  loads the gazetteer, once

    words, name = _halves("place", line)
    found = Resolver.default().place_finder()(name, 0, len(name), country=country or None)
    start, end = _found(words, read)
    # A village that the gazetteer lacks keeps its name.
    named = replace(found, name=found.name or name, country=found.country or country or None)
    made: dict[str, Any] = to_json(replace(named, text=words, start=start, end=end))
    return made


def _halves(where: str, line: str) -> tuple[str, str]:
    if len(line) > _LONGEST_LINE:
        raise InputError(
            where=where, problem="a line is too long", valid=f"{_LONGEST_LINE} characters"
        )
    words, equals, name = (each.strip() for each in line.partition(" = "))
    if equals and not (words and name):
        raise InputError(where=where, problem=f"{line!r} lacks a half", valid="words = name")
    return words, name or words


def _found(words: str, read: Mapping[str, Any]) -> tuple[int, int]:
    """Where the words stand in the sentence; an empty place at the trigger where they don't."""
    sentence, start = read["sentence"], read["sentence_start"]
    at = sentence.find(words)
    if at < 0:
        low = sentence.lower()
        at = low.find(words.lower()) if len(low) == len(sentence) else -1
    if at < 0:
        return read["trigger_start"], read["trigger_start"]
    return start + at, start + at + len(words)


def _entity(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of `participants` as the fields of an Entity."""
    made: dict[str, Any] = to_json(
        Entity(
            **{name: row[name] for name in _ENTITY if name != "members"},
            start=row["text_start"],
            end=row["text_end"],
            id=row["lexicon_id"],
            members=tuple(row["members"] or ()),
        )
    )
    return made


def _place_of(row: Mapping[str, Any]) -> dict[str, Any]:
    start, end = row["place_start"], row["place_end"]
    made: dict[str, Any] = to_json(
        Place(
            text=row["place_text"] or row["place_name"],
            start=row["trigger_start"] if start is None else start,
            end=row["trigger_start"] if end is None else end,
            name=row["place_name"],
            latitude=row["latitude"],
            longitude=row["longitude"],
            country=row["place_country"],
            geonameid=row["geonameid"],
            grain=row["place_grain"],
        )
    )
    return made


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _day(given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        return None


def _iso(given: date | None) -> str | None:
    return given.isoformat() if given else None


def lines_of(rows: Sequence[Mapping[str, Any]]) -> str:
    """Participants as the text of a field, a line each."""
    return "\n".join(entity_line(row) for row in rows)
