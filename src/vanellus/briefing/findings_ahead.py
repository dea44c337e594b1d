"""Findings on what is announced, and on attacks on the actors' soil."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from vanellus.briefing.numbers import Finding, Number, count, estimate, made
from vanellus.briefing.wording import day, days, deed, listed, month, plural, shortened

if TYPE_CHECKING:
    from vanellus.briefing.material import Material

_YEAR = timedelta(days=365)


def announced(material: Material) -> Iterable[Finding]:
    """What is to come, and what should have come."""
    late = [row for row in material.calendar if row["overdue"]]
    dated = [row for row in material.calendar if row["date_start"] and not row["overdue"]]
    undated = [row for row in material.calendar if not row["date_start"]]
    ahead = [*dated, *undated]
    if not material.calendar:
        yield made("announced", f"Nothing is announced as of {day(material.as_of)}.")
        return
    if ahead:
        parts: list[str | Number] = [
            f"As of {day(material.as_of)}, ", count(row["event_id"] for row in ahead),
            f" {plural(len(ahead), 'event is', 'events are')} announced and not told as held",
        ]  # fmt: skip
        if undated and dated:
            parts += [", ", count(row["event_id"] for row in undated), " of them without a date"]
        elif undated:
            parts.append(", without a date" if len(undated) == 1 else ", none with a date")
        parts.append(".")
        if dated:
            first = min(dated, key=lambda row: (row["date_start"], row["event_id"]))
            when = days(first["date_start"], first["date_end"], first["date_grain"])
            parts += [
                " The next is ",
                Number(
                    kind="estimate", text=f"{deed_of(first)} ({when})",
                    event_ids=(first["event_id"],),
                ), ".",
            ]  # fmt: skip
        yield made("announced", *parts)
    if late:
        number = len(late)
        yield made(
            "overdue", count(row["event_id"] for row in late),
            f" announced {plural(number, 'event')} should have taken place, but no report tells"
            f" that {plural(number, 'it', 'they')} did.",
        )  # fmt: skip


def deed_of(row: dict[str, Any]) -> str:
    """An event of the calendar in words: `visit by Lavrov to Mali`."""
    who = shortened(row["actors"] or [], most=2)
    whom = shortened(row["recipients"] or [], most=2)
    words = deed(str(row["type"]).partition("/")[0].split("-")[0], row["mode"])
    return f"{words} of {who}{f' with {whom}' if whom else ''}" if who else words


def attacks(material: Material) -> Iterable[Finding]:
    """Violence in the countries of the actors."""
    for country in material.countries:
        ids = _ids([row for row in material.threats if row["country"] == country])
        if not ids:
            continue
        known = [event_id for event_id in ids if material.tolls.get(event_id) is not None]
        without = [event_id for event_id in ids if material.tolls.get(event_id) is None]
        dead = sum(material.tolls[event_id] or 0 for event_id in known)
        parts: list[str | Number] = [
            f"On the soil of {material.name(country)} ", count(ids),
            f" {plural(len(ids), 'attack is', 'attacks are')} told{_since(material)}",
        ]  # fmt: skip
        if known:
            toll = Number(kind="dead", text=f"{dead:,.0f}", event_ids=tuple(known))
            parts += [", with at least ", toll, " dead in the ", count(known),
                      " whose toll is told" if without else " of them"]  # fmt: skip
            if not without:
                parts[-3:] = [" dead"]
        elif len(ids) == 1:
            parts.append(", its toll not told")
        else:
            parts.append(", the toll of none of them told")
        yield made("attacks", *parts, ".")


def recent_attacks(material: Material) -> Iterable[Finding]:
    """The latest full month against the country's own past, where there is enough of it."""
    few: list[str] = []
    for row in material.trends:
        name = material.name(row["country"])
        if row["trend"] == "too little past":
            few.append(name)
            continue
        if row["trend"] == "usual":
            continue
        ids = row["event_ids"] or []
        range_ = f"{row['expected_low']:.0f} to {row['expected_high']:.0f}"
        told = f"{month(row['period'])} brought {name} {row['trend']} attacks than its own past"
        parts: tuple[str | Number, ...] = (
            f"{told} lets one expect: ", count(ids) if ids else "none", ", where ",
            estimate(range_, ids), " were to be expected.",
        )  # fmt: skip
        yield made("attack-trend", *parts)
    if few:
        yield made(
            "attack-trend", f"For {listed(few)} the past read is too short to call a month unusual."
        )


def _ids(rows: Sequence[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(event_id for row in rows for event_id in row["event_ids"]))


def _since(material: Material) -> str:
    first: date | None = material.question.since
    return f" since {day(first)}" if first else ""
