"""A store of random events in which each is told by documents, for findings, charts and pages."""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "analysing"))
from random_store import fill

HOSTILE = "<script>alert(1)</script> | [x](javascript:alert(1)) `code` *bold*"


def fill_told(store, *, events=300, seed=5):
    """Random events with documents, reports, places, tolls and disagreements."""
    fill(store, events=events, seed=seed)
    draw = random.Random(seed)
    run = store._connection.execute
    run("BEGIN")
    run(
        "UPDATE events SET place_country = CASE WHEN hash(event_id) % 2 = 0 THEN 'MLI' ELSE 'NER'"
        " END,"
        " dead_low = CASE WHEN hash(event_id) % 3 = 0 THEN hash(event_id) % 20 END"
        " WHERE plover_type = 'ASSAULT'"
    )
    worst = store.query(
        "SELECT min(event_id) AS id FROM event_dyads WHERE actor = 'MLI' AND recipient = 'RUS'"
        " AND state = 'held' AND actor_via IS NULL AND recipient_via IS NULL"
    )[0]["id"]
    rows = store.query("SELECT event_id, date_start, type, independent_sources FROM events")
    for number, row in enumerate(sorted(rows, key=lambda row: row["event_id"])):
        first = row["date_start"] or date(2023, 1, 1)
        for copy in range(row["independent_sources"]):
            doc = f"d{number:04}-{copy}"
            published = first + timedelta(days=draw.randrange(1, 4))
            run(
                "INSERT INTO documents VALUES (?, 'r', 'c', 'o', ?, ?, ?, NULL, 'en', ?, ?, '[]')",
                [
                    doc, HOSTILE if row["event_id"] == worst else f"Title {doc}", published,
                    f"Outlet {copy}", "javascript:alert(1)" if row["event_id"] == worst else
                    f"https://news.example/{doc}", "text",
                ],
            )  # fmt: skip
            run("INSERT INTO copies VALUES (?, ?, 1, 'itself', NULL, '')", [doc, doc])
            run(
                "INSERT INTO readings BY NAME SELECT ? AS report_id, ? AS doc_id, 'r' AS run_id,"
                " ? AS event_id, ? AS sentence, 0 AS sentence_start, 4 AS sentence_end, ? AS type,"
                " ? AS plover_type, [] AS contexts, 'security' AS pillar, 'occurred' AS status,"
                " 'day' AS date_grain, 'stated' AS date_basis, 'did' AS trigger, 0 AS"
                " trigger_start, 3 AS trigger_end, 0.9 AS score, 1.0 AS plover_score",
                [
                    f"p{doc}", doc, row["event_id"],
                    HOSTILE if row["event_id"] == worst else f"Sentence of {doc}.",
                    row["type"], row["type"],
                ],
            )  # fmt: skip
        if number % 40 == 0:
            for value, kept in (("2023-01-01", True), ("2023-01-02", False)):
                run(
                    "INSERT INTO disagreements VALUES (?, 'date', ?, ?, 'most sources', 1, [?])",
                    [row["event_id"], value, kept, f"pd{number:04}-0"],
                )
    run("COMMIT")
    return store
