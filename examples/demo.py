"""`make demo`: codes the example's reports, keeps them in a store, shows what came out.

Run again it does nothing twice: documents that are kept are not coded anew.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import altair as alt

import vanellus
from vanellus.cli.progress import progress
from vanellus.cli.store import summary
from vanellus.cli.tables import console, print_rows
from vanellus.flow import Tally, ingest

HERE = Path(__file__).parent / "sahel"
OUT = Path("demo")
STATES = {"MLI": "Mali", "BFA": "Burkina Faso", "NER": "Niger"}
PARTNERS = {"FRA": "France", "RUS": "Russia"}


def main() -> None:
    """Ingests, prints three tables, draws one picture, says what to try next."""
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
            f"reports[/bold]; {counts['recommendations']} recommendations, {counts['agenda']} agenda "
            f"items and {counts['figures']} figures stand in them."
        )
        screen.print(f"{counts['dropped']} pieces were left out, each kept with its reason.\n")
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
        chart(store.query(_PARTNERS_SQL), picture)
    screen.print(
        f"\nPicture: {picture} (how France and Russia stand with the three states, by half-year)"
    )
    screen.print(
        "\nTry next:\n"
        f"  .venv/bin/vanellus show record --store {path} --actor MLI --with RUS\n"
        f"  .venv/bin/vanellus show recommendations --store {path}\n"
        f"  .venv/bin/vanellus code examples/sahel/*.html | head -3\n"
        "  .venv/bin/vanellus code YOUR-REPORT.html --published 2025-04-02"
    )


_PARTNERS_SQL = """
WITH deeds AS (
    SELECT DISTINCT report_id, plover_score, date_start,
        CASE WHEN actor IN ('MLI', 'BFA', 'NER') THEN actor ELSE recipient END AS state,
        CASE WHEN actor IN ('MLI', 'BFA', 'NER') THEN recipient ELSE actor END AS partner
    FROM dyads WHERE status IN ('occurred', 'future') AND date_start IS NOT NULL
)
SELECT state, partner, make_date(year(date_start), CASE WHEN month(date_start) <= 6 THEN 1 ELSE 7 END, 1)
    AS half, count(*) AS reports,
    count(*) FILTER (plover_score > 0) AS cooperation,
    -count(*) FILTER (plover_score < 0) AS conflict
FROM deeds
WHERE state IN ('MLI', 'BFA', 'NER') AND partner IN ('FRA', 'RUS')
    AND date_start BETWEEN DATE '2020-01-01' AND DATE '2025-12-31'
GROUP BY ALL ORDER BY ALL
"""


# Every half-year has its place, also one without reports: else the axis would skip time.
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
            "reports": row[side],
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
            y=alt.Y("reports:Q", title="reports", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("partner:N", title=None, scale=alt.Scale(range=["#0072b2", "#d55e00"])),
        )
        .properties(width=560, height=130)
        .facet(row=alt.Row("state:N", title=None, sort=list(STATES.values())))
        .properties(
            title=alt.Title(
                "Reports of dealings with France and Russia, by half-year",
                subtitle="cooperation above the line, conflict below; deeds dated 2020 to 2025",
            )
        )
    )
    bars.save(str(picture), scale_factor=2)


if __name__ == "__main__":
    sys.exit(main())
