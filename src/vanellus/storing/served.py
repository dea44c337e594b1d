"""Tables that pages read, made in a copy of a store (`served.sql` says which)."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Final

from vanellus.storing.opening import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from vanellus.storing.store import Store

_IN_FORCE: Final = (
    ("reports", "readings", "reviewed_reports", "as_read"),
    ("participants", "reading_participants", "reviewed_participants", "as_read_participants"),
)
_FOR_PAGES: Final = (
    # Each request has a thread of its own: to share out a question of milliseconds among more
    # takes longer than to answer it.
    "SET threads = 1",
    # The rows of a page are read after it is known which ones they are.
    "SET late_materialization_max_rows = 1000",
    "SET memory_limit = '1GB'",
)
_TO_MAKE: Final = ("SET memory_limit = '1500MB'",)


def add_served_tables(store: Store) -> None:
    """Makes the tables of `served.sql` and its indexes in a copy of a store.

    There `reports` and `participants` become tables, which can be looked up by an index; what was
    read of reports that were reviewed is in `as_read` and `as_read_participants`.
    """
    here = resources.files("vanellus.storing")
    with told(store.path):
        for setting in _TO_MAKE:
            store.connection.execute(setting)
        for name, base, reviewed, aside in _IN_FORCE:
            store.connection.execute(
                f"CREATE TABLE {aside} AS"  # noqa: S608  constants
                f" SELECT * EXCLUDE (reviewed) FROM {base} WHERE reviewed;"
                f"DELETE FROM {base} WHERE reviewed;"
                f"DROP VIEW {name};"
                f"ALTER TABLE {base} DROP COLUMN reviewed;"
                f"ALTER TABLE {base} RENAME TO {name};"
                f"INSERT INTO {name} FROM {reviewed}"
            )
        for name in ("served.sql", "served_reviews.sql"):
            store.connection.execute((here / name).read_text(encoding="utf-8"))


def add_tables(store: Store, tables: Mapping[str, pa.Table]) -> None:
    """Keeps tables in a copy of a store under the given names, each row with its `number`."""
    with told(store.path):
        for name, table in tables.items():
            store.connection.register("given", table)
            store.connection.execute(
                f"CREATE TABLE {name} AS SELECT (row_number() OVER ())::INTEGER AS number, *"  # noqa: S608  names of ours
                " FROM given"
            )
            store.connection.unregister("given")


def add_expected(store: Store) -> None:
    """Makes the table of parties with the numbers of their rows in `served_calendar`."""
    with told(store.path):
        store.connection.execute(
            "CREATE TABLE served_expected AS SELECT DISTINCT s.party, c.number"
            " FROM served_calendar c JOIN event_sides s USING (event_id)"
            # What its bloc does is not what each of its members does.
            " WHERE s.via IS NULL ORDER BY 1, 2"
        )


def read_by_pages(store: Store) -> None:
    """Sets up an open copy for many small questions at once."""
    with told(store.path):
        for setting in _FOR_PAGES:
            store.connection.execute(setting)
