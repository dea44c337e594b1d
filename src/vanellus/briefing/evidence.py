"""Events as readers want them: who, what, when, where, and the sentences that tell them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from vanellus.briefing.wording import days, deed, shortened
from vanellus.storing.analysis_tables import arrow

if TYPE_CHECKING:
    from vanellus.storing import Store

SENTENCES: Final = 3
"""Most sentences told of one event, each from another origin as far as there are such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A sentence that tells an event, and where it stands."""

    sentence: str
    doc_id: str
    publisher: str | None
    published: date | None
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventNote:
    """An event with its evidence."""

    event_id: str
    type: str
    mode: str | None
    pillar: str
    state: str
    date_start: date | None
    date_end: date | None
    date_grain: str
    place: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reports: int
    sources: int
    tellings: tuple[Telling, ...]

    @property
    def what(self) -> str:
        """The kind of event in plain words."""
        return deed(self.type, self.mode)

    @property
    def when(self) -> str:
        """Its day or days in words."""
        return days(self.date_start, self.date_end, self.date_grain)

    @property
    def who(self) -> str:
        """Who acts, and upon whom."""
        acts, suffers = shortened(self.actors), shortened(self.recipients)
        return f"{acts or 'somebody'} → {suffers}" if suffers else acts or "nobody named"

    @property
    def line(self) -> str:
        """All of it in one line."""
        where = f", {self.place}" if self.place else ""
        return f"{self.who}: {self.what} ({self.when}{where})"


def notes_of(
    store: Store, event_ids: Iterable[str], *, sentences: int = SENTENCES
) -> dict[str, EventNote]:
    """The events of these ids by id, in the order of their days; undated ones come last.

    Raises StoreError.
    """
    given: dict[str, Any] = {"ids": sorted(set(event_ids))}
    if not given["ids"]:
        return {}
    which = "WHERE event_id IN (SELECT unnest($ids))"
    events = arrow(
        store,
        "SELECT event_id, plover_type, mode, pillar, state, date_start, date_end, date_grain,"  # noqa: S608  constants
        " coalesce(place_name, place_country) AS place, reports, independent_sources FROM events"
        f" {which} ORDER BY date_start NULLS LAST, event_id",
        given,
    ).to_pylist()
    sides = arrow(
        store,
        "SELECT event_id, role, name, max(sources) AS sources FROM event_sides"  # noqa: S608  constants
        f" {which} AND via IS NULL AND role IN ('actor', 'recipient')"
        " GROUP BY ALL ORDER BY sources DESC, name",
        given,
    ).to_pylist()
    told = arrow(
        store,
        "SELECT event_id, doc_id, sentence, publisher, published, title, url FROM (SELECT r.*,"  # noqa: S608  constants
        " d.publisher, d.published, d.title, d.url, row_number() OVER (PARTITION BY r.event_id,"
        " coalesce(c.origin_id, r.doc_id) ORDER BY r.score DESC, r.report_id) AS again"
        " FROM reports r JOIN documents d USING (doc_id) LEFT JOIN copies c ON c.doc_id = r.doc_id"
        f" {which}) QUALIFY row_number() OVER (PARTITION BY event_id"
        f" ORDER BY again, published, doc_id) <= {int(sentences)}"
        " ORDER BY again, published, doc_id, sentence",
        given,
    ).to_pylist()
    names: dict[tuple[str, str], list[str]] = {}
    for row in sides:
        names.setdefault((row["event_id"], row["role"]), []).append(row["name"])
    tellings: dict[str, dict[tuple[str, str], Telling]] = {}
    for row in told:
        event_id = row.pop("event_id")
        # Two reports of one sentence are one telling.
        key = (row["doc_id"], row["sentence"])
        tellings.setdefault(event_id, {}).setdefault(key, Telling(**row))
    return {
        row["event_id"]: EventNote(
            event_id=row["event_id"],
            type=row["plover_type"],
            mode=row["mode"],
            pillar=row["pillar"],
            state=row["state"],
            date_start=row["date_start"],
            date_end=row["date_end"],
            date_grain=row["date_grain"],
            place=row["place"],
            actors=tuple(names.get((row["event_id"], "actor"), ())),
            recipients=tuple(names.get((row["event_id"], "recipient"), ())),
            reports=row["reports"],
            sources=row["independent_sources"],
            tellings=tuple(tellings.get(row["event_id"], {}).values()),
        )
        for row in events
    }


def disagreements_of(store: Store, event_ids: Collection[str]) -> list[dict[str, Any]]:
    """Each value of each field on which the reports of these events differ, the one that holds
    first: `event_id`, `field`, `value`, `resolved`, `rule`, `sources`, `publishers`.
    """
    if not event_ids:
        return []
    found: list[dict[str, Any]] = arrow(
        store,
        "WITH asked AS (SELECT row_number() OVER () AS number, * FROM disagreements"
        " WHERE event_id IN (SELECT unnest($ids))),"
        " told AS (SELECT a.number, list(DISTINCT d.publisher ORDER BY d.publisher) AS publishers"
        " FROM (SELECT number, unnest(report_ids) AS report_id FROM asked) a"
        " JOIN reports r USING (report_id) JOIN documents d USING (doc_id)"
        " WHERE d.publisher IS NOT NULL GROUP BY 1)"
        " SELECT event_id, field, value, resolved, rule, independent_sources AS sources,"
        " publishers FROM asked LEFT JOIN told USING (number)"
        " ORDER BY event_id, field, resolved DESC, sources DESC, value",
        {"ids": sorted(set(event_ids))},
    ).to_pylist()
    return found


def disputes_of(store: Store, event_ids: Collection[str]) -> list[dict[str, Any]]:
    """Each field on which the reports of each of these events differ: `event_id`, `field`."""
    if not event_ids:
        return []
    found: list[dict[str, Any]] = arrow(
        store,
        "SELECT DISTINCT event_id, field FROM disagreements"
        " WHERE event_id IN (SELECT unnest($ids)) ORDER BY 1, 2",
        {"ids": sorted(set(event_ids))},
    ).to_pylist()
    return found
