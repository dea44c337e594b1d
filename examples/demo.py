"""`make demo`: codes the example's reports, links them to events, shows what came out.

Run again it does nothing twice: documents that are kept are not coded anew.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import altair as alt

import vanellus
from vanellus.analysing import realignments
from vanellus.cli.progress import progress
from vanellus.cli.store import summary
from vanellus.cli.tables import console, print_rows
from vanellus.flow import Tally, ingest
from vanellus.storing import Store
from vanellus.storing.analysis_tables import events_of_parties

HERE = Path(__file__).parent / "sahel"
OUT = Path("demo")
STATES = {"MLI": "Mali", "BFA": "Burkina Faso", "NER": "Niger"}
PARTNERS = {"FRA": "France", "RUS": "Russia"}
FROM_OUTSIDE = ["CHN", "DEU", "EU", "FRA", "RUS", "TUR", "UN", "USA"]
"""Partners whose places are compared; neighbours are left out, for whom other causes count."""


def main() -> None:
    """Ingests, prints what the events tell, draws one picture, says what to try next."""
    OUT.mkdir(exist_ok=True)
    path, picture = OUT / "sahel.duckdb", OUT / "partners.png"
    screen = console()
    began = time.monotonic()
    with vanellus.open(path) as store:
        with progress("coding the example") as show:

            def notice(tally: Tally) -> None:
                show(tally.documents + tally.already_kept, f"{tally.reports} event reports")

            tally = ingest([str(HERE)], store, notice=notice)
        counts = store.counts()
        screen.print(
            f"[bold]{counts['documents']} documents[/bold] ({tally.documents} coded now, in "
            f"{time.monotonic() - began:.0f} s) tell of [bold]{counts['reports']} event "
            f"reports[/bold]; {counts['recommendations']} recommendations, {counts['agenda']} "
            f"agenda items and {counts['figures']} figures stand in them."
        )
        (copied,) = store.query("SELECT count(*) AS n FROM copies WHERE doc_id <> origin_id")
        screen.print(
            f"They are of [bold]{counts['events']} events[/bold], each counted once; "
            f"{copied['n']} documents are copies and no sources of their own. "
            f"{counts['dropped']} pieces were left out, each kept with its reason.\n"
        )
        for what, title in (
            ("types", "What happened"),
            ("dyads", "Who dealt with whom"),
            ("announced", "What was announced"),
        ):
            rows = summary(store, what, limit=8)
            shown = [
                {k: v for k, v in row.items() if k not in ("sentence", "published")} for row in rows
            ]
            print_rows(screen, list(shown[0]), (row.values() for row in shown), title=title)
        print_rows(
            screen,
            ("event", "what", "state", "when", "outlets", "known"),
            (row.values() for row in store.query(_MOST_TOLD_SQL)),
            title="Events told by most independent sources, and their life",
        )
        print_rows(
            screen,
            ("field", "value", "sources", "taken", "rule"),
            (row.values() for row in store.query(_DISPUTED_SQL)),
            title="Where reports of one event disagree",
        )
        print_rows(
            screen,
            ("state", "away from", "towards", "since", "between", "chance", "events"),
            shifts_of_partner(store),
            title="Which partner from outside the region took whose place (at least 0.8 sure)",
        )
        print_rows(
            screen,
            ("announced for", "what", "event"),
            (row.values() for row in store.query(_OVERDUE_SQL)),
            title="Announced, and never told as held",
        )
        chart(store.query(_PARTNERS_SQL), picture)
    screen.print(
        f"\nPicture: {picture} (how France and Russia stand with the three states, by half-year)"
    )
    screen.print(
        "\nTry next:\n"
        f"  .venv/bin/vanellus serve --store {path}          the pages, in your browser\n"
        f"  .venv/bin/vanellus brief MLI BFA NER --with RUS --store {path} -o demo/brief.html\n"
        f"  .venv/bin/vanellus why EVENT --store {path}      why reports were joined\n"
        f"  .venv/bin/vanellus recommendations --store {path}\n"
        f"  .venv/bin/vanellus code examples/sahel/*.html | head -3\n"
        "  .venv/bin/vanellus code YOUR-REPORT.html --published 2025-04-02"
    )


def shifts_of_partner(store: Store) -> list[tuple[object, ...]]:
    """The dated changes of partner of the three states: a row each."""
    rows: list[tuple[object, ...]] = []
    for state in STATES:
        tables = events_of_parties(store, [state])
        found = realignments(tables.events, tables.sides, actor=state, partners=FROM_OUTSIDE)
        for row in found.to_pylist():
            between = f"{row['date_low']} to {row['date_high']}"
            events = f"{row['events_before']} before, {row['events_after']} after"
            chance = f"{row['probability']:.2f}"
            rows.append(
                (state, row["away_from"], row["towards"], row["date"], between, chance, events)
            )
    return rows


_MOST_TOLD_SQL = """
SELECT event_id, plover_type || coalesce(' ' || mode, '') AS what, state,
    concat_ws(' to ', date_start, date_end) AS told_for,
    independent_sources || ' of ' || documents AS outlets,
    (SELECT string_agg(state || ' ' || known_since, ', ' ORDER BY known_since)
     FROM event_life l WHERE l.event_id = e.event_id) AS life
FROM events e ORDER BY independent_sources DESC, documents DESC, reports DESC, event_id LIMIT 5
"""

_DISPUTED_SQL = """
SELECT field, value, independent_sources, CASE WHEN resolved THEN 'yes' ELSE '' END AS taken, rule
FROM disagreements ORDER BY event_id, field, resolved DESC, value LIMIT 8
"""

_OVERDUE_SQL = """
SELECT date_end, plover_type || coalesce(' ' || mode, '') AS what, event_id
FROM events WHERE state IN ('announced', 'confirmed', 'overdue')
    AND date_end < (SELECT max(published) FROM documents)
ORDER BY date_end DESC, event_id LIMIT 5
"""

_PARTNERS_SQL = """
WITH deeds AS (
    SELECT DISTINCT event_id, plover_score, date_start,
        CASE WHEN actor IN ('MLI', 'BFA', 'NER') THEN actor ELSE recipient END AS state,
        CASE WHEN actor IN ('MLI', 'BFA', 'NER') THEN recipient ELSE actor END AS partner
    FROM event_dyads
    WHERE state IN ('held', 'announced', 'confirmed') AND date_start IS NOT NULL
)
SELECT state, partner,
    make_date(year(date_start), CASE WHEN month(date_start) <= 6 THEN 1 ELSE 7 END, 1) AS half,
    count(*) AS events,
    count(*) FILTER (plover_score > 0) AS cooperation,
    -count(*) FILTER (plover_score < 0) AS conflict
FROM deeds
WHERE state IN ('MLI', 'BFA', 'NER') AND partner IN ('FRA', 'RUS')
    AND date_start BETWEEN DATE '2020-01-01' AND DATE '2025-12-31'
GROUP BY ALL ORDER BY ALL
"""


# Every half-year has its place, also one without events: else the axis would skip time.
_HALVES = [f"{year} {half}" for year in range(2020, 2026) for half in ("Jan-Jun", "Jul-Dec")]


def _half(first_day: object) -> str:
    """The label of the half-year that begins on a day."""
    year, month, _ = str(first_day).split("-")
    return f"{year} {'Jan-Jun' if month == '01' else 'Jul-Dec'}"


def chart(rows: list[dict[str, object]], picture: Path) -> None:
    """Writes bars of cooperation (up) and conflict (down) with each partner, a panel a state."""
    values = [
        {
            "state": STATES[str(row["state"])],
            "partner": PARTNERS[str(row["partner"])],
            "half": _half(row["half"]),
            "side": side,
            "events": row[side],
        }
        for row in rows
        for side in ("cooperation", "conflict")
    ]
    bars = (
        alt.Chart(alt.Data(values=values))
        .mark_bar()
        .encode(
            x=alt.X(
                "half:O", title=None, scale=alt.Scale(domain=_HALVES), axis=alt.Axis(labelAngle=-60)
            ),
            xOffset=alt.XOffset("partner:N"),
            y=alt.Y("events:Q", title="events", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("partner:N", title=None, scale=alt.Scale(range=["#0072b2", "#d55e00"])),
        )
        .properties(width=560, height=130)
        .facet(row=alt.Row("state:N", title=None, sort=list(STATES.values())))
        .properties(
            title=alt.Title(
                "Events with France and Russia, by half-year",
                subtitle="cooperation above the line, conflict below; deeds dated 2020 to 2025",
            )
        )
    )
    bars.save(str(picture), scale_factor=2)


if __name__ == "__main__":
    sys.exit(main())
