"""The reader of the annotated corpus; `training/corpus/GUIDE.md` defines the format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from vanellus.coding.labels import CONTEXTS, KINDS, MODES, STATUSES, TYPES

FOLDER = Path(__file__).parent / "corpus"
ROLE_OF_TAG = {"A": "actor", "R": "recipient", "P": "place", "D": "date", "S": "speaker"}

_SPAN = re.compile(r"\[([^\]|\[]+)\|([^\]\[]+)\]")
_EVENT = re.compile(
    r"E(\d) ([A-Z]+)(?:\.([a-z-]+))?((?: (?:future|hypothetical|negation|historical))*)"
)
_ROLE = re.compile(r"[ARPDS]\d")
_SAYS = (
    r"(?:said|says|told|added|reported|announced|stated|confirmed|noted|wrote|tweeted|explained|"
    r"estimates?|estimated|according to|recalled|reckons?|believes?|believed|thinks?|warns? that|"
    r"insists?|insisted|argued|argues|claimed|claims|hinted|predicts?|predicted|doubts?|hopes?)"
)
_AFTER = re.compile(rf"^\s*,?\s*(?:also |later |has |have |had )?{_SAYS}\b")
_BEFORE = re.compile(rf"\b{_SAYS}\s*(?:by )?(?:the )?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedSpan:
    """A marked actor, place or date; `roles` holds (event number, role)."""

    start: int
    end: int
    kind: str
    roles: frozenset[tuple[int, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedEvent:
    """A marked trigger."""

    number: int
    start: int
    end: int
    type: str
    mode: str | None
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One annotated sentence; `kind` is None where the annotation doesn't tell."""

    origin: str
    text: str
    spans: tuple[MarkedSpan, ...]
    events: tuple[MarkedEvent, ...]
    contexts: frozenset[str]
    kind: str | None


class FaultyLine(ValueError):
    """An annotated line that breaks the format."""


def read_corpus(files: Iterable[Path] | None = None) -> Iterator[Line]:
    """Every annotated line of the given files (all of the corpus by default), in order.

    Raises FaultyLine, naming file and line, at the first line that breaks the format.
    """
    for path in sorted(FOLDER.glob("*.txt")) if files is None else files:
        for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if raw.strip() and not raw.startswith("## "):
                yield parse(raw.strip(), origin=f"{path.name}:{number}")


def parse(raw: str, *, origin: str = "") -> Line:
    """The annotated line that `raw` spells.

    >>> line = parse("[A1|Mali] [E1 SANCTION.expel|expelled] [R1|the envoy]. # diplomatic")
    >>> line.text, line.events[0].type, sorted(line.contexts)
    ('Mali expelled the envoy.', 'SANCTION', ['diplomatic'])
    """
    body, _, tail = raw.partition(" # ")
    words = tail.split()
    contexts = frozenset(word for word in words if not word.startswith("="))
    kinds = [word[1:] for word in words if word.startswith("=")]
    text, spans, events = _open(body, origin)
    _verify(spans, events, contexts, kinds, origin)
    spans = _speakers(text, spans, events)
    return Line(
        origin=origin,
        text=text,
        spans=tuple(spans),
        events=tuple(events),
        contexts=contexts,
        kind=kinds[0] if kinds else _kind(events),
    )


def _open(body: str, origin: str) -> tuple[str, list[MarkedSpan], list[MarkedEvent]]:
    pieces: list[str] = []
    length = at = 0
    spans: list[MarkedSpan] = []
    events: list[MarkedEvent] = []
    for match in _SPAN.finditer(body):
        pieces.append(body[at : match.start()])
        length += len(pieces[-1])
        tags, inner = match.groups()
        start, end = length, length + len(inner)
        if tags.startswith("E"):
            events.append(_event(tags, start, end, origin))
        else:
            spans.append(_span(tags.split(), start, end, origin))
        pieces.append(inner)
        length, at = end, match.end()
    pieces.append(body[at:])
    text = "".join(pieces)
    if re.search(r"[\[\]|]", text):
        raise FaultyLine(f"{origin}: stray bracket")
    return text, spans, events


def _event(tags: str, start: int, end: int, origin: str) -> MarkedEvent:
    match = _EVENT.fullmatch(tags)
    if not match or match[2] not in TYPES:
        raise FaultyLine(f"{origin}: event tag {tags!r}")
    if (match[2], match[3]) not in MODES:
        raise FaultyLine(f"{origin}: {match[2]} has no mode {match[3]!r}")
    marks = match[4].split()
    # Of two marks the later in this order tells more about what the reader may count on.
    status = max(marks, key=STATUSES.index) if marks else "occurred"
    if "historical" in marks and "negation" in marks:
        status = "negation"
    return MarkedEvent(
        number=int(match[1]), start=start, end=end, type=match[2], mode=match[3], status=status
    )


def _span(tags: list[str], start: int, end: int, origin: str) -> MarkedSpan:
    roles = set()
    for tag in tags:
        if tag == "N":
            continue
        if not _ROLE.fullmatch(tag):
            raise FaultyLine(f"{origin}: tag {tag!r}")
        roles.add((int(tag[1]), ROLE_OF_TAG[tag[0]]))
    named = {role for _, role in roles}
    kind = "ACTOR"
    if named and named <= {"place"}:
        kind = "PLACE"
    elif named and named <= {"date"}:
        kind = "DATE"
    return MarkedSpan(start=start, end=end, kind=kind, roles=frozenset(roles))


def _verify(
    spans: list[MarkedSpan],
    events: list[MarkedEvent],
    contexts: frozenset[str],
    kinds: list[str],
    origin: str,
) -> None:
    numbers = {event.number for event in events}
    if missing := {n for span in spans for n, _ in span.roles} - numbers:
        raise FaultyLine(f"{origin}: no event {sorted(missing)}")
    if unknown := contexts - set(CONTEXTS):
        raise FaultyLine(f"{origin}: context {sorted(unknown)}")
    if len(kinds) > 1 or set(kinds) - set(KINDS):
        raise FaultyLine(f"{origin}: kind {kinds}")


def _speakers(text: str, spans: list[MarkedSpan], events: list[MarkedEvent]) -> list[MarkedSpan]:
    """The spans, with bystanders beside a verb of saying marked as speakers of all events.

    The first files of the corpus mark them N, as the guide then had no tag for speakers.
    """
    out = []
    for span in spans:
        beside = _AFTER.match(text[span.end : span.end + 40]) or _BEFORE.search(
            text[max(0, span.start - 40) : span.start]
        )
        if not span.roles and span.kind == "ACTOR" and events and beside:
            roles = frozenset((event.number, "speaker") for event in events)
            span = MarkedSpan(start=span.start, end=span.end, kind=span.kind, roles=roles)  # noqa: PLW2901
        out.append(span)
    return out


def _kind(events: list[MarkedEvent]) -> str | None:
    statuses = {event.status for event in events}
    if not statuses:
        return None
    if "occurred" in statuses or "negation" in statuses:
        return "report"
    if "future" in statuses:
        return "announcement"
    return "background" if "historical" in statuses else "assessment"
