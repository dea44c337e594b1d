"""Batches of simulated reports, and how they come into a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from vanellus.storing import Store

_SCHEMA: Final = {
    "documents": "documents",
    "reports": "readings",
    "participants": "reading_participants",
    "figures": "figures",
    "sentence_vectors": "sentence_vectors",
}
"""Tables, and where the store keeps their rows."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows for the tables of a store, and which event each report tells of."""

    tables: dict[str, pa.Table]
    truth: pa.Table
    """report_id, doc_id, event."""


def split(batches: Iterator[Batch], *, share: float) -> tuple[Iterator[Batch], list[Batch]]:
    """The batches without a share of their documents, chosen by chance; and those left out, which
    are there when all batches were taken.
    """
    later: list[Batch] = []

    def first() -> Iterator[Batch]:
        for batch in batches:
            parts = [_filtered(batch, share=share, late=late) for late in (False, True)]
            later.append(parts[1])
            yield parts[0]

    return first(), later


def _filtered(batch: Batch, *, share: float, late: bool) -> Batch:
    # Ids of documents are random numbers.
    least = f"d{int(share * 16**8):08x}"

    def kept(table: pa.Table) -> pa.Table:
        early = pc.greater_equal(table["doc_id"], least)
        return table.filter(pc.invert(early) if late else early)

    return Batch({name: kept(table) for name, table in batch.tables.items()}, kept(batch.truth))


def written(store: Store, batches: Iterable[Batch]) -> pa.Table:
    """The truth of all batches, after keeping them in the store, one transaction each."""
    truth = []
    for batch in batches:
        with store.transaction() as connection:
            for name, into in _SCHEMA.items():
                table = batch.tables[name]
                names = ", ".join(table.column_names)
                connection.register("simulated", table)
                connection.execute(f"INSERT INTO {into} ({names}) SELECT {names} FROM simulated")  # noqa: S608
                connection.unregister("simulated")
        truth.append(batch.truth)
    return pa.concat_tables(truth)
