"""Bytes to text: what encoding they really are in, and whether they are text at all."""

from __future__ import annotations

import codecs
import re
from typing import Final

from vanellus.reading.draft import LeftOut
from vanellus.records import DropReason

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KNOWN_BINARY: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (an office document?)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
)
_NO_TEXT: Final = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
_HIGH: Final = bytes(range(128, 256))
_LETTERS: Final = tuple(bytes((code,)) for code in range(128) if chr(code).isalpha())
_META: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_SAMPLE: Final = 65_536


def decode(data: bytes, *, where: str, declared: str | None = None) -> str:
    """The text of the bytes.

    A byte order mark decides; then UTF-8 if the bytes are valid UTF-8, whatever is declared (other
    encodings hardly ever are by chance); then what is declared (`declared`, or a page's own meta
    element); then Windows-1252 where few letters are beyond ASCII; else what charset-normalizer
    makes of a sample. Raises LeftOut for bytes that are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    refuse_binary(data, where=where)
    unicode = _as_utf8(data)
    if unicode is not None:
        return unicode
    in_page = _META.search(data, 0, 4096)
    for name in (declared, in_page[1].decode("ascii") if in_page else None):
        told = _try(data, name)
        if told is not None:
            return told
    return _try(data, _guess(data)) or data.decode("cp1252", "replace")


def refuse_binary(data: bytes, *, where: str) -> None:
    """Raises LeftOut if the bytes are no text in any encoding without a byte order mark."""
    for start, what in _KNOWN_BINARY:
        if data.startswith(start):
            raise LeftOut(
                where=where,
                problem=f"is {what}",
                valid="text, HTML, Markdown, JSONL, CSV, RSS/Atom or WARC",
                reason=DropReason.BINARY,
            )
    sample = data[:_SAMPLE]
    odd = len(sample) - len(sample.translate(None, _NO_TEXT))
    if b"\0" in sample or odd > max(2, len(sample) // 200):
        raise LeftOut(
            where=where,
            problem="holds bytes that are no text",
            valid="text, HTML, Markdown, JSONL, CSV, RSS/Atom or WARC",
            reason=DropReason.BINARY,
        )


def _as_utf8(data: bytes) -> str | None:
    """The text if the bytes are UTF-8, be it cut off in its last character or with rare slips."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = data[: error.start]
        if error.start >= len(data) - 3 and not start.isascii():
            return start.decode("utf-8")
    text = data.decode("utf-8", "replace")
    slips = text.count("\ufffd")
    good = sum(1 for letter in text[: 4 * _SAMPLE] if letter > "\x7f") - slips
    return text if good > 20 * slips else None


def _try(data: bytes, name: str | None) -> str | None:
    if not name:
        return None
    try:
        real = codecs.lookup(name).name
    except LookupError:
        return None
    # Pages that say Latin-1 or ASCII are in Windows-1252, as browsers know.
    real = "cp1252" if real in ("iso8859-1", "ascii", "utf-8") else real
    try:
        text = data.decode(real)
    except (UnicodeError, LookupError, ValueError, TypeError):
        return None
    # Encodings of bytes to bytes (`rot13`, `hex`) have names too; codecs refuse them above.
    return text


def _guess(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    high = len(sample) - len(sample.translate(None, _HIGH))
    letters = sum(sample.count(letter) for letter in _LETTERS)
    if high < 0.3 * (high + letters):
        return "cp1252"  # a few letters with accents among plain ones: guessing does worse
    from charset_normalizer import from_bytes  # noqa: PLC0415  slow to load and seldom needed

    best = from_bytes(sample).best()
    return best.encoding if best else None
