"""Speakers, recommendations and agenda for a store of simulated reports, which has none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from vanellus.storing import Store

AREAS: Final = (
    "police", "courts", "schools", "roads", "food aid", "border posts", "trade", "health",
)  # fmt: skip
COUNTRIES: Final = ("MLI", "NER", "BFA", "TCD")
PILLARS: Final = ("diplomatic", "security", "economic", "political")
_SPOKEN: Final = 5
"""Of so many reports one has a speaker."""
_ADVISES: Final = 10
_HAS_AGENDA: Final = 5
_EACH: Final = 3


def add_registers(store: Store) -> None:
    """Fills what the store has none of; the same store always gets the same rows.

    Every fifth report is said by somebody, of one event by at most two; every tenth document makes
    three recommendations and every fifth has three subjects, of some thousands that come again.
    """
    for table, where, rows in (
        ("participants", "WHERE role = 'speaker'", _speakers()),
        ("recommendations", "", _recommendations()),
        ("agenda", "", _subjects()),
    ):
        if not store.query(f"SELECT count(*) AS n FROM {table} {where}")[0]["n"]:  # noqa: S608  constants
            with store.transaction() as connection:
                connection.execute(f"INSERT INTO {_kept_in(store, table)} BY NAME {rows}")


def _kept_in(store: Store, table: str) -> str:
    """The table behind a view of what is in force."""
    known = "SELECT 1 FROM duckdb_tables() WHERE table_name = $name"
    return reading if store.query(known, {"name": (reading := f"reading_{table}")}) else table


def _speakers() -> str:
    return (
        "WITH pool AS (SELECT entity_id, min(name) AS name, min(country) AS country,"  # noqa: S608
        " min(sector) AS sector, min(kind) AS kind, min(lexicon_id) AS"
        " lexicon_id, min(members) AS members, row_number() OVER (ORDER BY entity_id) - 1"
        " AS number FROM participants GROUP BY entity_id),"
        " said AS (SELECT report_id, doc_id, hash(coalesce(event_id, report_id),"
        " hash(report_id) % 2) % (SELECT count(*) FROM pool) AS number FROM reports"
        f" WHERE hash(report_id, 1) % {_SPOKEN} = 0)"
        " SELECT report_id, doc_id, 'speaker' AS role, 0 AS position, entity_id, name AS text,"
        " 0 AS text_start, length(name) AS text_end, name, country, sector, kind, lexicon_id,"
        " members FROM said JOIN pool USING (number)"
    )


def _recommendations() -> str:
    return (
        "SELECT doc_id, 200 * k AS span_start, 200 * k + 150 AS span_end,"  # noqa: S608
        " 'In view of all this the states of the region should strengthen ' || area ||"
        " ' by measure ' || number || ' before the end of the year.' AS text, area,"
        " 'strengthen ' || area || ' by measure ' || number AS action,"
        " 'the government' AS addressee, country AS addressee_country, NULL AS impact FROM"
        f" (SELECT doc_id, k, {_one_of(AREAS, 'hash(doc_id, k, 2)')} AS area,"
        " hash(doc_id, k, 3) % 3000 AS number,"
        f" {_one_of(COUNTRIES, 'hash(doc_id, k, 4)')} AS country"
        f" FROM documents, range({_EACH}) t(k) WHERE hash(doc_id, 5) % {_ADVISES} = 0)"
    )


def _subjects() -> str:
    return (
        "SELECT doc_id, 100 * k AS span_start, 100 * k + 40 AS span_end,"  # noqa: S608
        f" {_one_of(PILLARS, 'hash(doc_id, k, 6)')} AS pillar,"
        f" {_one_of(AREAS, 'hash(doc_id, k, 7)')} || ', part ' ||"
        " hash(doc_id, k, 8) % 500 AS text,"
        f" NULL AS whose, {_one_of(COUNTRIES, 'hash(doc_id, k, 9)')} AS country"
        f" FROM documents, range({_EACH}) t(k) WHERE hash(doc_id, 10) % {_HAS_AGENDA} = 0"
    )


def _one_of(words: tuple[str, ...], number: str) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"[{listed}][1 + ({number} % {len(words)})::INTEGER]"
