"""Reviews in a store: taken in from the journal, kept for good, and put in force.

`reviews` holds all that was decided, in the order in which it was taken in; the last of a subject
holds. What the machine read stays as it is; `verdicts`, `reviewed_reports`, `unions` and
`separations` hold what follows, and can be made anew from `reviews` at any time.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from vanellus.storing.corrections import corrected, corrected_participants
from vanellus.storing.loosening import let_wait, loosen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import duckdb

    from vanellus.storing.journal import Review
    from vanellus.storing.store import Store

_IN: Final = "report_id IN (SELECT unnest($ids::VARCHAR[]))"
_OF_REVIEWED: Final = {
    "readings": "reviewed_reports",
    "reading_participants": "reviewed_participants",
}


def take_in(store: Store, reviews: Iterable[Review]) -> int:
    """How many of the reviews were new; each is kept once, whatever was taken in before.

    All is kept or nothing. The reports concerned, and those linked with them, wait to be linked
    anew. Raises StoreError, StoreFull.
    """
    given = {review.id: review for review in reviews}
    if not given:
        return 0
    known = {row["review_id"] for row in store.query("SELECT review_id FROM reviews")}
    fresh = [review for review in given.values() if review.id not in known]
    if fresh:
        with store.transaction() as connection:
            keep_reviews(connection, fresh)
    return len(fresh)


def keep_reviews(connection: duckdb.DuckDBPyConnection, fresh: Sequence[Review]) -> None:
    """Keeps reviews that aren't there yet and puts them in force, inside a transaction."""
    found = connection.execute("SELECT coalesce(max(number), 0) FROM reviews").fetchone()
    last = found[0] if found else 0
    taken = datetime.now(tz=UTC).replace(tzinfo=None, microsecond=0)
    connection.executemany(
        """INSERT INTO reviews SELECT $id, $number, $subject, $report, $other,
            (SELECT doc_id FROM readings WHERE report_id = $report), $verdict, $correction, $note,
            $author, $decided, $taken""",
        [
            {
                "id": review.id,
                "number": last + place,
                "subject": review.subject,
                "report": review.report_id,
                "other": review.other_id,
                "verdict": review.verdict,
                "correction": None if review.correction is None
                else json.dumps(dict(review.correction), ensure_ascii=False),
                "note": review.note,
                "author": review.author,
                "decided": review.decided,
                "taken": taken,
            }
            for place, review in enumerate(fresh, 1)
        ],
    )  # fmt: skip
    reports = {review.report_id for review in fresh if review.subject == "report"}
    if reports:
        loosen(connection, "SELECT unnest($given::VARCHAR[]) AS report_id", sorted(reports))
        put_in_force(connection, sorted(reports))
    for review in fresh:
        if review.subject == "join":
            _decide_join(connection, review)


def put_in_force(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> None:
    """Makes `reports` and `participants` say of these reports what their last reviews do.

    Those that a review changes have no event then.
    """
    given = {"ids": list(ids)}
    connection.execute(f"DELETE FROM verdicts WHERE {_IN}", given)  # noqa: S608  a constant
    last = connection.execute(
        f"""SELECT report_id, review_id, verdict, correction FROM reviews
        WHERE subject = 'report' AND {_IN}
        QUALIFY row_number() OVER (PARTITION BY report_id ORDER BY number DESC) = 1""",  # noqa: S608  a constant
        given,
    ).fetchall()
    held = [row for row in last if row[2] != "withdrawn"]
    if held:
        connection.executemany(
            "INSERT INTO verdicts VALUES (?, ?, ?)", [list(row[:3]) for row in held]
        )
    for base, reviewed in _OF_REVIEWED.items():
        connection.execute(f"DELETE FROM {reviewed} WHERE {_IN}", given)  # noqa: S608  constants
        connection.execute(
            f"UPDATE {base} SET reviewed = NOT reviewed WHERE {_IN} AND"  # noqa: S608  constants
            " reviewed <> (report_id IN (SELECT report_id FROM verdicts))",
            given,
        )
    connection.execute(
        f"UPDATE readings SET event_id = NULL WHERE reviewed AND {_IN}",  # noqa: S608  a constant
        given,
    )
    corrections = {
        report_id: json.loads(correction or "{}")
        for report_id, _, verdict, correction in held
        if verdict != "rejected"
    }
    _write_reviewed(connection, corrections)


def _write_reviewed(
    connection: duckdb.DuckDBPyConnection, corrections: dict[str, dict[str, Any]]
) -> None:
    people: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(connection, "reading_participants", corrections):
        people.setdefault(row["report_id"], []).append(row)
    reports, participants = [], []
    for reading in _rows(connection, "readings", corrections):
        report_id, doc_id = reading["report_id"], reading["doc_id"]
        correction = corrections[report_id]
        reports.append(corrected(reading, correction))
        participants += corrected_participants(
            people.get(report_id, ()), correction, report_id=report_id, doc_id=doc_id
        )
    entities = {
        row["entity_id"]: {name: row[name] for name in
                           ("entity_id", "name", "country", "sector", "kind", "lexicon_id")}
        for row in participants
    }  # fmt: skip
    _insert(connection, "reviewed_reports", reports)
    _insert(connection, "reviewed_participants", participants)
    _insert(connection, "entities", list(entities.values()), replace=True)


def _rows(
    connection: duckdb.DuckDBPyConnection, table: str, ids: Iterable[str]
) -> list[dict[str, Any]]:
    found = connection.execute(
        f"SELECT * EXCLUDE (reviewed) FROM {table} WHERE {_IN} ORDER BY ALL",  # noqa: S608  constants
        {"ids": list(ids)},
    )
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _insert(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    rows: Sequence[dict[str, Any]],
    *,
    replace: bool = False,
) -> None:
    if not rows:
        return
    columns = pa.table({name: pa.array([row[name] for row in rows]) for name in rows[0]})
    connection.register("reviewed_rows", columns)
    try:
        connection.execute(
            f"INSERT {'OR REPLACE' if replace else ''} INTO {table} BY NAME FROM reviewed_rows"
        )
    finally:
        connection.unregister("reviewed_rows")


def _decide_join(connection: duckdb.DuckDBPyConnection, review: Review) -> None:
    """Puts a decision on two reports in the place of those before it."""
    pair = sorted((review.report_id, review.other_id or ""))
    for table, verdict in (("unions", "accepted"), ("separations", "rejected")):
        if review.verdict == verdict:
            connection.execute(
                f"INSERT OR IGNORE INTO {table} VALUES (?, ?, ?, ?)",  # noqa: S608  constants
                [*pair, review.author, review.decided],
            )
        else:
            connection.execute(
                f"DELETE FROM {table} WHERE report_a = ? AND report_b = ?",  # noqa: S608  constants
                pair,
            )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE loosened AS SELECT unnest(?::VARCHAR[]) AS report_id", [pair]
    )
    let_wait(connection)
