"""The lists: which table each reads, its columns, its filters and its order."""

from __future__ import annotations

from typing import Final

from vanellus.serving.listing_parts import (
    Column,
    Filter,
    Listing,
    choice,
    days_within,
    party_side,
    words_in,
)
from vanellus.serving.register_listings import (
    AGENDA,
    FIGURES,
    OFFICES,
    RECOMMENDATIONS,
    SHIFTS,
    STATEMENTS,
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
        party_side("party", "Party"),
        party_side("with", "With"),
        *days_within("date_start", "date_end"),
        choice("type", "Type"),
        choice("pillar", "Field"),
        choice("state", "State"),
        choice("country", "Country", "place_country"),
        Filter(name="least", label="Sources, at least", kind="number",
               sql="independent_sources >= $least"),
        Filter(name="disputed", label="Disputed", kind="flag", sql="len(disputed) > 0"),
        Filter(name="mode", label="Mode", sql="mode = $mode", hidden=True),
        Filter(name="place", label="Place", sql="place_name = $place", hidden=True),
        Filter(name="tone", label="Tone", hidden=True,
               sql="(CASE WHEN plover_score > 0 THEN 'cooperation'"
               " WHEN plover_score < 0 THEN 'conflict' ELSE 'neither' END) = $tone"),
        Filter(name="outlet", label="Outlet", hidden=True,
               sql="number IN (SELECT number FROM served_outlets WHERE publisher = $outlet)"),
        Filter(name="told", label="Told", kind="told", hidden=True,
               sql="number IN (SELECT number FROM served_events WHERE event_id IN"
               " (SELECT unnest($told::VARCHAR[])))"),
        Filter(name="document", label="Document", hidden=True,
               sql="number IN (SELECT number FROM served_events WHERE event_id IN"
               " (SELECT event_id FROM reports WHERE doc_id = $document))"),
        Filter(name="between", label="Between", hidden=True,
               sql="number IN (SELECT number FROM served_between WHERE"
               " one = least(split_part($between, '~', 1), split_part($between, '~', 2))"
               " AND other = greatest(split_part($between, '~', 1),"
               " split_part($between, '~', 2)))"),
        Filter(name="acting", label="Bloc acting for a member", hidden=True,
               sql="number IN (SELECT number FROM served_events WHERE event_id IN"
               " (SELECT event_id FROM event_sides WHERE via = split_part($acting, '~', 1)"
               " AND party = split_part($acting, '~', 2)))"),
        Filter(name="ids", label="Chosen events", hidden=True,
               sql="number IN (SELECT number FROM served_events WHERE event_id IN"
               " (SELECT unnest(string_split($ids, ' '))))"),
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
        words_in("words", "In the title", "title"),
        *days_within("published"),
        choice("publisher", "Outlet"),
        choice("language", "Language"),
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
        Column(name="read_since", label="Documents since", kind="number"),
    ),
    filters=(
        Filter(name="party", label="Party", kind="party",
               sql="number IN (SELECT number FROM served_expected WHERE party = $party)"),
        *days_within("date_start", "date_end"),
        choice("type", "Type"),
        choice("pillar", "Field"),
        choice("state", "State"),
        choice("country", "Country"),
        Filter(name="overdue", label="Overdue only", kind="flag", sql="overdue"),
        Filter(name="coming", label="Coming only", kind="flag",
               sql="(NOT overdue AND state <> 'cancelled')"),
        Filter(name="undated", label="No day named", kind="flag", sql="date_start IS NULL"),
    ),
    row_link="event_id",
)  # fmt: skip
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
        Column(name="share_copies", label="Copies", kind="outlet_copies", sort=True),
        Column(name="events", label="Events", kind="outlet_events", sort=True),
        Column(name="share_first", label="First", kind="outlet_told", sort=True),
        Column(name="lead_days", label="Lead, days", kind="outlet_told", sort=True),
        Column(name="share_late", label="Late", kind="outlet_told", sort=True),
        Column(name="delay_days", label="Delay, days", kind="outlet_told", sort=True),
        Column(name="share_alone", label="Alone", kind="outlet_told", sort=True),
        Column(name="share_confirmed", label="Confirmed", kind="outlet_told", sort=True),
        Column(name="disputes", label="Disputes", kind="outlet_told", sort=True),
        Column(name="lost", label="of them lost", kind="outlet_told", sort=True),
        Column(name="last_published", label="Latest", kind="day", sort=True),
    ),
    filters=(words_in("words", "Name", "coalesce(publisher, '')"), *days_within("last_published")),
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
        Column(name="kind", label="Kind", kind="kind", sort=True),
        Column(name="country", label="Country", kind="country", sort=True),
        Column(name="sector", label="Sector", kind="sector", sort=True),
        Column(name="events", label="Events", kind="party_events", sort=True),
        Column(name="cooperation", label="Cooperation", kind="party_events", sort=True),
        Column(name="conflict", label="Conflict", kind="party_events", sort=True),
        Column(name="announced", label="Announced", kind="number", sort=True),
        Column(name="mean_score", label="Mean score", kind="score", sort=True),
        Column(name="latest", label="Latest", kind="day", sort=True),
    ),
    filters=(
        words_in("words", "Name", "name", "party"),
        choice("kind", "Kind"),
        choice("country", "Country"),
        choice("sector", "Sector"),
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
        words_in("words", "Words", "detail", "coalesce(part, '')"),
        choice("reason", "Reason"),
        Filter(name="whole", label="Whole documents", kind="flag", sql="part IS NULL"),
    ),
)
LISTINGS: Final = (
    EVENTS, CALENDAR, SHIFTS, STATEMENTS, ACTORS, OFFICES, DOCUMENTS, RECOMMENDATIONS, AGENDA,
    FIGURES, SOURCES, DROPPED,
)  # fmt: skip
"""The lists: a page with filters, facets and order; the same rows as .json, .csv and .parquet."""
