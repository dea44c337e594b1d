"""Where a number of the text holds: the nearest place that its sentence names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vanellus.coding.parties import is_state, names_a_body
from vanellus.coding.phrases import Stretch
from vanellus.coding.words import alternatives, words
from vanellus.records import MentionKind, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vanellus.records import Entity, SentenceReading

_NAME: Final = (
    r"[A-ZÀ-Þ][\w’'-]*(?:(?:\s+(?:de|du|la|le|el|al|of(?: the)?)\s+|\s+)[A-ZÀ-Þ][\w’'-]*)*"
)
_IN: Final = re.compile(
    r"\b(?P<how>[Ii]n|[Aa]cross|[Tt]hroughout|[Ww]ithin|[Aa]t|[Nn]ear|[Aa]round|[Ii]nside|"
    r"[Oo]utside|[Ff]rom|[Oo]f|[Tt]o|[Ii]nto|[Ff]or)\s+"
    rf"(?P<place>(?:(?:the|{alternatives('figures', 'quantifiers')}|\w+ern|[a-z]+-Saharan|central|"
    r"rural|coastal|neighbouring|neighboring|landlocked|upper|lower|mainland|greater)\s+)*"
    rf"(?:(?:{alternatives('figures', 'geographic')})\s+of\s+(?:the\s+)?)?"
    rf"(?P<name>{_NAME})(?:\s+(?:{alternatives('figures', 'geographic')})\b)?)"
)
_GENERIC: Final = re.compile(
    r"\b(?:[Ii]n|[Aa]cross|[Tt]hroughout|[Ww]ithin)\s+"
    rf"(?P<place>(?:the|this|that|all|both|some|most)\s+(?:\w+\s+){{0,2}}?"
    rf"(?:{alternatives('figures', 'generic_places')})\b)(?!\s+of\s)"
)
_MODIFIES: Final = re.compile(rf"\s(?!(?:{alternatives('figures', 'after_places')})\b)[a-z]")
_ADJECTIVE: Final = re.compile(r"\bthe\s.*(?:an|ese|ish|ic|i|ch|que)$")
_OWNED: Final = re.compile(rf"(?P<place>{_NAME})[’'](?:s\b|(?=\s))")
_TIME: Final = words("figures", "times")
_LOOSE: Final = frozenset({"of", "to", "into", "from", "for"})
"""After these a name is a place only if it is a state: `of Awa Diop` is none."""


def place_of(
    text: str, reading: SentenceReading, at: Stretch, *, speaker: Entity | None
) -> Place | None:
    """The place nearest to the figure at `at` in its sentence, or None.

    A place that belongs to the speaker's name (`a doctor in Gao said`) tells nothing of the figure.
    """
    start, end = reading.sentence.start, reading.sentence.end
    found = list(_told(text, start, end))
    found += [
        (Stretch(mention.start, mention.end), 0)
        for mention in reading.mentions
        if mention.kind is MentionKind.PLACE
    ]
    if speaker:
        found = [
            (place, farther)
            for place, farther in found
            if place.end <= speaker.start or place.start >= speaker.end
        ]
    if not found:
        return None
    best, _ = min(found, key=lambda each: (_distance(text, each[0], at) + each[1], -each[0].end))
    return Place(text=text[slice(*best)], start=best.start, end=best.end)


def _told(text: str, start: int, end: int) -> Iterator[tuple[Stretch, int]]:
    """Places by the small words before them, and states by their possessive; the vaguer the
    evidence, the farther they count.
    """
    for match in _IN.finditer(text, start, end):
        name = match["name"]
        loose = match["how"].lower() in _LOOSE
        if name.split()[0] in _TIME or (loose and not is_state(name)) or names_a_body(name):
            continue
        if _ADJECTIVE.search(match["place"]) and _MODIFIES.match(text, match.end(), end):
            continue  # `near the Egyptian embassy`
        yield _bare(text, Stretch(*match.span("place"))), 40 if loose else 0
    for match in _GENERIC.finditer(text, start, end):
        yield Stretch(*match.span("place")), 20
    for match in _OWNED.finditer(text, start, end):
        name = match["place"]
        if is_state(name):
            yield Stretch(*match.span("place")), 10


def _bare(text: str, place: Stretch) -> Stretch:
    """The place without a possessive ending: `in Mali's north` is in Mali."""
    words_of = text[slice(*place)]
    cut = re.search(r"[’']s?$", words_of)
    return Stretch(place.start, place.start + cut.start()) if cut else place


def _distance(text: str, place: Stretch, figure: Stretch) -> int:
    """Characters between the two; a place before the figure or in another clause is farther."""
    if place.start >= figure.end:
        gap, before = text[figure.end : place.start], 0
    else:
        gap, before = text[place.end : figure.start], 25
    return len(gap) + before + 60 * len(re.findall(r"[;.]\s|\b(?:while|but|whereas)\b", gap))
