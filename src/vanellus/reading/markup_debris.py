"""Mark-up that stands in a text as text, whole or broken: `< td >`, `li >`, `< / tr`.

Rewriting machines and careless extractors leave such. It is read for what it still tells (cells,
rows, items, headings) and then taken away. Lines of the text are kept as lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_CELL: Final = ("td", "th")
_ROW: Final = ("tr", "thead", "tbody", "tfoot", "table", "caption", "colgroup")
_BREAK: Final = (
    "p", "div", "section", "article", "blockquote", "hr", "figure", "center", "dl", "html", "head",
    "body", "main", "header", "footer", "nav", "title", "form", "pre", "aside",
)  # fmt: skip
_LINE: Final = ("br", "ul", "ol", "dd", "dt", "figcaption")
_INLINE: Final = (
    "strong", "span", "em", "font", "small", "sup", "sub", "img", "b", "i", "u", "a", "mark", "col",
    "label", "button", "input", "code", "link", "meta",
)  # fmt: skip
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_NAMES: Final = "|".join(
    sorted({*_CELL, *_ROW, *_BREAK, *_LINE, *_INLINE, *_HEADINGS, "li"}, key=len, reverse=True)
)
_UNMISTAKABLE: Final = "td|th|tr|li|ul|ol|thead|tbody|tfoot|table|strong|span|div|blockquote|h[1-6]"
"""Names that are taken for mark-up even where one of the angle brackets is lost."""
_ATTRIBUTES: Final = (
    r"""(?:\s+[A-Za-z][\w:-]{0,30}\s{0,3}=\s{0,3}(?:"[^"<>\n]{0,300}"|'[^'<>\n]{0,300}'"""
    r"""|[“”„][^<>“”„\n]{0,300}[“”]|[^\s"'<>=“”]{1,200})){0,12}"""
)
_TAG: Final = re.compile(
    rf"<\s{{0,3}}(?P<shut>/?)\s{{0,3}}(?P<name>{_NAMES}){_ATTRIBUTES}\s{{0,3}}/?\s{{0,3}}>"
    rf"|(?<![\w<&/.-])(?:(?P<slash>/)\s{{0,3}})?(?P<half>{_UNMISTAKABLE}){_ATTRIBUTES}\s{{0,3}}>"
    rf"|<\s{{0,3}}(?P<cut_shut>/)\s{{0,3}}(?P<cut>{_UNMISTAKABLE})\b(?!\s{{0,3}}>)"
    rf"|<\s{{0,3}}(?P<open>{_UNMISTAKABLE})\s{{0,3}}(?=\n|\Z|<)"
    r"|(?<!\S)(?:class|style|id|rel|target|href|src|width|height|align|colspan|rowspan)"
    r"""\s{0,3}=\s{0,3}["“][^"”<>\n]{0,300}["”]\s{0,3}/?>"""
    r"|<!--[^<>]{0,500}-->|<!\[CDATA\[|\]\]>|<!DOCTYPE[^<>]{0,200}>",
    re.IGNORECASE,
)
_SCRIPT: Final = re.compile(r"<\s{0,3}(script|style)\b[^<>]{0,500}>", re.IGNORECASE)
_SCRIPT_END: Final = re.compile(r"<\s{0,3}/\s{0,3}(?:script|style)\s{0,3}>", re.IGNORECASE)
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag, or what is left of one. `sure` is false where it may be either end of an element."""

    name: str
    shut: bool
    sure: bool
    start: int
    end: int


def has_debris(text: str) -> bool:
    """Whether tags stand in the text as text."""
    return (">" in text or "<" in text) and _TAG.search(text) is not None


def drop_scripts(text: str) -> str:
    """The text without whole `<script>` and `<style>` elements."""
    parts = []
    at = 0
    while begin := _SCRIPT.search(text, at):
        end = _SCRIPT_END.search(text, begin.end())
        if end is None:
            break
        parts += [text[at : begin.start()], " "]
        at = end.end()
    return "".join([*parts, text[at:]]) if parts else text


def tags_of(text: str) -> Iterator[Tag]:
    """The tags in the text, in order; comments and lone attributes have the name ''."""
    for found in _TAG.finditer(text):
        if found["name"]:
            name, shut, sure = found["name"], bool(found["shut"]), True
        elif found["half"]:
            begins = not found["slash"] and _begins_line(text, found)
            name, shut, sure = found["half"], not begins, bool(found["slash"])
        elif found["cut"]:
            name, shut, sure = found["cut"], True, True
        elif found["open"]:
            name, shut, sure = found["open"], False, True
        else:
            name, shut, sure = "", False, True
        yield Tag(name.lower(), shut, sure, found.start(), found.end())


def _begins_line(text: str, found: re.Match[str]) -> bool:
    """Whether `li >` stands before words of its line and not after them: it then began an item."""
    if found["half"].lower() in (*_CELL, *_ROW):
        return False  # either end of a cell parts it from the next
    before = text[max(0, found.start() - 40) : found.start()].rpartition("\n")[2]
    after = text[found.end() : found.end() + 40].partition("\n")[0]
    return not before.strip() and bool(after.strip())


def is_of_table(tag: Tag) -> bool:
    """Whether the tag belongs to a table."""
    return tag.name in _CELL or tag.name in _ROW


def is_of_cell(tag: Tag) -> bool:
    """Whether the tag begins or ends a cell."""
    return tag.name in _CELL


def without_tags(text: str, tags: list[Tag]) -> str:
    """The text with its tags turned to what they stand for in plain text.

    An item becomes a line with a bullet, a heading a line with `##`, a paragraph's end a blank
    line; the rest goes.
    """
    parts = []
    at = 0
    for tag in tags:
        parts += [text[at : tag.start], _plain(tag)]
        at = tag.end
    parts.append(text[at:])
    return "".join(parts)


def _plain(tag: Tag) -> str:
    if tag.name == "li":
        return "\n" if tag.shut else "\n• "
    if tag.name in _HEADINGS:
        return "\n\n" if tag.shut else f"\n\n{'#' * int(tag.name[1])} "
    if tag.name in _BREAK or tag.name in _ROW:
        return "\n\n"
    if tag.name in _LINE:
        return "\n"
    return " " if tag.name in ("", *_CELL) else ""


def holds_blank_line(text: str) -> bool:
    """Whether a blank line parts the text."""
    return _BLANK_LINE.search(text) is not None


def after_last_blank_line(text: str) -> int:
    """Where the part after the last blank line begins; 0 if there is none."""
    last = 0
    for found in _BLANK_LINE.finditer(text):
        last = found.end()
    return last
