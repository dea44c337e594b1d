"""Sentences of a document, split inside its blocks and never across them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from vanellus.records import Block, BlockKind, Document, Span

_NEVER_LAST: Final = frozenset(
    "mr mrs ms dr prof gen col lt maj capt cpl sgt adm cmdr brig sen rep gov hon rev fr sr st ste "
    "messrs mssrs mme mlle pres sec amb supt insp det vs eg ie cf viz op "
    "ed eds approx ca dept univ bros lt-gen maj-gen brig-gen lt-col vice-adm rear-adm mt ft "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "al bin abu ibn".split()
)
"""Abbreviations after which a sentence practically never ends when a name or number follows."""
_BEFORE_NUMBERS: Final = frozenset(("no", "nos", "art", "ch", "fig", "vol", "pp"))
"""Abbreviations only where a number follows."""
_SOMETIMES_LAST: Final = frozenset(
    "inc corp ltd co plc llc jr sr etc a.m p.m am pm u.s u.n u.k e.u u.s.a d.c u.s.s.r u.a.e d.r "
    "p.l.o no.1 esq phd ph.d b.c a.d i.e e.g ala ariz calif colo conn del fla ga ill ind kan ky la "
    "mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ont que".split()
)
"""Abbreviations after which a sentence may end: only if what follows opens one."""
_OPENERS: Final = frozenset(
    "the a an this that these those it he she they we i you his her their its our my in on at for "
    "from by with after before during since as when while where if although though because despite "
    "but and yet however meanwhile moreover also there here earlier later last next both several "
    "many some most more no not one two three what who why how under over according".split()
)
_BREAK: Final = re.compile(
    r"""(?P<stop>[.!?…]+)(?P<close>['"”’»)\]]*)(?P<gap>\s+)(?P<open>['"“‘«(\[]*)(?=(?P<next>\S+))"""
)
_LAST_WORD: Final = re.compile(r"[\w.&’'-]+$")
_INITIALS: Final = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
_NAME: Final = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]*")
MAX_CHARACTERS: Final = 1200
"""A longer stretch without an end is cut at a space: it is no sentence, and the model reads 128
tokens at most."""


def split_sentences(document: Document) -> list[tuple[int, Span]]:
    """Each sentence with the index of its block (-1 for text in no block), in the text's order.

    Headings and list items are sentences of their own where they hold no more than one; tables are
    left out (their cells are read as such).
    """
    blocks = document.blocks or (Block(kind=BlockKind.PARAGRAPH, start=0, end=len(document.text)),)
    found = []
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.TABLE:
            continue
        number = index if document.blocks else -1
        found += [
            (number, Span(start=start, end=end, text=document.text[start:end]))
            for start, end in spans_of(document.text, block.start, block.end)
        ]
    return found


def spans_of(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Character ranges of the sentences of `text[start:end]`, without the space around them.

    >>> text = "Gen. Tiani spoke on Apr. 3. The U.S.-led force left."
    >>> [text[a:b] for a, b in spans_of(text)]
    ['Gen. Tiani spoke on Apr. 3.', 'The U.S.-led force left.']
    """
    end = len(text) if end is None else end
    for low, high in _lines(text, start, end):
        at = low
        for match in _BREAK.finditer(text, low, high):
            if _ends(text, at, match):
                yield from _cut(text, at, match.end("close"))
                at = match.end("gap")
        yield from _cut(text, at, high)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines; a single line break is a space."""
    at = start
    for match in re.compile(r"\n\s*\n").finditer(text, start, end):
        yield at, match.start()
        at = match.end()
    yield at, end


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a sentence ends at the stop that `match` found."""
    following = match["next"].lstrip("'\"“‘«([")
    opens = following[:1]
    if match["stop"] != ".":
        # `"Go away!" he shouted` goes on; `Yahoo! said` too.
        return not opens.islower()
    if opens.islower() or opens in ",;:":
        return False
    if match["close"]:
        return True
    last = _LAST_WORD.search(text, max(start, match.start() - 40), match.start())
    word = last[0] if last else ""
    plain = word.lower()
    opener = following.rstrip(".,;:!?'\"”’").lower() in _OPENERS
    if plain in _BEFORE_NUMBERS:
        return not opens.isdigit()
    if plain in _NEVER_LAST:
        # `on Mar. 3` and `Mar. 3 talks` go on; `the talks in Mar. The ...` ends.
        return opener and plain not in ("gen", "col", "lt", "mr", "mrs", "ms", "dr", "prof", "st")
    if plain in _SOMETIMES_LAST or ("." in word and _INITIALS.fullmatch(word)):
        return opener
    if len(word) == 1 and word.isalpha() and word.isupper():
        # A person's initial, unless it closes a list of letters.
        return not _NAME.match(following) or opener
    return True


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The range without space around it, in pieces of at most MAX_CHARACTERS."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_CHARACTERS:
        space = text.rfind(" ", start + 1, start + MAX_CHARACTERS)
        at = space if space > start else start + MAX_CHARACTERS
        yield start, at
        start = at
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
