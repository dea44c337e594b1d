"""Rules for what recurs: `every Tuesday`, `daily`, `twice a week`, `each summer`."""

from __future__ import annotations

from typing import Final

from vanellus.resolving.date_patterns import Match, Rule, Tag, rule
from vanellus.resolving.date_quantities import amount_of, duration_of
from vanellus.resolving.date_words import MONTHS, PARTS, UNITS, WEEKDAYS

_RATES: Final = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "XXXX-XX-XXTNI",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "biweekly": "P2W",
    "monthly": "P1M",
    "yearly": "P1Y",
    "annually": "P1Y",
}
_SEASONS: Final = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}


def _set(match: Match, value: str) -> Tag:
    return Tag(start=match.start, end=match.end, type="SET", value=value)


def _rate(match: Match) -> Tag | None:
    """`daily`; not in names (`the Daily Mail`)."""
    tokens, at = match.tokens, match.start
    if tokens.capital(at) and (tokens.capital(at + 1) or tokens.capital(at - 1)):
        return None
    return _set(match, _RATES[match.word("rate")])


def _every_unit(match: Match) -> Tag:
    amount = amount_of(match.words("amount")) if match.has("amount") else 1.0
    if match.has("other"):
        amount = 2.0
    return _set(match, duration_of(amount, UNITS[match.word("unit")]))


def _every_weekday(match: Match) -> Tag:
    part = PARTS.get(match.word("part"), "")
    return _set(match, f"XXXX-WXX-{WEEKDAYS[match.word('weekday')] + 1}{part}")


def _every_month(match: Match) -> Tag:
    return _set(match, f"XXXX-{MONTHS[match.word('month')]:02d}")


def _every_season(match: Match) -> Tag:
    return _set(match, f"XXXX-{_SEASONS[match.word('season')]}")


def _every_part(match: Match) -> Tag:
    return _set(match, f"XXXX-XX-XX{PARTS[match.word('part')]}")


def _weekends(match: Match) -> Tag:
    return _set(match, "XXXX-WXX-WE")


RULES: Final[tuple[Rule, ...]] = (
    rule("rate:rate", _rate),
    rule("every other:other? unit:(unit | clock_unit)", _every_unit),
    rule("every amount:(count | few | couple of) unit:any_unit", _every_unit),
    rule("every weekday:weekday part:part_any?", _every_weekday),
    rule("every month:month_named", _every_month),
    rule("every season:season", _every_season),
    rule("every part:part_any", _every_part),
    rule("weekday:weekdays", _every_weekday),
    rule("weekday:weekday part:parts", _every_weekday),
    rule("weekends", _weekends),
    rule("(once | twice | count times) (a | per | every) unit:(unit | clock_unit)", _every_unit),
    rule("per unit:(day | week | month | quarter | year)", _every_unit),
)
