"""Reports of events for the tests, written in a line each, and what is made of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pyarrow as pa

from vanellus.linking.resolved import EventTables, events_of

DAY = pa.date32()
TEXT = pa.string()
REPORTS = pa.schema(
    [
        ("report_id", TEXT), ("doc_id", TEXT), ("sentence", TEXT), ("sentence_start", pa.int32()),
        ("sentence_end", pa.int32()), ("type", TEXT), ("plover_type", TEXT), ("mode", TEXT),
        ("contexts", pa.list_(TEXT)), ("pillar", TEXT), ("status", TEXT), ("date_start", DAY),
        ("date_end", DAY), ("date_grain", TEXT), ("date_basis", TEXT), ("place_name", TEXT),
        ("place_country", TEXT), ("latitude", pa.float64()), ("longitude", pa.float64()),
        ("geonameid", pa.int64()), ("place_grain", TEXT), ("trigger", TEXT),
        ("score", pa.float64()), ("plover_score", pa.float64()), ("published", DAY),
        ("publisher", TEXT),
    ]
)  # fmt: skip
PEOPLE = pa.schema(
    [
        ("report_id", TEXT), ("role", TEXT), ("entity_id", TEXT), ("name", TEXT),
        ("country", TEXT), ("sector", TEXT), ("kind", TEXT), ("lexicon_id", TEXT),
        ("members", pa.list_(TEXT)),
    ]
)  # fmt: skip
FIGURES = pa.schema(
    [
        ("doc_id", TEXT), ("span_start", pa.int32()), ("text", TEXT), ("indicator", TEXT),
        ("value", pa.float64()),
    ]
)  # fmt: skip
COPIES = pa.schema([("doc_id", TEXT), ("origin_id", TEXT), ("wire", TEXT)])
PLACES: dict[str, tuple[Any, ...]] = {
    "Moscow": ("Moscow", "RUS", 55.75, 37.62, 524901, "city"),
    "Russia": ("Russia", "RUS", 60.0, 100.0, 2017370, "country"),
    "Bamako": ("Bamako", "MLI", 12.65, -8.0, 2460596, "city"),
    "Gao": ("Gao", "MLI", 16.27, -0.05, 2457161, "city"),
    "Mali": ("Mali", "MLI", 17.0, -4.0, 2453866, "country"),
}
AES = {
    "entity_id": "AES", "name": "AES", "country": None, "sector": "IGO", "kind": "bloc",
    "lexicon_id": "AES", "members": ["BFA", "MLI", "NER"],
}  # fmt: skip
JNIM = {
    "entity_id": "JNIM", "name": "JNIM", "country": "MLI", "sector": "REB",
    "kind": "armed_group", "lexicon_id": "JNIM", "members": [],
}  # fmt: skip


def state(code: str, sector: str = "GOV", name: str | None = None) -> dict[str, Any]:
    return {
        "entity_id": code, "name": name or code, "country": code, "sector": sector,
        "kind": "state" if name is None else "group", "lexicon_id": None, "members": [],
    }  # fmt: skip


def report(
    key: str, day: str = "2025-04-04", outlet: str | None = None, **known: Any
) -> dict[str, Any]:
    """A report published on `day`: by default Mali consulted Russia, on a date not told."""
    return {"key": key, "published": day, "outlet": outlet or f"Outlet {key}", **known}


def _span(told: dict[str, Any]) -> tuple[str | None, str | None, str]:
    given = told.get("on")
    if given is None:
        return told["published"], told["published"], "published"
    first, _, last = given.partition("/")
    return first, last or first, told.get("basis", "stated")


def made(
    *told: dict[str, Any],
    copies: Iterable[tuple[str, str, str | None]] = (),
    today: str | None = None,
    figures: Iterable[dict[str, Any]] = (),
) -> EventTables:
    """The tables of one event, or of those that `event` names."""
    rows, people, members = [], [], []
    for each in told:
        first, last, basis = _span(each)
        sentence = each.get("text", "The ministers met.")
        place = PLACES.get(each.get("place", ""), (None,) * 6)
        rows.append(
            {
                "report_id": each["key"],
                "doc_id": each.get("doc", f"d-{each['key']}"),
                "sentence": sentence,
                "sentence_start": 0,
                "sentence_end": len(sentence),
                "type": each.get("type", "CONSULT"),
                "plover_type": each.get("type", "CONSULT"),
                "mode": each.get("mode"),
                "contexts": each.get("contexts", ["military"]),
                "pillar": each.get("pillar", "diplomatic"),
                "status": each.get("status", "occurred"),
                "date_start": first and date.fromisoformat(first),
                "date_end": last and date.fromisoformat(last),
                "date_grain": each.get("grain", "day"),
                "date_basis": basis,
                **dict(
                    zip(
                        ("place_name", "place_country", "latitude", "longitude", "geonameid",
                         "place_grain"),
                        place,
                        strict=True,
                    )
                ),
                "trigger": each.get("trigger", "met"),
                "score": each.get("score", 0.8),
                "plover_score": 2.5,
                "published": date.fromisoformat(each["published"]),
                "publisher": each["outlet"],
            }
        )  # fmt: skip
        members.append({"report_id": each["key"], "event_id": each.get("event", "e1")})
        for role, default in (("actor", [state("MLI")]), ("recipient", [state("RUS")])):
            people += [
                {"report_id": each["key"], "role": role, **entity}
                for entity in each.get(role, default)
            ]
    return events_of(
        pa.Table.from_pylist(rows, REPORTS),
        pa.Table.from_pylist(people, PEOPLE),
        pa.Table.from_pylist(list(figures), FIGURES),
        pa.Table.from_pylist(
            [dict(zip(("doc_id", "origin_id", "wire"), row, strict=True)) for row in copies], COPIES
        ),
        pa.Table.from_pylist(members, pa.schema([("report_id", TEXT), ("event_id", TEXT)])),
        today=date.fromisoformat(today) if today else None,
    )


def only(tables: EventTables) -> dict[str, Any]:
    """The one event there is."""
    (row,) = tables.events.to_pylist()
    return dict(row)


def stages(tables: EventTables) -> list[tuple[str, str | None, str | None]]:
    return [
        (row["state"], row["known_since"] and row["known_since"].isoformat(), row["report_id"])
        for row in tables.event_life.to_pylist()
    ]


def disputed(tables: EventTables, field: str) -> dict[str, tuple[bool, int, list[str]]]:
    return {
        row["value"]: (row["resolved"], row["independent_sources"], row["report_ids"])
        for row in tables.disagreements.to_pylist()
        if row["field"] == field
    }
