"""Lines of a stream one by one, in flat memory however long one of them is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK: Final = 1 << 20
_STEP: Final = re.compile(rb'[^"\\]+|\\|"')


@dataclass(frozen=True, slots=True)
class ByteLine:
    """A line of a file without its end, and its number from 1."""

    number: int
    data: bytes
    abridged: bool = False
    """Whether quoted stretches of it were cut short because it was very long."""
    overlong: bool = False
    """Whether even so it was too long; `data` is then its beginning."""


def byte_lines(stream: BinaryIO, *, longest: int, escape: bool) -> Iterator[ByteLine]:
    """The lines of the stream; of one longer than `longest` bytes the quoted values are cut short.

    With `escape` a backslash hides the quotation mark after it (JSON), without it a doubled mark
    stands for one (CSV).
    """
    number = 0
    while data := stream.readline(longest):
        number += 1
        if data.endswith(b"\n") or len(data) < longest:
            yield ByteLine(number, data.rstrip(b"\r\n"))
            continue
        shortener = _Shortener(keep=longest // 2, escape=escape)
        shortener.take(data)
        while more := stream.readline(_CHUNK):
            shortener.take(more.rstrip(b"\r\n") if more.endswith(b"\n") else more)
            if more.endswith(b"\n"):
                break
        short = shortener.end()
        yield ByteLine(number, short, abridged=True, overlong=shortener.size > 4 * longest)


class _Shortener:
    """Keeps the first bytes of each quoted value and all that stands between the values."""

    def __init__(self, *, keep: int, escape: bool) -> None:
        self.keep = keep
        self.escape = escape
        self.out: list[bytes] = []
        self.size = 0
        self.quoted = False
        self.full = False
        self.taken = 0
        self.begun = b""
        """An escape, or a mark that may be half of a doubled one, whose end is still to come."""
        self.missing = 0

    def take(self, data: bytes) -> None:
        """Takes the next bytes of the line."""
        at = 0
        while at < len(data):
            if self.begun:
                at = self._go_on(data, at)
                continue
            found = _STEP.match(data, at)
            word = found[0] if found else data[at : at + 1]
            at += len(word)
            if word == b'"' and not (self.quoted and not self.escape):
                self._mark()
            elif word == b'"' or (word == b"\\" and self.escape):
                self.begun, self.missing = word, 1
            else:
                self._words(word)

    def _go_on(self, data: bytes, at: int) -> int:
        """Takes the rest of what was begun; where to go on."""
        part = data[at : at + self.missing]
        if self.begun == b'"' and part != b'"':
            self.begun = b""
            self._mark()
            return at
        self.begun += part
        self.missing -= len(part)
        if self.begun == b"\\u":
            self.missing = 4
        elif not self.missing:
            self._words(self.begun, whole=True)
            self.begun = b""
        return at + len(part)

    def end(self) -> bytes:
        """The shortened line."""
        if self.begun == b'"':
            self._mark()
        return b"".join(self.out)

    def _mark(self) -> None:
        self.quoted = not self.quoted
        self.taken, self.full = 0, False
        self._put(b'"')

    def _words(self, words: bytes, *, whole: bool = False) -> None:
        if not self.quoted:
            self._put(words)
        elif not self.full:
            room = self.keep - self.taken
            self.full = len(words) > room
            self.taken += len(words)
            if not self.full:
                self._put(words)
            elif not whole:
                self._put(words[:room])

    def _put(self, words: bytes) -> None:
        self.size += len(words)
        if self.size <= 8 * self.keep:
            self.out.append(words)
