"""Lines of a stream one by one, in flat memory however long one of them is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK: Final = 1 << 20
_STEP: Final = re.compile(rb'[^"\\]+|\\|"')
_CUT_ESCAPE: Final = re.compile(rb"(\\+)(?:u[0-9a-fA-F]{0,3})?\Z")


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
        yield ByteLine(
            number, b"".join(shortener.out), abridged=True, overlong=shortener.size > 4 * longest
        )


class _Shortener:
    """Keeps the first bytes of each quoted value and all that stands between the values."""

    def __init__(self, *, keep: int, escape: bool) -> None:
        self.keep = keep
        self.escape = escape
        self.out: list[bytes] = []
        self.size = 0
        self.quoted = False
        self.hidden = False
        self.taken = 0
        self.full = False

    def take(self, data: bytes) -> None:
        """Takes the next bytes of the line."""
        at = 0
        while at < len(data):
            if self.hidden:
                self.hidden = False
                self._word(data[at : at + 1])
                at += 1
                continue
            found = _STEP.match(data, at)
            word = found[0] if found else data[at : at + 1]
            at += len(word)
            if word == b'"':
                self._mark()
            else:
                self.hidden = self.escape and word == b"\\"
                self._word(word)

    def _mark(self) -> None:
        self.quoted = not self.quoted
        if self.quoted:
            # In CSV a mark right after a mark goes on with the same value.
            again = not self.escape and self.out and self.out[-1].endswith(b'"')
            self.taken = self.taken if again else 0
            self.full = self.full if again else False
        self._put(b'"')

    def _word(self, word: bytes) -> None:
        if not self.quoted:
            self._put(word)
            return
        if self.full:
            return
        room = self.keep - self.taken
        self.taken += len(word)
        if len(word) <= room:
            self._put(word)
            return
        self._put(word[: max(room, 0)])
        self.full = True
        if self.escape:
            self._drop_half_escape()

    def _drop_half_escape(self) -> None:
        """Takes back an escape that the cut went through."""
        tail = b"".join(self.out[-8:])
        cut = _CUT_ESCAPE.search(tail)
        if cut and len(cut[1]) % 2:
            self.out[-8:] = [tail[: cut.end(1) - 1]]

    def _put(self, word: bytes) -> None:
        self.size += len(word)
        if self.size <= 8 * self.keep:
            self.out.append(word)
