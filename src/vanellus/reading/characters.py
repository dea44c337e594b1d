"""Characters of a text put right: mojibake, entities, invisible and odd ones.

Typographic quotes and dashes stay. Where it can be done a character gives way to exactly one other,
so that offsets into a text that needs no more than this still hold.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

_SPACES: Final = "\u00a0\u1680\u180e\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_GONE: Final = (
    "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""Soft hyphen, zero-width space, direction marks, word joiner, byte order mark."""
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_CONTROLS: Final = "".join(chr(code) for code in (*range(32), *range(127, 160)))
_TABLE: Final = str.maketrans(
    {
        **dict.fromkeys(_CONTROLS, ""),
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_GONE, ""),
        **_LIGATURES,
        "\t": "\t",
        "\n": "\n",
        "\v": "\n",
        "\f": "\n",
        "\x85": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
    }
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def clean_characters(text: str) -> str:
    """The text in NFC with plain spaces and line breaks and without invisible characters."""
    text = _SURROGATE.sub("\ufffd", text) if _SURROGATE.search(text) else text
    text = mend_mojibake(text)
    # A Windows line end becomes a space and a break, so that its length is kept.
    text = text.replace("\r\n", " \n").replace("\r", "\n").translate(_TABLE)
    return unicodedata.normalize("NFC", text)


def resolve_entities(text: str) -> str:
    """The text with character references such as `&amp;` resolved, twice if need be."""
    for _ in range(2):
        if "&" not in text:
            break
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return text


def _bytes_of_windows() -> dict[str, int]:
    """Each character that a byte from 0x80 may have been misread as, with that byte."""
    found = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0x100):
        try:
            found[bytes((byte,)).decode("cp1252")] = byte
        except UnicodeDecodeError:
            continue  # five bytes have no character; those stay as themselves
    return found


_BYTES: Final = _bytes_of_windows()


def _class(first: int, last: int) -> str:
    return "[" + "".join(re.escape(c) for c, byte in _BYTES.items() if first <= byte <= last) + "]"


_TAIL: Final = _class(0x80, 0xBF)
_CERTAIN: Final = (
    f"{_class(0xE0, 0xEF)}{_TAIL}{{2}}|{_class(0xF0, 0xF4)}{_TAIL}{{3}}|{_class(0xC2, 0xC3)}{_TAIL}"
)
"""UTF-8 read as Windows-1252: `â€™`, `Ã©`, `Â°`."""
_SURE: Final = re.compile(_CERTAIN)
_LIKELY: Final = re.compile(f"{_CERTAIN}|{_class(0xC4, 0xDF)}{_TAIL}")
"""The same with pairs such as `Ä±`, which are trusted only beside certain ones."""


def mend_mojibake(text: str) -> str:
    """The text with UTF-8 that was read as Windows-1252 put right; twice where it was done twice.

    >>> mend_mojibake("the armyâ€™s cafÃ©")
    'the army’s café'
    """
    for _ in range(2):
        if text.isascii() or not _SURE.search(text):
            break
        text = _LIKELY.sub(_reread, text)
    return text


def _reread(found: re.Match[str]) -> str:
    try:
        return bytes(_BYTES[letter] for letter in found[0]).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
