"""How values are written on pages: days, numbers, names and links."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

from vanellus.briefing.wording import deed, month
from vanellus.ontology import Codebook
from vanellus.serving import naming

NOTHING: Final = "–"
"""What stands for an unknown value."""
NO_BREAK: Final = "\N{NO-BREAK SPACE}"


def web_link(given: Any) -> str | None:
    """The address if a browser may be sent there, else None: only http and https with a host."""
    if not isinstance(given, str) or any(ord(sign) < 33 for sign in given):
        return None
    try:
        parts = urlsplit(given)
    except ValueError:
        return None
    return given if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def day(given: date | datetime | None) -> str:
    """A day as 2 April 2025."""
    if given is None:
        return NOTHING
    return f"{given.day} {given:%B} {given.year}"


def days(start: date | None, end: date | None) -> str:
    """An interval of days: 3–4 April 2025, 30 March – 2 April 2025."""
    if start is None or end is None or start == end:
        return day(start or end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%B} {end.year}"
    if start.year == end.year:
        return f"{start.day} {start:%B} – {end.day} {end:%B} {end.year}"
    return f"{day(start)} – {day(end)}"


def moment(given: datetime | None) -> str:
    """A time of day as 2025-04-02 14:05 UTC."""
    return f"{given:%Y-%m-%d %H:%M} UTC" if given else NOTHING


def number(given: Any) -> str:
    """A number with thousands parted, and no needless zeros."""
    if given is None:
        return NOTHING
    if isinstance(given, int) or float(given).is_integer():
        return f"{int(given):,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    return f"{given:,.2f}".rstrip("0").replace(",", "\N{NARROW NO-BREAK SPACE}")


def share(given: float | None) -> str:
    """A probability or share as per cent, on one line."""
    return NOTHING if given is None else f"{100 * given:.0f}{NO_BREAK}%"


def probability(given: float | None) -> str:
    """A probability as per cent, which is never the whole."""
    return f"over 99{NO_BREAK}%" if given is not None and given >= 0.995 else share(given)


def shown(given: Any) -> str:
    """Any value in words; nothing for what is unknown."""
    if given is None or given == "":
        return NOTHING
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, date):
        return day(given)
    if isinstance(given, (int, float)):
        return number(given)
    if isinstance(given, (list, tuple)):
        return ", ".join(shown(each) for each in given) or NOTHING
    return str(given)


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: 1 event, 2 events."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def url(path: str, *parts: str, **query: Any) -> str:
    """An address of ours: `parts` are further pieces of the path, query values may be None."""
    whole = path + "".join("/" + quote(part, safe="") for part in parts)
    asked = {name: value for name, value in query.items() if value not in (None, "", [], ())}
    return whole + ("?" + urlencode(asked, doseq=True) if asked else "")


def tone(kind: str) -> str:
    """Cooperation or conflict, as PLOVER's quad classes part its types; else nothing."""
    return _tones().get(kind, "")


@functools.cache
def _tones() -> dict[str, str]:
    return {
        each.name: "cooperation" if each.quad <= 2 else "conflict"
        for each in Codebook.default().types
    }


def rough(start: date | None, end: date | None, grain: str) -> str:
    """A date that is known to the month, quarter or year alone: April 2025, 2023."""
    if start is None or end is None or (start.year != end.year and grain != "season"):
        return days(start, end)
    if grain == "month" and start.month == end.month:
        return f"{start:%B} {start.year}"
    if grain == "quarter" and start.month % 3 == 1 and end.month == start.month + 2:
        return f"quarter {(start.month + 2) // 3} of {start.year}"
    if grain == "year" and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year)
    return days(start, end)


_CODES: Final[dict[str, Callable[[str], str | None]]] = {
    "country": naming.country,
    "sector": naming.sector,
    "type": lambda given: deed(given, None),
}


def named(given: Any, codes: str | None) -> str:
    """A value that is a code of countries, sectors or types by its name; any other as it is."""
    return shown(_CODES[codes](given)) if codes and given else shown(given)


FILTERS: Final = {
    "country": naming.country,
    "day": day,
    "moment": moment,
    "month": lambda given: month(given) if given else NOTHING,
    "named": named,
    "number": number,
    "probability": probability,
    "sector": naming.sector,
    "share": share,
    "shown": shown,
    "web_link": web_link,
}
GLOBALS: Final = {
    "days": days,
    "in_words": deed,
    "nothing": NOTHING,
    "plural": plural,
    "rough": rough,
    "tone": tone,
    "turned": naming.turned,
    "url": url,
}
