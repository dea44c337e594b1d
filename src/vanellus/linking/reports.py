"""The tables of reports that linking reads, with their columns of numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.linking.columns import Columns, columns_of

if TYPE_CHECKING:
    import numpy.typing as npt

_TABLES: Final = ("reports", "participants", "figures", "vectors")


class Reports:
    """The tables that linking reads, with columns as in a store (see docs/linking.md); what is made
    of them is made once.

    Args:
        reports: with the columns of their documents.
        participants: of these reports, or of more.
        figures: of their documents, or of more; None for none.
        vectors: of their sentences, or of more; None for none.
    """

    def __init__(
        self,
        reports: pa.Table,
        participants: pa.Table,
        figures: pa.Table | None = None,
        vectors: pa.Table | None = None,
        *,
        columns: Columns | None = None,
    ) -> None:
        self.reports = reports
        self.participants = participants
        self.figures = figures
        self.vectors = vectors
        self._columns = columns

    @property
    def columns(self) -> Columns:
        """The reports as columns of numbers, in canonical order."""
        if self._columns is None:
            self._columns = columns_of(
                self.reports, self.participants, figures=self.figures, vectors=self.vectors
            )
            # The columns hold them now, and they are large.
            self.vectors = None
        return self._columns

    @property
    def ids(self) -> pa.Array:
        """The ids of the reports, in the order of the table."""
        return self.reports["report_id"].combine_chunks()

    def joined(self, other: Reports) -> Reports:
        """These reports and those of `other`, none of which may be here too."""
        if not other.reports.num_rows:
            return self
        if not self.reports.num_rows:
            return other
        figures = [part for part in (self.figures, other.figures) if part is not None]
        return Reports(
            pa.concat_tables([self.reports, other.reports]),
            pa.concat_tables([self.participants, other.participants]),
            # Both may hold the figures of a document of which each has some reports.
            _different(pa.concat_tables(figures)) if figures else None,
            columns=Columns.joined([self.columns, other.columns]),
        )

    def only(self, ids: pa.Array) -> Reports:
        """Those reports that are among `ids`."""
        columns = self.columns
        kept = np.asarray(pc.is_in(pa.array(columns.ids, pa.string()), ids))
        if kept.all():
            return self
        return Reports(
            _those(self.reports, ids),
            _those(self.participants, ids),
            self.figures,
            columns=columns.take(np.flatnonzero(kept)),
        )


def _those(table: pa.Table, ids: pa.Array) -> pa.Table:
    return table.filter(pc.is_in(table["report_id"], ids))


def _different(figures: pa.Table) -> pa.Table:
    keys = ("doc_id", "span_start", "span_end", "indicator", "value")
    order = pc.sort_indices(figures, sort_keys=[(name, "ascending") for name in keys])
    ordered = figures.take(order)
    fresh = np.ones(ordered.num_rows, np.bool_)
    fresh[1:] = False
    for name in keys:
        column: npt.NDArray[np.object_] = np.array(ordered[name].to_pylist(), object)
        fresh[1:] |= column[1:] != column[:-1]
    return ordered.filter(pa.array(fresh))
