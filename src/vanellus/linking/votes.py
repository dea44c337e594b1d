"""One value from what several sources tell: votes of independent sources, with the rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

V = TypeVar("V", bound=Hashable)

MOST_VALUES: Final = 40
"""Different values of one event that are compared with each other."""


class Told(NamedTuple, Generic[V]):
    """A value, who tells it, how much that weighs (0 to 1), and in which report."""

    value: V
    source: str
    weight: float
    report_id: str


class Choice(NamedTuple, Generic[V]):
    """The value that stands, and the rule by which it does."""

    value: V
    rule: str


class Dispute(NamedTuple, Generic[V]):
    """A value that another contradicts, its sources and reports."""

    value: V
    sources: frozenset[str]
    reports: tuple[str, ...]


def voted(told: Iterable[tuple[V, str, float]], *, key: Callable[[V], object]) -> V | None:
    """The value with most weight, each source counting once for a value; None where none is told.

    Equal ones are told apart by `key`, the smallest first.
    """
    weights = weights_of(told)
    if not weights:
        return None
    return min(weights, key=lambda value: (-round(weights[value], 9), key(value)))


def weights_of(told: Iterable[tuple[V, str, float]]) -> dict[V, float]:
    """Of each value the sum over its sources of the largest weight of each."""
    most: dict[tuple[V, str], float] = {}
    for value, source, weight in told:
        if weight > most.get((value, source), -1.0):
            most[value, source] = weight
    sums: dict[V, float] = defaultdict(float)
    # In order, so that sums of floats come out alike whatever the order of reports.
    for (value, _), weight in sorted(most.items(), key=lambda each: (each[0][1], each[1])):
        sums[value] += weight
    return dict(sums)


def narrowest(
    told: Sequence[Told[V]],
    *,
    allows: Callable[[V, V], bool],
    fineness: Callable[[V], tuple[float, ...]],
) -> Choice[V]:
    """The value that most independent sources allow; among equals the one that most tell in these
    words, then the finest.

    Args:
        told: at least one.
        allows: whether a source that tells the first may mean the second.
        fineness: small for fine values; also what tells equal ones apart.
    """
    values = _values(told)
    if len(values) == 1:
        sources = len({each.source for each in told})
        return Choice(told[0].value, "the only value" if sources == 1 else "all sources agree")
    best: dict[str, dict[V, float]] = defaultdict(dict)
    for each in told:
        held = best[each.source]
        held[each.value] = max(each.weight, held.get(each.value, 0.0))
    everyone = sorted(best)

    def support(value: V) -> tuple[float, float]:
        broad = exact = 0.0
        for source in everyone:
            broad += max(
                (
                    weight
                    for one, weight in best[source].items()
                    if one == value or allows(one, value)
                ),
                default=0.0,
            )
            exact += best[source].get(value, 0.0)
        return round(broad, 9), round(exact, 9)

    backed = {value: support(value) for value in values}
    winner = min(values, key=lambda value: (-backed[value][0], -backed[value][1], fineness(value)))
    behind = sum(
        any(one == winner or allows(one, winner) for one in best[source]) for source in everyone
    )
    if behind == len(everyone):
        return Choice(winner, "the narrowest that all sources allow")
    return Choice(winner, f"the narrowest that most sources allow ({behind} of {len(everyone)})")


def disputes(
    told: Sequence[Told[V]], *, agree: Callable[[V, V], bool], order: Callable[[V], str]
) -> list[Dispute[V]]:
    """Values of different sources that contradict each other, each with all that agree with it and
    with no other of them; empty where there is no contradiction.
    """
    values = _values(told)
    if len(values) < 2:
        return []
    sources: dict[V, set[str]] = defaultdict(set)
    for each in told:
        sources[each.value].add(each.source)
    fighting = {
        one
        for one in values
        for other in values
        if one != other
        and not agree(one, other)
        # A source that contradicts itself is no disagreement between sources.
        and len(sources[one] | sources[other]) > 1
        and (sources[one] - sources[other] or sources[other] - sources[one])
    }
    behind: dict[V, list[Told[V]]] = {value: [] for value in fighting}
    for each in told:
        fits = (
            [each.value]
            if each.value in fighting
            else [value for value in fighting if agree(each.value, value)]
        )
        if len(fits) == 1:
            behind[fits[0]].append(each)
    return [
        Dispute(
            value,
            frozenset(each.source for each in behind[value]),
            tuple(sorted({each.report_id for each in behind[value]})),
        )
        for value in sorted(fighting, key=order)
    ]


def _values(told: Sequence[Told[V]]) -> list[V]:
    """The different values; of very many those that most reports tell."""
    counts: dict[V, int] = defaultdict(int)
    for each in told:
        counts[each.value] += 1
    if len(counts) <= MOST_VALUES:
        return list(counts)
    return sorted(counts, key=lambda value: (-counts[value], repr(value)))[:MOST_VALUES]
