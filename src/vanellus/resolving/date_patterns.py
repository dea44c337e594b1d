"""Patterns over kinds of tokens, and what a pattern's rule makes of a match."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from vanellus.records import DateBasis
from vanellus.resolving.date_tokens import MARKS, OTHER, Tokens
from vanellus.resolving.date_words import words_of

if TYPE_CHECKING:
    from vanellus.resolving.date_anchors import Anchors
    from vanellus.resolving.date_points import Point

_UNIT: Final = words_of("day week weekend fortnight month quarter year decade century")
_SETS: Final[dict[str, tuple[str, ...]]] = {
    "month_named": words_of("month_name month_verb month_short"),
    "weekday_named": words_of("weekday weekday_short"),
    "unit": _UNIT,
    "many_units": words_of("units clock_units"),
    "any_unit": (*_UNIT, "units", "clock_unit", "clock_units"),
    "year_like": words_of("year_number short_year"),
    "nth_any": words_of("nth ordinal first second"),
    "day_any": words_of("day_number nth"),
    "part_any": words_of("part hour_name"),
    "count": words_of(
        "one number_word nineteen twenty day_number small_number whole_number grouped decimal"
    ),
}
"""Names in patterns that stand for any of several kinds."""
_NAME: Final = re.compile(r"(?:(?P<key>[a-z_]+):)?(?:(?P<kind>[a-z_]+)|(?P<open>\((?!\?)))")


def _translated(match: re.Match[str]) -> str:
    key = f"?P<{match['key']}>" if match["key"] else ""
    if match["open"]:
        return f"({key or '?:'}"
    kinds = _SETS.get(match["kind"], (match["kind"],))
    marks = f"[{''.join(MARKS[kind] for kind in kinds)}]"
    return f"({key}{marks})" if key else marks


def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as a regular expression over marks.

    A pattern names kinds of tokens, or sets of kinds, in their order: `the? day:nth of month_name`.
    `key:` names what was matched; brackets, bars, marks of question and `{0,2}` mean what they
    mean in regular expressions; spaces mean nothing. Nothing may repeat without bound, so that the
    work at each token is bounded too.
    """
    return re.compile(_NAME.sub(_translated, pattern).replace(" ", "").replace("\n", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One date expression, by the tokens it covers."""

    start: int
    end: int
    """Index of the token after the last."""
    type: str
    value: str | None
    first: date | None = None
    last: date | None = None
    basis: DateBasis = DateBasis.UNKNOWN
    grain: str = "unknown"
    point: Point | None = None
    """What later expressions may be reckoned from."""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match: the tokens, where it lies, and what its names stand for."""

    tokens: Tokens
    anchors: Anchors
    start: int
    end: int
    _found: re.Match[str]
    _read_at: Callable[[int], Sequence[Tag]]

    def next_date(self) -> Tag | None:
        """The date expression that begins where the match ends."""
        return next(iter(self._read_at(self.end)), None)

    def has(self, key: str) -> bool:
        """Whether the pattern names such a part and it was there."""
        return key in self._found.re.groupindex and self._found[key] is not None

    def at(self, key: str) -> int:
        """Index of the first token of the named part."""
        return self._found.start(key)

    def after(self, key: str) -> int:
        """Index of the token after the named part."""
        return self._found.end(key)

    def word(self, key: str) -> str:
        """The first word of the named part, in small letters; empty if it is not there."""
        return self.tokens.words[self._found.start(key)] if self.has(key) else ""

    def words(self, key: str) -> list[str]:
        """All words of the named part."""
        if not self.has(key):
            return []
        return self.tokens.words[self._found.start(key) : self._found.end(key)]

    def before(self, steps: int = 1) -> str:
        """The word that stands so many tokens before the match; empty at the text's start."""
        index = self.start - steps
        return self.tokens.words[index] if index >= 0 else ""

    def behind(self, steps: int = 0) -> str:
        """The word after the match; empty at the text's end."""
        index = self.end + steps
        return self.tokens.words[index] if index < len(self.tokens.words) else ""

    def tag(self, point: Point | None, basis: DateBasis, *, type: str | None = None) -> Tag:  # noqa: A002 - TIMEX3's name
        """The whole match as one tag for a stretch of the calendar; open if that is None."""
        return tag_of(self.start, self.end, point, basis, type=type)


def tag_of(
    start: int,
    end: int,
    point: Point | None,
    basis: DateBasis,
    *,
    type: str | None = None,  # noqa: A002 - TIMEX3's name
) -> Tag:
    """A tag for a stretch of the calendar; without value and days if that is None."""
    if point is None:
        return Tag(start=start, end=end, type=type or "DATE", value=None)
    return Tag(
        start=start,
        end=end,
        type=type or ("TIME" if point.clock else "DATE"),
        value=point.value,
        first=point.first,
        last=point.last,
        basis=basis,
        grain=point.grain.recorded,
        point=point,
    )


Handler = Callable[[Match], "Tag | Sequence[Tag] | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what is made of its matches; the maker answers None to let a match go."""

    pattern: re.Pattern[str]
    make: Handler


def rule(pattern: str, make: Handler) -> Rule:
    """A rule from a pattern as `compiled` reads it."""
    return Rule(compiled(pattern), make)


class Grammar:
    """All rules, run together from left to right; of those that match, the longest wins."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = tuple(rules)
        patterns = "|".join(_nameless(one.pattern.pattern) for one in rules)
        # Most tokens are words of no kind, which no rule begins with: they are passed at once.
        self._any = re.compile(f"(?!{OTHER})(?:{patterns})")

    def read(self, tokens: Tokens, anchors: Anchors) -> Iterator[Tag]:
        """The date expressions of a text, each told to `anchors` before the next is read."""
        marks, at = tokens.marks, 0
        while (hit := self._any.search(marks, at)) is not None:
            tags = self._made(tokens, anchors, hit.start())
            at = hit.start() + 1
            for tag in tags:
                anchors.tell(tag)
                at = max(at, tag.end)
                yield tag

    def _made(
        self, tokens: Tokens, anchors: Anchors, start: int, *, nested: bool = False
    ) -> Sequence[Tag]:
        matches = [
            (found, one.make)
            for one in self._rules
            if (found := one.pattern.match(tokens.marks, start)) is not None
        ]

        def read_at(index: int) -> Sequence[Tag]:
            # One date may hang on another, and that on no third: the work at a token is bounded.
            return () if nested else self._made(tokens, anchors, index, nested=True)

        # Stable: of equally long matches the earlier rule goes first.
        matches.sort(key=lambda pair: -pair[0].end())
        for found, make in matches:
            try:
                made = make(Match(tokens, anchors, found.start(), found.end(), found, read_at))
            except (ValueError, OverflowError):
                # No such day (30 February) or no such year: the words mean something else.
                continue
            if made:
                return [
                    _trimmed(tokens, tag) for tag in ((made,) if isinstance(made, Tag) else made)
                ]
        return ()


def _trimmed(tokens: Tokens, tag: Tag) -> Tag:
    """The tag without a full stop at its end, which belongs to the sentence."""
    if tag.end - tag.start > 1 and tokens.is_kind(tag.end - 1, "dot"):
        return replace(tag, end=tag.end - 1)
    return tag


def _nameless(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)
