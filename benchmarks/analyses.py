"""How long each analysis takes on a linked store, how much memory, and how many rows it tells.

python -m benchmarks.analyses STORE [--only NAME ...] [--rounds 3] [--as-is]

The store is copied into a temporary folder, and gets simulated speakers, recommendations and
agenda where it has none (`--as-is`: neither). Each analysis then runs in a process of its own on
two cores. Cold is all of that process from its start, with loading the programme and opening the
store; open is fetching and counting in a process that has done it once, the median of the rounds.
Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    from vanellus.analysing import Who
    from vanellus.storing import Store

CORES: Final = 2
BIG_KINDS: Final = "party = country OR kind IN ('state', 'bloc', 'igo')"


def _largest(store: Store) -> str:
    """The state or organisation with the most events."""
    found: str = store.query(
        f"SELECT party FROM event_sides WHERE via IS NULL AND ({BIG_KINDS})"  # noqa: S608  constants
        " GROUP BY party ORDER BY count(*) DESC, party LIMIT 1"
    )[0]["party"]
    return found


def _speaker(store: Store) -> str:
    """Who speaks most."""
    found: str = store.query(
        "SELECT coalesce(lexicon_id, entity_id) AS party FROM participants WHERE role = 'speaker'"
        " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    )[0]["party"]
    return found


def _bloc(store: Store) -> Who:
    """The bloc whose members have the most events by it, for these members at all times."""
    from vanellus.analysing import Membership, Who  # noqa: PLC0415  timed where it is used

    name = store.query(
        "SELECT via FROM event_sides WHERE via IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1"
        " LIMIT 1"
    )[0]["via"]
    members = store.query(
        "SELECT DISTINCT party FROM event_sides WHERE via = $bloc ORDER BY 1", {"bloc": name}
    )
    return Who(name=name, members=tuple(Membership(party=row["party"]) for row in members))


def _states(store: Store) -> Who:
    """All states together, whose partners are organisations."""
    from vanellus.analysing import Membership, Who  # noqa: PLC0415  as above

    rows = store.query("SELECT DISTINCT party FROM event_sides WHERE party = country ORDER BY 1")
    return Who(name="states", members=tuple(Membership(party=row["party"]) for row in rows))


def _dealing(store: Store, given: Any, name: str, *, coverage: bool = True, **how: Any) -> pa.Table:
    """An analysis of whom an actor deals with."""
    from vanellus import analysing  # noqa: PLC0415  as above
    from vanellus.storing.analysis_tables import (  # noqa: PLC0415  as above
        documents_by_day,
        events_of_parties,
    )

    tables = events_of_parties(store, analysing.Who.of(given).parties)
    if coverage:
        how["coverage"] = documents_by_day(store)
    table: pa.Table = getattr(analysing, name)(*tables, actor=given, **how)
    return table


def _blocs(store: Store, _given: Any, *, by: str = "year", moved: bool = False) -> pa.Table:
    from vanellus.analysing import HELD, blocs, moves  # noqa: PLC0415  as above
    from vanellus.storing.analysis_tables import all_events  # noqa: PLC0415  as above

    found = blocs(*all_events(store, states=HELD, between_states=True), by=by)
    return moves(found) if moved else found


def _calendar(store: Store, _given: Any, *, part: float = 1.0, overdue: bool = False) -> pa.Table:
    """As of the last day read, or of an earlier one by which `part` of all was published."""
    from vanellus.analysing import calendar  # noqa: PLC0415  as above
    from vanellus.storing.analysis_tables import documents_by_day  # noqa: PLC0415  as above
    from vanellus.storing.register_tables import announced_tables  # noqa: PLC0415  as above

    day = store.query(
        "SELECT quantile_disc(published, $part) AS day FROM documents", {"part": part}
    )[0]["day"]
    tables = announced_tables(store, as_of=day)
    return calendar(
        tables.events, tables.sides, as_of=day, life=tables.life, reports=tables.reports,
        coverage=documents_by_day(store, until=day), overdue=overdue,
    )  # fmt: skip


def _threats(store: Store, _given: Any, *, by: tuple[str, ...], trend: bool = False) -> pa.Table:
    from vanellus.analysing import HELD, threat_trends, threats, with_region  # noqa: PLC0415
    from vanellus.storing.analysis_tables import documents_by_day  # noqa: PLC0415  as above
    from vanellus.storing.register_tables import violent_tables  # noqa: PLC0415  as above

    events, sides = violent_tables(store, types=["ASSAULT"], states=HELD, sides="perpetrator" in by)
    if "region" in by:
        from vanellus.resolving.divisions import divisions_of  # noqa: PLC0415  big tables

        events = with_region(events, divisions_of)
    if trend:
        return threat_trends(events, by=by[0], coverage=documents_by_day(store))
    return threats(events, sides, by=by)


def _register(store: Store, _given: Any, *, name: str) -> pa.Table:
    from vanellus import analysing  # noqa: PLC0415  as above
    from vanellus.storing.register_tables import register_table  # noqa: PLC0415  as above

    table: pa.Table = getattr(analysing, name)(register_table(store, name))
    return table


def _statements(store: Store, speaker: str | None) -> pa.Table:
    from vanellus.analysing import statements  # noqa: PLC0415  as above
    from vanellus.storing.register_tables import statement_tables  # noqa: PLC0415  as above

    return statements(*statement_tables(store, speaker=speaker), speaker=speaker)


def _sources(store: Store, _given: Any) -> pa.Table:
    from vanellus.analysing import sources  # noqa: PLC0415  as above
    from vanellus.storing.register_tables import source_tables  # noqa: PLC0415  as above

    return sources(*source_tables(store))


def _nobody(_store: Store) -> None:
    return None


_WHOM: Final[dict[str, Callable[[Store], Any]]] = {
    "largest actor": _largest, "bloc's members": _bloc, "states together": _states,
}  # fmt: skip
ANALYSES: Final[dict[str, tuple[Callable[[Store], Any], Callable[..., pa.Table]]]] = {
    **{
        f"engagement by {by}, {whom}": (_WHOM[whom], partial(_dealing, name="engagement", by=by))
        for whom in _WHOM
        for by in ("month", "quarter", "year")
    },
    "engagement by month and type, largest actor": (
        _largest, partial(_dealing, name="engagement", per=("pillar", "type"))
    ),
    **{
        f"{name.replace('_', ' ')} by {by}{' and pillar' if by_pillar else ''}, largest actor": (
            _largest,
            partial(_dealing, name=name, coverage=False, by=by, by_pillar=by_pillar),
        )
        for name in ("portfolio", "portfolio_changes")
        for by, by_pillar in (("year", False), ("quarter", True))
    },
    **{f"shifts, {whom}": (_WHOM[whom], partial(_dealing, name="shifts")) for whom in _WHOM},
    "realignments, largest actor": (_largest, partial(_dealing, name="realignments")),
    "blocs by year": (_nobody, _blocs),
    "blocs by quarter": (_nobody, partial(_blocs, by="quarter")),
    "moves by year": (_nobody, partial(_blocs, moved=True)),
    "calendar": (_nobody, _calendar),
    "calendar, overdue": (_nobody, partial(_calendar, overdue=True)),
    "calendar as of the middle": (_nobody, partial(_calendar, part=0.5)),
    "threats by country": (_nobody, partial(_threats, by=("country",))),
    "threats by region and perpetrator": (
        _nobody, partial(_threats, by=("region", "perpetrator"))
    ),
    "threat trends by country": (_nobody, partial(_threats, by=("country",), trend=True)),
    "threat trends by cell": (_nobody, partial(_threats, by=("grid",), trend=True)),
    **{
        name: (_nobody, partial(_register, name=name))
        for name in ("recommendations", "agenda", "figures")
    },
    "statements of the main speaker": (_speaker, _statements),
    "statements, all": (_nobody, _statements),
    "sources": (_nobody, _sources),
}  # fmt: skip


def measure_here(path: Path, name: str, *, rounds: int, began: float) -> dict[str, float]:
    """Seconds, CPU seconds, rows and peak MiB of an analysis in this process, begun at `began`."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    from vanellus.storing import open_store  # noqa: PLC0415  a part of what is timed

    find, run = ANALYSES[name]
    with open_store(path, create=False, read_only=True) as store:
        given = find(store)
        finding = time.time()
        rows = run(store, given).num_rows
        cold, worked = time.time() - began, _worked()
        unit = 1 if sys.platform == "darwin" else 1024
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
        first = time.time() - finding
        taken, used = [], []
        for _ in range(rounds):
            start, before = time.perf_counter(), _worked()
            run(store, given)
            taken.append(time.perf_counter() - start)
            used.append(_worked() - before)
    return {
        "cold": cold, "cold CPU": worked, "first": first, "open": statistics.median(taken),
        "open CPU": statistics.median(used), "rows": rows, "peak": peak,
    }  # fmt: skip


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measured(path: Path, name: str, *, rounds: int) -> dict[str, float]:
    """The same in a process of its own."""
    found = subprocess.run(  # noqa: S603  our own
        [sys.executable, "-m", "benchmarks.analyses", str(path), "--here", name, "--rounds",
         str(rounds), "--began", repr(time.time())],
        check=True,
        capture_output=True,
        text=True,
    )  # fmt: skip
    told: dict[str, float] = json.loads(found.stdout.splitlines()[-1])
    return told


def row(name: str, told: dict[str, float]) -> str:
    """A line of the table."""
    cells = [name, *(f"{told[key]:.2f}" for key in ("cold", "cold CPU", "open", "open CPU"))]
    cells += [f"{told[key]:,.0f}" for key in ("rows", "peak")]
    return f"| {' | '.join(cells)} |"


def prepared(path: Path, folder: Path) -> Path:
    """A copy of the store in the folder, with speakers, recommendations and agenda."""
    from benchmarks.simulated_registers import add_registers  # noqa: PLC0415  not timed

    from vanellus.storing import open_store  # noqa: PLC0415  as above

    copy = folder / path.name
    shutil.copyfile(path, copy)
    with open_store(copy, create=False) as store:
        add_registers(store)
    return copy


def main() -> None:
    """Prints one line for each analysis."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="names that begin like this")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--as-is", action="store_true", help="no copy, nothing is added")
    parser.add_argument("--here", choices=ANALYSES, help=argparse.SUPPRESS)
    parser.add_argument("--began", type=float, help=argparse.SUPPRESS)
    asked: Any = parser.parse_args()
    if asked.here:
        told = measure_here(asked.store, asked.here, rounds=asked.rounds, began=asked.began)
        print(json.dumps(told))
        return
    print("| analysis | cold, s | CPU | open, s | CPU | rows | peak MiB |\n"
          "|---|---:|---:|---:|---:|---:|---:|")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = asked.store if asked.as_is else prepared(asked.store, Path(folder))
        for name in ANALYSES:
            if not asked.only or name.startswith(tuple(asked.only)):
                print(row(name, measured(path, name, rounds=asked.rounds)), flush=True)


if __name__ == "__main__":
    main()
