"""Names beside numbers: the sides of events, speakers and outlets with their sources, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.analysing.gathering import NONE, coded, counts_of, grouped, listed, rows_of
from vanellus.analysing.periods import NOWHERE

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]

SAID: Final = pa.struct([("name", pa.string()), ("sources", pa.int64())])


def by_name(event: Whole, origin: Whole, names: Any, count: int) -> pa.ListArray:
    """Each name with the number of independent sources that have it, the most frequent first, then
    in the order of the alphabet.
    """
    name = coded(names)
    its = name.codes != NONE
    once = grouped(event[its], name.codes[its], origin[its])
    per_name = grouped(event[its][once.first], name.codes[its][once.first])
    times = counts_of(per_name.group, per_name.number)
    at = once.first[per_name.first]
    event_, name_ = event[its][at], name.codes[its][at]
    rank = np.empty(len(name.values), dtype=np.int64)
    rank[np.asarray(pc.array_sort_indices(name.values))] = np.arange(len(name.values))
    order = np.lexsort((rank[name_], -times))
    told = pa.StructArray.from_arrays(
        [name.of(name_[order]).cast(pa.string()), pa.array(times[order])], fields=list(SAID)
    )
    return listed(event_[order], count, told)


def names_of(events: pa.Table, sides: pa.Table, *, role: str) -> pa.ListArray:
    """The names of each event's sides in a role, of a bloc its own and not its members'."""
    its = sides.filter(pc.and_(pc.equal(sides["role"], role), pc.is_null(sides["via"])))
    return listed(rows_of(its["event_id"], among=events["event_id"]), events.num_rows, its["name"])


def dates_array(days: Whole) -> pa.Array:
    """Days since 1970 as dates; NOWHERE is null."""
    unknown = days == NOWHERE
    return pa.array(np.where(unknown, 0, days).astype(np.int32), mask=unknown).cast(pa.date32())
