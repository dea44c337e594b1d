"""Teaches linking: `python -m training.links` writes the weights of pairs and the rarity of words.

Reports of `training/links/teach.jsonl` (written for the project; see its README) are coded with the
event model. Two reports of documents of different events are a negative pair; of two documents of
one event, that pair of reports is positive which the weights so far find the likeliest (multiple
instances: which sentence tells it isn't marked), and weights and choice are made in turns. The
weights are held to those set by hand (`BY_HAND`), since the pairs are few, and to their signs.
`--measure FILE` scores the weights as they are on other such files and changes nothing.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.optimize import minimize

from training.corpus import FOLDER as CORPUS
from training.corpus import read_corpus
from vanellus.coding import Coder
from vanellus.flow import code_documents
from vanellus.linking import JOINS, Reports, Scorer, link
from vanellus.linking.candidates import candidate_pairs, ranked
from vanellus.linking.conflicts import conflicts_of
from vanellus.linking.features import NAMES, features_of
from vanellus.linking.keys import keys_of
from vanellus.linking.wording import stem, words_in
from vanellus.reading import read_document, read_sources
from vanellus.records import Coded, Document
from vanellus.resolving import Resolver
from vanellus.storing import linking_in, open_store

HERE: Final = Path(__file__).parent / "links"
TEACH: Final = HERE / "teach.jsonl"
DATA: Final = Path(__file__).parents[1] / "src" / "vanellus" / "linking" / "data"
BY_HAND: Final = {
    "same_type": 1.4, "near_type": 0.4, "same_mode": 0.4, "other_mode": -0.3, "actors": 1.2,
    "actors_apart": -1.6, "recipients": 1.2, "recipients_apart": -1.4, "swapped": 1.0,
    "turned": -0.3, "other_states": -3.0, "parties": 1.0, "special": 0.8, "special_apart": -0.5,
    "no_parties": -0.8, "same_day": 2.0, "other_day": -1.0, "days": -1.4, "overlap": 0.6,
    "soft_days": -1.2, "coarse": -0.8, "published_days": -0.35, "status": 0.3,
    "planned_done": 1.2, "status_apart": -0.8, "same_place": 1.6, "place_inside": 0.4,
    "place_far": -0.7, "country_apart": -0.8, "wording": 1.1, "wording_share": 2.2,
    "context": 0.8, "story": 0.5, "story_share": 1.5, "sentence_of_story": 1.0, "meaning": 1.6,
    "no_meaning": 0.4, "same_sentence": 3.5, "trigger": 0.7, "family": 0.5, "numbers": 0.9,
    "numbers_apart": -0.4, "toll_same": 1.2, "toll_apart": -0.6, "same_document": -0.8,
    "same_place_in_text": -1.5,
}  # fmt: skip
BIAS: Final = -6.0
BAR: Final = 0.7
CUT: Final = 0.7
HOLD: Final = 2.0
"""How strongly weights are held to those set by hand: each unit away costs HOLD."""
TURNS: Final = 5
LEAST: Final = -1.5
"""Log-odds below which the likeliest pair of two documents teaches nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Documents with the events that each tells of, and their reports as linking sees them."""

    events: dict[str, frozenset[str]]
    reports: Reports


def topics_of(file: Path) -> dict[str, str]:
    """The topic of each document of a file of events; those of one topic are easily confused."""
    return {
        told["id"]: row["topic"]
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines())
        for told in row["reports"]
    }


def documents_of(file: Path) -> tuple[list[Document], dict[str, frozenset[str]]]:
    """The documents of a file of events, and of each the events that it tells of."""
    documents, events = [], {}
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for told in row["reports"]:
            one = read_document(
                told["text"], published=date.fromisoformat(told["published"]), language="en"
            )
            known = {"title": told.get("title"), "publisher": told.get("publisher")}
            documents.append(replace(one, id=told["id"], **known))
            events[told["id"]] = frozenset({row["event"], *told.get("also", ())})
    return documents, events


def example() -> tuple[list[Document], dict[str, frozenset[str]]]:
    """The example's documents, and of each the happenings that it tells of."""
    folder = Path(__file__).parents[1] / "examples"
    documents = [one for one in read_sources([str(folder / "sahel")]) if isinstance(one, Document)]
    told: dict[str, set[str]] = {}
    with (folder / "happenings.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            told.setdefault(row["file"].removeprefix("agency.jsonl#"), set()).add(row["happening"])
    events = {}
    for one in documents:
        name = one.id if one.id in told else Path(one.origin).name
        events[one.id] = frozenset(told.get(name, ()))
    return documents, events


def told_in(documents: list[Document], events: dict[str, frozenset[str]]) -> Told:
    """The documents, coded."""
    coder, resolver = Coder.load(), Resolver.default()
    coded = [
        one
        for one in code_documents(documents, coder=coder, resolver=resolver)
        if isinstance(one, Coded)
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(Path(folder) / "links.duckdb") as store,
    ):
        store.add(coded, run_id="links")
        ids = [row["report_id"] for row in store.query("SELECT report_id FROM reports")]
        with linking_in(store) as links:
            tables = links.reports(pa.array(ids, pa.string()))
    return Told(events=events, reports=Reports(**tables))


def taught(told: Told, topics: dict[str, str]) -> dict[str, float]:
    """The weights, with the bias as that of the name `bias`."""
    columns = told.reports.columns
    documents = columns.documents
    close = candidate_pairs(ranked(keys_of(columns)), columns.ids)
    every = np.stack(np.triu_indices(len(columns), 1), axis=1)
    topic = np.array([topics[name] for name in documents.tolist()], object)
    alike = topic[every[:, 0]] == topic[every[:, 1]]
    pairs = np.unique(np.concatenate([close, every[alike]]), axis=0)
    pairs = pairs[documents[pairs[:, 0]] != documents[pairs[:, 1]]]
    pairs = pairs[conflicts_of(columns, pairs, parted=np.zeros((0, 2), np.int64)) == 0]
    bags = [tuple(sorted((documents[a], documents[b]))) for a, b in pairs.tolist()]
    positive = np.array([bool(told.events[one] & told.events[other]) for one, other in bags])
    features = features_of(columns, pairs).astype(np.float64)
    prior = np.array([BY_HAND[name] for name in NAMES] + [BIAS])
    weights = prior
    best: dict[tuple[Any, ...], int] = {}
    for _ in range(TURNS):
        odds = features @ weights[:-1] + weights[-1]
        best = {}
        # Two documents may tell of an event in reports that have nothing in common.
        for row in np.flatnonzero(positive & (odds > LEAST)).tolist():
            if bags[row] not in best or odds[row] > odds[best[bags[row]]]:
                best[bags[row]] = row
        chosen = np.array(sorted(best.values()), np.int64)
        rows = np.concatenate([chosen, np.flatnonzero(~positive)])
        labels = np.concatenate([np.ones(len(chosen)), np.zeros((~positive).sum())])
        weights = fitted(features[rows], labels, prior)
    print(f"{len(best)} positive pairs, {(~positive).sum()} negative ones")
    return dict(zip((*NAMES, "bias"), weights.round(3).tolist(), strict=True))


def fitted(
    features: npt.NDArray[np.float64],
    labels: npt.NDArray[np.float64],
    prior: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Weights of a logistic regression, held to `prior` and to its signs; the bias is the last."""
    design = np.hstack([features, np.ones((len(features), 1))])
    sign = 2 * labels - 1

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        margin = sign * (design @ weights)
        away = weights - prior
        value = np.logaddexp(0, -margin).sum() + HOLD * (away @ away)
        slope = -(design * (sign / (1 + np.exp(margin)))[:, None]).sum(axis=0) + 2 * HOLD * away
        return float(value), slope

    bounds = [(0, None) if value > 0 else (None, 0) for value in prior]
    found = minimize(loss, prior, jac=True, method="L-BFGS-B", bounds=bounds)
    out: npt.NDArray[np.float64] = found.x
    return out


def measured(told: Told, joins: pa.Table) -> dict[str, float]:
    """Precision, recall and F1 of pairs of documents, and of B-cubed over documents' reports.

    Two documents are linked when an event has reports of both; that is right when they tell of an
    event (or happening) in common. B-cubed (Bagga and Baldwin 1998) is taken per report: precision
    is the share of the reports of other documents in its event that tell of an event in common,
    recall the share of the other documents of its document's events that are linked with it.
    """
    members: dict[str, list[str]] = {}
    for event, document in zip(
        joins["event_id"].to_pylist(), joins["doc_id"].to_pylist(), strict=True
    ):
        members.setdefault(event, []).append(document)
    linked: set[tuple[str, str]] = set()
    shares = []
    for documents in members.values():
        for one in documents:
            others = [other for other in documents if other != one]
            linked |= {(one, other) for other in others}
            if others:
                right = [bool(told.events[one] & told.events[other]) for other in others]
                shares.append(sum(right) / len(right))
    names = [name for name, events in told.events.items() if events]
    wanted = {
        (one, other)
        for one in names
        for other in names
        if one != other and told.events[one] & told.events[other]
    }
    reached = [
        sum((one, other) in linked for other in mates) / len(mates)
        for one in names
        if (mates := [other for other in names if (one, other) in wanted])
    ]
    precision = len(linked & wanted) / max(len(linked), 1)
    recall = len(linked & wanted) / max(len(wanted), 1)
    cubed = float(np.mean(shares or [0])), float(np.mean(reached or [0]))
    return {
        "pairs precision": precision,
        "pairs recall": recall,
        "pairs F1": 2 * precision * recall / max(precision + recall, 1e-9),
        "B-cubed precision": cubed[0],
        "B-cubed recall": cubed[1],
        "B-cubed F1": 2 * cubed[0] * cubed[1] / max(sum(cubed), 1e-9),
    }


def words() -> list[tuple[str, int]]:
    """In how many lines of the corpus each stem stands, the number of lines first."""
    counts: Counter[str] = Counter()
    lines = read_corpus(sorted(CORPUS.glob("*.txt")))
    total = 0
    for line in lines:
        total += 1
        counts.update({stem(word) for word in words_in(line.text) if word[0].isalpha()})
    days = (
        "monday tuesday wednesday thursday friday saturday sunday january february march april may"
        " june july august september october november december today yesterday tomorrow week month"
        " year day"
    )
    counts.update({stem(word): total for word in days.split()})
    return [("", total), *sorted((word, n) for word, n in counts.items() if n >= 3)]


def main() -> None:
    """Teaches and writes, or measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--measure", nargs="*", type=Path, metavar="FILE", default=None)
    parser.add_argument("--words", action="store_true", help="count the corpus's words anew")
    asked = parser.parse_args()
    if asked.words:
        with (DATA / "words.csv").open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle, lineterminator="\n").writerows([("stem", "sentences"), *words()])
    if asked.measure is not None:
        scorer = Scorer.default()
    else:
        weights = taught(told_in(*documents_of(TEACH)), topics_of(TEACH))
        card = {
            "made": "python -m training.links",
            "bias": weights.pop("bias"),
            "bar": BAR,
            "cut": CUT,
            "weights": weights,
        }
        (DATA / "weights.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
        scorer = Scorer.of(card)
    for name, given in (
        *((file.name, documents_of(file)) for file in asked.measure or [HERE / "held_out.jsonl"]),
        ("example", example()),
    ):
        told = told_in(*given)
        joins = link(told.reports, scorer=scorer)
        figures = measured(told, joins)
        print(f"{name}: {joins.num_rows} reports, {len(set(joins['event_id'].to_pylist()))} events")
        print("  " + ", ".join(f"{key} {value:.3f}" for key, value in figures.items()))


if __name__ == "__main__":
    assert JOINS.names[0] == "report_id"
    main()
