"""Findings in plain words, made from tables by rules; each number knows the events behind it.

No rule says more than its events allow: with too few of them it says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from scipy.stats import binomtest

from vanellus.briefing.findings_ahead import announced, attacks, recent_attacks
from vanellus.briefing.findings_change import FEW, SURE, lately, shifts_found, swaps
from vanellus.briefing.numbers import Finding, Number, count, made, on, share
from vanellus.briefing.wording import day, deed, disputed, listed, plural

if TYPE_CHECKING:
    from vanellus.briefing.dealt import Deal
    from vanellus.briefing.material import Material


def findings(
    material: Material, *, disagreements: Sequence[Mapping[str, Any]] = ()
) -> list[Finding]:
    """All that the rules find, in the order of a brief.

    `disagreements` are rows with `event_id` and `field` (see `evidence.disagreements_of`).
    """
    rules: tuple[Callable[[Material], Iterable[Finding]], ...] = (
        overall, conduct, by_actor, by_partner, by_pillar, against_the_rest, latest, lately,
        shifts_found, swaps, most_told,
        lambda material: standing(material, disagreements),
        announced, attacks, recent_attacks,
    )  # fmt: skip
    return [finding for rule in rules for finding in rule(material)]


def overall(material: Material) -> Iterable[Finding]:
    """How much there is at all."""
    held, asked = material.held, _between(material)
    ids = [deal.event_id for deal in held]
    if not held:
        yield made("overall", f"No event {asked} is told as held{_period(material)}.")
        return
    parts: list[str | Number] = [
        "The reports tell of ", count(ids), f" {plural(len(held), 'event')} {asked} that",
        f" took place{_period(material)}",
    ]  # fmt: skip
    unlikely = [deal.event_id for deal in material.deals if deal.state == "denied"]
    if unlikely:
        parts += ["; ", count(unlikely), f" more {'is' if len(unlikely) == 1 else 'are'} denied"]
    parts.append(".")
    if len(held) < FEW:
        parts.append(" That is too few to speak of a pattern.")
    yield made("overall", *parts)


def conduct(material: Material) -> Iterable[Finding]:
    """Cooperation against conflict."""
    held = material.held
    good = [deal.event_id for deal in held if deal.cooperative]
    bad = [deal.event_id for deal in held if not deal.cooperative]
    total = len(good) + len(bad)
    if not total:
        return
    if not bad or not good:
        kind = "cooperation" if good else "conflict"
        told = "The one event is" if total == 1 else "All of them are"
        caution = "" if total >= FEW else ", though they are few"
        yield made("conduct", f"{told} {kind} (", count(good or bad), f"){caution}.")
        return
    numbers = (count(good), " of cooperation and ", count(bad), " of conflict")
    if total < FEW:
        yield made("conduct", "There ", _is(len(good)), " ", *numbers, "; too few to weigh.")
        return
    chance = float(binomtest(len(good), total).pvalue)
    first, second = ("Cooperation", "conflict")
    if len(bad) > len(good):
        first, second = ("Conflict", "cooperation")
    if chance < SURE:
        more, less = (good, bad) if len(good) > len(bad) else (bad, good)
        yield made(
            "conduct", f"{first} outweighs {second}: ", count(more), " against ", count(less), "."
        )
    elif len(good) == len(bad):
        yield made("conduct", "Cooperation and conflict are level: ", *numbers, ".")
    else:
        more, less = (good, bad) if len(good) > len(bad) else (bad, good)
        yield made(
            "conduct", f"{first} is told more often than {second}, ", count(more), " against ",
            count(less), ", which chance alone may make.",
        )  # fmt: skip


def by_actor(material: Material) -> Iterable[Finding]:
    """Which of the actors deals most."""
    if len(material.question.actors) < 2 or not material.held:
        return
    groups = {
        material.name(who.name): [
            deal.event_id for deal in material.held if deal.parties & {who.name, *who.parties}
        ]
        for who in material.question.actors
    }
    yield from _ranked("by-actor", groups, "By actor", none="no event")


def by_partner(material: Material) -> Iterable[Finding]:
    """With whom the actor deals most."""
    groups: dict[str, list[str]] = {}
    for deal in material.held:
        for partner in deal.partners:
            groups.setdefault(material.name(partner), []).append(deal.event_id)
    if len(groups) < 2:
        return
    yield from _ranked("by-partner", groups, "By partner", most=5)


def by_pillar(material: Material) -> Iterable[Finding]:
    """In which fields of policy."""
    groups: dict[str, list[str]] = {}
    for deal in material.held:
        groups.setdefault(deal.pillar, []).append(deal.event_id)
    if not groups:
        return
    ids = [deal.event_id for deal in material.held]
    ranked = sorted(groups, key=lambda name: (-len(groups[name]), name))
    if len(ranked) == 1:
        if len(ids) > 1:
            yield made("by-pillar", "All ", count(ids), f" belong to one field: {ranked[0]}.")
        return
    top = groups[ranked[0]]
    level = [name for name in ranked if len(groups[name]) == len(top)]
    rest = ranked[len(level) :][:3]
    if len(level) > 1:
        parts: list[str | Number] = [
            f"The fields {listed(level)} stand level with ", count(top), " each",
        ]  # fmt: skip
    else:
        parts = [f"Most of it is {ranked[0]}: " if 2 * len(top) > len(ids) else
                 f"The largest field is {ranked[0]}: ", count(top), " of ", count(ids)]  # fmt: skip
        if len(ids) >= 20:
            parts += [" (", share(top, ids), ")"]
    for at, name in enumerate(rest):
        parts += [", then " if not at else ", ", f"{name} ", count(groups[name])]
    yield made("by-pillar", *parts, ".")


def against_the_rest(material: Material) -> Iterable[Finding]:
    """How much of all their dealings the partners asked for are."""
    if not material.question.partners:
        return
    every = [deal for deal in material.all_deals if deal.held]
    asked = {deal.event_id for deal in material.held}
    theirs = [deal.event_id for deal in every if deal.event_id in asked]
    if len(every) < FEW or not theirs:
        return
    groups: dict[str, list[str]] = {}
    partners = {party for who in material.question.partners for party in (who.name, *who.parties)}
    for deal in every:
        for partner in deal.partners:
            groups.setdefault(partner, []).append(deal.event_id)
    ids = [deal.event_id for deal in every]
    who = listed([material.name(each.name) for each in material.question.partners], last="or")
    parts: list[str | Number] = [
        f"{who} {'is' if len(material.question.partners) == 1 else 'are'} on the other side in ",
        count(theirs), " of the ", count(ids), " events with any state, bloc or organisation",
    ]  # fmt: skip
    if len(ids) >= 20:
        parts += [" (", share(theirs, ids), ")"]
    others = sorted(
        (name for name in groups if name not in partners),
        key=lambda name: (-len(set(groups[name])), name),
    )[:3]
    for at, name in enumerate(others):
        parts += ["; for comparison, " if not at else ", ", f"{material.name(name)} "]
        parts.append(count(groups[name]))
    yield made("against-the-rest", *parts, ".")


def latest(material: Material) -> Iterable[Finding]:
    """The last one told."""
    dated = [deal for deal in material.held if deal.start and deal.grain == "day"]
    if not dated:
        return
    last = max(dated, key=lambda deal: (deal.start, deal.sources, deal.event_id))
    assert last.start is not None
    yield made(
        "latest", "The latest with a known day is of ", on(last.start, last.event_id),
        f" ({deed(last.type, last.mode)}{_with(material, last)}).",
    )  # fmt: skip


def most_told(material: Material) -> Iterable[Finding]:
    """The event with the most independent sources."""
    if not material.held:
        return
    first = max(material.held, key=lambda deal: (deal.sources, deal.reports, deal.event_id))
    if first.sources < 2:
        return
    level = [deal for deal in material.held if deal.sources == first.sources]
    if len(level) > 1:
        yield made(
            "most-told", "Most widely told are ", count(deal.event_id for deal in level),
            " events with ", _sources(first), " independent sources each.",
        )  # fmt: skip
        return
    when = f" of {day(first.start)}" if first.start and first.grain == "day" else ""
    yield made(
        "most-told", f"Most widely told is the {deed(first.type, first.mode)}{when}"
        f"{_with(material, first)}, by ", _sources(first), " independent sources.",
    )  # fmt: skip


def standing(material: Material, disagreements: Sequence[Mapping[str, Any]]) -> Iterable[Finding]:
    """How well it is supported."""
    held = [deal.event_id for deal in material.held]
    if not held:
        return
    alone = [deal.event_id for deal in material.held if deal.sources == 1]
    parts: list[str | Number]
    if not alone:
        parts = ["Each of the ", count(held), " events has two or more independent sources"]
    elif len(alone) == len(held):
        parts = ["Every event rests on a single independent source (", count(alone), ")"]
        if len(held) == 1:
            parts = ["It rests on a single independent source (", count(alone), ")"]
    else:
        rest = "rests" if len(alone) == 1 else "rest"
        parts = [count(alone), " of the ", count(held), f" {rest} on a single independent source"]
    inside = {deal.event_id for deal in material.deals}
    fields: dict[str, list[str]] = {}
    for row in disagreements:
        if row["event_id"] in inside:
            fields.setdefault(row["field"], []).append(row["event_id"])
    every = {event_id for ids in fields.values() for event_id in ids}
    if every:
        parts += ["; reports disagree on ", count(sorted(every)), " ("]
        ranked = sorted(fields, key=lambda name: (-len(set(fields[name])), name))
        for at, field in enumerate(ranked):
            parts += [", " if at else "", f"{disputed(field)}: ", count(fields[field])]
        parts.append(")")
    yield made("standing", *parts, ".")


def _ranked(
    key: str, groups: Mapping[str, Collection[str]], head: str, *, most: int = 4, none: str = "none"
) -> Iterable[Finding]:
    ranked = sorted(groups, key=lambda name: (-len(set(groups[name])), name))
    parts: list[str | Number] = [f"{head}: "]
    for at, name in enumerate(ranked[:most]):
        parts += [", " if at else "", f"{name} ", count(groups[name]) if groups[name] else none]
    if len(ranked) > most:
        others = [event_id for name in ranked[most:] for event_id in groups[name]]
        parts += [f", and {len(ranked) - most} others together ", count(others)]
    parts.append(". An event of several counts for each." if _shared(groups) else ".")
    yield made(key, *parts)


def _shared(groups: Mapping[str, Collection[str]]) -> bool:
    return sum(len(set(ids)) for ids in groups.values()) > len(
        {event_id for ids in groups.values() for event_id in ids}
    )


def _between(material: Material) -> str:
    actors = listed([material.name(who.name) for who in material.question.actors], last="or")
    if not material.question.partners:
        return f"between {actors} and other states, blocs or organisations"
    partners = listed([material.name(who.name) for who in material.question.partners], last="or")
    return f"between {actors} and {partners}"


def _period(material: Material) -> str:
    since, until = material.question.since, material.question.until
    if since and until:
        return f" from {day(since)} to {day(until)}"
    if since:
        return f" since {day(since)}"
    return f" up to {day(until)}" if until else ""


def _with(material: Material, deal: Deal) -> str:
    """The other side in brackets, where it isn't plain from the question."""
    if len(material.question.partners) == 1:
        return ""
    names = [material.name(partner) for partner in deal.partners[:3]]
    more = len(deal.partners) - len(names)
    return f" with {', '.join(names)} and {more} others" if more else f" with {listed(names)}"


def _sources(deal: Deal) -> Number:
    return Number(kind="sources", text=str(deal.sources), event_ids=(deal.event_id,))


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
