"""Page furniture: what stands on a page beside the report. Told block by block.

The rules are in `furniture.toml`; this module says where each kind of them holds.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from vanellus.reading.draft import paragraph
from vanellus.reading.written_dates import DATE
from vanellus.records import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanellus.reading.draft import Piece

LONGEST: Final = 400
"""Characters; longer blocks are never furniture."""
_FOOT: Final = 12
"""Blocks at the end of a page among which the author may be introduced."""
_COUNTER: Final = re.compile(
    r"\W*\d{1,3}(?:\s*[-–—|·/»>,]\s*\d{1,3}){2,}\W*(?:next\W*)?", re.IGNORECASE
)
_FINITE: Final = re.compile(
    r"\b(?:was|were|has been|have been|had|said|says|told|died|killed|will|arrested|seized|fled|"
    r"returned|detained|freed|released|won|lost|left|sentenced)\b"
    r"|\b(?!(?:seasoned|dedicated|experienced|based|focused|related|renowned|acclaimed|need|indeed|"
    r"complicated|celebrated|trained|skilled|accomplished|devoted)\b)[a-z]+ed\b",
    re.IGNORECASE,
)
"""Verbs of reports, by which a sentence about a journalist is told from an introduction."""
_TAIL: Final = re.compile(
    r"(?<=[.!?”])\s+(?P<link>\(?(?:read (?:more|also|next)|also read|see also)\s?:[^.]{3,160})$",
    re.IGNORECASE,
)
_UPDATED: Final = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|modified)(?: (?:on|at))?\s?:?\s?){1,2}",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"\d{1,2}[:.h]\d{2}|[ap]\.?m\.?|gmt|utc|wat|cet|est|at|on|by", re.IGNORECASE
)


@cache
def _rules(table: str, *groups: str) -> re.Pattern[str]:
    """All rules of a table (or of some groups of it) as one pattern."""
    data = tomllib.loads(files(__package__).joinpath("furniture.toml").read_text("utf-8"))
    rules = [rule for group in groups or data[table] for rule in data[table][group]]
    for _ in range(2):  # parts may name parts
        for name, part in data["parts"].items():
            rules = [rule.replace(f"{{{name}}}", part) for rule in rules]
    return re.compile("|".join(f"(?:{rule})" for rule in rules), re.IGNORECASE)


def is_furniture(text: str) -> bool:
    """Whether a line or block is page furniture wherever it stands."""
    if len(text) > LONGEST:
        return False
    if _rules("anywhere").fullmatch(text):
        return True
    return _is_counter(text) or _is_stamp(text)


def _is_counter(text: str) -> bool:
    """`1 - 2 - 3 - 4`: the pages of an article."""
    if not _COUNTER.fullmatch(text):
        return False
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    return numbers[0] <= 1 and all(b == a + 1 for a, b in pairwise(numbers))


def _is_stamp(text: str) -> bool:
    """`Last updated: 3 April 2025, 21:10`: nothing but a date with its label."""
    label = _UPDATED.match(text)
    if not label or len(text) > 80:
        return False
    rest = _CLOCK.sub("", DATE.sub("", text[label.end() :]))
    return not any(letter.isalnum() for letter in rest)


def parted(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The report's own pieces, and the furniture."""
    kept: list[Piece] = []
    dropped: list[Piece] = []
    pieces = [part for piece in pieces for part in _without_tail(piece)]
    foot = _foot(pieces)
    under: str | None = None
    for number, piece in enumerate(pieces):
        if piece.kind is BlockKind.TABLE:
            under = None
            kept.append(piece)
            continue
        if under is None or not _belongs(pieces, number, under):
            under = _heads(pieces, number, foot)
            introduces = number >= foot and len(kept) > 1 and _introduces_author(piece.text)
            if under is None and not introduces and not is_furniture(piece.text):
                kept.append(piece)
                continue
        dropped.append(piece)
    return kept, dropped


def _without_tail(piece: Piece) -> list[Piece]:
    """The piece, and apart from it a link to another report that stands at its end."""
    tail = _TAIL.search(piece.text) if piece.kind is not BlockKind.TABLE else None
    if tail is None or not is_furniture(tail["link"]):
        return [piece]
    return [replace(piece, text=piece.text[: tail.start()]), paragraph(tail["link"])]


def _foot(pieces: Sequence[Piece]) -> int:
    """Index from which on nothing but a few short blocks stand."""
    number = len(pieces)
    while number > 0 and len(pieces) - number < _FOOT:
        piece = pieces[number - 1]
        if piece.kind is BlockKind.TABLE or len(piece.text) > LONGEST:
            break
        number -= 1
    return number


def _introduces_author(text: str) -> bool:
    if len(text) > LONGEST or not _rules("at_the_foot").fullmatch(text):
        return False
    return _FINITE.search(text) is None


def _heads(pieces: Sequence[Piece], number: int, foot: int) -> str | None:
    """What stands below the piece, if it heads something that is no part of the report."""
    text = pieces[number].text
    following = pieces[number + 1] if number + 1 < len(pieces) else None
    if following is None or len(text) > 60:
        return None
    if number >= foot and number + 3 >= len(pieces) and _rules("heads", "author").fullmatch(text):
        return "author"
    if _rules("heads", "links").fullmatch(text) and _is_link(following):
        return "links"
    return None


def _belongs(pieces: Sequence[Piece], number: int, under: str) -> bool:
    """Whether the piece still stands under the head of such a section."""
    piece = pieces[number]
    if under == "author":
        return len(piece.text) < LONGEST
    following = pieces[number + 1] if number + 1 < len(pieces) else None
    heads_on = piece.kind is BlockKind.HEADING and following is not None and not _is_link(following)
    return _is_link(piece) and not heads_on


def _is_link(piece: Piece) -> bool:
    """Whether a block may be the words of a link: a short one that ends no sentence."""
    return (
        piece.kind is not BlockKind.TABLE
        and len(piece.text) < 160
        and not piece.text.endswith((".", ":", "”", '"'))
    )
