"""Where the independent sources of one event contradict each other.

Different precision is no contradiction (a month and a day in it, a country and a town in it), nor
is what changes over time (announced, then held; a toll that rises), nor what one outlet leaves out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import Final, NamedTuple, TypeVar

from vanellus.linking.dating import When
from vanellus.linking.dating import agree as dates_agree
from vanellus.linking.participation import Part
from vanellus.linking.placing import Where
from vanellus.linking.placing import agree as places_agree
from vanellus.linking.tolls import ResolvedToll, ToldToll, Toll
from vanellus.linking.votes import Told, disputes

V = TypeVar("V", bound=Hashable)

MUTUAL: Final = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})
"""Types whose sides are told in either order."""


class Contradiction(NamedTuple):
    """A value of a field in dispute."""

    field: str
    value: str
    resolved: bool
    rule: str
    independent_sources: int
    report_ids: tuple[str, ...]


def of_dates(
    told: Sequence[Told[When]], *, resolved: When | None, rule: str
) -> list[Contradiction]:
    """Dates of the text that do not lie in each other."""
    return _rows(
        "date", told, agree=dates_agree, text=lambda when: when.text, resolved=resolved, rule=rule
    )


def of_places(
    told: Sequence[Told[Where]], *, resolved: Where | None, rule: str
) -> list[Contradiction]:
    """Places that are neither near each other nor one in the other."""
    return _rows(
        "place",
        told,
        agree=places_agree,
        text=lambda place: place.text,
        resolved=resolved,
        rule=rule,
    )


def of_types(
    told: Sequence[tuple[str, str, str]], *, resolved: str, quad: Callable[[str], int]
) -> list[Contradiction]:
    """Types of different quad classes, where no type is told by both sides; from (type, source,
    report).
    """
    if len({kind for kind, _, _ in told}) < 2:
        return []
    by_source = _sets(told)
    values = [
        Told(kinds, source, 1.0, report)
        for source, (kinds, reports) in sorted(by_source.items())
        for report in reports
    ]
    return _rows(
        "type",
        values,
        agree=lambda one, other: (
            bool(one & other) or bool({quad(kind) for kind in one} & {quad(kind) for kind in other})
        ),
        text=_joined,
        resolved=frozenset({resolved}),
        rule="most independent sources, by score",
        covers=lambda resolved_set, value: bool(resolved_set & value),
    )


def of_agenda(
    told: Sequence[tuple[str, str, str]], *, resolved: frozenset[str]
) -> list[Contradiction]:
    """What the event was about, where two sources have nothing in common; from (context, source,
    report).
    """
    if len({context for context, _, _ in told}) < 2:
        return []
    values = [
        Told(contexts, source, 1.0, report)
        for source, (contexts, reports) in sorted(_sets(told).items())
        for report in reports
    ]
    return _rows(
        "agenda",
        values,
        agree=lambda one, other: bool(one & other),
        text=_joined,
        resolved=resolved,
        rule="contexts that a third of the independent sources tell",
        covers=lambda held, value: value <= held,
    )


def of_participants(
    told: Sequence[tuple[str, str, Sequence[Part]]],
    *,
    mutual: bool,
    resolved: dict[str, frozenset[str]],
) -> list[Contradiction]:
    """Parties of which each source names some that the other doesn't; from (source, report, parts).

    Of mutual events all parties are one set, of at least two; of others actors stand against
    actors and recipients against recipients, and only sets without any party in common count.
    """
    rows = []
    for role in ("",) if mutual else ("actor", "recipient"):
        named = [
            (party.party, source, report)
            for source, report, parts in told
            for part_role, party, known in parts
            if known and (mutual or part_role == role)
        ]
        if len({source for _, source, _ in named}) < 2:
            continue
        blocs = {
            party.via for _, _, parts in told for _, party, _ in parts if party.via is not None
        }
        values = [
            Told(parties - blocs or parties, source, 1.0, report)
            for source, (parties, reports) in sorted(_sets(named).items())
            for report in reports
        ]
        held = (
            resolved.get("actor", frozenset()) | resolved.get("recipient", frozenset())
            if mutual
            else resolved.get(role, frozenset())
        )
        rows += _rows(
            "participants",
            values,
            agree=_mutual_agree if mutual else (lambda one, other: bool(one & other)),
            text=partial(_joined, role=role),
            resolved=held,
            rule="parties that a third of the independent sources name",
            covers=lambda held, value: value <= held,
        )
    return rows


def of_tolls(told: Sequence[ToldToll], resolved: ResolvedToll | None) -> list[Contradiction]:
    """Numbers of dead that contradict each other."""
    if resolved is None or not resolved.disputed:
        return []
    rows = []
    for toll in resolved.disputed:
        behind = [each for each in told if each.toll[:2] == toll[:2]]
        rows.append(
            Contradiction(
                "toll",
                toll_text(toll),
                toll[:2] == resolved.toll[:2],
                resolved.rule,
                len({each.source for each in behind}),
                tuple(sorted({each.report_id for each in behind})),
            )
        )
    # The same number in other words is one value.
    return list({row.value: row for row in sorted(rows, key=lambda row: row.value)}.values())


def of_status(told: Sequence[tuple[str, str, str]], *, resolved: str) -> list[Contradiction]:
    """Whether it took place at all, where some say so and others deny it; from (held or its
    contrary, source, report).
    """
    values = [Told(word, source, 1.0, report) for word, source, report in told]
    return _rows(
        "status",
        values,
        agree=lambda one, other: one == other,
        text=str,
        resolved=resolved,
        rule="most independent sources; what was held stays held",
    )


def toll_text(toll: Toll) -> str:
    """A toll as people write it: 12, 12+, 24-99."""
    if toll.high is None:
        return f"{toll.low:g}+"
    return f"{toll.low:g}" if toll.low == toll.high else f"{toll.low:g}-{toll.high:g}"


def _rows(
    field: str,
    told: Sequence[Told[V]],
    *,
    agree: Callable[[V, V], bool],
    text: Callable[[V], str],
    resolved: V | None,
    rule: str,
    covers: Callable[[V, V], bool] | None = None,
) -> list[Contradiction]:
    if len({each.source for each in told}) < 2:
        return []
    return [
        Contradiction(
            field,
            text(each.value),
            resolved is not None
            and (each.value == resolved or (covers is not None and covers(resolved, each.value))),
            rule,
            len(each.sources),
            each.reports,
        )
        for each in disputes(told, agree=agree, order=text)
    ]


def _sets(
    told: Sequence[tuple[str, str, str]],
) -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """Of each source all values that it tells, and its reports."""
    values: dict[str, set[str]] = defaultdict(set)
    reports: dict[str, set[str]] = defaultdict(set)
    for value, source, report in told:
        values[source].add(value)
        reports[source].add(report)
    return {
        source: (frozenset(found), tuple(sorted(reports[source])))
        for source, found in values.items()
    }


def _mutual_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    return min(len(one), len(other)) < 2 or one <= other or other <= one


def _joined(values: frozenset[str], role: str = "") -> str:
    return (f"{role}: " if role else "") + ", ".join(sorted(values))
