"""Advice told without a verb of duty: what is valued, what is called essential, what is urged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from vanellus.coding.attribution import Voice, voice_of
from vanellus.coding.parties import is_party
from vanellus.coding.phrases import Stretch, subject_before, trimmed
from vanellus.coding.verbs import is_gerund
from vanellus.coding.words import alternatives, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What somebody should do, as characters of the text."""

    action: Stretch
    addressee: Stretch | None
    command: bool = True
    """The action opens with its verb; else it is a phrase or a whole clause."""
    impact: Stretch | None = None


_POLICY: Final = re.compile(rf"\b(?:{alternatives('advice', 'policy_nouns')})\b", re.IGNORECASE)
_VALUED: Final = re.compile(
    r"\b[Ii]t\s+(?:would|will|might|may|is|remains|seems)\s+(?:(?:also|therefore|now|\w+ly)\s+)?"
    r"(?:be\s+)?(?:wise|prudent|essential|vital|crucial|imperative|critical|advisable|better|best|"
    r"sensible|necessary|important|indispensable|(?:high )?time|worthwhile)"
    r"(?:\s+for\s+(?P<who>[^,.;]{2,80}?))?\s+(?P<link>to|that)\s+(?P<verb>[a-z]\w+|)"
)
_REMAINS: Final = re.compile(
    r"\b(?:(?:will |would )?remains?|is|are|will be|would be)\s+(?:(?:also|\w+ly)\s+)?"
    r"(?:essential|vital|crucial|imperative|indispensable|paramount)\b"
    r"(?:\s+(?P<link>to|for|in|if|so that)\s+)?"
)
_NEXT_CLAUSE: Final = re.compile(r",\s+(?:and|but|while|whereas)\s")
_ADVISES: Final = re.compile(
    r"\b(?:(?P<noun>recommend|propose|advocate|suggest|favou?r)(?:s|d|ed)?|"
    r"(?P<told>urge|advise|encourage|call(?:s|ed)? (?:up)?on)(?:s|d)?|"
    r"(?P<calls>call)(?:s|ed)? for)\s+"
)
_VERB: Final = re.compile(r"\s(?:should\s+)?(?P<verb>[a-z]+)\b")
_JOINS: Final = words("advice", "joins")
_TO: Final = re.compile(r"(?P<who>[^,.;]{2,80}?)\s+(?:not\s+)?to\s+(?=(?P<verb>[a-z]+)\b)")


def valued_in(text: str, start: int, end: int) -> Advice | None:
    """`It would be wise for the bloc to keep its door open`."""
    match = _VALUED.search(text, start, end)
    if match is None or match["verb"] in words("advice", "to_note"):
        return None
    addressee = None
    if match["who"]:
        addressee = Stretch(*match.span("who"))
    if match["link"] == "to":
        return Advice(action=trimmed(text, match.start("verb"), end), addressee=addressee)
    return _that_clause(text, match.end("link"), end)


def essential_in(text: str, start: int, end: int) -> Advice | None:
    """`Keeping the channel open remains essential to prevent clashes`."""
    for match in _REMAINS.finditer(text, start, end):
        subject = subject_before(text, start, match.start())
        if subject is None:
            continue
        phrase = text[slice(*subject)]
        if not (is_gerund(phrase.split()[0]) or _POLICY.search(phrase)):
            continue
        clause = _NEXT_CLAUSE.search(text, match.end(), end)
        stop = clause.start() if clause else end
        impact = trimmed(text, match.end(), stop) if match["link"] else None
        if impact and impact.end - impact.start < 3:
            impact = None
        return Advice(action=subject, addressee=None, command=False, impact=impact)
    return None


def advised_in(text: str, start: int, end: int) -> Advice | None:
    """`The report recommends that ...`, `analysts urge the bloc to ...`."""
    for match in _ADVISES.finditer(text, start, end):
        subject = subject_before(text, start, match.start())
        if subject is None or not _advises(text[subject.start : match.start()].strip()):
            continue
        if text.startswith("that ", match.end()):
            if match["noun"] in (None, "suggest"):
                continue  # `suggests that` tells what is so, not what should be
            return _that_clause(text, match.end() + len("that "), end)
        if (match["told"] or match["calls"]) and (to := _TO.match(text, match.end(), end)):
            return Advice(
                action=trimmed(text, to.start("verb"), end), addressee=Stretch(*to.span("who"))
            )
        opening = text[match.end() : match.end() + 40].split(maxsplit=1)[0]
        if is_gerund(opening) or (match["noun"] != "suggest" and not match["told"]):
            return Advice(action=trimmed(text, match.end(), end), addressee=None, command=False)
    return None


def _that_clause(text: str, start: int, end: int) -> Advice:
    """The advice of `(that) the two sides sign ...`, which begins at `start`."""
    for match in _VERB.finditer(text, start, min(end, start + 100)):
        ends_there = match["verb"] not in _JOINS and is_party(text[start : match.start()])
        if ends_there and not is_party(text[start : match.end()]):
            addressee = trimmed(text, start, match.start())
            return Advice(action=trimmed(text, match.start("verb"), end), addressee=addressee)
    return Advice(action=trimmed(text, start, end), addressee=None, command=False)


def _advises(subject: str) -> bool:
    """Whether it is for the subject to advise: an analyst, or the author."""
    return subject in ("We", "we", "I") or voice_of(subject) is Voice.ANALYST
