"""`vanellus link`, `why` and `undo`."""

from __future__ import annotations

import getpass
import json
from typing import TYPE_CHECKING, Any

import click
import pyarrow as pa

from vanellus.cli.options import STORE
from vanellus.cli.progress import say
from vanellus.cli.tables import console, print_rows
from vanellus.errors import InputError
from vanellus.flow import explain, link_store
from vanellus.linking import parts_in_words
from vanellus.storing import Store, open_store, part, parted, unpart

if TYPE_CHECKING:
    from pathlib import Path


@click.command("link")
@STORE
@click.option("--all", "anew", is_flag=True, help="Forget all links and make them anew.")
def link_command(*, path: Path, anew: bool) -> None:
    """Join reports of the same event; `ingest` does so by itself.

    Only reports that wait are linked, with those that they touch. What a person parted (`vanellus
    undo`) stays parted.
    """
    with open_store(path, create=False) as store:
        linked = link_store(store, anew=anew)
        events = store.query("SELECT count(DISTINCT event_id) AS n FROM joins")[0]["n"]
    say(f"{linked} reports linked; {path} tells of {events} events")


@click.command("why")
@click.argument("asked", metavar="EVENT_OR_REPORT")
@STORE
@click.option("--limit", type=click.IntRange(0), default=5, show_default=True, help="Near misses.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of text.")
def why_command(*, asked: str, path: Path, limit: int, as_json: bool) -> None:
    """Tell why the reports of an event were joined, and what was near but not joined.

    EVENT_OR_REPORT is the id of an event, or of one of its reports.
    """
    with open_store(path, create=False, read_only=True) as store:
        told = why(store, asked, limit=limit)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, default=str))
        return
    for line in lines_of(told):
        click.echo(line)


def why(store: Store, asked: str, *, limit: int = 5) -> dict[str, Any]:
    """What `vanellus why` tells: the event's id, its `reports` and what was `not_joined`.

    Raises InputError for an id that the store doesn't know.
    """
    found = store.query(
        "SELECT event_id FROM joins WHERE event_id = $id OR report_id = $id LIMIT 1", {"id": asked}
    )
    if not found:
        waits = store.query("SELECT 1 FROM reports WHERE report_id = ?", [asked])
        raise InputError(
            where=asked,
            problem="is not linked yet; run `vanellus link`"
            if waits
            else "no such event or report",
            valid="an id of the tables events or reports",
        )
    event = found[0]["event_id"]
    reports = store.query(
        """SELECT j.report_id, j.joined_to, j.score, j.parts, r.type, r.mode, r.status,
            r.date_start, r.date_end, r.date_basis, r.sentence, d.publisher, d.published, d.doc_id,
            o.sentence AS other_sentence
        FROM joins j JOIN reports r USING (report_id) JOIN documents d ON d.doc_id = r.doc_id
        LEFT JOIN reports o ON o.report_id = j.joined_to
        WHERE j.event_id = ? ORDER BY d.published NULLS LAST, d.doc_id, r.report_id""",
        [event],
    )
    for row in reports:
        row["why"] = [list(each) for each in parts_in_words(row.pop("parts"))]
    return {
        "event_id": event,
        "reports": reports,
        "not_joined": explain(store, pa.array([row["report_id"] for row in reports]), limit=limit),
    }


def lines_of(told: dict[str, Any]) -> list[str]:
    """The same as lines of text."""
    lines = [f"Event {told['event_id']}: {len(told['reports'])} reports"]
    for row in told["reports"]:
        lines += ["", f"{row['report_id']}  {_head(row)}", f"  “{row['sentence']}”"]
        if row["joined_to"]:
            lines.append(f"  joined to {row['joined_to']} with probability {row['score']:.2f}:")
            lines.append(f"  “{row['other_sentence']}”")
            lines += _reasons(row["why"])
        else:
            lines.append("  the event's first report")
    if told["not_joined"]:
        lines += ["", "Near, but not joined:"]
    for row in told["not_joined"]:
        lines += [
            "",
            f"{row['other']}  {_head(row)}  (event {row['event_id']})",
            f"  “{row['sentence']}”",
            f"  to {row['report']}: {row['reason']}",
            *_reasons(row["why"]),
        ]
    return lines


def _head(row: dict[str, Any]) -> str:
    deed = row["type"] + (f"/{row['mode']}" if row["mode"] else "")
    when = f"{row['date_start'] or '?'}"
    if row["date_end"] and row["date_end"] != row["date_start"]:
        when += f" to {row['date_end']}"
    source = ", ".join(str(row[name]) for name in ("publisher", "published") if row[name])
    return f"{deed} {row['status']}, {when} ({row['date_basis']}); {source or row['doc_id']}"


def _reasons(why: list[list[Any]]) -> list[str]:
    return [f"    {value:+.2f}  {text}" for value, text in why]


@click.command("undo")
@click.argument("reports", nargs=-1, metavar="[REPORT_A REPORT_B]")
@STORE
@click.option("--withdraw", is_flag=True, help="Take the parting of the two back.")
@click.option("--list", "listed", is_flag=True, help="Show what was parted, by whom and when.")
@click.option("--author", help="Who decides; the user's name by default.")
def undo_command(
    *, reports: tuple[str, ...], path: Path, withdraw: bool, listed: bool, author: str | None
) -> None:
    """Part two reports that are not of the same event; they stay parted in every later link.

    REPORT_A REPORT_B are the ids of the two, as `vanellus why` shows them.
    """
    if listed:
        with open_store(path, create=False, read_only=True) as store:
            rows = parted(store)
        head = ("report_a", "report_b", "author", "decided", "sentence_a", "sentence_b")
        print_rows(console(), head, ([row[name] for name in head] for row in rows))
        return
    if len(reports) != 2:
        raise InputError(
            where="undo", problem=f"{len(reports)} reports given", valid="two ids, or --list"
        )
    with open_store(path, create=False) as store:
        if withdraw:
            unpart(store, *reports)
        else:
            part(store, *reports, author=author or _user())
        link_store(store)
        rows = store.query(
            "SELECT count(DISTINCT event_id) AS n FROM joins WHERE report_id IN (?, ?)",
            list(reports),
        )
    state = "two events" if rows[0]["n"] == 2 else "one event"
    say(
        f"{reports[0]} and {reports[1]} are {'no longer parted' if withdraw else 'parted'}: {state}"
    )


def _user() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        # A process without a name, as in some containers.
        return None
