"""What persons decide of joins: reports that are parted, and reports that are of one event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vanellus.errors import InputError
from vanellus.storing.journal import Review
from vanellus.storing.reviews import keep_reviews

if TYPE_CHECKING:
    from vanellus.storing.store import Store


def part(store: Store, one: str, other: str, *, author: str | None = None) -> None:
    """Parts two reports for good; their pieces wait to be linked anew.

    Raises InputError for reports that aren't there or are one.
    """
    one, other = _both(store, one, other)
    if not _decided(store, "separations", one, other):
        _keep(store, one, other, verdict="rejected", author=author)


def unpart(store: Store, one: str, other: str, *, author: str | None = None) -> None:
    """Takes a parting back; the reports wait to be linked anew.

    Raises InputError if there is none.
    """
    one, other = sorted((one, other))
    if not _decided(store, "separations", one, other):
        raise InputError(
            where=f"{one} and {other}", problem="were not parted", valid="`vanellus undo --list`"
        )
    _keep(store, one, other, verdict="withdrawn", author=author)


def parted(store: Store) -> list[dict[str, Any]]:
    """What persons parted: report_a, report_b, author, decided, the sentences and documents."""
    return store.query(
        """SELECT s.*, a.sentence AS sentence_a, a.doc_id AS doc_a, b.sentence AS sentence_b,
            b.doc_id AS doc_b
        FROM separations s LEFT JOIN readings a ON a.report_id = s.report_a
        LEFT JOIN readings b ON b.report_id = s.report_b
        ORDER BY s.decided, s.report_a, s.report_b"""
    )


def _keep(store: Store, one: str, other: str, *, verdict: str, author: str | None) -> None:
    review = Review(subject="join", report_id=one, other_id=other, verdict=verdict, author=author)
    with store.transaction() as connection:
        keep_reviews(connection, [review])


def _decided(store: Store, table: str, one: str, other: str) -> bool:
    return bool(
        store.query(
            f"SELECT 1 FROM {table} WHERE report_a = ? AND report_b = ?",  # noqa: S608  constants
            [one, other],
        )
    )


def _both(store: Store, one: str, other: str) -> tuple[str, str]:
    found: list[dict[str, Any]] = store.query(
        "SELECT report_id FROM readings WHERE report_id IN (?, ?)", [one, other]
    )
    if missing := {one, other} - {row["report_id"] for row in found}:
        raise InputError(
            where=f"report {min(missing)!r}",
            problem="is not in the store",
            valid="the id of a report, as `vanellus why` shows them",
        )
    if one == other:
        raise InputError(where=f"report {one!r}", problem="can't be parted from itself")
    first, second = sorted((one, other))
    return first, second
