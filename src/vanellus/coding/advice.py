"""Advice in one sentence: who should do what.

A verb of duty alone is weak evidence: forecasts, laws and conditions use it too. What counts is the
verb together with its subject (somebody who can be told, or a matter of policy) and with how firmly
the surroundings say that advice is given.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from vanellus.coding.advice_forms import Advice, advised_in, essential_in, valued_in
from vanellus.coding.parties import is_party
from vanellus.coding.phrases import Stretch, subject_before, trimmed
from vanellus.coding.verbs import is_imperative, opens_action
from vanellus.coding.words import alternatives, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

CUES: Final = (
    "should", "ought to", "must", "need", "wise", "do well", "better", "encourag", "urge", "favo",
    "has to", "have to", "essential", "vital", "crucial", "imperative", "indispensable", "time",
    "paramount", "ecommend", "advis", "suggest", "propos", "call", "advoca", "could", "import",
    "necessary", "prudent", "critical", "sensible", "best",
)  # fmt: skip
"""One of these is in every sentence that gives advice; looking for them is cheap."""


class Firmness(IntEnum):
    """How sure it is, before its verb is looked at, that a sentence gives advice."""

    PLAIN = 0
    """The author's own words in running text."""
    FIRM = 1
    """An analyst is quoted, or the event model takes the sentence for a recommendation."""
    SECTION = 2
    """It stands under a heading or lead-in that announces recommendations."""


_MODAL: Final = re.compile(
    r"\b(?P<modal>should|ought to|must|needs? to|would do well to|had better|could|(?:has|have) to|"
    r"(?:would|might|may) be (?:wise|well[ -]advised|better advised|better off)(?: to)?|"
    r"(?:is|are) (?:\w+ly |well )?(?:advised|urged|encouraged|recommended)"
    r"(?: by [^,.;]{3,60}?)? to)\b"
    r"(?:,[^,]{3,60},)?\s+"
    rf"(?P<adverbs>(?:(?:not|{alternatives('phrases', 'adverbs')}|[a-z]+ly)\s+)*)"
    r"(?P<verb>[a-z][a-z-]+)"
)
_ONLY_IN_SECTION: Final = ("could", "has to", "have to")
_NOT_A_VERB: Final = words("advice", "not_a_verb")
_PRONOUNS: Final = words("advice", "pronouns")
ANAPHORS: Final = frozenset({"they", "it", "these", "both"})
"""Pronouns that stand for somebody already told."""
_FORECAST: Final = re.compile(rf"(?:{alternatives('advice', 'forecasts')})\b")
_PARTY_FORECAST: Final = re.compile(rf"(?:{alternatives('advice', 'party_forecasts')})\b")
_AUXILIARY: Final = re.compile(r"\b(?:will|would|could|may|might|has|have|had|is|are)\b")
_PAST: Final = re.compile(r"have\s+(?:\w+ed|been|had|done|gone|known|seen|taken|made|given|come)\b")
_PASSIVE: Final = re.compile(
    r"be\s+(?:\w+ly\s+)?(?:\w+ed|held|made|kept|given|put|set|brought|built|taken|sent|spent|paid|"
    r"led|cut|drawn|shown|left|told|sought|taught|withdrawn|written|met|seen|read|tied)\b"
)
_POLICY: Final = re.compile(rf"\b(?:{alternatives('advice', 'policy_nouns')})\b", re.IGNORECASE)
_DATED: Final = re.compile(rf"\b(?:{alternatives('advice', 'dated')})\b")
_LAW: Final = re.compile(rf"\b(?:{alternatives('advice', 'law')})\b", re.IGNORECASE)
_PURPOSE: Final = re.compile(
    r"\b(?:if\s[^,.;]{2,60}\s(?:is|are) to|lest|unless|to (?:avoid|prevent)|in order to|so that|"
    r"or risk)\b"
)


def advice_in(
    text: str, start: int, end: int, *, firmness: Firmness, actors: Collection[int] = ()
) -> Iterator[Advice]:
    """Each piece of advice in the sentence `text[start:end]`, in order.

    `actors` are the ends of what the event model takes for political actors.
    """
    if valued := valued_in(text, start, end):
        yield valued
        return
    found: list[Advice] = []
    modals = [
        (match, subject)
        for match in _MODAL.finditer(text, start, end)
        if (subject := _subject(text, start, match, firmness, actors))
    ]
    for number, (match, subject) in enumerate(modals):
        stop = end
        if number + 1 < len(modals):
            stop = max(trimmed(text, start, modals[number + 1][1].start).end, match.end())
        found.append(_told(text, match, subject, stop, actors))
    if not found and (other := advised_in(text, start, end) or essential_in(text, start, end)):
        found.append(other)
    if not found and firmness and opens_action(text[start:end]):
        # A command or gerund is advice only where something else says so.
        found.append(Advice(action=trimmed(text, start, end), addressee=None))
    yield from found


def _told(
    text: str, match: re.Match[str], subject: Stretch, stop: int, actors: Collection[int]
) -> Advice:
    """The advice that a verb of duty gives."""
    phrase = text[slice(*subject)]
    if subject.end in actors or is_party(phrase) or phrase.lower() in ANAPHORS:
        at = match.start("verb")
        if "not" in match["adverbs"].split():
            at = match.start("adverbs") + match["adverbs"].index("not")
        return Advice(action=trimmed(text, at, stop), addressee=subject)
    return Advice(action=trimmed(text, subject.start, stop), addressee=None)


def _subject(
    text: str, start: int, match: re.Match[str], firmness: Firmness, actors: Collection[int]
) -> Stretch | None:
    """The subject of a verb of duty that gives advice; None where it gives none."""
    modal = match["modal"]
    if match["verb"] in _NOT_A_VERB or (
        modal in _ONLY_IN_SECTION and firmness is not Firmness.SECTION
    ):
        return None
    subject = _found_subject(text, start, match.start())
    if subject is None:
        return None
    phrase = text[slice(*subject)]
    rest = text[match.start("verb") : match.start("verb") + 160].split(". ", maxsplit=1)[0]
    last = phrase.lower().split()[-1]
    party = subject.end in actors or is_party(phrase)
    if last in ANAPHORS:
        fits = bool(firmness) and not _FORECAST.match(rest)
    elif last in _PRONOUNS or _PAST.match(rest) or _AUXILIARY.search(phrase):
        fits = False
    elif modal == "must" and not firmness:
        fits = party and _is_counsel(text[start : match.end()], rest)
    elif party:
        fits = not _PARTY_FORECAST.match(rest)
    else:
        fits = _is_policy(phrase, rest, modal=modal, firmness=firmness)
    return subject if fits else None


def _is_counsel(before: str, rest: str) -> bool:
    """Whether `must` gives counsel: it names a purpose, and no law lays the duty down."""
    return bool(_PURPOSE.search(rest)) and not _LAW.search(before) and not _LAW.search(rest)


def _is_policy(subject: str, rest: str, *, modal: str, firmness: Firmness) -> bool:
    """Whether a thing that should be or do something is advice and no forecast."""
    if _FORECAST.match(rest):
        return False
    if firmness is Firmness.SECTION:
        return True
    if (_DATED.search(rest) and not firmness) or modal.startswith("need"):
        return False
    verb = rest.split(maxsplit=1)[0]
    does = bool(_PASSIVE.match(rest)) or (verb != "be" and is_imperative(verb)) or bool(firmness)
    return does and bool(_POLICY.search(subject))


def _found_subject(text: str, start: int, at: int) -> Stretch | None:
    """The subject before a verb of duty; a relative clause in it is left behind."""
    if re.search(r"\b(?:the|a|an|no|any|this|that|their|its|urgent|real)\s+$", text[start:at]):
        return None  # `the need to ...`
    subject = subject_before(text, start, at)
    if subject and re.match(r"(?:has|have|had|is|are|was|were|do|does)\b", text[subject.start :]):
        before = re.search(r"\b(?:that|which|who)\s*$", text[start : subject.start])
        return subject_before(text, start, start + before.start()) if before else None
    return subject
