"""What a line of plain text looks like: a list item, a heading, the first half of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_SMALL: Final = frozenset(
    "a an the and or nor but of in on at to for from by with as into onto over under than vs via "
    "per is are be its their his her de la le du des el al und after before between against amid "
    "among about through towards toward beyond across around during without within what how "
    "why".split()
)
"""Words that headings in title case write small."""
_LINKING: Final = frozenset(
    "a an the and or nor but of in on at to for from by with as into onto over under than that "
    "which who whose is are was were be been has have had will would its their his her this these "
    "those between against among about through towards mr mrs ms dr gen col president "
    "minister".split()
)
"""Words that no sentence and no heading ends with."""
_BULLET: Final = re.compile(r"(?P<mark>[•‣◦▪▫●○■□➢➤►✓✔⁃∙·]|[*+–—-](?=\s))\s*(?=\S)")
_NUMBER: Final = re.compile(
    r"\(?(?P<number>\d{1,2})(?P<stop>[.)])\s+(?=\S)|\(?(?P<letter>[a-h])\)\s+(?=\S)"
)
_HASH: Final = re.compile(r"(?P<hashes>#{1,6})\s+(?=\S)")
_WORD: Final = re.compile(r"[^\W\d_][\w’'.-]*")
_FINAL: Final = re.compile(r"[.!?…:;][\"”’'»)\]]*$")
_SENTENCES: Final = re.compile(
    r"(?<!\bGen)(?<!\bCol)(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bSt)(?<!\bLt)(?<!\bMaj)(?<!\bMrs)"
    r"(?<!\bvs)(?<!\bNo)(?<!\bSen)(?<!\bGov)(?<!\bRep)(?<!\bProf)(?<=[a-z]{2})[.!] [A-Z]"
)
"""The end of a sentence inside a line."""
SURE_BULLETS: Final = frozenset("•‣◦▪▫●○■□➢➤►✓✔⁃∙")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the space around it, and how far it was indented."""

    text: str
    raw: str
    indent: int


def lines_of(text: str) -> list[Line]:
    """The lines of the text, single spaces between their words."""
    return [
        Line(" ".join(raw.split()), raw.strip(), len(raw) - len(raw.lstrip()))
        for raw in text.split("\n")
    ]


@dataclass(frozen=True, slots=True)
class Marker:
    """What a line begins with if it is an item of a list."""

    written: str
    """The bullet, or the number with its stop."""
    number: int
    """0 of a bullet; letters count from a = 1."""
    end: int
    """Where the item's words begin."""

    @property
    def sure(self) -> bool:
        """Whether the marker alone makes the line an item."""
        return self.written in SURE_BULLETS


def marker_of(text: str) -> Marker | None:
    """The list marker at the head of a line."""
    bullet = _BULLET.match(text)
    if bullet:
        return Marker(bullet["mark"], 0, bullet.end())
    number = _NUMBER.match(text)
    if number is None:
        return None
    value = int(number["number"]) if number["number"] else ord(number["letter"]) - 96
    return Marker(number[0].strip(), value, number.end())


def hash_heading(text: str) -> tuple[int, str] | None:
    """Level and words of a line such as `## Words`."""
    found = _HASH.match(text)
    return (len(found["hashes"]), text[found.end() :].rstrip("# ")) if found else None


def ends_sentence(text: str) -> bool:
    """Whether the line ends where a sentence or its announcement may end."""
    return _FINAL.search(text) is not None


def is_title_case(text: str) -> bool:
    """Whether nearly all words that titles write with capitals have them."""
    words = _WORD.findall(text)
    weighty = [word for word in words if word.lower() not in _SMALL]
    if not weighty or text[:1].islower():
        return False
    tall = sum(1 for word in weighty if word[0].isupper())
    return tall >= 2 and tall >= 0.75 * len(weighty)


def may_be_heading(text: str) -> bool:
    """Whether a line that stands alone is a heading: short, begun like one, without a stop."""
    words = text.split()
    if not words or len(text) > 200 or _FINAL.search(text.rstrip("?")) or text[-1] in ",-–—”":
        return False
    first = text.lstrip("\"'“‘¿")[:1]
    if not (first.isupper() or first.isdigit()) or not any(letter.isalpha() for letter in text):
        return False
    if words[-1].lower() in _LINKING or _SENTENCES.search(text) is not None:
        return False
    return len(words) <= 12 or (len(words) <= 26 and is_title_case(text))


def goes_on(before: str, after: str, width: int) -> bool:
    """Whether a line goes on in the next one: it was broken to fit a width of about `width`.

    A small letter after a line that ends no sentence shows it, and so does a linking word at the
    end. Before a capital the line must have been too full for the next word.
    """
    if not before or not after:
        return False
    if ends_sentence(before) and not before.endswith((":", ";")):
        return False
    first = after.lstrip("\"'“‘([")[:1]
    if first.islower():
        return True
    last = before.rsplit(maxsplit=1)[-1]
    if before[-1] in ",;-–—&" or last.lower() in _LINKING:
        return not before.endswith(";") or not first.isupper()
    return fills(before, after, width)


def fills(before: str, after: str, width: int) -> bool:
    """Whether the first word of the next line had no room in this one."""
    return 40 <= width <= 130 and len(before) + 1 + len(after.split(maxsplit=1)[0]) > width


_PREFIXES: Final = frozenset(
    "anti pro ex co non self counter al vice mid pre post pan inter intra multi semi well".split()
)


def attach(parts: list[str], line: str) -> None:
    """Adds a line to those it goes on; a hyphen that only broke a word goes."""
    before = parts[-1]
    if before.endswith("-") and not before.endswith((" -", "--")) and line[:1].islower():
        stem = before[:-1].rsplit(" ", 1)[-1].lower()
        broken = stem.isalpha() and stem not in _PREFIXES and len(stem) > 1
        parts[-1] = (before[:-1] if broken else before) + line
    else:
        parts.append(line)
