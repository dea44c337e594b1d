"""Links let go: reports that wait to be linked anew, since something that they hang on changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

REACH: Final = 20
"""As in `linking`: places under a key within which reports are compared."""
OF_EVENTS: Final = ("events", "event_sides", "event_life", "disagreements")
HOLD_REPORTS: Final = ("readings", "reviewed_reports")
"""The tables behind `reports`."""


def forget_links(connection: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> None:
    """Lets all reports wait that were looked at together with one of these documents, whose rows
    are about to be deleted, and deletes the documents' keys.
    """
    loosen(
        connection,
        "SELECT report_id FROM readings WHERE doc_id IN (SELECT unnest($given::VARCHAR[]))",
        documents,
    )


def loosen(connection: duckdb.DuckDBPyConnection, which: str, given: Sequence[str]) -> None:
    """The same for the reports that the query `which` finds by `$given`."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE loosened AS
        SELECT report_id FROM joins WHERE piece IN (
            SELECT piece FROM joins WHERE report_id IN ({which}))
        UNION
        SELECT report_id FROM (
            SELECT report_id, key, report_id IN ({which}) AS leaves, sort
            FROM link_keys WHERE key IN (SELECT key FROM link_keys WHERE report_id IN ({which}))
            QUALIFY max(leaves) OVER (PARTITION BY key ORDER BY sort, report_id
                ROWS BETWEEN {REACH} PRECEDING AND {REACH} FOLLOWING)
            AND count(*) OVER (PARTITION BY key) > {REACH})""",  # noqa: S608  constants
        {"given": list(given)},
    )
    connection.execute(
        f"DELETE FROM link_keys WHERE report_id IN ({which})",  # noqa: S608  a constant
        {"given": list(given)},
    )
    let_wait(connection)


def let_wait(connection: duckdb.DuckDBPyConnection) -> None:
    """Lets the reports in the temporary table `loosened` and their whole pieces wait."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE loosened AS
        SELECT report_id FROM loosened UNION
        SELECT report_id FROM joins WHERE piece IN (
            SELECT piece FROM joins JOIN loosened USING (report_id))"""
    )
    for name in OF_EVENTS:
        connection.execute(
            f"""DELETE FROM {name} WHERE event_id IN (
                SELECT event_id FROM joins JOIN loosened USING (report_id))"""  # noqa: S608  a constant
        )
    connection.execute("DELETE FROM joins WHERE report_id IN (SELECT report_id FROM loosened)")
    for name in HOLD_REPORTS:
        connection.execute(
            f"UPDATE {name} SET event_id = NULL"  # noqa: S608  a constant
            " WHERE report_id IN (SELECT report_id FROM loosened)"
        )
    connection.execute("DROP TABLE loosened")
