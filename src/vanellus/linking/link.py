"""Linking: a pure function from reports to the events that they tell of."""

from __future__ import annotations

import hashlib
import json
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.linking.candidates import SIDES, Pairs, candidate_pairs, ranked, rows_of
from vanellus.linking.columns import Columns
from vanellus.linking.conflicts import conflicts_of, decided_pairs
from vanellus.linking.features import NAMES, features_of
from vanellus.linking.grouping import groups_of
from vanellus.linking.keys import keys_of
from vanellus.linking.pieces import Bars, Labels, Pieces, Scores, pairs_within, pieces_of
from vanellus.linking.reports import Reports
from vanellus.linking.scoring import STEP, Scorer

JOINS: Final = pa.schema(
    [
        ("report_id", pa.string()),
        ("doc_id", pa.string()),
        ("event_id", pa.string()),
        ("piece", pa.string()),
        ("raised", pa.int8()),
        ("joined_to", pa.string()),
        ("score", pa.float64()),
        ("parts", pa.string()),
    ]
)
"""Columns of the table `joins`."""
WORTH_TELLING: Final = 0.05
"""Contributions to the log-odds below this are left out of `parts`."""


def report_keys(given: Reports) -> pa.Table:
    """Table (report_id, key, sort): under which keys each report is compared with others."""
    return keys_of(given.columns)


def candidates_of(blocks: pa.Table, fresh: pa.Array) -> pa.Table:
    """Table (one, other): the reports that are compared, one of each pair at least a fresh one.

    Args:
        blocks: (report_id, key, rank) of the fresh reports and all within reach of them.
        fresh: ids of the reports that aren't linked yet.
    """
    ids = np.array(blocks["report_id"].unique().to_pylist(), object)
    new = np.asarray(pc.is_in(pa.array(ids, pa.string()), fresh))
    return _named(ids, candidate_pairs(blocks, ids, fresh=new))


def likely_pairs(
    given: Reports,
    pairs: pa.Table,
    *,
    separations: pa.Table | None = None,
    scorer: Scorer | None = None,
) -> pa.Table:
    """Table (one, other, score): the pairs of (one, other) that nothing forbids and that are over
    the bar.
    """
    columns = given.columns
    rows = rows_of(pairs, columns.ids)
    parted = decided_pairs(columns, separations)
    over, scores = allowed(columns, rows, parted=parted, scorer=scorer or Scorer.default())
    return _named(columns.ids, over).append_column("score", pa.array(scores, pa.float32()))


def link(
    given: Reports,
    *,
    blocks: pa.Table | None = None,
    likely: pa.Table | None = None,
    separations: pa.Table | None = None,
    unions: pa.Table | None = None,
    raised: pa.Table | None = None,
    scorer: Scorer | None = None,
) -> pa.Table:
    """Table `joins`: for each report its event, and the earlier report that it was joined to.

    Args:
        given: whole pieces: reports outside can't be linked to any of these.
        blocks: (report_id, key, rank) where the keys are those of a larger set; else they are
            made from the reports given.
        likely: (one, other, score) as `likely_pairs` gives them, of pairs that `blocks` leaves out.
        separations: `report_a`, `report_b` that a person parted.
        unions: `report_a`, `report_b` that a person called one event: joined if nothing forbids it.
        raised: (report_id, raised), as often as there is something to say of a report: under how
            many raised bars its component is known to be too large (see `pieces`).
        scorer: the weights; those that come with Vanellus by default.
    """
    columns = given.columns
    if not len(columns):
        return JOINS.empty_table()
    scorer = scorer or Scorer.default()
    if blocks is None:
        blocks = ranked(keys_of(columns))
    parted = decided_pairs(columns, separations)
    pairs, scores = allowed(
        columns, candidate_pairs(blocks, columns.ids), parted=parted, scorer=scorer
    )
    if likely is not None:
        rows = rows_of(likely, columns.ids)
        there = rows[:, 0] >= 0
        pairs, scores = _with(
            columns, pairs, scores, rows[there], np.asarray(likely["score"])[there]
        )
    united = decided_pairs(columns, unions)
    united = united[conflicts_of(columns, united, parted=parted) == 0]
    pairs, scores = _with(columns, pairs, scores, united, scorer.score(columns, united))
    whole = np.where(_among(columns, pairs, united), np.float32(1), scores)
    pieces = pieces_of(pairs, whole, _known(columns, raised))
    pairs, scores, forbidden = _filled(columns, pairs, scores, pieces.labels, parted, scorer)
    bound = _among(columns, pairs, united)
    groups = groups_of(pairs, scores, forbidden, pieces.labels, cut=scorer.cut, bound=bound)
    return _joins(columns, pairs, scores, bound, groups, pieces, scorer)


def allowed(
    columns: Columns, pairs: Pairs, *, parted: Pairs, scorer: Scorer
) -> tuple[Pairs, Scores]:
    """Those pairs that nothing forbids and that are over the bar, with their probabilities."""
    kept, scores = [_no_pairs()], [np.zeros(0, np.float32)]
    for start in range(0, len(pairs), 10 * STEP):
        some = pairs[start : start + 10 * STEP]
        some = some[conflicts_of(columns, some, parted=parted) == 0]
        found = scorer.score(columns, some)
        over = found >= scorer.bar
        kept.append(some[over])
        scores.append(found[over])
    return np.concatenate(kept), np.concatenate(scores)


def _named(ids: npt.NDArray[np.object_], pairs: Pairs) -> pa.Table:
    return pa.table(
        {name: pa.array(ids[pairs[:, side]], pa.string()) for side, name in enumerate(SIDES)}
    )


def _known(columns: Columns, raised: pa.Table | None) -> Bars:
    """For each row the greatest number that `raised` has for it, or 0."""
    out = np.zeros(len(columns), np.int64)
    if raised is not None:
        at = pc.index_in(raised["report_id"], pa.array(columns.ids, pa.string())).fill_null(-1)
        rows = np.asarray(at)
        here = rows >= 0
        np.maximum.at(out, rows[here], np.asarray(raised["raised"])[here])
    return out


def _with(
    columns: Columns, pairs: Pairs, scores: Scores, rows: Pairs, values: Scores
) -> tuple[Pairs, Scores]:
    """The pairs and those of `rows` that aren't among them, with their scores."""
    both, values = np.concatenate([pairs, rows]), np.concatenate([scores, values])
    _, first = np.unique(_numbered(columns, both), return_index=True)
    return both[first], values[first]


def _numbered(columns: Columns, pairs: Pairs) -> npt.NDArray[np.int64]:
    """A number for each pair."""
    out: npt.NDArray[np.int64] = pairs[:, 0] * np.int64(len(columns)) + pairs[:, 1]
    return out


def _among(columns: Columns, pairs: Pairs, others: Pairs) -> npt.NDArray[np.bool_]:
    """Which of the pairs are among the others."""
    return np.isin(_numbered(columns, pairs), _numbered(columns, others))


def event_key(report_id: str) -> str:
    """The id of the event whose earliest report this is."""
    return hashlib.sha256(f"event\x1f{report_id}".encode()).hexdigest()[:16]


def _no_pairs() -> Pairs:
    return np.zeros((0, 2), np.int64)


def _filled(
    columns: Columns, pairs: Pairs, scores: Scores, pieces: Labels, parted: Pairs, scorer: Scorer
) -> tuple[Pairs, Scores, npt.NDArray[np.bool_]]:
    """All pairs of pieces that aren't too large, and the known ones of those that are."""
    every = pairs_within(pieces)
    missing = every[~_among(columns, every, pairs)]
    added = scorer.score(columns, missing)
    pairs, scores = np.concatenate([pairs, missing]), np.concatenate([scores, added])
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    pairs, scores = pairs[order], scores[order]
    return pairs, scores, conflicts_of(columns, pairs, parted=parted) > 0


def _joins(
    columns: Columns,
    pairs: Pairs,
    scores: Scores,
    bound: npt.NDArray[np.bool_],
    groups: Labels,
    pieces: Pieces,
    scorer: Scorer,
) -> pa.Table:
    count = len(columns)
    inside = groups[pairs[:, 0]] == groups[pairs[:, 1]]
    pairs, scores, bound = pairs[inside], scores[inside], bound[inside]
    order = np.lexsort((pairs[:, 0], -scores, ~bound, pairs[:, 1]))
    later, first = np.unique(pairs[order, 1], return_index=True)
    best = order[first]
    to = np.full(count, -1, np.int64)
    to[later] = pairs[best, 0]
    score = np.full(count, np.nan)
    score[later] = scores[best].astype(np.float64)
    parts = np.full(count, None, object)
    parts[later] = _parts(columns, pairs[best], scorer)
    events = {row: event_key(columns.ids[row]) for row in np.unique(groups).tolist()}
    return pa.table(
        [
            pa.array(columns.ids, pa.string()),
            pa.array(columns.documents, pa.string()),
            pa.array([events[row] for row in groups.tolist()], pa.string()),
            pa.array(columns.ids[pieces.labels], pa.string()),
            pa.array(pieces.raised, pa.int8()),
            pa.array([columns.ids[row] if row >= 0 else None for row in to.tolist()], pa.string()),
            pa.array(np.round(score, 4), pa.float64(), from_pandas=True),
            pa.array(parts, pa.string()),
        ],
        schema=JOINS,
    )


def _parts(columns: Columns, pairs: Pairs, scorer: Scorer) -> list[str]:
    """What each feature added to the log-odds of each pair, as JSON, the most first."""
    names = [json.dumps(name) for name in NAMES]
    out: list[str] = []
    for start in range(0, len(pairs), STEP):
        some = pairs[start : start + STEP]
        added = scorer.contributions(features_of(columns, some)).round(2)
        row, at = np.nonzero(np.abs(added) >= WORTH_TELLING)
        value = added[row, at].astype(np.float64).round(2)
        order = np.lexsort((at, -np.abs(value), row))
        told = [
            f"{names[name]}: {number!r}"
            for name, number in zip(at[order].tolist(), value[order].tolist(), strict=True)
        ]
        ends = np.cumsum(np.bincount(row, minlength=len(some))).tolist()
        out += [
            f"{{{', '.join(told[first:end])}}}"
            for first, end in zip([0, *ends], ends, strict=False)
        ]
    return out
