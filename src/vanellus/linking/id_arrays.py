"""Sets of ids as Arrow arrays."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc


def union(*arrays: pa.Array | pa.ChunkedArray) -> pa.Array:
    """The ids of all these arrays, each once, in the order of their first place."""
    chunks = [
        chunk.cast(pa.string())
        for array in arrays
        for chunk in (array.chunks if isinstance(array, pa.ChunkedArray) else [array])
    ]
    return pa.concat_arrays(chunks or [pa.array([], pa.string())]).unique()


def without(ids: pa.Array, others: pa.Array) -> pa.Array:
    """Those ids that are not among the others, in their order."""
    return ids.filter(pc.invert(pc.is_in(ids, others)))
