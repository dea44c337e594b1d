"""Reviewed sentences as lines to teach the event model by, in the form of `training/corpus`.

A sentence gives a line when all reports that were read in it are reviewed: accepted and corrected
ones are marked in it, rejected ones are not (who took part in them is marked as a bystander). What
can't be written in that form is left out, and told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from vanellus.storing.store import Store

_TAGS: Final = {"actor": "A", "recipient": "R", "speaker": "S"}
_MOST: Final = 9
"""Events of one line: their numbers have one digit."""
_SPACES: Final = str.maketrans("\n\r\t", "   ")
_OF_THE_FORM: Final = re.compile(r"[\[\]|]| # |^## ")
_ROWS: Final = """
    WITH told AS (
        SELECT DISTINCT doc_id, sentence_start FROM readings
        WHERE report_id IN (SELECT report_id FROM verdicts))
    SELECT r.*, v.verdict FROM readings r SEMI JOIN told USING (doc_id, sentence_start)
    LEFT JOIN verdicts v USING (report_id)
    WHERE NOT r.reviewed OR v.verdict = 'rejected'
    UNION ALL BY NAME
    SELECT r.*, v.verdict FROM reviewed_reports r JOIN verdicts v USING (report_id)
    ORDER BY doc_id, sentence_start, trigger_start, report_id
"""
_PEOPLE: Final = """
    SELECT report_id, role, text, text_start, text_end FROM participants
    WHERE report_id IN (SELECT report_id FROM verdicts)
    UNION ALL
    SELECT report_id, role, text, text_start, text_end FROM reading_participants
    WHERE report_id IN (SELECT report_id FROM verdicts WHERE verdict = 'rejected')
    ORDER BY report_id, role, text_start
"""


class CanNotBeWritten(ValueError):
    """A sentence that the form has no way to write; says why."""


@dataclass(slots=True, kw_only=True)
class TaughtLines:
    """The lines, and why other reviewed sentences gave none."""

    lines: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


def training_lines(store: Store) -> TaughtLines:
    """A line for each reviewed sentence, in the order of the documents; like sentences give one."""
    people: dict[str, list[dict[str, Any]]] = {}
    for row in store.query(_PEOPLE):
        people.setdefault(row["report_id"], []).append(row)
    found, seen = TaughtLines(), set()
    rows = store.query(_ROWS)
    for _, group in groupby(rows, key=lambda row: (row["doc_id"], row["sentence_start"])):
        reports = [{**row, "people": people.get(row["report_id"], [])} for row in group]
        key = " ".join(reports[0]["sentence"].casefold().split())
        if key in seen:
            found.left_out["the same sentence stands in another document"] += 1
            continue
        try:
            found.lines.append(line_of(reports))
            seen.add(key)
        except CanNotBeWritten as error:
            found.left_out[str(error)] += 1
    return found


def line_of(reports: Sequence[Mapping[str, Any]]) -> str:
    """The line of one sentence. Raises CanNotBeWritten.

    Args:
        reports: all that were read in it, as rows of `reports` with their `verdict` and their
            `people`, rows of `participants`.
    """
    if any(row["verdict"] is None for row in reports):
        raise CanNotBeWritten("not all of its reports are reviewed")
    sentence: str = reports[0]["sentence"].translate(_SPACES)
    if _OF_THE_FORM.search(sentence):
        raise CanNotBeWritten("it holds signs of the mark-up")
    start = reports[0]["sentence_start"]
    kept = [row for row in reports if row["verdict"] != "rejected"]
    if len(kept) > _MOST:
        raise CanNotBeWritten(f"it tells of more than {_MOST} events")
    marks = _Marks(sentence)
    for number, row in enumerate(kept, 1):
        marks.event(row["trigger_start"] - start, row["trigger_end"] - start, _deed(number, row))
    for number, row in enumerate(kept, 1):
        _mark_parties(marks, row, number, start=start)
    for number, row in enumerate(kept, 1):
        _mark_details(marks, row, number, start=start, sentence=sentence)
    for row in reports:
        for each in row["people"] if row["verdict"] == "rejected" else ():
            marks.bystander(each["text_start"] - start, each["text_end"] - start)
    contexts = dict.fromkeys(name for row in kept for name in row["contexts"])
    return marks.written() + (f" # {' '.join(contexts)}" if contexts else "")


def _mark_parties(marks: _Marks, row: Mapping[str, Any], number: int, *, start: int) -> None:
    for each in row["people"]:
        if each["text_start"] == each["text_end"]:
            raise CanNotBeWritten("it does not hold the words of a corrected party")
        tag = f"{_TAGS[each['role']]}{number}"
        marks.party(each["text_start"] - start, each["text_end"] - start, tag)


def _mark_details(
    marks: _Marks, row: Mapping[str, Any], number: int, *, start: int, sentence: str
) -> None:
    if row["place_start"] is not None:
        marks.detail(row["place_start"] - start, row["place_end"] - start, f"P{number}")
    when = (row["date_text"] or "").translate(_SPACES)
    if when and (at := sentence.find(when)) >= 0:
        marks.detail(at, at + len(when), f"D{number}")


def _deed(number: int, row: Mapping[str, Any]) -> str:
    mode = f".{row['mode']}" if row["mode"] else ""
    status = "" if row["status"] == "occurred" else f" {row['status']}"
    return f"E{number} {row['type']}{mode}{status}"


class _Marks:
    """Marks of a sentence, which may not overlap."""

    def __init__(self, sentence: str) -> None:
        self._sentence = sentence
        self._tags: dict[tuple[int, int], list[str]] = {}

    def event(self, start: int, end: int, tag: str) -> None:
        """Marks the words that carry an event."""
        if not 0 <= start < end <= len(self._sentence) or self._met(start, end):
            raise CanNotBeWritten("the words of its events overlap")
        self._tags[start, end] = [tag]

    def party(self, start: int, end: int, tag: str) -> None:
        """Marks who takes part; words outside the sentence are passed over."""
        if not 0 <= start < end <= len(self._sentence):
            return
        met = self._met(start, end)
        if met - {(start, end)} or self._is_event(start, end):
            raise CanNotBeWritten("words of its parties overlap with others")
        self._add(start, end, tag)

    def detail(self, start: int, end: int, tag: str) -> None:
        """Marks a place or a date, unless it is a part of other words that are marked."""
        inside = 0 <= start < end <= len(self._sentence)
        if inside and not self._met(start, end) - {(start, end)} and not self._is_event(start, end):
            self._add(start, end, tag)

    def bystander(self, start: int, end: int) -> None:
        """Marks who takes part in nothing that is told."""
        if 0 <= start < end <= len(self._sentence) and not self._met(start, end):
            self._tags[start, end] = ["N"]

    def written(self) -> str:
        """The sentence with its marks."""
        return "".join(self._pieces()).strip()

    def _pieces(self) -> Iterator[str]:
        at = 0
        for (start, end), tags in sorted(self._tags.items()):
            yield self._sentence[at:start]
            yield f"[{' '.join(tags)}|{self._sentence[start:end]}]"
            at = end
        yield self._sentence[at:]

    def _add(self, start: int, end: int, tag: str) -> None:
        tags = self._tags.setdefault((start, end), [])
        if tag not in tags:
            tags.append(tag)

    def _met(self, start: int, end: int) -> set[tuple[int, int]]:
        return {each for each in self._tags if each[0] < end and start < each[1]}

    def _is_event(self, start: int, end: int) -> bool:
        return any(tag.startswith("E") for tag in self._tags.get((start, end), ()))
