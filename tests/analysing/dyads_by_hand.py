"""Events of two or more sides in a line each, for analyses of who deals with whom."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

SCORES = {"CONSULT": 2.5, "AID": 10.0, "ACCUSE": -3.0, "ASSAULT": -9.0}


def tables(*lines):
    """Tables of events such as `2023-01-05 MLI CONSULT RUS`; words in any order after these four:
    a state of life, a grain, a number of sources. Several parties are joined by `+`, a member of
    a bloc is `MLI<AES`, a company of a country is `WAGNER@RUS`; `-` is no recipient.
    """
    events, sides = [], []
    for number, line in enumerate(lines):
        day, actors, kind, recipients, *rest = line.split()
        one = {"state": "held", "date_grain": "day", "independent_sources": 1}
        for word in rest:
            if word.isdigit():
                one["independent_sources"] = int(word)
            else:
                one["date_grain" if word in ("month", "year") else "state"] = word
        events.append(
            {"event_id": f"e{number}", "plover_type": kind, "pillar": "diplomatic",
             "date_start": None if day == "?" else date.fromisoformat(day),
             "plover_score": SCORES[kind], **one}
        )  # fmt: skip
        for role, parties in (("actor", actors), ("recipient", recipients)):
            sides += [_side(f"e{number}", role, p) for p in parties.split("+") if p != "-"]
    return pa.Table.from_pylist(events), pa.Table.from_pylist(sides, schema=_SIDES)


def _side(event, role, text):
    party, _, country = text.partition("@")
    party, _, via = party.partition("<")
    bloc = party in ("AES", "ECOWAS")
    kind = "bloc" if bloc else "company" if country else "state"
    return {
        "event_id": event, "role": role, "party": party, "sector": "GOV", "kind": kind,
        "country": None if bloc else country or party, "via": via or None,
    }  # fmt: skip


_SIDES = pa.schema(
    [(n, pa.string()) for n in "event_id role party country sector kind via".split()]
)
