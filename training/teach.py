"""Teaches the event model: one network, two passes (plain sentences, marked pairs)."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.augment import Augmenter
from training.corpus import Line
from training.examples import IGNORE, Batch, Pair, by_length, pair_batch, pairs_of, tag_batch
from training.network import OUTPUTS, EventModel
from vanellus.coding.labels import NO_RELATION

SMOOTHED = ("relation", "relation_table", "statuses", "modes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How the model is taught; the defaults are those of the published weights."""

    epochs: int = 8
    batch: int = 16
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    """Each layer below the top learns by this factor slower."""
    weight_decay: float = 0.01
    warm_up: float = 0.1
    smoothing: float = 0.05
    augmented: float = 0.5
    """Share of lines whose names and dates are exchanged each time they are shown."""
    none_share: float = 0.15
    """Share of NONE among the pairs of an epoch."""
    average: float = 0.0
    """Decay of a running average of the weights; 0 keeps the last weights."""
    bfloat16: bool = True
    seed: int = 1
    weights: dict[str, float] = field(
        default_factory=lambda: {
            "mentions": 1.0,
            "triggers": 1.0,
            "statuses": 0.5,
            "modes": 0.3,
            "arcs": 4.0,
            "contexts": 1.0,
            "kinds": 0.2,
            "relation": 1.0,
            "relation_status": 0.2,
            "relation_mode": 0.2,
            "relation_table": 1.0,
        }
    )


def losses(outputs: dict[str, Tensor], labels: dict[str, Tensor], course: Course) -> Tensor:
    """The weighted sum of the losses of all heads for which the batch has labels."""
    total = torch.zeros(())
    for name, wanted in labels.items():
        scores = outputs[name].float()
        if name == "arcs":
            known = ~torch.isnan(wanted)
            if not known.any():
                continue
            loss = nn.functional.binary_cross_entropy_with_logits(scores[known], wanted[known])
        elif name == "contexts":
            loss = nn.functional.binary_cross_entropy_with_logits(scores, wanted) * 4
        else:
            if not (wanted != IGNORE).any():
                continue
            smoothing = course.smoothing if name in SMOOTHED else 0.0
            loss = nn.functional.cross_entropy(
                scores.flatten(0, -2),
                wanted.flatten(),
                ignore_index=IGNORE,
                label_smoothing=smoothing,
            )
        total = total + course.weights[name] * loss
    return total


def step_batches(
    lines: Sequence[Line],
    course: Course,
    tokenizer: Tokenizer,
    rng: random.Random,
    change: Augmenter,
) -> Iterator[list[Batch]]:
    """An epoch: each step holds a batch of sentences and, while they last, one of pairs."""
    shown = [change(line, rng) if rng.random() < course.augmented else line for line in lines]
    pairs = epoch_pairs(shown, course, rng)
    tagging = by_length([len(line.text) for line in shown], course.batch, rng)
    relating = list(by_length([len(pair.text) for pair in pairs], course.batch, rng))
    for indices in tagging:
        step = [tag_batch([shown[i] for i in indices], tokenizer)]
        if relating:
            step.append(pair_batch([pairs[i] for i in relating.pop()], tokenizer))
        yield step


def epoch_pairs(lines: Sequence[Line], course: Course, rng: random.Random) -> list[Pair]:
    """One pair for each event of each line that has one, and some pairs without a relation."""
    related: list[Pair] = []
    unrelated: list[Pair] = []
    for line in lines:
        pairs = pairs_of(line)
        for event in line.events:
            own = [pair for pair in pairs if pair.event == event]
            if own:
                related.append(rng.choice(own))
        others = [pair for pair in pairs if pair.relation == NO_RELATION]
        if others:
            unrelated.append(rng.choice(others))
    rng.shuffle(unrelated)
    return related + unrelated[: int(len(related) * course.none_share)]


def teach(
    model: EventModel,
    lines: Sequence[Line],
    tokenizer: Tokenizer,
    course: Course,
    *,
    folder: Path,
    look: Callable[[EventModel, int], dict[str, float]] | None = None,
    names: dict[str, Any] | None = None,
) -> None:
    """Teaches `model` in place; after each epoch its state lies in `folder`, from which a broken
    run goes on. `look` is called after each epoch with the model and gives figures to log.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(course.seed)
    steps = math.ceil(len(lines) / course.batch) * course.epochs
    optimizer = torch.optim.AdamW(_groups(model, course), weight_decay=course.weight_decay)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: _one_cycle(step / max(1, steps), course.warm_up)
    )
    average = (
        torch.optim.swa_utils.AveragedModel(
            model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(course.average)
        )
        if course.average
        else None
    )
    first = 0
    state_file = folder / "state.pt"
    if state_file.exists():
        state = torch.load(state_file, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        if average is not None:
            average.load_state_dict(state["average"])
        first = state["epoch"]
    change = Augmenter(**(names or {}))
    for epoch in range(first, course.epochs):
        rng = random.Random(course.seed * 1000 + epoch)  # noqa: S311
        torch.manual_seed(course.seed * 1000 + epoch)
        model.train()
        began, seen, running = time.monotonic(), 0, 0.0
        for step in step_batches(lines, course, tokenizer, rng, change):
            optimizer.zero_grad()
            for batch in step:
                with torch.autocast("cpu", dtype=torch.bfloat16, enabled=course.bfloat16):
                    found = model(batch.tokens, batch.mask, batch.shapes, batch.markers)
                loss = losses(dict(zip(OUTPUTS, found, strict=True)), batch.labels, course)
                loss.backward()
                running += float(loss)
                seen += len(batch.tokens)
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            if average is not None:
                average.update_parameters(model)
        took = time.monotonic() - began
        torch.save(
            {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "average": average.state_dict() if average is not None else None,
                "epoch": epoch + 1,
            },
            folder / "state.tmp",
        )
        (folder / "state.tmp").replace(state_file)
        note = {
            "epoch": epoch + 1,
            "loss": round(running / max(1, seen), 5),
            "per_second": round(seen / took, 1),
            "seconds": round(took),
        }
        model.eval()
        if look is not None:
            taught = average.module if average is not None else model
            note |= {name: round(value, 4) for name, value in look(taught, epoch + 1).items()}
        with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(note) + "\n")
        print(note, flush=True)
    if average is not None:
        model.load_state_dict(average.module.state_dict())
    model.eval()


def _groups(model: EventModel, course: Course) -> list[dict[str, Any]]:
    """Parameters with their rates: heads fast, encoder layers slower the deeper they lie."""
    layers = model.encoder.config.num_hidden_layers
    groups = []
    for name, parameter in model.named_parameters():
        rate = course.head_rate
        if name.startswith("encoder.layer"):
            depth = int(name.split(".")[2])
            rate = course.encoder_rate * course.layer_decay ** (layers - 1 - depth)
        elif name.startswith("encoder.encoder.layer"):
            depth = int(name.split(".")[3])
            rate = course.encoder_rate * course.layer_decay ** (layers - 1 - depth)
        elif name.startswith("encoder."):
            rate = course.encoder_rate * course.layer_decay**layers
        groups.append({"params": [parameter], "lr": rate})
    return groups


def _one_cycle(share: float, warm_up: float) -> float:
    """The learning rate's factor at `share` of the course: up in a line, down along a cosine."""
    if share < warm_up:
        return 0.04 + 0.96 * share / warm_up
    return 0.5 * (1 + math.cos(math.pi * (share - warm_up) / (1 - warm_up)))
