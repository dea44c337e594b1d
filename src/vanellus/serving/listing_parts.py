"""What a list is made of: its columns and the questions that it can be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NUMBERS: Final = (
    "number", "share", "probability", "score", "amount", "events", "party_events",
    "outlet_documents", "outlet_events", "outlet_copies", "outlet_told", "behind", "told_in",
)  # fmt: skip
"""Kinds of columns that hold numbers."""
DAYS: Final = ("day", "period", "month", "between")
"""Kinds of columns that hold days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a list's page."""

    name: str
    label: str
    kind: str = "text"
    """How it is shown: text, day, period, number, score, share, list, link, chip, parties, deed,
    country, sector (codes by their names), or a form of one list alone (see macros.html)."""
    sort: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A question that a list can be asked; `sql` holds `$name` for what is given."""

    name: str
    label: str
    sql: str
    kind: str = "text"
    """text, day, number, flag, party (a name or an id), or told (`Sahel Wire~first`, see
    outlet_events.py); a choice is a text with the values of `facet` offered."""
    facet: str | None = None
    """The column whose values and counts are shown."""
    codes: str | None = None
    """country, sector or type: what the values are codes of, which are shown by their names."""
    hidden: bool = False
    """Has no field in the form; other pages link to it."""
    sorted_in: str | None = None
    """A table with the numbers of the list's rows and all columns that its filters and orders need,
    sorted by a column of this filter's name: where it is asked, that one is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list: a page, and the same as .json, .csv and .parquet."""

    name: str
    title: str
    lead: str
    table: str
    noun: str
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    row_link: str | None = None
    """The column with the id that each row's page goes by."""
    cut: tuple[str, ...] = ()
    """Columns with ids of which a page needs no more than an address can name."""

    @property
    def sorts(self) -> tuple[str, ...]:
        """The columns that the list may be sorted by."""
        return tuple(column.name for column in self.columns if column.sort)


def words_in(name: str, label: str, *columns: str) -> Filter:
    """A text that stands in one of the columns, whatever its case."""
    sql = " OR ".join(f"contains(lower({column}), lower(${name}))" for column in columns)
    return Filter(name=name, label=label, sql=f"({sql})")


def choice(name: str, label: str, column: str | None = None, codes: str | None = None) -> Filter:
    """A value of a column, the column's values being offered."""
    if codes is None and name in ("country", "sector", "type"):
        codes = name
    return Filter(
        name=name, label=label, sql=f"{column or name} = ${name}", facet=column or name, codes=codes
    )


def days_within(start: str, end: str | None = None) -> tuple[Filter, Filter]:
    """From and to: what ends on the day or later, and begins on it or earlier."""
    return (
        Filter(name="since", label="From", kind="day", sql=f"{end or start} >= $since"),
        Filter(name="until", label="To", kind="day", sql=f"{start} <= $until"),
    )


def party_side(name: str, label: str) -> Filter:
    """A side of an event, by its name or id."""
    return Filter(
        name=name,
        label=label,
        kind="party",
        sql=f"number IN (SELECT number FROM served_parties WHERE party = ${name})",  # noqa: S608  names of ours
        sorted_in="served_parties" if name == "party" else None,
    )
