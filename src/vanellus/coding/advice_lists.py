"""Advice set out as lists: what announces it, and what each item says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vanellus.coding.advice import Firmness, advice_in
from vanellus.coding.attribution import Voice, attribution
from vanellus.coding.impacts import (
    Split,
    clean,
    following_impact,
    labelled_impact,
    split_impact,
)
from vanellus.coding.parties import is_party
from vanellus.coding.phrases import Stretch, subject_before
from vanellus.coding.sentences import spans_of
from vanellus.coding.verbs import opens_action, opens_with_gerund
from vanellus.coding.words import alternatives

if TYPE_CHECKING:
    from vanellus.coding.advice_forms import Advice
    from vanellus.coding.lists_read import Item, ListRun
    from vanellus.records import Document, Span

_ANNOUNCES: Final = re.compile(rf"\b(?:{alternatives('advice', 'announces')})\b", re.IGNORECASE)
_HEADS: Final = re.compile(rf"\b(?:{alternatives('advice', 'heads')})\b", re.IGNORECASE)
_DUTY_LEAD: Final = re.compile(
    r"\b(?:should|ought to|must|needs? to|would do well to|could|(?:is|are) \w+ to)"
    r"(?:\s+(?:also|now|therefore|at least|first))?\s*[:;]?\W*$"
)
_THAT_LEAD: Final = re.compile(r"\bthat\s+(?P<who>[^,.;:]{2,80}?)(?:\s+should)?\s*:?\W*$")
_TO_LEAD: Final = re.compile(
    r"\b(?:urges?|advises?|calls? (?:up)?on|called on|urged|advised|asks?)\s+"
    r"(?P<who>[^,.;:]{2,80}?)\s+to\s*:?\W*$"
)
_FOR_LEAD: Final = re.compile(
    r"(?:^|\b(?:[Rr]ecommendations?|[Aa]dvice|[Oo]ptions|[Ss]teps|[Pp]roposals)\s+)"
    r"(?:[Tt]o|[Ff]or)\s+(?P<who>[^:;]{2,80}?)\s*:?\W*$"
)
_NUMBERED: Final = re.compile(
    r"(?:recommendation|recommended action|proposal|step|option|measure|action|priority)s?"
    r"(?:\s*(?:no\.?|number)?\s*(?:\d+|[ivx]+|one|two|three|four|five))?",
    re.IGNORECASE,
)
NUMBERED: Final = re.compile(r"\W*(?:[Kk]ey )?[Rr]ecommendation\b[^:.]{0,60}:\s")
"""A paragraph or sentence that says itself that it recommends."""
_REPORTS: Final = re.compile(
    r"\b(?:will|shall|was|were|has|have|had|is|are|announced|agreed|said|signed|met)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one item recommends."""

    area: str | None
    action: str
    impact: str | None
    addressee: Stretch | None


def heads_advice(headings: tuple[Span, ...]) -> bool:
    """Whether one of the headings announces recommendations."""
    return any(_HEADS.search(heading.text) for heading in headings)


def announces_advice(document: Document, run: ListRun) -> bool:
    """Whether a list stands under a heading or lead-in that announces recommendations."""
    lead = run.lead
    if lead and run.opened:
        said = attribution(document.text, lead.start, lead.end)
        if said.voice is Voice.OTHER:
            return False  # a politician's list of demands
        if duty := _DUTY_LEAD.search(lead.text):
            subject = subject_before(lead.text, 0, duty.start())
            return subject is not None and is_party(lead.text[slice(*subject)])
        if _ANNOUNCES.search(lead.text):
            return True
    return heads_advice(run.headings)


def addressee_of_lead(text: str, lead: Span | None) -> Stretch | None:
    """Whom a lead-in or heading tells what its list holds (`The African Union should:`)."""
    if lead is None:
        return None
    if duty := _DUTY_LEAD.search(text, lead.start, lead.end):
        subject = subject_before(text, lead.start, duty.start())
        return subject if subject and is_party(text[slice(*subject)]) else None
    for pattern in (_THAT_LEAD, _TO_LEAD, _FOR_LEAD):
        match = pattern.search(lead.text)
        if match and is_party(match["who"]):
            return Stretch(lead.start + match.start("who"), lead.start + match.end("who"))
    bare = lead.text.strip(" :")
    if is_party(bare):
        at = lead.start + lead.text.index(bare)
        return Stretch(at, at + len(bare))
    return None


def told_by(document: Document, item: Item, *, certain: bool) -> Told | None:
    """What an item recommends; None where it recommends nothing.

    Args:
        document: what the item is of.
        item: the item, split at its label.
        certain: its lead-in says that all items recommend; else each has to look like it.
    """
    text = document.text
    area, addressee = _label(text, item.label)
    body = item.body
    if not body.text:
        return None
    head, impact = labelled_impact(body.text)
    sentences = list(spans_of(text, body.start, body.start + len(head)))
    if not sentences:
        return None
    start, end = sentences[0]
    advice = None
    if not opens_action(text[start:end]):
        # `Printing one form ensures that no driver has to wait`: the duty in it is another's.
        advice = next(advice_in(text, start, end, firmness=Firmness.SECTION), None)
    if advice is None and not _looks_advised(text[start:end], certain=certain):
        return None
    split = _split(text, advice, start, end)
    if not split.action:
        return None
    if impact is None:
        impact = split.impact or _later_impact(text, sentences[1:])
    return Told(
        area=area,
        action=split.action,
        impact=impact,
        addressee=(advice.addressee if advice else None) or addressee,
    )


def split_advice(text: str, advice: Advice) -> Split:
    """The action and the impact of a piece of advice, in its own words."""
    action = text[slice(*advice.action)]
    if advice.impact is not None:
        return Split(clean(action), clean(text[slice(*advice.impact)]))
    # Only what opens with a gerund can bring something itself: `Opening the road cuts costs`.
    return split_impact(action, command=not opens_with_gerund(action))


def _split(text: str, advice: Advice | None, start: int, end: int) -> Split:
    if advice is not None:
        return split_advice(text, advice)
    return split_impact(text[start:end])


def _label(text: str, label: Span | None) -> tuple[str | None, Stretch | None]:
    """The area that a label names, or the party that it tells."""
    if label is None or _NUMBERED.fullmatch(label.text.strip()):
        return None, None
    words = re.sub(r"^(?:[Tt]o|[Ff]or)\s+(?=the\s|[A-Z])", "", label.text)
    if is_party(words):
        return None, Stretch(label.end - len(words), label.end)
    numbered = _NUMBERED.match(label.text)
    if numbered and (told := addressee_of_lead(text, label)):
        return None, told
    return clean(label.text), None


def _looks_advised(sentence: str, *, certain: bool) -> bool:
    """Whether a sentence without a verb of duty can be a recommendation."""
    if opens_action(sentence):
        return True
    return certain and not re.match(
        r"(?:The|A|He|She|It|They|On|In)\b.*" + _REPORTS.pattern, sentence
    )


def _later_impact(text: str, sentences: list[tuple[int, int]]) -> str | None:
    """What the sentences after the first say that it brings."""
    for start, end in sentences:
        if impact := following_impact(text[start:end]):
            return impact
    return None
