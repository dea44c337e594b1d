"""`python -m training.check [FILES]`: faults of the corpus, near repeats, overlap with gold files.

Gold standards are for measuring: a run of eight words that a line shares with one of them is a
fault, names of bodies apart (runs of which more than half the words are capitalised).
"""

from __future__ import annotations

import argparse
import csv
import functools
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path

from training.corpus import FOLDER, FaultyLine, Line, parse
from vanellus.coding.labels import CONTEXTS, MODES, STATUSES, TYPES
from vanellus.resolving import Resolver

RUN = 8
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


def runs(text: str, size: int = RUN) -> Iterator[tuple[str, ...]]:
    """Every run of `size` words, in lower case, unless it is mostly a name."""
    words = _WORD.findall(text)
    for at in range(len(words) - size + 1):
        part = words[at : at + size]
        if sum(word[0].isupper() for word in part) <= size // 2:
            yield tuple(word.lower() for word in part)


def read(files: Iterable[Path]) -> tuple[list[Line], list[str]]:
    """All lines that can be read, and what is wrong with the others."""
    lines, faults = [], []
    for path in files:
        for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if raw.strip() and not raw.startswith("## "):
                try:
                    lines.append(parse(raw.strip(), origin=f"{path.name}:{number}"))
                except FaultyLine as error:
                    faults.append(str(error))
    return lines, faults


def repeats(lines: Iterable[Line], *, share: float = 0.6) -> Iterator[str]:
    """Lines of which more than `share` of the four-word runs stand in one earlier line."""
    seen: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for line in lines:
        own = set(runs(line.text, 4))
        if len(own) >= 4:
            near = Counter(origin for run in own for origin in seen[run])
            for origin, count in near.most_common(1):
                if count > share * len(own):
                    yield f"{line.origin}: near repeat of {origin}"
        for run in own:
            if len(seen[run]) < 20:
                seen[run].append(line.origin)


def overlaps(lines: Iterable[Line], gold: Iterable[Path]) -> Iterator[str]:
    """Runs of eight words that a line shares with the texts of a gold file."""
    known: dict[tuple[str, ...], str] = {}
    for path in gold:
        with path.open(encoding="utf-8") as rows:
            for row in rows:
                record = json.loads(row)
                for run in runs(record["text"]):
                    known.setdefault(run, f"{path.name} {record.get('id', '?')}")
    for line in lines:
        hits = [run for run in runs(line.text) if run in known]
        if hits:
            yield f"{line.origin}: {' '.join(hits[0])!r} stands in {known[hits[0]]}"


def coverage(lines: list[Line]) -> Iterator[str]:
    """A table of types by status, and the modes and contexts with fewer than 40 instances."""
    events = [event for line in lines for event in line.events]
    table = Counter((event.type, event.status) for event in events)
    yield f"{'':12}" + "".join(f"{status:>13}" for status in STATUSES)
    for kind in TYPES:
        yield f"{kind:12}" + "".join(f"{table[kind, status]:13}" for status in STATUSES)
    modes = Counter((event.type, event.mode) for event in events)
    thin = [f"{k}.{m} {modes[k, m]}" for k, m in MODES if m and modes[k, m] < 40]
    contexts = Counter(context for line in lines for context in line.contexts)
    thin += [f"{context} {contexts[context]}" for context in CONTEXTS if contexts[context] < 40]
    yield "fewer than 40: " + (", ".join(thin) or "none")
    yield ""
    yield from by_region(lines)


def by_region(lines: Iterable[Line]) -> Iterator[str]:
    """A table of types by the region of the first party of each event that has a country."""
    resolver = Resolver.default()
    with (resources.files("vanellus.resolving") / "data" / "countries.csv").open(
        encoding="utf-8"
    ) as handle:
        region = {row["iso3"]: row["bloc_region"] for row in csv.DictReader(handle)}
    country = functools.cache(lambda text: resolver.entity(text).country)
    table: Counter[tuple[str, str]] = Counter()
    for line in lines:
        for event in line.events:
            parties = [
                s for s in line.spans if any(number == event.number for number, _ in s.roles)
            ]
            known = [c for s in parties if (c := country(line.text[s.start : s.end]))]
            table[region.get(known[0], "elsewhere") if known else "not told", event.type] += 1
    names = sorted({name for name, _ in table})
    yield f"{'':18}" + "".join(f"{kind[:8]:>9}" for kind in TYPES)
    for name in names:
        yield f"{name:18}" + "".join(f"{table[name, kind]:9}" for kind in TYPES)


def main() -> int:
    """Prints what was found; exit status 1 where there is a fault."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("files", nargs="*", type=Path)
    ask.add_argument("--against", nargs="*", type=Path, default=[], help="gold JSONL files")
    ask.add_argument(
        "--coverage",
        action="store_true",
        help="print types by status and by region, and thin modes and contexts",
    )
    given = ask.parse_args()
    lines, faults = read(given.files or sorted(FOLDER.glob("*.txt")))
    faults += repeats(lines)
    faults += overlaps(lines, given.against)
    for fault in faults:
        print(fault)
    silent = sum(not line.events for line in lines)
    several = sum(len(line.events) > 1 for line in lines)
    print(
        f"{len(lines)} lines, {len(faults)} faulty, {silent} without event, {several} with several"
    )
    if given.coverage:
        print("\n".join(coverage(lines)))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
