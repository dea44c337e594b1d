"""Variants of annotated lines: names and dates exchanged by kind, safe changes of voice.

What a sentence says is done must not hang on who is named in it. A country's name, demonym and
capital are exchanged together for those of another country throughout a line, weekdays and months
for others, given names and surnames of persons for invented ones.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from training.corpus import Line, MarkedEvent, MarkedSpan

COUNTRIES = Path("src/vanellus/resolving/data/countries.csv")

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_SURNAMES = (
    "Abara Adeyinka Aguirre Akhmetov Alvarenga Amsalem Andersson Baptiste Barzan Belkacem Bianchi "
    "Bondarev Carvalho Castellanos Chanda Chowdhary Cisneros Dahlgren Danjuma Deng Diarrassouba "
    "Dlaminis Dragomir Eriksen Faraji Fofana Galvao Ghorbani Gutnik Hadzic Haidari Halonen Haque "
    "Hoang Ibarra Igwe Ishikawa Jankauskas Jelassi Kaboyo Kadyrbek Kamara Kapllani Karimov Kessler "
    "Khumalo Kovalenko Lagarde Lindqvist Lobsang Maalouf Mahlangu Marchetti Mbarga Mensah Mihailov "
    "Moreau Mutasa Nakamura Nasrallahi Nguema Novotny Nyambura Obradovic Okonjo Orellana Ouattara "
    "Pashazade Pereyra Petrosyan Popescu Quispe Rahmonov Rasool Rivero Ruzicka Sadiqi Salgado "
    "Sandhu Seck Shrestha Sokolov Suleiman Tamang Tanaka Tekle Toure Tshibanda Ulmanis Varga "
    "Vasquez Wickrama Yalcin Yusupov Zamora Zeleke Zielinski"
).split()
_PERSON = re.compile(
    r"((?:[Mm]inister|[Pp]resident|[Ss]ecretary|[Cc]hancellor|[Gg]eneral|Gen\.|Col\.|[Cc]olonel|"
    r"[Ss]pokes(?:man|woman|person)|[Aa]mbassador|[Ll]eader|Mr\.?|Mrs\.?|Ms\.?|[Ss]enator|"
    r"[Cc]ommander|[Ee]nvoy|[Gg]overnor)\s+)((?:[A-Z][a-zé'-]+ )*)([A-Z][a-zé'-]{3,})$"
)
_PAST = re.compile(r"[a-z]+ed")


@dataclass(frozen=True, slots=True)
class _Country:
    name: str
    demonym: str
    capital: str


class Augmenter:
    """Gives a changed copy of a line, annotation and all; the same `rng` gives the same copy."""

    def __init__(self, *, countries: Path = COUNTRIES) -> None:
        self._file = countries

    @cached_property
    def _countries(self) -> list[_Country]:
        with self._file.open(encoding="utf-8", newline="") as rows:
            return [
                _Country(row["name"], row["demonyms"].split(";")[0], row["capital"].split(";")[0])
                for row in csv.DictReader(rows)
                if row["demonyms"] and row["capital"] and not row["sovereign"]
            ]

    @cached_property
    def _by_word(self) -> dict[str, _Country]:
        found: dict[str, _Country] = {}
        for country in self._countries:
            for word in (country.name, country.demonym, country.capital):
                found.setdefault(word, country)
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = sorted(self._by_word, key=len, reverse=True)
        return re.compile(r"\b(" + "|".join(map(re.escape, words)) + r")(?![\w-])")

    def __call__(self, line: Line, rng: random.Random) -> Line:
        """The line with names, dates and now and then its voice changed."""
        if rng.random() < 0.3:
            line = _voice(line, rng)
        if rng.random() < 0.7:
            line = self._exchange_countries(line, rng)
        if rng.random() < 0.5:
            line = _exchange(line, _words(_DAYS), _other(_DAYS, rng))
            line = _exchange(line, _words(_MONTHS), _other(_MONTHS, rng))
        if rng.random() < 0.5:
            line = _exchange_persons(line, rng)
        return line

    def _exchange_countries(self, line: Line, rng: random.Random) -> Line:
        chosen: dict[str, _Country] = {}

        def other(match: re.Match[str]) -> str:
            old = self._by_word[match[1]]
            new = chosen.setdefault(old.name, rng.choice(self._countries))
            if match[1] == old.capital and match[1] != old.name:
                return new.capital
            return new.name if match[1] == old.name else new.demonym

        return _exchange(line, self._pattern, other)


def _words(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(words) + r")\b")


def _other(words: list[str], rng: random.Random) -> Callable[[re.Match[str]], str]:
    chosen: dict[str, str] = {}
    return lambda match: chosen.setdefault(match[1], rng.choice(words))


def _exchange(line: Line, pattern: re.Pattern[str], other: Callable[[re.Match[str]], str]) -> Line:
    """The line with each match replaced, and all spans moved along."""
    edits: list[tuple[int, int, str]] = []
    edges = {at for span in line.spans for at in (span.start, span.end)}
    edges |= {at for event in line.events for at in (event.start, event.end)}
    for match in pattern.finditer(line.text):
        # A name that lies across the edge of a span would leave the span without an owner.
        if any(match.start() < at < match.end() for at in edges):
            continue
        edits.append((match.start(), match.end(), other(match)))
    return _edit(line, edits)


def _edit(line: Line, edits: list[tuple[int, int, str]]) -> Line:
    if not edits:
        return line

    def moved(at: int) -> int:
        return at + sum(len(new) - (end - start) for start, end, new in edits if end <= at)

    text, last = [], 0
    for start, end, new in edits:
        text += [line.text[last:start], new]
        last = end
    text.append(line.text[last:])
    return replace(
        line,
        text="".join(text),
        spans=tuple(replace(s, start=moved(s.start), end=moved(s.end)) for s in line.spans),
        events=tuple(replace(e, start=moved(e.start), end=moved(e.end)) for e in line.events),
    )


def _exchange_persons(line: Line, rng: random.Random) -> Line:
    """The line with surnames of titled persons replaced, wherever they stand in it."""
    chosen: dict[str, str] = {}
    for span in line.spans:
        if span.kind == "ACTOR" and (match := _PERSON.search(line.text[span.start : span.end])):
            chosen.setdefault(match[3], rng.choice(_SURNAMES))
    if not chosen:
        return line
    return _exchange(line, _words([re.escape(n) for n in chosen]), lambda m: chosen[m[1]])


def _voice(line: Line, rng: random.Random) -> Line:
    """`X VERBed Y ...` as `Y was VERBed by X ...`, or with a second actor beside the first.

    Only where the three spans open the line in this order with nothing between them and the verb
    is regular, so that the outcome is a sentence.
    """
    spans, events = line.spans, line.events
    if not spans or not events or line.text[: spans[0].start]:
        return line
    actor, event = spans[0], events[0]
    verb = line.text[event.start : event.end]
    if (
        actor.roles != {(event.number, "actor")}
        or line.text[actor.end : event.start] != " "
        or not _PAST.fullmatch(verb)
    ):
        return line
    target = next((s for s in spans if s.start == event.end + 1), None)
    if target and target.roles == {(event.number, "recipient")} and rng.random() < 0.7:
        return _passive(line, actor, event, target)
    name = rng.choice(("Oman", "Tanzania", "Uruguay", "Estonia", "Laos", "the Arab League"))
    extra = f" and {name}"
    grown = _edit(line, [(actor.end, actor.end, extra)])
    second = MarkedSpan(
        start=actor.end + len(" and "),
        end=actor.end + len(extra),
        kind="ACTOR",
        roles=actor.roles,
    )
    # The insertion lies at the actor's edge: the actor itself keeps its end.
    first = replace(actor)
    rest = tuple(s for s in grown.spans if s.start > second.start)
    return replace(grown, spans=(first, second, *rest))


def _passive(line: Line, actor: MarkedSpan, event: MarkedEvent, target: MarkedSpan) -> Line:
    text = line.text
    doer, done = text[actor.start : actor.end], text[target.start : target.end]
    verb = text[event.start : event.end]
    plural = " and " in done or re.search(r"(?<!s)s$|people$|men$", done.split(",")[0])
    link = " were " if plural else " was "
    head = done[0].upper() + done[1:] + link + verb + " by " + doer
    rest = text[target.end :]
    shift = len(head) - target.end
    at_verb = len(done) + len(link)
    at_doer = at_verb + len(verb) + len(" by ")
    moved = {
        id(actor): replace(actor, start=at_doer, end=at_doer + len(doer)),
        id(target): replace(target, start=0, end=len(done)),
    }
    spans = [
        moved.get(id(s)) or replace(s, start=s.start + shift, end=s.end + shift) for s in line.spans
    ]
    events = [replace(event, start=at_verb, end=at_verb + len(verb))]
    events += [
        replace(e, start=e.start + shift, end=e.end + shift) for e in line.events if e is not event
    ]
    return replace(
        line,
        text=head + rest,
        spans=tuple(sorted(spans, key=lambda s: s.start)),
        events=tuple(events),
    )
