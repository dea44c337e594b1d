"""What is kept of a text so that later texts can be compared with it without having it.

A signature holds, beside a few facts (day, publisher, wire), three things made from the text:
MinHash values over its word triples (Broder 1997), by which near texts find each other; a sample of
the triples in the order of the text (Schleimer, Wilkerson and Aiken 2003), by which it is seen how
much of one text stands in another and in how long pieces; and its names and numbers.

The MinHash values are those that datasketch makes of the same triples (scheme `affine32`), here for
many texts at once, and of each the lower 16 bits.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from typing import Final

import numpy as np
import numpy.typing as npt
from datasketch import MinHash

from vanellus.errors import InputError
from vanellus.linking.wire_credit import Share, credit_of, usual_name

VERSION: Final = 1
PERMUTATIONS: Final = 128
SAMPLED: Final = 256
"""The most triples of a text that are kept; of longer texts a smaller share is taken."""
ANCHORS: Final = 96
"""The most names and numbers that are kept."""
BATCH: Final = 2048
"""Documents that are hashed together: some 60 MB of working memory at 200 words each."""
_UNDATED: Final = -(2**31)
_HEADER: Final = struct.Struct("<BBHHHiIQQ")
"""Version, share and rate, words, lengths of sample and anchors, day, triples, publisher, wire."""
_SHARES: Final = (None, Share.OWN, Share.SOLE, Share.PART)

_WORD: Final = re.compile(r"\w+(?:[’'.,]\w+)*")
_NUMBER: Final = re.compile(r"\d")
_CREDIT_LINES: Final = re.compile(
    r"^\s*[A-ZÀ-Þ][^\n()]{0,60}\([^()\n]{2,40}\)\s*(?:--?|[\u2013\u2014])\s*"
    r"|^\s*[A-ZÀ-Þ][A-ZÀ-Þ’' -]{2,40}(?:,[^\n]{2,24})?\s(?:--?|[\u2013\u2014])\s"
    r"|[*_]*\([^()\n]{2,40}\)[*_.\s]*$"
)
"""Dateline and last credit: an outlet sets or drops them without touching the report."""

Words = npt.NDArray[np.uint64]
Hashes = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A text as others are compared with it."""

    words: int
    triples: int
    """Different word triples of the text."""
    day: int | None
    """Proleptic ordinal of the day of publication."""
    publisher: int
    """Digest of the publisher's usual name; 0 where unknown."""
    wire: int
    """Digest of the wire's usual name; 0 where there is none."""
    share: Share | None
    rate: int
    """One in so many triples is in the sample (a power of two)."""
    minhash: npt.NDArray[np.uint16]
    sample: Hashes
    """In the order of the text."""
    anchors: Hashes
    """Names and numbers, in order of their hash; of more than ANCHORS the smallest."""

    def packed(self) -> bytes:
        """The bytes that a store keeps."""
        return b"".join(
            (
                _HEADER.pack(
                    VERSION,
                    _SHARES.index(self.share) | (self.rate.bit_length() - 1) << 3,
                    min(self.words, 0xFFFF),
                    len(self.sample),
                    len(self.anchors),
                    _UNDATED if self.day is None else self.day,
                    self.triples,
                    self.publisher,
                    self.wire,
                ),
                self.minhash.astype("<u2").tobytes(),
                self.sample.astype("<u4").tobytes(),
                self.anchors.astype("<u4").tobytes(),
            )
        )

    @classmethod
    def unpacked(cls, kept: bytes) -> Signature:
        """The signature that a store kept. Raises InputError for bytes that are none."""
        at = _HEADER.size + 2 * PERMUTATIONS
        if len(kept) < at or kept[0] != VERSION:
            raise InputError(
                where="copies.signature",
                problem="this is no signature that this version wrote",
                valid=f"bytes of version {VERSION}",
            )
        _, flags, words, sampled, anchors, day, triples, publisher, wire = _HEADER.unpack_from(kept)
        if len(kept) != at + 4 * (sampled + anchors):
            raise InputError(where="copies.signature", problem="it is cut off")
        return cls(
            words=words,
            triples=triples,
            day=None if day == _UNDATED else day,
            publisher=publisher,
            wire=wire,
            share=_SHARES[flags & 7],
            rate=1 << (flags >> 3),
            minhash=np.frombuffer(kept, "<u2", PERMUTATIONS, _HEADER.size),
            sample=np.frombuffer(kept, "<u4", sampled, at),
            anchors=np.frombuffer(kept, "<u4", anchors, at + 4 * sampled),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Of many signatures what finds pairs: an entry each."""

    minhash: npt.NDArray[np.uint16]
    triples: npt.NDArray[np.int64]
    day: npt.NDArray[np.int64]
    """0 where unknown."""


_LAID_OUT: Final = np.dtype(
    {
        "names": ["day", "triples", "minhash"],
        "formats": ["<i4", "<u4", ("<u2", PERMUTATIONS)],
        "offsets": [8, 12, _HEADER.size],
        "itemsize": _HEADER.size + 2 * PERMUTATIONS,
    }
)


def overview_of(kept: Sequence[bytes]) -> Overview:
    """What finds pairs, without unpacking each signature."""
    size = _LAID_OUT.itemsize
    table = np.frombuffer(b"".join([each[:size] for each in kept]), _LAID_OUT)
    day = table["day"].astype(np.int64)
    return Overview(
        minhash=np.ascontiguousarray(table["minhash"]),
        triples=table["triples"].astype(np.int64),
        day=np.where(day == _UNDATED, 0, day),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document as far as signatures look at it."""

    text: str
    publisher: str | None = None
    published: date | None = None
    author: str | None = None


def name_digest(name: str | None) -> int:
    """Eight bytes that stand for a publisher's or wire's usual name, as a number; 0 for none."""
    if not name:
        return 0
    plain = usual_name(name).casefold().encode()
    return int.from_bytes(hashlib.blake2b(plain, digest_size=8).digest(), "little") or 1


def signatures_of(texts: Sequence[Text]) -> Iterator[tuple[Signature, str | None]]:
    """Of each text in turn its signature and the wire that it credits or is."""
    vocabulary = _Vocabulary()
    for start in range(0, len(texts), BATCH):
        yield from _signed(texts[start : start + BATCH], vocabulary)


class _Vocabulary:
    """Words as numbers: of each the hash of its small form, and what kind of word it is."""

    SMALL, CAPITAL, NUMBER, OTHER = range(4)

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._hashes: list[int] = []
        self._kinds: list[int] = []

    def read(self, spoken: Sequence[Sequence[str]]) -> tuple[Words, npt.NDArray[np.int8]]:
        """Hash and kind of each word, one text after the other. The hash is the same on every
        machine and in every run.
        """
        codes = self._codes
        flat = np.array(
            [codes.setdefault(word, len(codes)) for words in spoken for word in words], np.int64
        )
        for word in islice(codes, len(self._hashes), None):
            self._hashes.append(_stable(word.casefold()))
            self._kinds.append(self._kind(word))
        if not len(flat):
            return np.empty(0, np.uint64), np.empty(0, np.int8)
        return np.array(self._hashes, np.uint64)[flat], np.array(self._kinds, np.int8)[flat]

    def _kind(self, word: str) -> int:
        if _NUMBER.search(word):
            return self.NUMBER
        if word[0].isupper():
            return self.CAPITAL if len(word) > 2 else self.OTHER
        return self.SMALL


@cache
def permutations() -> tuple[Hashes, Hashes]:
    """Factors and addends of the hash functions, which are datasketch's."""
    factors, addends = MinHash(num_perm=PERMUTATIONS, seed=1, scheme="affine32").permutations
    return factors, addends


def mixed(hashes: Hashes) -> Hashes:
    """The hashes well stirred (MurmurHash3's finaliser), as datasketch does before permuting."""
    with np.errstate(over="ignore"):
        out = hashes ^ (hashes >> np.uint32(16))
        out = out * np.uint32(0x85EBCA6B)
        out ^= out >> np.uint32(13)
        out = out * np.uint32(0xC2B2AE35)
        out ^= out >> np.uint32(16)
        return out


def _signed(
    texts: Sequence[Text], vocabulary: _Vocabulary
) -> Iterator[tuple[Signature, str | None]]:
    cut = [_CREDIT_LINES.sub("", each.text) for each in texts]
    spoken = [_WORD.findall(text) for text in cut]
    lengths = np.array([len(words) for words in spoken], np.int64)
    hashes, kinds = vocabulary.read(spoken)
    ends = np.cumsum(lengths)
    triples, owner = _triples(hashes, lengths)
    bounds = np.searchsorted(owner, np.arange(len(texts) + 1))
    for row, (each, words) in enumerate(zip(texts, spoken, strict=True)):
        credit = credit_of(each.text, publisher=each.publisher, author=each.author)
        about = slice(ends[row] - lengths[row], ends[row])
        own = triples[bounds[row] : bounds[row + 1]]
        rate, sample = _sampled(own)
        wire = credit.wire if credit else None
        yield (
            Signature(
                words=len(words),
                triples=len(np.unique(own)),
                day=each.published.toordinal() if each.published else None,
                publisher=name_digest(each.publisher),
                wire=name_digest(wire),
                share=credit.share if credit else None,
                rate=rate,
                minhash=minhash_of(own).astype(np.uint16),
                sample=sample,
                anchors=_anchors(hashes[about], kinds[about]),
            ),
            wire,
        )


def _stable(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def _triples(hashes: Words, lengths: npt.NDArray[np.int64]) -> tuple[Hashes, npt.NDArray[np.int64]]:
    """A hash of each three words that follow each other in one text, and whose text it is."""
    owner = np.repeat(np.arange(len(lengths)), lengths)
    if len(hashes) < 3:
        return np.empty(0, np.uint32), np.empty(0, np.int64)
    with np.errstate(over="ignore"):
        joined = hashes[:-2] * np.uint64(0x9E3779B97F4A7C15)
        joined = (joined ^ (joined >> np.uint64(29))) + hashes[1:-1]
        joined = joined * np.uint64(0xBF58476D1CE4E5B9)
        joined = (joined ^ (joined >> np.uint64(31))) + hashes[2:]
        joined = joined * np.uint64(0x94D049BB133111EB)
    within = owner[:-2] == owner[2:]
    return (joined[within] >> np.uint64(32)).astype(np.uint32), owner[:-2][within]


def minhash_of(triples: Hashes) -> Hashes:
    """The least value of each hash function over the triples; all ones where there are none."""
    factors, addends = permutations()
    if not len(triples):
        return np.full(PERMUTATIONS, 0xFFFFFFFF, np.uint32)
    with np.errstate(over="ignore"):
        # Functions along the rows: the least value is then sought in memory as it lies.
        values = factors[:, None] * mixed(triples)[None, :]
        values += addends[:, None]
        least: Hashes = values.min(axis=1)
    return least


def _sampled(triples: Hashes) -> tuple[int, Hashes]:
    stirred = mixed(triples ^ np.uint32(0x5BD1E995))
    rate = 2
    chosen = stirred[(stirred & np.uint32(1)) == 0]
    while len(chosen) > SAMPLED:
        rate *= 2
        chosen = chosen[(chosen & np.uint32(rate - 1)) == 0]
    return rate, chosen


def _anchors(hashes: Words, kinds: npt.NDArray[np.int8]) -> Hashes:
    """Hashes of what a copy can't change: numbers and names. A word with a capital that is also
    written small is no name: it only opened a sentence.
    """
    short = (hashes >> np.uint64(32)).astype(np.uint32)
    kept = (kinds == _Vocabulary.CAPITAL) | (kinds == _Vocabulary.NUMBER)
    found = np.unique(short[kept])
    return np.setdiff1d(found, short[kinds == _Vocabulary.SMALL], assume_unique=False)[:ANCHORS]
