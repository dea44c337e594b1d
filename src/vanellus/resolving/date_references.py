"""Rules for what only points: `now`, `recently`, `in the future`.

Which adverbs count follows what annotators of TIMEX3 do: `now`, `current`, `currently`, `recently`,
`lately` and `soon` do; `already`, `still`, `recent`, `previously`, `former` and `then` do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vanellus.resolving.date_patterns import Match, Rule, Tag, rule
from vanellus.resolving.date_words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable


def _reference(value: str, *, after: str = "", before: str = "") -> Callable[[Match], Tag | None]:
    """A maker of references, save after or before certain words."""
    not_after, not_before = frozenset(words_of(after)), frozenset(words_of(before))

    def make(match: Match) -> Tag | None:
        if match.before() in not_after or match.behind() in not_before:
            return None
        return Tag(start=match.start, end=match.end, type="DATE", value=value)

    return make


_AFTER_THE_PAST: Final = frozenset(words_of("and but or as by he she it they"))


def _the_past(match: Match) -> Tag | None:
    """`the past` as a noun, with nothing behind it that it could belong to."""
    if match.behind().isalpha() and match.behind() not in _AFTER_THE_PAST:
        return None
    return Tag(start=match.start, end=match.end, type="DATE", value="PAST_REF")


def _at_the_moment(match: Match) -> Tag | None:
    if match.before() not in ("at", "for") or match.behind() in ("of", "when", "that"):
        return None
    return Tag(start=match.start, end=match.end, type="DATE", value="PRESENT_REF")


RULES: Final[tuple[Rule, ...]] = (
    rule("right? now", _reference("PRESENT_REF", before="that")),
    rule("vague_present", _reference("PRESENT_REF")),
    rule("current", _reference("PRESENT_REF", after="alternating direct")),
    rule("the moment", _at_the_moment),
    rule("these units", _reference("PRESENT_REF")),
    rule("vague_past", _reference("PAST_REF")),
    rule(
        "vague_future",
        _reference("FUTURE_REF", after="as how too", before="after before afterward as"),
    ),
    rule("the near? future", _reference("FUTURE_REF", before="of")),
    rule("the past", _the_past),
)
