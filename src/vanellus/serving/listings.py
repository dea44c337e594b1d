"""The lists: which table each reads, its columns, its filters and its order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NUMBERS: Final = (
    "number", "share", "score", "amount", "events", "party_events", "outlet_documents",
    "outlet_events",
)  # fmt: skip
"""Kinds of columns that hold numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a list's page."""

    name: str
    label: str
    kind: str = "text"
    """How it is shown: text, day, period, number, score, share, list, link, chip, parties, deed."""
    sort: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A question that a list can be asked; `sql` holds `$name` for what is given."""

    name: str
    label: str
    sql: str
    kind: str = "text"
    """text, day, number or flag; a choice is a text with the values of `facet` offered."""
    facet: str | None = None
    """The column whose values and counts are shown."""
    hidden: bool = False
    """Has no field in the form; other pages link to it."""


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

    @property
    def sorts(self) -> tuple[str, ...]:
        """The columns that the list may be sorted by."""
        return tuple(column.name for column in self.columns if column.sort)


def _text(name: str, label: str, *columns: str) -> Filter:
    sql = " OR ".join(f"contains(lower({column}), lower(${name}))" for column in columns)
    return Filter(name=name, label=label, sql=f"({sql})")


def _choice(name: str, label: str, column: str | None = None) -> Filter:
    return Filter(name=name, label=label, sql=f"{column or name} = ${name}", facet=column or name)


def _days(start: str, end: str | None = None) -> tuple[Filter, Filter]:
    """From and to: what ends on the day or later, and begins on it or earlier."""
    return (
        Filter(name="since", label="From", kind="day", sql=f"{end or start} >= $since"),
        Filter(name="until", label="To", kind="day", sql=f"{start} <= $until"),
    )


def _party(name: str, label: str) -> Filter:
    return Filter(
        name=name,
        label=label,
        sql=f"number IN (SELECT number FROM served_parties WHERE party = ${name})",  # noqa: S608  names of ours
    )


EVENTS: Final = Listing(
    name="events",
    title="Events",
    lead="Each event once, however many reports tell it.",
    table="served_events",
    noun="event",
    columns=(
        Column(name="date_start", label="When", kind="period", sort=True),
        Column(name="type", label="What", kind="deed", sort=True),
        Column(name="actors", label="Who", kind="parties"),
        Column(name="recipients", label="To whom", kind="parties"),
        Column(name="place_name", label="Where", sort=True),
        Column(name="state", label="State", kind="chip", sort=True),
        Column(name="independent_sources", label="Sources", kind="number", sort=True),
        Column(name="score", label="Sure", kind="share", sort=True),
        Column(name="sentence", label="As told", kind="sentence"),
    ),
    filters=(
        _party("party", "Party"),
        _party("with", "With"),
        *_days("date_start", "date_end"),
        _choice("type", "Type"),
        _choice("pillar", "Field"),
        _choice("state", "State"),
        _choice("country", "Country", "place_country"),
        Filter(name="least", label="Sources, at least", kind="number",
               sql="independent_sources >= $least"),
        Filter(name="disputed", label="Disputed", kind="flag", sql="len(disputed) > 0"),
        Filter(name="mode", label="Mode", sql="mode = $mode", hidden=True),
        Filter(name="place", label="Place", sql="place_name = $place", hidden=True),
        Filter(name="tone", label="Tone", hidden=True,
               sql="(CASE WHEN plover_score > 0 THEN 'cooperation'"
               " WHEN plover_score < 0 THEN 'conflict' ELSE 'neither' END) = $tone"),
        Filter(name="outlet", label="Outlet", hidden=True,
               sql="event_id IN (SELECT r.event_id FROM reports r JOIN documents d USING (doc_id)"
               " WHERE coalesce(d.publisher, '') = $outlet)"),
        Filter(name="document", label="Document", hidden=True,
               sql="event_id IN (SELECT event_id FROM reports WHERE doc_id = $document)"),
        Filter(name="ids", label="Ids", hidden=True,
               sql="event_id IN (SELECT unnest(string_split($ids, ' ')))"),
    ),
    row_link="event_id",
)  # fmt: skip
DOCUMENTS: Final = Listing(
    name="documents",
    title="Documents",
    lead="What was read, with the events found in each.",
    table="served_documents",
    noun="document",
    columns=(
        Column(name="published", label="Published", kind="day", sort=True),
        Column(name="title", label="Title", kind="document", sort=True),
        Column(name="publisher", label="Outlet", sort=True),
        Column(name="author", label="Author"),
        Column(name="reports", label="Reports", kind="number", sort=True),
        Column(name="events", label="Events", kind="events", sort=True),
        Column(name="copy_of", label="Copy of", kind="original"),
        Column(name="characters", label="Characters", kind="number", sort=True),
    ),
    filters=(
        _text("words", "In the title", "title"),
        *_days("published"),
        _choice("publisher", "Outlet"),
        _choice("language", "Language"),
        Filter(name="copies", label="Copies only", kind="flag", sql="copy_of IS NOT NULL"),
        Filter(name="silent", label="Without event", kind="flag", sql="reports = 0"),
    ),
    row_link="doc_id",
)
CALENDAR: Final = Listing(
    name="calendar",
    title="Calendar",
    lead="What is announced and not yet told as held, as known on the last day read. What is past "
    "its date without any report is overdue.",
    table="served_calendar",
    noun="date",
    columns=(
        Column(name="date_start", label="When", kind="period", sort=True),
        Column(name="type", label="What", kind="deed", sort=True),
        Column(name="actors", label="Who", kind="list"),
        Column(name="recipients", label="With whom", kind="list"),
        Column(name="place", label="Where", sort=True),
        Column(name="state", label="State", kind="due", sort=True),
        Column(name="known_since", label="Known since", kind="day", sort=True),
        Column(name="earlier_dates", label="Earlier dates", kind="list"),
        Column(name="said_by", label="Said by", kind="voices"),
        Column(name="publishers", label="Outlets", kind="voices"),
        Column(name="read_since", label="Read since", kind="number"),
    ),
    filters=(
        Filter(name="party", label="Party",
               sql="event_id IN (SELECT e.event_id FROM served_parties p JOIN served_events e"
               " USING (number) WHERE p.party = $party)"),
        *_days("date_start", "date_end"),
        _choice("type", "Type"),
        _choice("pillar", "Field"),
        _choice("state", "State"),
        _choice("country", "Country"),
        Filter(name="overdue", label="Overdue only", kind="flag", sql="overdue"),
        Filter(name="coming", label="Coming only", kind="flag",
               sql="(NOT overdue AND state <> 'cancelled')"),
    ),
    row_link="event_id",
)  # fmt: skip
RECOMMENDATIONS: Final = Listing(
    name="recommendations",
    title="Recommendations",
    lead="What documents say should be done, by whom, and what it is said to bring.",
    table="served_recommendations",
    noun="recommendation",
    columns=(
        Column(name="area", label="Area", sort=True),
        Column(name="action", label="Action", sort=True),
        Column(name="addressee", label="To", sort=True),
        Column(name="impact", label="Said to bring"),
        Column(name="published", label="Published", kind="day", sort=True),
        Column(name="publisher", label="Outlet", sort=True),
        Column(name="title", label="Document", kind="passage"),
    ),
    filters=(
        _text("words", "Words", "action", "coalesce(impact, '')"),
        *_days("published"),
        _choice("area", "Area"),
        _choice("country", "Country", "addressee_country"),
        _choice("publisher", "Outlet"),
    ),
)
FIGURES: Final = Listing(
    name="figures",
    title="Figures",
    lead="Numbers that documents quote: what of, how many, where, when, according to whom.",
    table="served_figures",
    noun="figure",
    columns=(
        Column(name="indicator", label="What of", sort=True),
        Column(name="value", label="Value", kind="amount", sort=True),
        Column(name="place", label="Where", sort=True),
        Column(name="date_start", label="When", kind="period", sort=True),
        Column(name="said_by", label="Says who", sort=True),
        Column(name="text", label="In words", kind="sentence"),
        Column(name="published", label="Published", kind="day", sort=True),
        Column(name="publisher", label="Outlet", sort=True),
        Column(name="title", label="Document", kind="passage"),
    ),
    filters=(
        _text("words", "Words", "text", "indicator"),
        *_days("published"),
        _choice("indicator", "What of"),
        _choice("country", "Country", "place_country"),
        _choice("unit", "Unit"),
    ),
)
SOURCES: Final = Listing(
    name="sources",
    title="Sources",
    lead="What each outlet tells: first, late, alone, confirmed by others, and how much is copied. "
    "Shares are of the events told in its own words.",
    table="served_sources",
    noun="outlet",
    columns=(
        Column(name="publisher", label="Outlet", kind="outlet", sort=True),
        Column(name="documents", label="Documents", kind="outlet_documents", sort=True),
        Column(name="share_copies", label="Copies", kind="share", sort=True),
        Column(name="events", label="Events", kind="outlet_events", sort=True),
        Column(name="share_first", label="First", kind="share", sort=True),
        Column(name="lead_days", label="Lead, days", kind="number", sort=True),
        Column(name="share_late", label="Late", kind="share", sort=True),
        Column(name="delay_days", label="Delay, days", kind="number", sort=True),
        Column(name="share_alone", label="Alone", kind="share", sort=True),
        Column(name="share_confirmed", label="Confirmed", kind="share", sort=True),
        Column(name="disputes", label="Disputes", kind="number", sort=True),
        Column(name="lost", label="of them lost", kind="number", sort=True),
        Column(name="last_published", label="Latest", kind="day", sort=True),
    ),
    filters=(_text("words", "Name", "coalesce(publisher, '')"), *_days("last_published")),
)
ACTORS: Final = Listing(
    name="actors",
    title="Actors",
    lead="States, blocs, organisations, armed groups, companies and persons that take part in "
    "events.",
    table="served_actors",
    noun="actor",
    columns=(
        Column(name="name", label="Name", kind="actor", sort=True),
        Column(name="kind", label="Kind", sort=True),
        Column(name="country", label="Country", sort=True),
        Column(name="sector", label="Sector", sort=True),
        Column(name="events", label="Events", kind="party_events", sort=True),
        Column(name="cooperation", label="Cooperation", kind="party_events", sort=True),
        Column(name="conflict", label="Conflict", kind="party_events", sort=True),
        Column(name="announced", label="Announced", kind="number", sort=True),
        Column(name="mean_score", label="Mean score", kind="score", sort=True),
        Column(name="latest", label="Latest", kind="day", sort=True),
    ),
    filters=(
        _text("words", "Name", "name", "party"),
        _choice("kind", "Kind"),
        _choice("country", "Country"),
        _choice("sector", "Sector"),
    ),
)
DROPPED: Final = Listing(
    name="dropped",
    title="Left out",
    lead="Documents, and parts of documents, that were left out, and why.",
    table="served_dropped",
    noun="item",
    columns=(
        Column(name="reason", label="Reason", sort=True),
        Column(name="detail", label="What was wrong"),
        Column(name="part", label="The part left out"),
        Column(name="origin", label="From", kind="origin", sort=True),
    ),
    filters=(
        _text("words", "Words", "detail", "coalesce(part, '')"),
        _choice("reason", "Reason"),
        Filter(name="whole", label="Whole documents", kind="flag", sql="part IS NULL"),
    ),
)
LISTINGS: Final = (
    EVENTS, DOCUMENTS, CALENDAR, RECOMMENDATIONS, FIGURES, SOURCES, ACTORS, DROPPED,
)  # fmt: skip
