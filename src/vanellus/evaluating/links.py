"""Linking: clusters of given event mentions against those of gold."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final, TypedDict

from vanellus.evaluating.matching import best_pairs

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from vanellus.evaluating.gold import Gold

Clusters = list[frozenset[str]]
MEASURES: Final = ("muc", "b3", "ceafe")


class Shares(TypedDict):
    """Precision, recall and F1, 0 to 1."""

    precision: float
    recall: float
    f1: float


def chosen_events(row: Gold) -> list[Gold]:
    """The mentions of a document that count: those marked as selected, all where none says."""
    return [event for event in row["events"] if event.get("selected", True)]


def score_links(
    rows: Sequence[Gold], found: Mapping[str, Mapping[str, Hashable]]
) -> dict[str, Any]:
    """For each answer CoNLL F1, and F1 of each measure that it is the mean of.

    Args:
        rows: gold rows.
        found: name of each answer to its cluster of each mention id.
    """
    gold = {event["id"]: event["cluster"] for row in rows for event in chosen_events(row)}
    answers = {}
    for name, clusters in found.items():
        figures = score_clusters(gold, clusters)
        answers[name] = {
            "conll": figures["conll"],
            **{measure: figures[measure]["f1"] for measure in MEASURES},
            "precision": sum(figures[m]["precision"] for m in MEASURES) / len(MEASURES),
            "recall": sum(figures[m]["recall"] for m in MEASURES) / len(MEASURES),
            "clusters": len(_clusters(clusters)),
        }
    return {
        "documents": len(rows),
        "mentions": len(gold),
        "events": len(set(gold.values())),
        "answers": answers,
    }


def score_clusters(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> dict[str, Any]:
    """MUC (Vilain and others 1995), B-cubed (Bagga and Baldwin 1998), entity-based CEAF (Luo 2005,
    similarity phi4) and their mean, `conll` (Pradhan and others 2012).

    Events with one mention count on both sides, as they do in B-cubed and CEAF by definition; MUC,
    which counts links, doesn't see them.

    Args:
        gold: cluster of each mention.
        found: the same; a mention that is missing is an event of its own, one too many is left out.
    """
    answer = {mention: found.get(mention, ("alone", mention)) for mention in gold}
    wanted, made = _clusters(gold), _clusters(answer)
    muc = _shares(_muc(made, wanted), _muc(wanted, made))
    b3 = _shares(_b_cubed(made, wanted), _b_cubed(wanted, made))
    likeness = _phi4(wanted, made)
    ceafe = _shares(
        likeness / len(made) if made else 0.0, likeness / len(wanted) if wanted else 0.0
    )
    return {
        "muc": muc,
        "b3": b3,
        "ceafe": ceafe,
        "conll": (muc["f1"] + b3["f1"] + ceafe["f1"]) / 3,
    }


def _clusters(clusters: Mapping[str, Hashable]) -> Clusters:
    out: dict[Hashable, set[str]] = defaultdict(set)
    for mention, cluster in clusters.items():
        out[cluster].add(mention)
    return [frozenset(mentions) for mentions in out.values()]


def _place(clusters: Clusters) -> dict[str, int]:
    return {mention: number for number, some in enumerate(clusters) for mention in some}


def _shares(precision: float, recall: float) -> Shares:
    both = precision + recall
    return {
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / both if both else 0.0,
    }


def _muc(clusters: Clusters, others: Clusters) -> float:
    """The share of the links that hold the clusters together which the others have too; 0 where
    there are no links.
    """
    place = _place(others)
    kept = sum(len(some) - len({place[mention] for mention in some}) for some in clusters)
    links = sum(len(some) - 1 for some in clusters)
    return kept / links if links else 0.0


def _b_cubed(clusters: Clusters, others: Clusters) -> float:
    """The mean over mentions of the share of its cluster that is in its cluster of the others."""
    place = _place(others)
    shared = sum(
        count * count / len(some)
        for some in clusters
        for count in Counter(place[mention] for mention in some).values()
    )
    return shared / len(place) if place else 0.0


def _phi4(wanted: Clusters, made: Clusters) -> float:
    """The greatest sum of 2|K∩R| / (|K|+|R|) over one-to-one pairs of clusters K and R."""
    place = _place(made)
    weights = {
        (row, column): 2 * count / (len(some) + len(made[column]))
        for row, some in enumerate(wanted)
        for column, count in Counter(place[mention] for mention in some).items()
    }
    return sum(weights[pair] for part in _parts(weights) for pair in best_pairs(part))


def _parts(
    weights: Mapping[tuple[int, int], float],
) -> Iterable[dict[tuple[int, int], float]]:
    """The pairs in parts that share no row or column, so that no table grows large."""
    by_row: dict[int, list[int]] = defaultdict(list)
    by_column: dict[int, list[int]] = defaultdict(list)
    for row, column in weights:
        by_row[row].append(column)
        by_column[column].append(row)
    seen: set[int] = set()
    for first in by_row:
        if first in seen:
            continue
        waiting, part = [first], {}
        while waiting:
            row = waiting.pop()
            if row in seen:
                continue
            seen.add(row)
            for column in by_row[row]:
                part[row, column] = weights[row, column]
                waiting += by_column[column]
        yield part
