"""A small store of events drawn at random, for holding functions to their queries."""

from __future__ import annotations

import random
from datetime import date, timedelta

TYPES = "AGREE CONSULT SUPPORT COOPERATE AID REQUEST ACCUSE SANCTION ASSAULT".split()
SCORES = dict(zip(TYPES, (2.5, 2.5, 5.0, 9.5, 10.0, 0.0, -3.0, -6.0, -9.0), strict=True))
STATES = ["held"] * 8 + ["announced", "feared", "past"]
GRAINS = ["day"] * 8 + ["month", "year"]
PARTIES = ("MLI", "BFA", "NER", "FRA", "RUS", "AES", "JNIM")
KINDS = {"AES": "bloc", "JNIM": "armed_group"}


def fill(store, *, events=400, seed=3):
    """Puts random events with two to four sides into an open store."""
    draw = random.Random(seed)
    store._connection.execute("BEGIN")
    for number in range(events):
        name = f"e{number:04}"
        kind = draw.choice(TYPES)
        day = date(2022, 1, 1) + timedelta(days=draw.randrange(900))
        store._connection.execute(
            "INSERT INTO events BY NAME SELECT ? AS event_id, ? AS type, ? AS plover_type,"
            " [] AS contexts, ? AS pillar, ? AS state, ?::DATE AS date_start,"
            " ?::DATE AS date_end, ? AS date_grain, 'stated' AS date_basis, ? AS plover_score,"
            " 0.9 AS score, 1 AS reports, 1 AS documents, ? AS independent_sources, '{}' AS record",
            [
                name, kind, kind, draw.choice(["security", "economic"]), draw.choice(STATES),
                day if draw.random() > 0.05 else None, day, draw.choice(GRAINS), SCORES[kind],
                draw.randrange(1, 5),
            ],
        )  # fmt: skip
        chosen = draw.sample(PARTIES, draw.randrange(2, 5))
        one_sided = draw.random() < 0.3
        for place, party in enumerate(chosen):
            role = "actor" if place == 0 or one_sided else draw.choice(["actor", "recipient"])
            _side(store, name, role, party, None)
            if party == "AES":
                for member in ("MLI", "NER"):
                    _side(store, name, role, member, "AES")
    store._connection.execute("COMMIT")
    return store


def _side(store, event, role, party, via):
    kind = KINDS.get(party, "state")
    store._connection.execute(
        "INSERT INTO event_sides VALUES (?, ?, ?, ?, ?, 'GOV', ?, ?, 1)",
        [event, role, party, party, party if kind == "state" else None, kind, via],
    )
