"""Lists of what documents say beside events, and of what was worked out from all of them."""

from __future__ import annotations

from typing import Final

from vanellus.serving.listing_parts import Column, Filter, Listing, choice, days_within, words_in

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
        words_in("words", "Words", "action", "coalesce(impact, '')"),
        *days_within("published"),
        choice("area", "Area"),
        choice("country", "Country", "addressee_country"),
        choice("publisher", "Outlet"),
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
        words_in("words", "Words", "text", "indicator"),
        *days_within("published"),
        choice("indicator", "What of"),
        choice("country", "Country", "place_country"),
        choice("unit", "Unit"),
    ),
)
AGENDA: Final = Listing(
    name="agenda",
    title="Agenda",
    lead="What stands on whose agenda, as documents say: subjects of talks, aims, tasks.",
    table="served_agenda",
    noun="subject",
    columns=(
        Column(name="subject", label="Subject", sort=True),
        Column(name="pillar", label="Field", sort=True),
        Column(name="whose", label="Whose", kind="whose", sort=True),
        Column(name="country", label="Country", kind="country", sort=True),
        Column(name="independent_sources", label="Sources", kind="number", sort=True),
        Column(name="first_published", label="First told", kind="day", sort=True),
        Column(name="last_published", label="Last told", kind="day", sort=True),
        Column(name="doc_ids", label="Documents", kind="documents"),
    ),
    filters=(
        words_in("words", "Words", "subject", "coalesce(whose, '')"),
        *days_within("first_published", "last_published"),
        choice("pillar", "Field"),
        choice("country", "Country"),
    ),
)
STATEMENTS: Final = Listing(
    name="statements",
    title="Statements",
    lead="Who said what of events: each speaker once for each event, and how many others have it "
    "without this speaker.",
    table="served_statements",
    noun="statement",
    columns=(
        Column(name="published", label="Published", kind="day", sort=True),
        Column(name="speaker", label="Who says", kind="speaker", sort=True),
        Column(name="says", label="As told", kind="sentence"),
        Column(name="type", label="Of what", kind="deed", sort=True),
        Column(name="status", label="Told as", kind="chip", sort=True),
        Column(name="times", label="Sources", kind="number", sort=True),
        Column(name="confirmed_by", label="Others confirm", kind="number", sort=True),
        Column(name="denied_by", label="Others deny", kind="number", sort=True),
        Column(name="publisher", label="Outlet", sort=True),
        Column(name="doc_ids", label="Documents", kind="documents"),
    ),
    filters=(
        words_in("words", "Words", "says"),
        words_in("speaker", "Who says", "coalesce(speaker, '')"),
        Filter(name="by", label="Speaker", kind="party", hidden=True,
               sql="(speaker_party = $by OR country = $by)"),
        *days_within("published"),
        choice("country", "Country"),
        choice("type", "Of what"),
        choice("status", "Told as"),
        choice("publisher", "Outlet"),
        Filter(name="denied", label="Denied by others", kind="flag", sql="denied_by > 0"),
    ),
    row_link="event_id",
)  # fmt: skip
SHIFTS: Final = Listing(
    name="shifts",
    title="Shifts",
    lead="Changes in who deals with whom, and how, that can be dated: all that were found between "
    "states, blocs and organisations, the strongest first. Attention is measured against the "
    "volume of reports; conduct is the share of cooperation; places: one partner gained where "
    "another lost.",
    table="served_shifts",
    cut=("ids_before", "ids_after"),
    noun="shift",
    columns=(
        Column(name="date", label="About", kind="month", sort=True),
        Column(name="actor_name", label="Who", kind="actor_of", sort=True),
        Column(name="partner_name", label="With or towards", kind="partner_of", sort=True),
        Column(name="away_from_name", label="Away from", kind="away_of", sort=True),
        Column(name="kind", label="What", kind="turn", sort=True),
        Column(name="events_before", label="Before", kind="behind", sort=True),
        Column(name="events_after", label="Since", kind="behind", sort=True),
        Column(name="probability", label="Probability", kind="probability", sort=True),
        Column(name="date_low", label="Date between", kind="between", sort=True),
        Column(name="strength", label="Through time", kind="pair"),
    ),
    filters=(
        Filter(name="party", label="Party", kind="party",
               sql="(actor = $party OR partner = $party OR away_from = $party)"),
        Filter(name="with", label="With", kind="party",
               sql="(actor = $with OR partner = $with OR away_from = $with)"),
        *days_within("date"),
        choice("kind", "What"),
        Filter(name="rising", label="More or better only", kind="flag", sql="up"),
        Filter(name="falling", label="Less or worse only", kind="flag", sql="NOT up"),
    ),
)  # fmt: skip
OFFICES: Final = Listing(
    name="offices",
    title="Offices",
    lead="Who held which office, as reports tell it: read off the words for a person, or known of "
    "those who are named by name alone. First and last are days of publication, not of term.",
    table="served_offices",
    noun="holder",
    columns=(
        Column(name="party_name", label="Of", kind="party", sort=True),
        Column(name="office", label="Office", sort=True),
        Column(name="person", label="Who", sort=True),
        Column(name="told", label="In the words", kind="list"),
        Column(name="first_seen", label="First told", kind="day", sort=True),
        Column(name="last_seen", label="Last told", kind="day", sort=True),
        Column(name="reports", label="Reports", kind="told_in", sort=True),
    ),
    filters=(
        words_in("words", "Name", "person"),
        Filter(name="party", label="Of", kind="party", sql="party = $party"),
        *days_within("first_seen", "last_seen"),
        choice("office", "Office"),
    ),
)
