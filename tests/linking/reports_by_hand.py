"""Reports for linking, written in one line each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa

from vanellus.linking import Reports

DAY = pa.date32()
SCHEMA = pa.schema(
    [
        ("report_id", pa.string()), ("doc_id", pa.string()), ("sentence", pa.string()),
        ("sentence_start", pa.int32()), ("sentence_end", pa.int32()), ("type", pa.string()),
        ("mode", pa.string()), ("status", pa.string()), ("date_start", DAY), ("date_end", DAY),
        ("date_grain", pa.string()), ("date_basis", pa.string()), ("place_text", pa.string()),
        ("place_name", pa.string()), ("latitude", pa.float64()), ("longitude", pa.float64()),
        ("place_country", pa.string()), ("geonameid", pa.int64()), ("place_grain", pa.string()),
        ("trigger", pa.string()), ("published", DAY), ("title", pa.string()),
    ]
)  # fmt: skip
PEOPLE = pa.schema(
    [
        ("report_id", pa.string()), ("doc_id", pa.string()), ("role", pa.string()),
        ("position", pa.int32()), ("entity_id", pa.string()), ("name", pa.string()),
        ("country", pa.string()), ("sector", pa.string()), ("kind", pa.string()),
        ("lexicon_id", pa.string()), ("members", pa.list_(pa.string())),
    ]
)  # fmt: skip
PLACES = {
    "Moscow": (55.75, 37.62, "RUS", 524901, "city"),
    "Bamako": (12.65, -8.0, "MLI", 2460596, "city"),
    "Gao": (16.27, -0.05, "MLI", 2457161, "city"),
    "Mali": (17.0, -4.0, "MLI", 2453866, "country"),
}


def told(name: str, text: str, **known: Any) -> dict[str, Any]:
    """One report: by default Mali consults Russia on 3 April 2025, published on the 4th."""
    return {"name": name, "text": text, **known}


def reports(*rows: dict[str, Any]) -> Reports:
    """The tables of reports; `actors` and `recipients` are ISO3 codes, blocs as `AES=BFA+MLI`."""
    out, people = [], []
    for row in rows:
        name, text = row["name"], row["text"]
        doc = row.get("doc", f"d-{name}")
        place = row.get("place")
        known = PLACES.get(place, (None,) * 5)
        first = row.get("day", "2025-04-03")
        last = row.get("last", first)
        out.append(
            {
                "report_id": name,
                "doc_id": doc,
                "sentence": text,
                "sentence_start": row.get("start", 0),
                "sentence_end": row.get("start", 0) + len(text),
                "type": row.get("type", "CONSULT"),
                "mode": row.get("mode"),
                "status": row.get("status", "occurred"),
                "date_start": first and date.fromisoformat(first),
                "date_end": last and date.fromisoformat(last),
                "date_grain": "day",
                "date_basis": row.get("basis", "stated") if first else "unknown",
                "place_text": place,
                "place_name": place,
                "latitude": known[0],
                "longitude": known[1],
                "place_country": known[2],
                "geonameid": known[3],
                "place_grain": known[4],
                "title": row.get("title"),
                "trigger": row.get("trigger", "met"),
                "published": date.fromisoformat(row.get("published", "2025-04-04")),
            }
        )
        for role, default in (("actor", "MLI"), ("recipient", "RUS")):
            parties = filter(None, row.get(f"{role}s", default).split())
            people += [_person(name, doc, role, party) for party in parties]
    return Reports(
        reports=pa.Table.from_pylist(out, SCHEMA),
        participants=pa.Table.from_pylist(people, PEOPLE),
    )


def _person(report: str, doc: str, role: str, party: str) -> dict[str, Any]:
    key, _, members = party.partition("=")
    known = {"report_id": report, "doc_id": doc, "role": role, "position": 0, "entity_id": key}
    if members:
        return known | {
            "name": key,
            "kind": "bloc",
            "lexicon_id": key,
            "members": members.split("+"),
        }
    if "/" in key:
        name, country, sector = key.split("/")
        kind = "armed_group" if sector in ("REB", "UAF") else "person"
        return known | {
            "name": name, "kind": kind, "lexicon_id": name, "country": country, "sector": sector,
            "members": [],
        }  # fmt: skip
    return known | {
        "name": key, "kind": "state", "lexicon_id": key, "country": key, "sector": "GOV",
        "members": [],
    }  # fmt: skip
