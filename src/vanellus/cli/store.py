"""`vanellus ingest`, `show` and `export`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from vanellus.cli.ending import faults_of
from vanellus.cli.options import MIN_SCORE, PUBLISHED, SINCE, SOURCES, STORE, out_option
from vanellus.cli.output import standard, whole_file
from vanellus.cli.progress import Left, progress, say
from vanellus.cli.summaries import SUMMARIES, summary
from vanellus.cli.tables import amount, console, print_rows
from vanellus.errors import InputError
from vanellus.flow import ingest
from vanellus.reading import is_there, read_sources
from vanellus.records import Dropped
from vanellus.storing import open_store, training_lines

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
    if not path.exists() and not any(is_there(source) for source in files):
        # A mistyped folder must not leave an empty store behind.
        for item in read_sources(files):
            if isinstance(item, Dropped):
                left.add(item)
        return left.status()
    with open_store(path) as store, progress("ingesting") as show:
        tally = ingest(
            files,
            store,
            published=published,
            min_score=min_score,
            notice=lambda tally: show(
                tally.documents + tally.already_kept + tally.came_twice,
                f"{tally.reports} event reports",
            ),
            left_out=left.add,
        )
    kept = f", {tally.already_kept} kept before" if tally.already_kept else ""
    twice = f", {tally.came_twice} came twice" if tally.came_twice else ""
    say(f"{tally.documents} documents, {tally.reports} event reports added to {path}{kept}{twice}")
    return left.status()


_OVERVIEW: Final = (
    "The counts of the store, and the most important of what follows: types, dyads, announced and "
    "sources. It is shown if nothing is asked for."
)


class _Show(click.Command):
    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_help_text(ctx, formatter)
        with formatter.section("WHAT is one of these"):
            formatter.write_dl(
                [("overview", _OVERVIEW), *((name, each.told) for name, each in SUMMARIES.items())]
            )


@click.command("show", cls=_Show)
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
    """Summaries of a store on the terminal.

    WHAT says which; without it the overview is shown.
    """
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
            shown = [for_people(row) for row in rows] if name == "figures" else rows
            head = list(shown[0]) if shown else []
            print_rows(
                screen, head, (list(row.values()) for row in shown), title=SUMMARIES[name].title
            )


def for_people(row: dict[str, Any]) -> dict[str, Any]:
    """A row of figures with its value in words: `about 300`, `dozens (24 or more)`."""
    told = amount(row["value"], approximate=bool(row["about"]), words=row["words"] or "")
    return {key: told if key == "value" else cell for key, cell in row.items() if key != "about"}


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


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
@STORE
@click.option(
    "--reviewed", is_flag=True,
    help="Write reviewed sentences instead, as lines to teach the event model by.",
)  # fmt: skip
@out_option(".txt")
def export_command(*, folder: Path | None, path: Path, reviewed: bool, out: Path | None) -> None:
    """Write a store's tables as Parquet files to FOLDER.

    With --reviewed: write the sentences that persons reviewed (`vanellus serve --review`) to -o, in
    the form of training/corpus: accepted and corrected events are marked in them, rejected ones are
    not. A sentence gives a line when all that was read in it is reviewed.
    """
    if reviewed == (folder is not None):
        raise InputError(
            where="export",
            problem="FOLDER and --reviewed exclude each other" if folder else "nothing is asked",
            valid="a FOLDER for Parquet files, or --reviewed -o LINES.txt",
        )
    if out is not None and not reviewed:
        raise InputError(where="-o", problem="is for --reviewed", valid="a FOLDER for tables")
    with open_store(path, create=False, read_only=True) as store:
        if folder is not None:
            for file in store.export_parquet(folder):
                click.echo(str(file))
            return
        found = training_lines(store)
    text = "".join(f"{line}\n" for line in found.lines)
    if standard(out):
        click.echo(text, nl=False)
    else:
        assert out is not None
        with whole_file(out) as part, faults_of(out):
            part.write_text(text, encoding="utf-8", newline="")
    say(f"{len(found.lines)} reviewed sentences written")
    for reason, count in found.left_out.most_common():
        say(f"left out {count}: {reason}")
