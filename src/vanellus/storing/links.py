"""What linking reads of a store, and what it writes there.

Reports whose `event_id` is null wait to be linked: new ones, and old ones whose neighbours went
away. A link is one transaction; a process killed before its end leaves them waiting.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from vanellus.storing.loosening import HOLD_REPORTS, OF_EVENTS, REACH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    import duckdb

    from vanellus.storing.store import Store

_REPORTS: Final = """
    SELECT r.* EXCLUDE (run_id, event_id), d.published, d.publisher, d.title, d.language,
        left(d.text, 600) AS lead
    FROM reports r JOIN {documents} d USING (doc_id)
    WHERE r.report_id IN (SELECT report_id FROM wanted)
"""
_FEW: Final = 200
"""Reports whose documents are looked up one by one, not with all texts read through."""
_OF_REPORTS: Final = {
    "participants": "SELECT p.* FROM participants p JOIN wanted USING (report_id)",
    "figures": """SELECT f.* FROM figures f WHERE f.doc_id IN
        (SELECT doc_id FROM reports JOIN wanted USING (report_id))""",
    "vectors": """SELECT v.* FROM sentence_vectors v
        JOIN (SELECT DISTINCT doc_id, sentence_start FROM reports JOIN wanted USING (report_id))
        USING (doc_id, sentence_start)""",
}
_IN_FORCE: Final = {"readings": "NOT t.reviewed", "reviewed_reports": "true"}


class Links:
    """One link of a store: what it reads and writes, inside one transaction (see `linking`)."""

    def __init__(self, store: Store, connection: duckdb.DuckDBPyConnection) -> None:
        self.store = store
        self._connection = connection

    def waiting(self, *, limit: int) -> list[str]:
        """Ids of reports that aren't linked yet, `limit` or a few more: of whole documents, those
        that were published first.
        """
        rows = self._connection.execute(
            """SELECT report_id FROM reports WHERE event_id IS NULL AND doc_id IN (
                SELECT doc_id FROM (
                    SELECT doc_id, sum(n) OVER (ORDER BY published NULLS LAST, doc_id
                        ROWS UNBOUNDED PRECEDING) - n AS before
                    FROM (SELECT doc_id, count(*) AS n FROM reports
                        WHERE event_id IS NULL GROUP BY 1) JOIN documents USING (doc_id)
                ) WHERE before < ?)""",
            [limit],
        ).fetchall()
        return [report_id for (report_id,) in rows]

    def reports(self, ids: pa.Array) -> dict[str, pa.Table]:
        """Tables `reports` (with columns of their documents), `participants`, `figures` and
        `vectors` of these reports.
        """
        with self._wanted(ids):
            found = {"reports": self._with_documents(few=len(ids) <= _FEW)}
            for name, sql in _OF_REPORTS.items():
                found[name] = self._arrow(sql)
        return found

    def _with_documents(self, *, few: bool) -> pa.Table:
        if not few:
            return self._arrow(_REPORTS.format(documents="documents"))
        of = "SELECT DISTINCT doc_id FROM reports JOIN wanted USING (report_id)"
        doc_ids = self._arrow(of)["doc_id"].to_pylist()
        # Spelt out, so that they are looked up by their index.
        marks = ", ".join("?" for _ in doc_ids) or "NULL"
        documents: pa.Table = self._connection.sql(
            f"SELECT * FROM documents WHERE doc_id IN ({marks})",  # noqa: S608  places
            params=doc_ids,
        ).to_arrow_table()
        with self._given("some_documents", documents):
            return self._arrow(_REPORTS.format(documents="some_documents"))

    def put_keys(self, keys: pa.Table) -> None:
        """Keeps the keys of reports (report_id, key, sort) in place of those they had."""
        with self._given("fresh_keys", keys):
            self._connection.execute(
                "DELETE FROM link_keys WHERE report_id IN (SELECT report_id FROM fresh_keys)"
            )
            self._connection.execute(
                "INSERT INTO link_keys SELECT key, sort, report_id FROM fresh_keys"
            )

    def neighbours(self, ids: pa.Array) -> pa.Table:
        """Table (report_id, key, rank): these reports and all up to REACH places from one of
        them under a common key.
        """
        with self._wanted(ids):
            return self._arrow(
                f"""WITH near AS (
                    SELECT k.report_id, k.key, w.report_id IS NOT NULL AS is_wanted,
                        row_number() OVER (PARTITION BY k.key ORDER BY k.sort, k.report_id) - 1
                            AS rank
                    FROM link_keys k LEFT JOIN wanted w ON w.report_id = k.report_id
                    WHERE k.key IN (SELECT key FROM link_keys JOIN wanted USING (report_id)))
                SELECT report_id, key, rank FROM near
                QUALIFY max(is_wanted) OVER (PARTITION BY key ORDER BY rank
                    ROWS BETWEEN {REACH} PRECEDING AND {REACH} FOLLOWING)"""  # noqa: S608  a number
            )

    def blocks(self, ids: pa.Array) -> pa.Table:
        """Table (report_id, key, rank) of these reports; ranks are those among all reports."""
        with self._wanted(ids):
            return self._arrow(
                """WITH ranks AS (
                    SELECT report_id, key,
                        row_number() OVER (PARTITION BY key ORDER BY sort, report_id) - 1 AS rank
                    FROM link_keys
                    WHERE key IN (SELECT key FROM link_keys JOIN wanted USING (report_id)))
                SELECT r.* FROM ranks r JOIN wanted USING (report_id)"""
            )

    def pieces(self, ids: pa.Array) -> pa.Array:
        """The reports of all pieces that one of these belongs to."""
        with self._wanted(ids):
            found = self._arrow(
                """SELECT report_id FROM joins WHERE piece IN (
                    SELECT piece FROM joins JOIN wanted USING (report_id))"""
            )
        return found["report_id"].combine_chunks()

    def raised(self, ids: pa.Array) -> pa.Table:
        """Table (report_id, raised): by how many raised bars the pieces of those of these reports
        that are linked were made.
        """
        with self._wanted(ids):
            return self._arrow("SELECT report_id, raised FROM joins JOIN wanted USING (report_id)")

    def together(self, pairs: pa.Table) -> pa.Table:
        """Those pairs (one, other) of reports that are of one piece."""
        with self._given("pairs", pairs):
            return self._arrow(
                """SELECT DISTINCT p.one, p.other FROM pairs p
                JOIN joins a ON a.report_id = p.one JOIN joins b ON b.report_id = p.other
                WHERE a.piece = b.piece"""
            )

    def separations(self) -> pa.Table:
        """Table `separations`."""
        return self._arrow("FROM separations")

    def unions(self) -> pa.Table:
        """Table `unions`: those of reports that are in force."""
        return self._arrow(
            """SELECT u.* FROM unions u SEMI JOIN reports a ON a.report_id = u.report_a
            SEMI JOIN reports b ON b.report_id = u.report_b"""
        )

    def fresh_documents(self, *, limit: int) -> pa.Table:
        """Up to `limit` documents (doc_id, text, publisher, published, title, author) that have no
        row in `copies`, in the order of their publication.
        """
        return self._arrow(
            f"""SELECT doc_id, text, publisher, published, title, author FROM documents
            WHERE doc_id NOT IN (SELECT doc_id FROM copies)
            ORDER BY published NULLS LAST, doc_id LIMIT {limit:d}"""  # noqa: S608  a number
        )

    def copies_about(self, first: date | None, last: date | None) -> pa.Table:
        """Table `copies`: documents published from `first` to `last`, and those without a date."""
        found: pa.Table = self._connection.sql(
            """SELECT c.* FROM copies c JOIN documents d USING (doc_id)
            WHERE d.published IS NULL OR ($first::DATE IS NULL OR d.published >= $first)
                AND ($last::DATE IS NULL OR d.published <= $last)""",
            params={"first": first, "last": last},
        ).to_arrow_table()
        return found

    def copies_of(self, ids: pa.Array) -> pa.Table:
        """Table `copies`: the documents of these reports."""
        with self._wanted(ids):
            return self._arrow(
                """SELECT c.* FROM copies c
                WHERE doc_id IN (SELECT doc_id FROM reports JOIN wanted USING (report_id))"""
            )

    def reports_of_documents(self, doc_ids: pa.Array) -> pa.Array:
        """The linked reports of whole events that a report of one of these documents belongs to."""
        with self._wanted(doc_ids):
            found = self._arrow(
                """SELECT report_id FROM reports WHERE event_id IN (
                    SELECT event_id FROM reports WHERE doc_id IN (SELECT report_id FROM wanted))"""
            )
        return found["report_id"].combine_chunks()

    def put_copies(self, copies: pa.Table) -> None:
        """Keeps rows of `copies` in place of those of the same documents."""
        names = "doc_id, origin_id, similarity, reason, wire, signature"
        with self._given("fresh_copies", copies):
            self._connection.execute(
                f"INSERT OR REPLACE INTO copies ({names}) SELECT {names} FROM fresh_copies"  # noqa: S608  constants
            )

    def unchanged(self, joins: pa.Table) -> pa.Array:
        """Those events of these joins that have the very reports that they had."""
        with self._given("fresh_joins", joins):
            found = self._arrow(
                """WITH made AS (
                    SELECT f.event_id, count(*) AS reports, count(j.report_id) AS known
                    FROM fresh_joins f LEFT JOIN joins j
                        ON j.report_id = f.report_id AND j.event_id = f.event_id
                    GROUP BY 1),
                before AS (
                    SELECT event_id, count(*) AS reports FROM joins
                    WHERE event_id IN (SELECT event_id FROM made) GROUP BY 1)
                SELECT event_id FROM made JOIN before USING (event_id)
                WHERE made.reports = made.known AND made.reports = before.reports"""
            )
        return found["event_id"].combine_chunks()

    def put_joins(self, joins: pa.Table) -> pa.Array:
        """The events that are no more, or are made anew, after keeping these joins in place of
        those of the same reports.
        """
        with self._given("fresh_joins", joins):
            gone = self._arrow(
                """SELECT DISTINCT event_id FROM joins
                    WHERE report_id IN (SELECT report_id FROM fresh_joins)
                UNION SELECT event_id FROM fresh_joins"""
            )["event_id"].combine_chunks()
            self._connection.execute(
                "DELETE FROM joins WHERE report_id IN (SELECT report_id FROM fresh_joins)"
            )
            self._connection.execute(
                """INSERT INTO joins SELECT report_id, doc_id, event_id, piece, joined_to,
                    score, parts, raised FROM fresh_joins"""
            )
            for name in HOLD_REPORTS:
                self._connection.execute(
                    f"""UPDATE {name} t SET event_id = f.event_id FROM fresh_joins f
                        WHERE t.report_id = f.report_id AND {_IN_FORCE[name]}
                        AND t.event_id IS DISTINCT FROM f.event_id"""  # noqa: S608  constants
                )
        return gone

    def put_events(self, gone: pa.Array, tables: Mapping[str, pa.Table]) -> None:
        """Keeps rows of tables of OF_EVENTS in place of those of the events in `gone`."""
        with self._wanted(gone):
            for name in OF_EVENTS:
                self._connection.execute(
                    f"DELETE FROM {name} WHERE event_id IN (SELECT report_id FROM wanted)"  # noqa: S608  a constant
                )
        for name, table in tables.items():
            with self._given("fresh_rows", table):
                names = ", ".join(f'"{column}"' for column in table.column_names)
                self._connection.execute(
                    f"INSERT INTO {name} ({names}) SELECT {names} FROM fresh_rows"  # noqa: S608  column names
                )

    def start_anew(self) -> None:
        """Forgets all links; every report waits again."""
        for name in ("joins", "link_keys", "copies", *OF_EVENTS):
            self._connection.execute(f"DELETE FROM {name}")  # noqa: S608  a constant
        for name in HOLD_REPORTS:
            self._connection.execute(
                f"UPDATE {name} SET event_id = NULL WHERE event_id IS NOT NULL"  # noqa: S608  a constant
            )

    def _arrow(self, sql: str) -> pa.Table:
        found: pa.Table = self._connection.sql(sql).to_arrow_table()
        return found

    @contextmanager
    def _given(self, name: str, table: pa.Table) -> Iterator[None]:
        self._connection.register(name, table)
        try:
            yield
        finally:
            self._connection.unregister(name)

    @contextmanager
    def _wanted(self, ids: pa.Array) -> Iterator[None]:
        with self._given("wanted", pa.table({"report_id": pa.array(ids, pa.string())})):
            yield


@contextmanager
def linking_in(store: Store) -> Iterator[Links]:
    """A link of the store: all that is written inside is kept at its end, or nothing of it.

    Raises StoreError, StoreFull.
    """
    with store.transaction() as connection:
        yield Links(store, connection)


def reading_links(store: Store) -> Links:
    """A link of a store from which is only read."""
    return Links(store, store.connection)
