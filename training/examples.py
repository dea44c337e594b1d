"""Annotated lines as tensors: what each head should say at each token."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer

from training.corpus import Line, MarkedEvent
from training.table_reading import by_table
from vanellus.coding.labels import (
    CONTEXTS,
    KINDS,
    MENTIONS,
    MODES,
    NO_RELATION,
    RELATIONS,
    ROLES,
    STATUSES,
    TRIGGERS,
)
from vanellus.coding.tokens import Encoded, encode, encode_pair, stack

IGNORE = -100
"""torch's mark for a place where no loss is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two marked parties of a line and what the first does to the second."""

    text: str
    actor: tuple[int, int]
    recipient: tuple[int, int]
    relation: str
    by_table: str
    """The relation as PLOVER's CAMEO table has it."""
    event: MarkedEvent | None


@dataclass(slots=True, kw_only=True)
class Batch:
    """Inputs and wanted outputs of some lines (or, with `relation`, of some pairs)."""

    tokens: torch.Tensor
    mask: torch.Tensor
    shapes: torch.Tensor
    markers: torch.Tensor
    labels: dict[str, torch.Tensor]


def pairs_of(line: Line) -> list[Pair]:
    """The pairs of parties of a line with their relation.

    Where both are actors of a meeting or fight, each order counts. Pairs of which the annotation
    tells no relation (a bystander, the other way round) are NONE.
    """
    found: dict[tuple[int, int], tuple[str, MarkedEvent | None]] = {}
    actors = [span for span in line.spans if span.kind == "ACTOR"]
    for event in line.events:
        doers = [s for s in actors if (event.number, "actor") in s.roles]
        targets = [s for s in actors if (event.number, "recipient") in s.roles]
        for i, doer in enumerate(doers):
            for target in targets or doers[i + 1 :]:
                if doer is not target:
                    key = (actors.index(doer), actors.index(target))
                    found.setdefault(key, (event.type, event))
    for i, first in enumerate(actors):
        for j in range(len(actors)):
            bystander = not any(r in ("actor", "recipient") for _, r in first.roles)
            if i != j and (i, j) not in found and ((j, i) in found or bystander):
                found[i, j] = (NO_RELATION, None)
    return [
        Pair(
            text=line.text,
            actor=(actors[i].start, actors[i].end),
            recipient=(actors[j].start, actors[j].end),
            relation=relation,
            by_table=by_table(line.text, event) if event else relation,
            event=event,
        )
        for (i, j), (relation, event) in found.items()
    ]


def _tokens_in(encoded: Encoded, start: int, end: int) -> np.ndarray:
    offsets = encoded.offsets
    inside = (offsets[:, 0] < end) & (offsets[:, 1] > start) & (offsets[:, 1] > offsets[:, 0])
    return np.flatnonzero(inside)


def tag_batch(lines: Sequence[Line], tokenizer: Tokenizer, *, limit: int = 128) -> Batch:
    """The batch that teaches all heads but the relation's."""
    encodings = [encode(tokenizer, line.text, limit=limit) for line in lines]
    count, length = len(lines), max(len(e.tokens) for e in encodings)
    mentions = np.full((count, length), IGNORE)
    triggers = np.full((count, length), IGNORE)
    statuses = np.full((count, length), IGNORE)
    modes = np.full((count, length), IGNORE)
    arcs = np.full((count, length, length, len(ROLES)), np.nan, dtype=np.float32)
    contexts = np.zeros((count, len(CONTEXTS)), dtype=np.float32)
    kinds = np.full(count, IGNORE)
    for row, (line, encoded) in enumerate(zip(lines, encodings, strict=True)):
        real = encoded.offsets[:, 1] > encoded.offsets[:, 0]
        mentions[row, : len(real)][real] = 0
        triggers[row, : len(real)][real] = 0
        for span in line.spans:
            _bio(mentions[row], _tokens_in(encoded, span.start, span.end), MENTIONS, span.kind)
        for event in line.events:
            at = _tokens_in(encoded, event.start, event.end)
            _bio(triggers[row], at, TRIGGERS, event.type)
            statuses[row, at] = STATUSES.index(event.status)
            modes[row, at] = MODES.index((event.type, event.mode))
            wanted = np.zeros((length, len(ROLES)), dtype=np.float32)
            wanted[: len(real)][~real] = np.nan
            wanted[len(real) :] = np.nan
            for span in line.spans:
                for number, role in span.roles:
                    if number == event.number:
                        wanted[_tokens_in(encoded, span.start, span.end), ROLES.index(role)] = 1
            arcs[row, at] = wanted
        for context in line.contexts:
            contexts[row, CONTEXTS.index(context)] = 1
        if line.kind:
            kinds[row] = KINDS.index(line.kind)
    labels = {
        "mentions": torch.from_numpy(mentions),
        "triggers": torch.from_numpy(triggers),
        "statuses": torch.from_numpy(statuses),
        "modes": torch.from_numpy(modes),
        "arcs": torch.from_numpy(arcs),
        "contexts": torch.from_numpy(contexts),
        "kinds": torch.from_numpy(kinds),
    }
    return _stack(encodings, np.zeros((count, 2), dtype=np.int64), labels)


def _bio(row: np.ndarray, at: np.ndarray, names: tuple[str, ...], kind: str) -> None:
    if len(at):
        row[at] = names.index(f"I-{kind}")
        row[at[0]] = names.index(f"B-{kind}")


def pair_batch(pairs: Sequence[Pair], tokenizer: Tokenizer, *, limit: int = 128) -> Batch:
    """The batch that teaches the relation heads."""
    marked = [encode_pair(tokenizer, p.text, p.actor, p.recipient, limit=limit) for p in pairs]
    relation = np.array([RELATIONS.index(p.relation) for p in pairs])
    status = np.array([STATUSES.index(p.event.status) if p.event else IGNORE for p in pairs])
    mode = np.array(
        [MODES.index((p.event.type, p.event.mode)) if p.event else IGNORE for p in pairs]
    )
    table = np.array([RELATIONS.index(p.by_table) for p in pairs])
    labels = {
        "relation": torch.from_numpy(relation),
        "relation_status": torch.from_numpy(status),
        "relation_mode": torch.from_numpy(mode),
        "relation_table": torch.from_numpy(table),
    }
    return _stack([m for m, _ in marked], np.array([at for _, at in marked]), labels)


def _stack(
    encodings: Sequence[Encoded], markers: np.ndarray, labels: dict[str, torch.Tensor]
) -> Batch:
    tokens, mask, shapes = stack(encodings)
    return Batch(
        tokens=torch.from_numpy(tokens),
        mask=torch.from_numpy(mask),
        shapes=torch.from_numpy(shapes),
        markers=torch.from_numpy(markers),
        labels=labels,
    )


def by_length(
    lengths: Sequence[int], size: int, rng: random.Random, *, pool: int = 32
) -> Iterator[list[int]]:
    """Indices in batches of alike length, in random order: little padding, yet shuffled."""
    order = list(range(len(lengths)))
    rng.shuffle(order)
    batches = []
    for at in range(0, len(order), size * pool):
        chunk = sorted(order[at : at + size * pool], key=lengths.__getitem__)
        batches += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    rng.shuffle(batches)
    yield from batches
