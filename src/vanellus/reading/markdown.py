"""Markdown to a draft: headings, paragraphs, lists, tables and front matter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vanellus.reading.draft import Draft, Piece, heading, item, paragraph, table
from vanellus.reading.front import front_matter, lift_pieces
from vanellus.reading.pages import fragment_pieces
from vanellus.reading.plain import cleaned
from vanellus.reading.walk import restructured
from vanellus.records import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token


def read_markdown(text: str) -> Draft:
    """The draft of a Markdown text; its title is the front matter's or the first top heading."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  only Markdown needs it

    text, notes = cleaned(text)
    front = front_matter(text)
    tokens = MarkdownIt("commonmark", {"maxNesting": 60}).enable("table").parse(front.rest)
    pieces = restructured(_Gathering().pieces(tokens))
    title = front.fields.get("title")
    if title is None and pieces and pieces[0].kind is BlockKind.HEADING and len(pieces) > 1:
        title = pieces.pop(0).text
    pieces = lift_pieces(pieces, front)
    fields = front.fields
    return Draft(
        pieces=tuple(pieces),
        title=title,
        published=front.published,
        publisher=fields.get("publisher"),
        author=fields.get("author"),
        language=fields.get("language"),
        url=fields.get("url"),
        notes=(*notes, *front.notes),
    )


@dataclass(slots=True)
class _Gathering:
    """Goes through the tokens and gathers pieces."""

    found: list[Piece] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)
    """Of the open lists: the number of the next item, None for one with bullets."""
    fresh: bool = False
    """Whether the open item has no piece yet."""
    level: int = 0
    rows: list[list[str]] | None = None

    def pieces(self, tokens: Sequence[Token]) -> list[Piece]:
        """All pieces of the tokens."""
        for token in tokens:
            self._take(token)
        return self.found

    def _take(self, token: Token) -> None:
        if token.type == "inline":
            self._words(_plain(token.children or []))
        elif token.type in ("fence", "code_block"):
            self._words(token.content.strip("\n"))
        elif token.type == "html_block":
            self.found += fragment_pieces(token.content)
        elif token.nesting == 1:
            self._open(token)
        elif token.nesting == -1:
            self._close(token)

    def _open(self, token: Token) -> None:
        match token.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self.level = int(token.tag[1])
            case "ul":
                self.lists.append(None)
            case "ol":
                self.lists.append(int(token.attrs.get("start") or 1))
            case "li":
                self.fresh = True
            case "table":
                self.rows = []
            case "tr" if self.rows is not None:
                self.rows.append([])
            case _:
                pass

    def _close(self, token: Token) -> None:
        if token.type == "heading_close":
            self.level = 0
        elif token.tag in ("ul", "ol"):
            self.lists.pop()
        elif token.tag == "table" and self.rows:
            self.found.append(table(self.rows, header=any(self.rows[0])))
            self.rows = None

    def _words(self, words: str) -> None:
        one_line = " ".join(words.split())
        if self.rows is not None:
            self.rows[-1].append(one_line)
        elif not one_line:
            return
        elif self.level:
            self.found.append(heading(one_line, self.level))
        elif self.lists and self.fresh:
            number = self.lists[-1]
            self.found.append(
                item(
                    one_line,
                    depth=len(self.lists) - 1,
                    marker="•" if number is None else f"{number}.",
                )
            )
            if number is not None:
                self.lists[-1] = number + 1
            self.fresh = False
        else:
            self.found.append(paragraph(words.strip()))


def _plain(children: Sequence[Token]) -> str:
    """The words of an inline token, without emphasis, links and images."""
    words: list[str] = []
    for child in children:
        match child.type:
            case "text" | "code_inline":
                words.append(child.content)
            case "softbreak":
                words.append(" ")
            case "hardbreak":
                words.append("\n")
            case "html_inline" if child.content.lower().startswith("<br"):
                words.append("\n")
            case _:
                pass
    return "".join(words)
