"""Sentences as the event model's tokens, with the way back to characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vanellus.coding.labels import MARKERS, shape_of
from vanellus.errors import ModelMismatch

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLS, SEP = "[CLS]", "[SEP]"


class Encoded(NamedTuple):
    """One sentence as tokens."""

    tokens: np.ndarray
    """(length,) vocabulary indices, with the sentence marks at both ends."""
    shapes: np.ndarray
    """(length,) indices in SHAPES."""
    offsets: np.ndarray
    """(length, 2) characters of the sentence; empty ranges for marks."""
    words: np.ndarray
    """(length,) index of the word that the token is part of, -1 for marks."""


def encode(tokenizer: Tokenizer, text: str, *, limit: int = 128) -> Encoded:
    """The tokens of a sentence, at most `limit`."""
    return encode_batch(tokenizer, [text], limit=limit)[0]


def encode_batch(tokenizer: Tokenizer, texts: Sequence[str], *, limit: int = 128) -> list[Encoded]:
    """The tokens of each sentence, at most `limit` each."""
    first, last = _id(tokenizer, CLS), _id(tokenizer, SEP)
    return [
        _finish(found, text, first, last, limit)
        for found, text in zip(
            tokenizer.encode_batch(list(texts), add_special_tokens=False), texts, strict=True
        )
    ]


def _id(tokenizer: Tokenizer, word: str) -> int:
    found = tokenizer.token_to_id(word)
    if found is None:
        raise ModelMismatch(
            path="tokenizer.json", expected=f"a vocabulary with {word}", found="one without"
        )
    return found


def _finish(found: Any, text: str, first: int, last: int, limit: int) -> Encoded:
    keep = min(len(found.ids), limit - 2)
    tokens = np.empty(keep + 2, dtype=np.int64)
    tokens[0], tokens[1:-1], tokens[-1] = first, found.ids[:keep], last
    offsets = np.zeros((keep + 2, 2), dtype=np.int64)
    words = np.full(keep + 2, -1, dtype=np.int64)
    shapes = np.full(keep + 2, 5, dtype=np.int64)
    if keep:
        offsets[1:-1] = found.offsets[:keep]
        words[1:-1] = found.word_ids[:keep]
        shapes[1:-1] = _shapes(text, offsets[1:-1], words[1:-1])
    return Encoded(tokens, shapes, offsets, words)


def _shapes(text: str, offsets: np.ndarray, words: np.ndarray) -> list[int]:
    """One shape a token: that of the whole word it is part of."""
    starts: list[int] = []
    bounds: list[tuple[int, int]] = []
    last = -1
    for (start, end), word in zip(offsets.tolist(), words.tolist(), strict=True):
        if word != last:
            bounds.append((start, end))
            last = word
        else:
            bounds[-1] = (bounds[-1][0], end)
        starts.append(len(bounds) - 1)
    shapes = [shape_of(text[start:end]) if end > start else 5 for start, end in bounds]
    return [shapes[word] for word in starts]


def stack(encoded: Sequence[Encoded]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Tokens, mask and shapes of sentences as three (sentences, longest) arrays, padded with 0."""
    size = (len(encoded), max(len(one.tokens) for one in encoded))
    tokens, mask, shapes = (np.zeros(size, dtype=np.int64) for _ in range(3))
    for row, one in enumerate(encoded):
        length = len(one.tokens)
        tokens[row, :length] = one.tokens
        mask[row, :length] = 1
        shapes[row, :length] = one.shapes
    return tokens, mask, shapes


def encode_pair(
    tokenizer: Tokenizer,
    text: str,
    actor: tuple[int, int],
    recipient: tuple[int, int],
    *,
    limit: int = 128,
) -> tuple[Encoded, tuple[int, int]]:
    """The tokens of a sentence with marks around two parties, and where their first marks lie.

    A sentence too long for `limit` is cut around the parties, not behind them.
    """
    plain = encode(tokenizer, text, limit=1 << 20)
    body = slice(1, len(plain.tokens) - 1)
    offsets = plain.offsets[body]
    ids = [_id(tokenizer, mark) for mark in MARKERS]
    places = []
    for start, end in (actor, recipient):
        inside = np.flatnonzero((offsets[:, 0] < end) & (offsets[:, 1] > start))
        low = int(inside[0]) if len(inside) else 0
        places.append((low, int(inside[-1]) + 1 if len(inside) else low))
    cuts = sorted(
        [
            (places[0][0], 1, 0),
            (places[0][1], 0, 1),
            (places[1][0], 1, 2),
            (places[1][1], 0, 3),
        ]
    )
    tokens, shapes, spans, words = [int(plain.tokens[0])], [5], [(0, 0)], [-1]
    marker_at = [0, 0, 0, 0]
    at = 0
    low, high = _window(places, len(offsets), limit - 6)
    for place, _, mark in [*cuts, (high, 2, -1)]:
        for i in range(max(at, low), min(place, high)):
            tokens.append(int(plain.tokens[1 + i]))
            shapes.append(int(plain.shapes[1 + i]))
            spans.append((int(offsets[i, 0]), int(offsets[i, 1])))
            words.append(int(plain.words[1 + i]))
        at = max(at, place)
        if mark >= 0:
            marker_at[mark] = len(tokens)
            tokens.append(ids[mark])
            shapes.append(5)
            spans.append((0, 0))
            words.append(-1)
    tokens.append(int(plain.tokens[-1]))
    shapes.append(5)
    spans.append((0, 0))
    words.append(-1)
    marked = Encoded(np.array(tokens), np.array(shapes), np.array(spans), np.array(words))
    if len(marked.tokens) > limit:
        marked = Encoded(*(part[:limit] for part in marked))
    return marked, (min(marker_at[0], limit - 1), min(marker_at[2], limit - 1))


def _window(places: list[tuple[int, int]], size: int, room: int) -> tuple[int, int]:
    """The stretch of `room` tokens that holds both parties, as near to the middle as may be."""
    if size <= room:
        return 0, size
    low = min(start for start, _ in places)
    high = max(end for _, end in places)
    spare = max(0, room - (high - low)) // 2
    first = max(0, min(low - spare, size - room))
    return first, min(size, first + room)
