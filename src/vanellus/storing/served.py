"""Tables that pages read, made in a copy of a store (`served.sql` says which)."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from vanellus.storing.opening import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

    from vanellus.storing.store import Store


def add_served_tables(store: Store) -> None:
    """Makes the tables of `served.sql` and its indexes in a copy of a store."""
    script = resources.files("vanellus.storing") / "served.sql"
    with told(store.path):
        store.connection.execute(script.read_text(encoding="utf-8"))


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
