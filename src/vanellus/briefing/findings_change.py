"""Findings on change: the last year against the one before, dated shifts, changed places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from scipy.stats import binomtest

from vanellus.briefing.numbers import Finding, Number, count, estimate, made
from vanellus.briefing.wording import day, listed, month, plural

if TYPE_CHECKING:
    from vanellus.briefing.dealt import Deal
    from vanellus.briefing.material import Material

FEW: Final = 5
"""With fewer events nothing is said of a pattern."""
SURE: Final = 0.05
"""Least level at which a difference is called more than chance."""
ENOUGH_FOR_SWAPS: Final = 8
"""Fewest events on each side of a date at which two partners are said to have changed places."""
YEAR: Final = timedelta(days=365)


def lately(material: Material) -> Iterable[Finding]:
    """The last twelve months against the twelve before, by the volume of reports."""
    end = material.as_of
    middle, begin = end - YEAR, end - 2 * YEAR
    asked_from = material.question.since
    known_from = max(filter(None, (asked_from, material.first_read)), default=None)
    if known_from is None or known_from > begin:
        return
    fine = [deal for deal in material.held if deal.grain in ("day", "week", "month") and deal.start]
    now = [deal.event_id for deal in fine if middle < _start(deal) <= end]
    before = [deal.event_id for deal in fine if begin < _start(deal) <= middle]
    read_now = material.documents_from(middle + timedelta(days=1), end)
    read_before = material.documents_from(begin + timedelta(days=1), middle)
    if not (now or before):
        return
    parts: list[str | Number] = [
        f"In the 12 months up to {day(end)} there {'is' if len(now) == 1 else 'are'} "
    ]
    parts += [count(now) if now else "none", ", in the 12 months before "]
    parts += [count(before) if before else "none"]
    if len(now) + len(before) < FEW:
        yield made("lately", *parts, "; too few to tell a change.")
        return
    if not read_now or not read_before:
        yield made("lately", *parts, "; for want of reports in one of them nothing follows.")
        return
    chance = chance_of(len(now), len(before), read_now, read_before)
    volume: tuple[str | Number, ...] = (
        ", while the reports read went from ", Number(kind="documents", text=f"{read_before:,}"),
        " to ", Number(kind="documents", text=f"{read_now:,}"), " documents: ",
    )  # fmt: skip
    if chance < SURE:
        up = len(now) * read_before > len(before) * read_now
        told = f"{'more' if up else 'fewer'} than chance and the volume of reports explain"
    else:
        told = "no more than chance and the volume of reports may make"
    sign, least = ("=", f"{chance:.2f}") if chance >= 0.01 else ("under", "0.01")
    yield made(
        "lately", *parts, *volume, f"{told} (p {sign} ", estimate(least, [*now, *before]), ").",
    )  # fmt: skip


def chance_of(now: int, before: int, read_now: int, read_before: int) -> float:
    """How likely two counts are at least as far apart if events only follow the documents read.

    Conditional test of two Poisson rates (Przyborowski & Wilenski 1940).
    """
    test = binomtest(now, now + before, read_now / (read_now + read_before))
    return float(test.pvalue)


_MEASURED: Final = {
    "attention": ("dealings with {} grew", "dealings with {} shrank"),
    "cooperation": ("cooperation with {} grew", "cooperation with {} shrank"),
    "conflict": ("conflict with {} grew", "conflict with {} eased"),
    "conduct": ("dealings with {} turned more cooperative", "dealings with {} turned more hostile"),
}


def shifts_found(material: Material) -> Iterable[Finding]:
    """Dated changes, the surest first; or that none can be told."""
    rows = material.shifts.to_pylist()
    found = [row for row in rows if row["status"] == "shift"]
    found.sort(key=lambda row: (-row["probability"], row["date"], row["partner"]))
    for row in found[:5]:
        up = row["after"] > row["before"]
        ways = _MEASURED[row["measure"]]
        what = ways[0 if up else 1].format(material.name(row["partner"]))
        before, after = row["ids_before"] or [], row["ids_after"] or []
        both = [*before, *after]
        noun = plural(len(before), "event") if before else "events"
        parts: list[str | Number] = [
            "From about ", estimate(month(row["date"]), both), f" on {what}: ",
            count(before) if before else "no", f" {noun} before it, ",
            count(after) if after else "none", " since",
        ]  # fmt: skip
        if row["measure"] != "conduct":
            parts.append(", measured against the volume of reports")
        parts += [
            " (probability ", estimate(_sure(row["probability"]), both), ", date between ",
            estimate(f"{month(row['date_low'])} and {month(row['date_high'])}", both), ").",
        ]  # fmt: skip
        yield made("shift", *parts)
    if found or not rows:
        return
    tested = {row["partner"] for row in rows if row["status"] == "none"}
    few = {row["partner"] for row in rows} - tested
    if tested:
        names = f"{len(tested)} partners"
        if len(tested) < 4:
            names = listed(sorted(material.name(name) for name in tested))
        yield made("no-shift", f"No dated change stands out in the dealings with {names}.")
    elif few:
        yield made(
            "no-shift", "Whether anything changed can't be dated: with no partner are there enough"
            " events (8 are needed).",
        )  # fmt: skip


def swaps(material: Material) -> Iterable[Finding]:
    """Whose place was taken by whom."""
    asked = {party for who in material.question.partners for party in (who.name, *who.parties)}
    rows = [
        row
        for row in material.realignments.to_pylist()
        if min(row["events_before"], row["events_after"]) >= ENOUGH_FOR_SWAPS
        and (not asked or {row["away_from"], row["towards"]} & asked)
    ]
    rows.sort(key=lambda row: (-row["probability"], row["date"], row["away_from"]))
    for row in rows[:3]:
        both = [*row["ids_before"], *row["ids_after"]]
        gained, lost = material.name(row["towards"]), material.name(row["away_from"])
        yield made(
            "swap", f"{gained} gained where {lost} lost, from about ",
            estimate(month(row["date"]), both), " on: of the dealings with"
            " these two its part went from ", estimate(f"{100 * row['share_before']:.0f} %", both),
            " to ", estimate(f"{100 * row['share_after']:.0f} %", both), " (",
            count(row["ids_before"]), " events before, ", count(row["ids_after"]),
            " since; probability ", estimate(_sure(row["probability"]), both), ").",
        )  # fmt: skip


def _sure(probability: float) -> str:
    """A probability as it is written; none is told to be certain."""
    return "over 0.99" if probability >= 0.995 else f"{probability:.2f}"


def _start(deal: Deal) -> date:
    assert deal.start is not None
    return deal.start
