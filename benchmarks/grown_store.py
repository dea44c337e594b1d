"""A store grown by copying what it holds, for measuring on more than there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from vanellus.storing import Store

_IDS: Final = {
    "documents": ("doc_id",), "readings": ("report_id", "doc_id", "event_id"),
    "reading_participants": ("report_id", "doc_id", "entity_id"), "events": ("event_id",),
    "joins": ("report_id", "doc_id", "event_id", "joined_to", "piece"),
    "event_sides": ("event_id",), "event_life": ("event_id", "report_id"),
    "disagreements": ("event_id",), "copies": ("doc_id", "origin_id"),
    "recommendations": ("doc_id",), "agenda": ("doc_id",), "figures": ("doc_id",),
    "dropped": ("dropped_id", "doc_id"),
}  # fmt: skip
"""Tables that are copied, with the columns that hold ids."""
_DAYS: Final = (
    "published", "date_start", "date_end", "first_published", "last_published", "known_since",
)  # fmt: skip
_WORLDS: Final = 50
"""Parties that the lexicon doesn't know are others in every copy, up to so many of each."""
_SPREAD: Final = 3000
"""Days over which copies are spread."""


def grow(store: Store, *, events: int) -> None:
    """Copies all documents and events until there are about so many events.

    Each copy has ids of its own and lies some days further back. States and what else the lexicon
    knows stay who they are; others are people and groups of their own.
    """
    have = store.query("SELECT count(*) AS n FROM events")[0]["n"]
    times = max(round(events / have) - 1, 0)
    store.query(
        "CREATE OR REPLACE TEMP TABLE unknown AS SELECT DISTINCT entity_id AS party"
        " FROM participants WHERE lexicon_id IS NULL"
    )
    for table, ids in _IDS.items():
        columns = [row["column_name"] for row in store.query(f"DESCRIBE {table}")]
        shown = ", ".join(_copied(name, ids) for name in columns)
        with store.transaction() as connection:
            connection.execute(
                f"INSERT INTO {table} SELECT {shown} FROM {table} t, range(1, ?) k(k)",  # noqa: S608  constants
                [times + 1],
            )


def _copied(name: str, ids: tuple[str, ...]) -> str:
    if name == "entity_id":
        return f"t.entity_id || '-' || (k % {_WORLDS})"
    if name == "party":
        return (
            "CASE WHEN t.party IN (SELECT party FROM unknown)"  # noqa: S608  constants
            f" THEN t.party || '-' || (k % {_WORLDS}) ELSE t.party END"
        )
    if name in ids:
        return f"t.{name} || '-' || k"
    if name == "report_ids":
        return "list_transform(t.report_ids, lambda each: each || '-' || k)"
    return f"(t.{name} - to_days((k % {_SPREAD})::INTEGER))::DATE" if name in _DAYS else f"t.{name}"
