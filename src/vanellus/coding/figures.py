"""The register of figures: the numbers that a document quotes, with what they are of.

A number without an indicator is no figure: years, ages, scores and article numbers fall out by
themselves or are shut out where they look like counts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vanellus.coding.attribution import attribution
from vanellus.coding.cells import cell_figures
from vanellus.coding.counted import counted
from vanellus.coding.figure_places import place_of
from vanellus.coding.numerals import has_number
from vanellus.coding.parties import entity
from vanellus.coding.phrases import Stretch
from vanellus.coding.quantities import Kind, Quantity, quantities
from vanellus.coding.rated import paid, rated
from vanellus.coding.words import alternatives, words
from vanellus.records import (
    BlockKind,
    Document,
    Entity,
    Figure,
    Place,
    Role,
    SentenceKind,
    SentenceReading,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vanellus.coding.indicators import Named

MOST_NUMBERS: Final = 40
"""A stretch with more numbers is a table that lost its cells, and no sentence names them."""
_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY_BEFORE: Final = re.compile(
    rf"{_MONTH}\s+(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s*(?:,|and|to|or|-|–)\s*)?$"
)
_DAY_BEHIND: Final = re.compile(
    rf"(?:st|nd|rd|th)?\s*(?:(?:,|and|to|or|-|–)\s*\d{{1,2}}(?:st|nd|rd|th)?)?\s+(?:of\s+)?{_MONTH}"
)
_LENGTH_BEHIND: Final = re.compile(
    r"[\s-]+(?:(?:more|square|cubic|full|long|consecutive)\s+)?"
    rf"(?:{alternatives('figures', 'durations')})\b|:\d\d|\s?(?:am|pm|GMT|UTC)\b"
    r"|[\s-]year[\s-]old|\s+of\s+(?:the|its|those|these|them|his|her)\b"
)
_LABEL_BEFORE: Final = re.compile(r"(?P<label>[A-Za-z]+)\.?[\s-]+$")
_LABELS: Final = words("figures", "labels")
_YEAR_BEFORE: Final = re.compile(
    r"\b(?:in|of|since|by|until|till|before|after|from|during|late|early|mid|year|and|to|for|the|"
    rf"{_MONTH})[\s-]*$",
    re.IGNORECASE,
)
_SPORT: Final = re.compile(rf"\b(?:{alternatives('advice', 'sport')})\b", re.IGNORECASE)
_SHARED: Final = re.compile(r"\s+[A-Z][\w’-]+(?:,|,?\s+and|\s+or)\s+")
_CENTRAL: Final = re.compile(
    r"\b(?:Cameroon\w*|Chad\w*|Gabon\w*|Equatorial Guinea|Central African|Congo\w*|Yaound[eé]|"
    r"Douala|N[’']?Djamena|Libreville|Bangui|Brazzaville|Malabo|BEAC)\b"
)


def find_figures(document: Document, sentences: Sequence[SentenceReading]) -> Iterator[Figure]:
    """The document's figures, in the order of its text.

    A figure of a heading is left out where the text below it has the same.
    """
    found: list[tuple[bool, Figure]] = []
    for reading in sentences:
        if reading.kind is not SentenceKind.BOILERPLATE and has_number(reading.sentence.text):
            heading = (
                0 <= reading.block < len(document.blocks)
                and document.blocks[reading.block].kind is BlockKind.HEADING
            )
            found += [(heading, figure) for figure in _of_sentence(document, reading)]
    for block in document.blocks:
        if block.kind is BlockKind.TABLE and len(block.rows) > 1:
            found += [
                (False, _figure(document, each.at, each.quantity, each.named, place=each.place))
                for each in cell_figures(block.rows, named_in)
            ]
    told = {_key(figure) for heading, figure in found if not heading}
    yield from sorted(
        (figure for heading, figure in found if not heading or _key(figure) not in told),
        key=lambda figure: figure.span.start,
    )


def _key(figure: Figure) -> tuple[str, float, str]:
    return figure.indicator, figure.value, figure.unit


def _of_sentence(document: Document, reading: SentenceReading) -> Iterator[Figure]:
    """The figures of one sentence."""
    text, sentence = document.text, reading.sentence
    said_by: Entity | None = None
    asked = False
    for at, quantity, named in named_in(text, sentence.start, sentence.end):
        if not asked:
            said_by, asked = _speaker(text, reading), True
        place = place_of(text, reading, at, speaker=said_by)
        yield _figure(document, at, quantity, named, place=place, said_by=said_by)


def named_in(text: str, start: int, end: int) -> Iterator[tuple[Stretch, Quantity, Named]]:
    """The quantities that the words of `text[start:end]` name, with their extent."""
    earlier: tuple[int, Named] | None = None
    waiting: Quantity | None = None
    found = quantities(text, start, end)
    if len(found) > MOST_NUMBERS:
        return
    for quantity in found:
        named = None
        if quantity.kind is Kind.MONEY:
            named = paid(text, start, end, quantity)
        elif quantity.kind is not Kind.COUNT:
            named = rated(text, start, end, quantity)
        elif _is_count(text, start, end, quantity):
            named = counted(text, start, end, quantity, earlier=earlier)
            if named and _SPORT.search(text, start, end):
                return
            if named and waiting and _SHARED.fullmatch(text, waiting.end, quantity.start):
                # `1,500 French and 1,100 American soldiers`: one noun for both.
                yield Stretch(waiting.start, waiting.end), waiting, named
            waiting = None if named else quantity
        if named:
            earlier = named.end, named
            yield Stretch(quantity.start, max(named.end, quantity.end)), quantity, named


def _is_count(text: str, start: int, end: int, quantity: Quantity) -> bool:
    """Whether a number can count something: no date, time, length, label or item number."""
    number = quantity.number
    before = text[max(start, number.start - 24) : number.start]
    if _LENGTH_BEHIND.match(text, quantity.end, end) or _LENGTH_BEHIND.match(text, number.end, end):
        return False
    if _DAY_BEHIND.match(text, number.end, end) or (number.bare and _DAY_BEFORE.search(before)):
        return False
    if number.short and not text[number.end : number.end + 2].strip().isalpha():
        return False  # `5m` may be metres
    if not number.bare:
        return True
    if number.start == start and text[number.end : number.end + 1] in (".", ")", ":"):
        return False
    label = _LABEL_BEFORE.search(before)
    if label and label["label"].lower() in _LABELS:
        return False
    return not (1500 <= number.value <= 2100 and bool(_YEAR_BEFORE.search(before)))


def _speaker(text: str, reading: SentenceReading) -> Entity | None:
    """Who is said to have given the sentence's numbers, or None."""
    sentence = reading.sentence
    said = attribution(text, sentence.start, sentence.end)
    if said.speaker and 1 < said.speaker.end - said.speaker.start <= 100:
        return entity(text, *said.speaker)
    for trigger in reading.triggers:
        for arc in trigger.arcs:
            if arc.role is Role.SPEAKER and arc.mention < len(reading.mentions):
                mention = reading.mentions[arc.mention]
                return entity(text, mention.start, mention.end)
    return None


def _figure(
    document: Document,
    at: Stretch,
    quantity: Quantity,
    named: Named,
    *,
    place: Place | None,
    said_by: Entity | None = None,
) -> Figure:
    unit = named.unit
    if unit == "XOF" and _CENTRAL.search(document.text):
        unit = "XAF"
    return Figure(
        doc_id=document.id,
        indicator=named.indicator,
        value=-quantity.value if named.falls else quantity.value,
        unit=unit,
        place=place,
        date=None,
        said_by=said_by,
        span=Span(start=at.start, end=at.end, text=document.text[at.start : at.end]),
        approximate=quantity.approximate,
    )
