"""A list of subjects parted into its members, each without when, where and with whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from vanellus.coding.phrases import Stretch, coordinated, phrase_end
from vanellus.coding.pillars_of_text import pillar_of
from vanellus.coding.words import alternatives, words

if TYPE_CHECKING:
    from collections.abc import Iterator


class Subject(NamedTuple):
    """One subject of talks, or one interest of a party."""

    at: Stretch
    text: str
    """Its words; those of `political` in `political and economic ties` are `political ties`."""
    party: Stretch | None
    """Whose interest it is; None for a subject of talks."""
    sure: bool
    """An agenda is named as such: the subject counts though its words name no field of policy."""


_INCLUDING: Final = re.compile(
    r",?\s*\b(?:including|such\s+as|among\s+them|namely|notably|like|ranging\s+from|"
    r"(?:especially|particularly|in\s+particular|above\s+all)(?:\s+(?:regarding|concerning|in|on))?|"
    r"regarding|concerning|"
    r"in\s+(?:the\s+)?(?:fields?|areas?|sectors?|domains?)\s+(?:of|such\s+as|like))"
    r"\s*[;:,]?\s+"
)
_GENERIC: Final = re.compile(rf"\b(?:{alternatives('agenda', 'generic')})\b")
_TIES_IN: Final = re.compile(
    rf"[^,;:]{{0,60}}?\b(?:{alternatives('agenda', 'generic')})\b"
    r"(?:\s+(?:with|between)\s+[^,;:]{2,40}?)?\s+(?:in|on|into|across)\s+"
)
_FINITE: Final = re.compile(r"\s+(?:is|are|was|were|has|have|had|will|would)\b")
_PREPOSITION: Final = re.compile(r"(?:on|about|over|including|of)\s+")
_WITH_WHOM: Final = re.compile(
    r"\s+with\s+(?:his|her|their|its|[A-Z]|the\s+(?:[A-Za-z]+\s+)?(?:counterparts?|colleagues?|side|"
    r"delegation|envoy|ministers?|president|hosts?|guests?|leaders?)\b)"
)
_DATED: Final = re.compile(
    r"(?:\s+(?:in|at)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)?"
    r"\s+(?:(?:on|in|from|this|last|next|late|early)\s+)+(?:the\s+\w+\s+week\b|"
    r"Mon|Tue|Wed|Thu|Fri|Sat|Sun|January|February|March|April|May|June|July|August|September|"
    r"October|November|December|week\b|month\b|year\b|\d)"
    r"|(?:\s+at\s+[^,;]{2,50})?\s+(?:yesterday|today|tomorrow)\b"
)
_CLAUSE: Final = re.compile(
    r"\b(?:said|says|told|announced|was|were|would|will|has|had)\b|"
    r"\w+ed\s+(?:its|to|the|his|her|their|that|a|an)\b"
)
_SHARED: Final = words("agenda", "shared_heads")
_MODIFIERS: Final = words("agenda", "modifiers")
_NOUNS: Final = frozenset({"security", "defence", "defense", "energy"})
"""Modifiers that are subjects by themselves."""
_NOTHING: Final = words("agenda", "nothing")


def subjects_from(
    text: str, start: int, end: int, *, sure: bool, party: Stretch | None = None
) -> Iterator[Subject]:
    """The members of the list of subjects that begins at `start`."""
    including = _INCLUDING.search(text, start, end)
    if including and _GENERIC.search(text, start, including.start()):
        start = including.end()
    limit, end = end, phrase_end(text, start, end)
    if (ties := _TIES_IN.match(text, start, end)) and len(coordinated(text, ties.end(), end)) > 1:
        start = ties.end()
    parts = coordinated(text, start, end)
    if len(parts) > 1 and _FINITE.match(text, end, limit):
        parts.pop()  # `talks on dairy, and the minister was ...`: another clause has begun
    if not parts or not _is_subject(text[slice(*parts[0])]):
        return
    told = [_bare(text, part, of_party=party is not None) for part in parts]
    kept = [part for part in told if part.end > part.start and _is_subject(text[slice(*part)])]
    yield from _with_heads(text, kept, sure=sure, party=party)


def _bare(text: str, part: Stretch, *, of_party: bool) -> Stretch:
    """A subject without the words that say when, where and with whom it is talked about."""
    start, end = part
    if opening := _PREPOSITION.match(text, start, end):
        start = opening.end()
    if not of_party and (company := _WITH_WHOM.search(text, start, end)):
        end = company.start()
    if dated := _DATED.search(text, start, end):
        end = dated.start()
    return Stretch(start, end)


def subjects_before(text: str, start: int, end: int) -> Iterator[Subject]:
    """The subjects named before `is on the agenda`."""
    with_them = re.search(r"\bwith\s+(?=[^,;]*$)", text[start:end])
    if with_them:
        start += with_them.end()
    else:
        stops = [
            stop.end() for stop in re.finditer(r"[;:\u2014]|,\s+(?:and|but)\s+", text[start:end])
        ]
        start += stops[-1] if stops and "," not in text[start + stops[-1] : end] else 0
    parts = [part for part in coordinated(text, start, end) if _is_subject(text[slice(*part)])]
    yield from _with_heads(text, parts, sure=True, party=None)


def _is_subject(phrase: str) -> bool:
    """Whether a phrase can be a subject: no pronoun, no date, no clause of its own."""
    words_of = phrase.split()
    opening = words_of[0].lower() if words_of else ""
    if not 2 < len(phrase) <= 140 or opening in _NOTHING or opening[0].isdigit():
        return False
    if _CLAUSE.search(phrase):
        return False
    # `three main pillars`, `several issues` announce subjects and are none.
    return not (_GENERIC.fullmatch(words_of[-1]) and pillar_of(phrase) is None)


def _with_heads(
    text: str, parts: list[Stretch], *, sure: bool, party: Stretch | None
) -> Iterator[Subject]:
    """The parts as subjects; a modifier gets the head that it shares with the part behind it."""
    held: list[Stretch] = []
    for part in parts:
        phrase = " ".join(text[slice(*part)].split())
        if phrase.lower() in _MODIFIERS:
            held.append(part)
            continue
        opening = part
        for modifier in held:
            own = " ".join(text[slice(*modifier)].split())
            close = modifier is held[-1] and "," not in text[modifier.end : part.start]
            if not _shares(own, phrase, close=close):
                yield Subject(modifier, own, party, sure)
            elif close and pillar_of(own) == pillar_of(phrase):
                opening = Stretch(modifier.start, part.end)
            else:
                yield Subject(modifier, f"{own} {phrase.split()[-1]}", party, sure)
        held = []
        yield Subject(opening, " ".join(text[slice(*opening)].split()), party, sure)
    for modifier in held:
        yield Subject(modifier, text[slice(*modifier)], party, sure)


def _shares(modifier: str, phrase: str, *, close: bool) -> bool:
    """Whether a modifier shares the head of the phrase behind it. `security, and military ties`
    does not, since security is a noun as well.
    """
    words_of = phrase.split()
    if words_of[-1].lower() not in _SHARED or len(words_of) < 2:
        return False
    return close or modifier.lower() not in _NOUNS
