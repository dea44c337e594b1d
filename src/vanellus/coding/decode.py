"""From the event model's scores to mentions, triggers and arcs: pure, no model file needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from vanellus.coding.calibration import Calibration, Evidence
from vanellus.coding.control import with_understood_actors
from vanellus.coding.labels import (
    CONTEXTS,
    KINDS,
    MODES,
    ROLES,
    STATUSES,
    TYPES,
)
from vanellus.records import (
    Arc,
    Mention,
    MentionKind,
    Role,
    SentenceKind,
    SentenceReading,
    Span,
    Status,
    Trigger,
)

if TYPE_CHECKING:
    from vanellus.coding.tokens import Encoded

ROLES_OF: Final[dict[MentionKind, tuple[Role, ...]]] = {
    MentionKind.ACTOR: (Role.ACTOR, Role.RECIPIENT, Role.PLACE, Role.SPEAKER),
    MentionKind.PLACE: (Role.PLACE,),
    MentionKind.DATE: (Role.DATE,),
}
"""The roles that a mention of a kind may have (`the French embassy` may also be the place)."""

MERGE_WORDS: Final = 6
"""Farther apart, two triggers of one type with the same parties are taken for two events."""
_PARTY: Final = (Role.ACTOR, Role.RECIPIENT)
_LINKS: Final = frozenset({"from", "of", "in", "for", "to", "with", "at"})
_MODES_OF: Final = {kind: [i for i, (of, _) in enumerate(MODES) if of == kind] for kind in TYPES}
_KINDS: Final = tuple(MentionKind)


_Run = tuple[int, int, MentionKind, float]
"""First token, past the last token, kind, probability."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The event model's outputs for a batch, before softmax or sigmoid; first axis: sentences."""

    mentions: np.ndarray
    """(batch, length, 7)"""
    triggers: np.ndarray
    """(batch, length, 33)"""
    statuses: np.ndarray
    """(batch, length, 5)"""
    modes: np.ndarray
    """(batch, length, 83)"""
    arcs: np.ndarray
    """(batch, length, length, 5): from a trigger's token to a mention's token."""
    contexts: np.ndarray
    """(batch, 38)"""
    kinds: np.ndarray
    """(batch, 6)"""
    vector: np.ndarray
    """(batch, 64), of length 1"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Where a probability becomes a yes."""

    trigger: float = 0.5
    arc: float = 0.5
    context: float = 0.5
    near_context: float = 0.25
    """From where on a neighbouring sentence that has the context decides."""


def softmax(scores: np.ndarray) -> np.ndarray:
    """Probabilities along the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))


def sigmoid(scores: np.ndarray) -> np.ndarray:
    """The probability of each score by itself."""
    return np.asarray(1 / (1 + np.exp(-scores)))


def decode(
    scores: Scores,
    encoded: Sequence[Encoded],
    sentences: Sequence[Span],
    *,
    blocks: Sequence[int] | None = None,
    thresholds: Thresholds | None = None,
    calibration: Calibration | None = None,
) -> list[SentenceReading]:
    """One reading a sentence, with offsets in the document that the sentences are spans of."""
    limits = thresholds or Thresholds()
    fit = calibration or Calibration()
    mention_p = softmax(scores.mentions)
    trigger_p = softmax(scores.triggers)
    context_p = sigmoid(scores.contexts)
    kind_best = scores.kinds.argmax(-1)
    out = []
    for row, (tokens, sentence) in enumerate(zip(encoded, sentences, strict=True)):
        size = len(tokens.tokens)
        starts = _word_starts(tokens.words)
        mentions = _whole_phrases(_mentions(mention_p[row, :size], starts), tokens, sentence)
        triggers: list[Trigger] = []
        is_trigger = _word_means(trigger_p[row, :size, 0], starts) < 1 - limits.trigger
        if is_trigger.any():
            found = [
                _trigger(scores, row, run, trigger_p[row], mentions, tokens, sentence, limits)
                for run in _trigger_runs(trigger_p[row, :size], is_trigger, starts)
            ]
            whole = with_understood_actors(merge(found, sentence), sentence)
            triggers = [
                replace(
                    trigger,
                    score=round(fit.probability(_evidence(trigger, mentions, whole, sentence)), 4),
                )
                for trigger in whole
            ]
        out.append(
            SentenceReading(
                sentence=sentence,
                kind=SentenceKind(KINDS[int(kind_best[row])]),
                mentions=tuple(
                    Mention(**_place(low, high, tokens, sentence), kind=kind, score=round(score, 4))
                    for low, high, kind, score in mentions
                ),
                triggers=tuple(triggers),
                contexts=tuple(
                    CONTEXTS[i] for i in np.flatnonzero(context_p[row] > limits.context)
                ),
                likely_contexts=tuple(
                    CONTEXTS[i]
                    for i in np.flatnonzero(
                        (context_p[row] > limits.near_context) & (context_p[row] <= limits.context)
                    )
                ),
                block=blocks[row] if blocks is not None else 0,
                vector=_signed_bytes(scores.vector[row]) if triggers else None,
            )
        )
    return out


def _signed_bytes(vector: np.ndarray) -> bytes:
    """A vector of length 1 as one signed byte a number: 127 stands for 1."""
    return bytes(np.rint(vector * 127).astype(np.int8).tobytes())


def _word_starts(words: np.ndarray) -> np.ndarray:
    """Positions of the first token of each word."""
    return np.flatnonzero((words >= 0) & (words != np.concatenate(([-1], words[:-1]))))


def _word_means(p: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """The mean over each word's tokens; a rare word's first piece alone tells little."""
    if not len(starts):
        return np.empty(0)
    ends = np.append(starts[1:], len(p) - 1)
    return np.asarray(np.add.reduceat(p[: len(p) - 1], starts) / (ends - starts))


def _mentions(p: np.ndarray, starts: np.ndarray) -> list[_Run]:
    """Runs of words with one kind: first token, past the last token, kind, probability.

    A word's kind is the likeliest over all its tokens; whether it opens a mention or goes on with
    one, its first token says. A single unmarked word between an opening and one that goes on is
    taken along (`the` + Wagner + `Group`).
    """
    if not len(starts):
        return []
    ends = np.append(starts[1:], len(p) - 1)
    sums = np.add.reduceat(p[: len(p) - 1], starts, axis=0) / (ends - starts)[:, None]
    kinds = np.column_stack([sums[:, 0], sums[:, 1::2] + sums[:, 2::2]])
    best = kinds.argmax(1)
    if not best.any():
        return []
    runs: list[list[Any]] = []
    last_word = -2
    for at, kind in enumerate(best.tolist()):
        if not kind:
            continue
        opens = p[starts[at], 2 * kind - 1] >= p[starts[at], 2 * kind]
        score = float(kinds[at, kind])
        joins = runs and runs[-1][2] == kind and not opens and last_word >= at - 2
        if joins:
            runs[-1][1] = int(ends[at])
            runs[-1][3].append(score)
        else:
            runs.append([int(starts[at]), int(ends[at]), kind, [score]])
        last_word = at
    return [(low, high, _KINDS[kind - 1], sum(s) / len(s)) for low, high, kind, s in runs]


def _trigger_runs(
    p: np.ndarray, is_trigger: np.ndarray, starts: np.ndarray
) -> list[tuple[int, int]]:
    """Runs of trigger words as token ranges; a B of at least even odds opens a new run."""
    ends = np.append(starts[1:], len(p) - 1)
    runs: list[list[int]] = []
    last = False
    for at, yes in enumerate(is_trigger.tolist()):
        if yes:
            token = int(starts[at])
            opens = p[token, 1::2].sum() > p[token, 2::2].sum()
            if last and not opens:
                runs[-1][1] = int(ends[at])
            else:
                runs.append([token, int(ends[at])])
        last = yes
    return [(low, high) for low, high in runs]


def _trigger(
    scores: Scores,
    row: int,
    run: tuple[int, int],
    trigger_p: np.ndarray,
    mentions: list[_Run],
    tokens: Encoded,
    sentence: Span,
    limits: Thresholds,
) -> Trigger:
    low, high = run
    here = trigger_p[low:high]
    by_type = (here[:, 1::2] + here[:, 2::2]).mean(0)
    best = int(by_type.argmax())
    kind = TYPES[best]
    columns = _MODES_OF[kind]
    mode = MODES[columns[int(scores.modes[row, low:high][:, columns].mean(0).argmax())]][1]
    status = STATUSES[int(scores.statuses[row, low:high].mean(0).argmax())]
    arcs: list[Arc] = []
    for index, (start, end, of, _) in enumerate(mentions):
        p = sigmoid(scores.arcs[row, low:high, start:end].mean((0, 1)))
        arcs += [
            Arc(mention=index, role=role, score=round(float(p[ROLES.index(role)]), 4))
            for role in ROLES_OF[of]
            if p[ROLES.index(role)] > limits.arc
        ]
    return Trigger(
        **_place(low, high, tokens, sentence),
        type=kind,
        mode=mode,
        status=Status(status),
        score=float(by_type[best]),
        arcs=tuple(arcs),
    )


def _evidence(
    trigger: Trigger, mentions: Sequence[_Run], company: Sequence[Trigger], sentence: Span
) -> Evidence:
    """What speaks for a trigger whose score is still its own."""
    return Evidence(
        trigger=trigger.score,
        actors=[arc.score for arc in trigger.arcs if arc.role is Role.ACTOR],
        recipients=[arc.score for arc in trigger.arcs if arc.role is Role.RECIPIENT],
        mentions=[mentions[arc.mention][3] for arc in trigger.arcs if arc.role in _PARTY],
        company=len(company),
        length=len(sentence.text),
        occurred=trigger.status is Status.OCCURRED,
    )


def merge(triggers: Sequence[Trigger], sentence: Span) -> list[Trigger]:
    """The triggers with the pieces of one event made one.

    `are set to embark on a visit` may be marked in two or three runs. Neighbours are one event if
    they have the same type, status and parties and at most MERGE_WORDS words lie between them; the
    surer one stays, with the roles of both.
    """
    out: list[Trigger] = []
    for trigger in triggers:
        last = out[-1] if out else None
        if last is not None and _one_event(last, trigger, sentence):
            surer, other = (last, trigger) if last.score >= trigger.score else (trigger, last)
            known = {(arc.mention, arc.role) for arc in surer.arcs}
            more = [arc for arc in other.arcs if (arc.mention, arc.role) not in known]
            joined = replace(surer, arcs=(*surer.arcs, *more))
            if not sentence.text[
                last.end - sentence.start : trigger.start - sentence.start
            ].strip():
                start, end = last.start - sentence.start, trigger.end - sentence.start
                joined = replace(
                    joined, start=last.start, end=trigger.end, text=sentence.text[start:end]
                )
            out[-1] = joined
        else:
            out.append(trigger)
    return out


def _one_event(first: Trigger, second: Trigger, sentence: Span) -> bool:
    if first.type != second.type or first.status is not second.status:
        return False
    between = sentence.text[first.end - sentence.start : second.start - sentence.start]
    if len(between.split()) > MERGE_WORDS:
        return False

    def parties(trigger: Trigger) -> set[tuple[int, Role]]:
        return {(arc.mention, arc.role) for arc in trigger.arcs if arc.role in _PARTY}

    one, other = parties(first), parties(second)
    return one <= other or other <= one


def _whole_phrases(mentions: list[_Run], tokens: Encoded, sentence: Span) -> list[_Run]:
    """The mentions, with one that ends in a preposition joined to the next (`ministers from` +
    `Chad`).
    """
    out: list[_Run] = []
    for low, high, kind, score in mentions:
        if out and out[-1][1] == low and out[-1][2] is kind:
            start, end = int(tokens.offsets[out[-1][0], 0]), int(tokens.offsets[low - 1, 1])
            if sentence.text[start:end].rpartition(" ")[2].lower() in _LINKS:
                first = out.pop()
                out.append((first[0], high, kind, (first[3] + score) / 2))
                continue
        out.append((low, high, kind, score))
    return out


def _place(low: int, high: int, tokens: Encoded, sentence: Span) -> dict[str, Any]:
    start, end = int(tokens.offsets[low, 0]), int(tokens.offsets[high - 1, 1])
    return {
        "start": sentence.start + start,
        "end": sentence.start + end,
        "text": sentence.text[start:end],
    }
