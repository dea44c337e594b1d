"""Rows looked up by their ids: a few of a table of millions, without joining tables whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vanellus.storing import Store


def marks_for(values: Iterable[Any]) -> str:
    """Places for as many values: what stands in the query itself is looked up by an index."""
    return ", ".join("?" for _ in values) or "NULL"


def by_ids(
    store: Store, table: str, key: str, ids: Iterable[str | None], *, columns: str = "*"
) -> dict[str, dict[str, Any]]:
    """The rows of a table by their key, which is unique; ids without a row are left out."""
    wanted = sorted({each for each in ids if each is not None})
    if not wanted:
        return {}
    rows = store.query(
        f"SELECT {key} AS its_key, {columns} FROM {table} WHERE {key} IN ({marks_for(wanted)})",  # noqa: S608  names of ours
        wanted,
    )
    return {row.pop("its_key"): row for row in rows}
