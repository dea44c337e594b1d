"""What forbids that two reports are of one event, however like they look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from vanellus.linking.candidates import Pairs, rows_of
from vanellus.linking.columns import Columns
from vanellus.linking.features import day_gap, distance, shared
from vanellus.linking.kinds import STATUSES, Kinds

if TYPE_CHECKING:
    import pyarrow as pa

DAYS: Final = 4
"""Days between two dates that both texts give; more can't be a slip."""
DAYS_OF_PLAN: Final = 45
"""The same where one tells of a plan, which may be put off."""
KILOMETRES: Final = 400
"""Between two towns; nearer ones may be one place told more or less exactly."""
TOLL: Final = 8.0
"""How many times greater one toll may be, on dates that both texts give."""
REASONS: Final = {
    1: "their types of event can't be one",
    2: f"their dates, given by both texts, lie more than {DAYS} days apart",
    3: f"their places lie more than {KILOMETRES} km apart",
    4: f"one toll is more than {TOLL:g} times the other",
    5: "a person parted them",
    6: "other states act, and none of them is acted on in the other",
    7: "one document tells them as deeds of two types",
}
_FUTURE: Final = STATUSES.index("future")


def conflicts_of(columns: Columns, pairs: Pairs, *, parted: Pairs) -> npt.NDArray[np.int8]:
    """For each pair the number of the reason (see REASONS) that forbids it, or 0.

    Args:
        columns: the reports.
        pairs: which to look at.
        parted: pairs that a person parted, the smaller row first.
    """
    a, b = pairs[:, 0], pairs[:, 1]
    out = np.zeros(len(pairs), np.int8)
    gap = day_gap(columns, a, b)
    exact = columns.exact[a] & columns.exact[b]
    same = columns.sentence[a] == columns.sentence[b]
    plan = (columns.status[a] == _FUTURE) != (columns.status[b] == _FUTURE)
    towns = (columns.grain[a] == 0) & (columns.grain[b] == 0)
    other_name = columns.place_text[a] != columns.place_text[b]
    with np.errstate(invalid="ignore"):
        far = towns & other_name & (distance(columns, a, b) > KILOMETRES)
        tolls = np.abs(np.log(np.maximum(columns.toll[a], 1) / np.maximum(columns.toll[b], 1)))
        unlike = exact & (tolls > np.log(TOLL))
    # Who writes that they met and that they promised tells of two deeds, however near these are.
    out[(columns.documents[a] == columns.documents[b]) & (columns.type[a] != columns.type[b])] = 7
    out[_others_act(columns, a, b)] = 6
    out[unlike & ~same] = 4
    out[far] = 3
    out[exact & (gap > np.where(plan, DAYS_OF_PLAN, DAYS))] = 2
    out[Kinds.default().nearness[columns.type[a], columns.type[b]] == 0] = 1
    if len(parted):
        size = np.int64(len(columns))
        out[np.isin(a * size + b, parted[:, 0] * size + parted[:, 1])] = 5
    return out


def _others_act(
    columns: Columns, a: npt.NDArray[np.int64], b: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    actors, recipients = columns.actors, columns.recipients

    def apart(one: npt.NDArray[np.uint64], two: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
        return np.logical_not((one & two).any(axis=1))

    known = actors.states[a].any(axis=1) & actors.states[b].any(axis=1)
    out: npt.NDArray[np.bool_] = known & apart(actors.countries[a], actors.countries[b])
    out &= apart(actors.states[a], actors.states[b])
    out &= apart(actors.countries[a], recipients.countries[b])
    out &= apart(recipients.countries[a], actors.countries[b])
    some = np.flatnonzero(out)
    for sides in (
        (actors.keys, actors.keys), (actors.keys, recipients.keys), (recipients.keys, actors.keys)
    ):  # fmt: skip
        some = some[~shared(sides[0][a[some]], sides[1][b[some]]).any(axis=1)]
    out[:] = False
    out[some] = True
    return out


def decided_pairs(columns: Columns, decided: pa.Table | None) -> Pairs:
    """The reports `report_a` and `report_b` on which a person decided, as pairs of rows; those that
    aren't here are passed over.
    """
    if decided is None:
        return np.zeros((0, 2), np.int64)
    pairs = rows_of(decided, columns.ids, sides=("report_a", "report_b"))
    return pairs[pairs[:, 0] >= 0]
