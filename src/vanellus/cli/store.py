"""`vanellus ingest`, `show` and `export`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from vanellus.cli.options import MIN_SCORE, PUBLISHED, SINCE, SOURCES, STORE
from vanellus.cli.progress import Left, progress, say
from vanellus.cli.tables import console, print_rows
from vanellus.errors import InputError
from vanellus.flow import ingest
from vanellus.storing import Store, open_store

if TYPE_CHECKING:
    from datetime import date


@click.command("ingest")
@SOURCES
@STORE
@MIN_SCORE
@PUBLISHED
def ingest_command(
    *, files: tuple[str, ...], path: Path, min_score: float | None, published: date | None
) -> None:
    """Read, code and keep reports in a store, which is made if it isn't there.

    A document that is kept is not coded again: run the same command once more to end a run that
    was broken off, or with new files to add them.
    """
    sys.exit(keep_sources(files, path, published=published, min_score=min_score))


def keep_sources(
    files: tuple[str, ...], path: Path, *, published: date | None, min_score: float | None
) -> int:
    """The exit status of ingesting files into a store; says what was done."""
    left = Left()
    with open_store(path) as store, progress("ingesting") as show:
        tally = ingest(
            files,
            store,
            published=published,
            min_score=min_score,
            notice=lambda tally: show(
                tally.documents + tally.already_kept, f"{tally.reports} event reports"
            ),
            left_out=left.add,
        )
    kept = f", {tally.already_kept} kept before" if tally.already_kept else ""
    say(f"{tally.documents} documents, {tally.reports} event reports added to {path}{kept}")
    return left.status()


class Summary(NamedTuple):
    """A question that people ask of a store, as SQL."""

    title: str
    sql: str


_WHERE: Final = """
    ($actor IS NULL OR EXISTS (SELECT 1 FROM participants p WHERE p.report_id = r.report_id
        AND (p.country = $actor OR list_contains(p.members, $actor) OR p.lexicon_id = $actor)))
    AND ($partner IS NULL OR EXISTS (SELECT 1 FROM participants p WHERE p.report_id = r.report_id
        AND (p.country = $partner OR list_contains(p.members, $partner)
             OR p.lexicon_id = $partner)))
    AND ($since IS NULL OR r.date_end >= $since)
"""
SUMMARIES: Final[dict[str, Summary]] = {
    "types": Summary(
        "Event reports by type and status",
        f"""SELECT plover_type AS type, count(*) AS reports,
            count(*) FILTER (status = 'occurred') AS occurred,
            count(*) FILTER (status = 'future') AS future,
            count(*) FILTER (status = 'hypothetical') AS hypothetical,
            count(*) FILTER (status = 'negation') AS negated,
            count(*) FILTER (status = 'historical') AS historical,
            count(DISTINCT doc_id) AS documents
            FROM reports r WHERE {_WHERE} GROUP BY 1 ORDER BY reports DESC, type""",  # noqa: S608
    ),
    "dyads": Summary(
        "Who deals with whom (states and organisations)",
        """SELECT actor, recipient, count(DISTINCT report_id) AS reports,
            count(DISTINCT report_id) FILTER (plover_score > 0) AS cooperation,
            count(DISTINCT report_id) FILTER (plover_score < 0) AS conflict,
            round(avg(plover_score), 1) AS mean_score,
            min(date_start) AS first, max(date_start) AS latest
            FROM dyads WHERE ($actor IS NULL OR $actor IN (actor, recipient))
            AND ($partner IS NULL OR $partner IN (actor, recipient))
            AND ($since IS NULL OR date_end >= $since) AND status IN ('occurred', 'future')
            GROUP BY ALL ORDER BY reports DESC, actor, recipient LIMIT $limit""",
    ),
    "record": Summary(
        "The record, newest first",
        f"""SELECT date_start AS "when", r.plover_type AS what, r.mode, r.status, r.actors AS who,
            r.recipients AS "to whom", r.place AS "where", r.said_by AS says, r.publisher,
            round(r.score, 2) AS score, r.sentence
            FROM record r WHERE {_WHERE}
            ORDER BY date_start DESC NULLS LAST, report_id LIMIT $limit""",  # noqa: S608
    ),
    "announced": Summary(
        "Announced",
        f"""SELECT date_start AS "from", date_end AS "to", r.type AS what, r.actors AS who,
            r.recipients AS "to whom", r.place AS "where", r.publisher, r.published, r.sentence
            FROM announced r WHERE {_WHERE} LIMIT $limit""",  # noqa: S608
    ),
    "pillars": Summary(
        "Fields of policy by country",
        """SELECT country, count(*) AS reports,
            count(*) FILTER (pillar = 'security') AS security,
            count(*) FILTER (pillar = 'economic') AS economic,
            count(*) FILTER (pillar = 'diplomatic') AS diplomatic,
            count(*) FILTER (pillar = 'political') AS political,
            count(*) FILTER (pillar = 'humanitarian') AS humanitarian,
            count(*) FILTER (pillar = 'cultural') AS cultural
            FROM (SELECT DISTINCT r.report_id, r.pillar, p.country FROM reports r
                  JOIN participants p USING (report_id)
                  WHERE p.role <> 'speaker' AND p.country IS NOT NULL
                  AND ($actor IS NULL OR p.country = $actor)
                  AND ($since IS NULL OR r.date_end >= $since))
            GROUP BY 1 ORDER BY reports DESC, country LIMIT $limit""",
    ),
    "recommendations": Summary(
        "Recommendations",
        """SELECT area, action, addressee AS "to", impact, d.publisher, d.published
            FROM recommendations JOIN documents d USING (doc_id)
            ORDER BY d.published DESC NULLS LAST, doc_id, span_start LIMIT $limit""",
    ),
    "agenda": Summary(
        "Agenda",
        """SELECT pillar, a.text AS subject, coalesce(whose, 'all') AS whose, d.publisher,
            d.published FROM agenda a JOIN documents d USING (doc_id)
            ORDER BY d.published DESC NULLS LAST, doc_id, span_start LIMIT $limit""",
    ),
    "figures": Summary(
        "Figures",
        """SELECT indicator, value, unit, approximate AS about, place, said_by AS says,
            d.publisher, d.published, f.text AS words FROM figures f JOIN documents d USING (doc_id)
            ORDER BY d.published DESC NULLS LAST, doc_id, span_start LIMIT $limit""",
    ),
    "sources": Summary(
        "Outlets",
        """SELECT coalesce(d.publisher, '(none given)') AS publisher,
            count(DISTINCT d.doc_id) AS documents, count(r.report_id) AS reports,
            min(d.published) AS first, max(d.published) AS latest
            FROM documents d LEFT JOIN reports r USING (doc_id)
            GROUP BY 1 ORDER BY documents DESC, publisher LIMIT $limit""",
    ),
    "dropped": Summary(
        "Left out",
        """SELECT reason, count(*) AS items, count(*) FILTER (part IS NULL) AS documents,
            any_value(detail ORDER BY dropped_id) AS example
            FROM dropped GROUP BY 1 ORDER BY items DESC LIMIT $limit""",
    ),
    "runs": Summary(
        "Runs",
        """SELECT run_id, program_version AS program, model_digest AS model,
            codebook_digest AS codebook, first_started, last_finished FROM runs
            ORDER BY first_started""",
    ),
}


_SHOW_HELP: Final = "\n".join(
    (
        "Summaries of a store on the terminal. WHAT is one of these:",
        "",
        "\b",
        f"{'overview':<16}the most important of all that follows (if nothing is asked for)",
        *(f"{name:<16}{what.title[0].lower()}{what.title[1:]}" for name, what in SUMMARIES.items()),
    )
)


@click.command("show", help=_SHOW_HELP)
@click.argument(
    "what", type=click.Choice(["overview", *SUMMARIES]), default="overview", metavar="[WHAT]"
)
@STORE
@click.option(
    "--actor",
    metavar="PARTY",
    help="Only what this country or organisation is in: MLI, Mali, ECOWAS.",
)
@click.option("--with", "partner", metavar="PARTY", help="... together with this one.")
@SINCE
@click.option("--limit", type=click.IntRange(1), default=25, show_default=True, help="Rows.")
@click.option("--json", "as_json", is_flag=True, help="JSON lines instead of a table.")
def show_command(
    *,
    what: str,
    path: Path,
    actor: str | None,
    partner: str | None,
    since: date | None,
    limit: int,
    as_json: bool,
) -> None:
    """Prints the summaries asked for."""
    with open_store(path, create=False, read_only=True) as store:
        names = ["types", "dyads", "announced", "sources"] if what == "overview" else [what]
        screen = console()
        if what == "overview" and not as_json:
            counts = store.counts()
            screen.print(", ".join(f"{count} {name}" for name, count in counts.items() if count))
        for name in names:
            rows = summary(
                store,
                name,
                actor=party_id(actor),
                partner=party_id(partner),
                since=since,
                limit=limit if what != "overview" else 12,
            )
            if as_json:
                for row in rows:
                    click.echo(json.dumps(row, ensure_ascii=False, default=str))
                continue
            head = list(rows[0]) if rows else []
            print_rows(
                screen, head, (list(row.values()) for row in rows), title=SUMMARIES[name].title
            )


def party_id(given: str | None) -> str | None:
    """The key under which a store keeps a party: `MLI` of `mli`, `Mali` or `Malian`.

    Raises InputError for a name that the lexicon doesn't know.
    """
    if given is None or len(given) == 3 or given.isupper():
        return given.upper() if given else None
    from vanellus.resolving import Resolver  # noqa: PLC0415  only for names

    found = Resolver.default().entity(given)
    if key := found.id or found.country:
        return key
    raise InputError(
        where=f"party {given!r}",
        problem="the lexicon doesn't know it",
        valid="an ISO3 code such as MLI, an organisation's id such as ECOWAS, or a usual name",
    )


def summary(
    store: Store,
    name: str,
    *,
    actor: str | None = None,
    partner: str | None = None,
    since: date | None = None,
    limit: int = 25,
) -> list[dict[str, Any]]:
    """The rows of one of SUMMARIES."""
    sql = SUMMARIES[name].sql
    given = {"actor": actor, "partner": partner, "since": since, "limit": limit}
    return store.query(sql, {key: value for key, value in given.items() if f"${key}" in sql})


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@STORE
def export_command(*, folder: Path, path: Path) -> None:
    """Write a store's tables as Parquet files to FOLDER."""
    with open_store(path, create=False, read_only=True) as store:
        for file in store.export_parquet(folder):
            click.echo(str(file))
