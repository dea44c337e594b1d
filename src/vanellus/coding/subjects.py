"""Subjects of talks and interests of parties in one sentence.

A subject is found by the verb that talks about it (`will focus on`, `discussed`, `is on the
agenda`) or wants it (`is keen to deepen`), and parted into its members.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vanellus.coding.parties import is_party, is_state, names_a_party
from vanellus.coding.phrases import Stretch, subject_before
from vanellus.coding.pillars_of_text import pillar_of
from vanellus.coding.subject_lists import Subject, subjects_before, subjects_from
from vanellus.coding.words import alternatives

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


CUES: Final = (
    "focus", "cent", "cover", "includ", "discuss", "talk", "agenda", "consult", "negotiat", "views",
    "dialogue", "priorit", "aim", "address", "touch", "tackl", "deal", "interest", "keen", "want",
    "seek", "look", "hope", "eager", "concentrat", "revolve", "pillar", "topic", "themes", "pursu",
    "devoted", "dominate", "intend", "operat", "together", "collabor",
)  # fmt: skip
"""One of these is in every sentence that names a subject; looking for them is cheap."""

_HELPERS: Final = (
    r"(?:(?:will|would|shall|is|are|was|were|has|have|had|to|be|been|expected|due|set|scheduled|"
    r"likely|also|primarily|mainly|largely|chiefly|mostly|again|further|especially)\s+)*"
)
_ON: Final = (
    r"focus(?:es|s?ed)?\s+(?:mainly\s+|primarily\s+)?on|cent(?:er|re)(?:s|d|ed)?\s+(?:on|around)|"
    r"concentrate[sd]?\s+on|dwel(?:l|ls|t)\s+on|revolve[sd]?\s+around|touch(?:es|ed)?\s+(?:on|upon)|"
    r"prioriti[sz]e[sd]?|deal(?:s|t)?\s+with"
)
_MEETING_VERB: Final = re.compile(
    rf"\b{_HELPERS}(?P<verb>{_ON}|cover(?:s|ed)?|include[sd]?|address(?:es|ed)?|tackle[sd]?|"
    r"aim(?:s|ed)?\s+(?:to|at)|(?:be\s+)?(?:devoted\s+to|dominated\s+by))\s+(?=\S)"
)
_MEETER_VERB: Final = re.compile(
    rf"\b{_HELPERS}(?P<verb>discuss(?:es|ed)?|(?P<focus>{_ON})|talk(?:s|ed)?\s+(?:about|over)|"
    r"exchanged?\s+views\s+on|confer(?:s|red)?\s+on)\s+(?=\S)"
)
_WHEN: Final = r"(?:\s+on\s+(?:\w+day(?:\s+\w+)?|\d+\s\w+))?"
_TALKS_ON: Final = re.compile(
    r"\b(?:talks|discussions?|negotiations|consultations|dialogue|exchange\s+of\s+views|"
    rf"deliberations|conversations){_WHEN}(?:\s+with\s+[^,.;]{{2,60}}?)?{_WHEN}"
    r"\s+(?:on|about|over)\s+(?=\S)"
    r"|\bdiscussing\s+(?=\S)"
)
_WORK_IN: Final = re.compile(
    r"\b(?:work(?:ing)?\s+together|co-?operat(?:e|es|ing|ion)|collaborat(?:e|es|ing|ion))"
    r"(?:\s+with\s+[^,.;]{2,40}?)?\s+(?:in|on)\s+(?=\S)"
)
_ON_AGENDA: Final = re.compile(
    r"\s+(?:(?:is|are|was|were|will\s+be|stood|stand|come|came|figure[sd]?|rank(?:s|ed)?)\s+)?"
    r"(?:(?:also|high|once\s+more|again|all|both|firmly)\s+)*"
    r"(?:on|(?:at|near)\s+the\s+(?:head|top)\s+of)\s+the(?:ir)?\s+(?:\w+\s+)?agenda\b"
)
_TOPS: Final = re.compile(
    r"\s+(?:(?:will|would|to|are\s+expected\s+to|is\s+expected\s+to)\s+)?"
    r"(?:top|tops|topped|dominate[sd]?)\s+the\s+(?:\w+\s+)?(?:agenda|talks|meeting|summit|visit)\b"
)
_NAMED: Final = re.compile(
    r"\b(?:agenda|(?:main|key|chief|central|primary|other|three|four|five)\s+(?:\w+\s+)?"
    r"(?:subjects?|topics?|themes?|issues?|pillars?|priorit(?:y|ies)|items?|points?))\b"
    r"(?:\s+of\s+(?:the|their|these)\s+\w+)?(?:\s+(?:will\s+be|are|is|were|was)\s+(?:to\s+be\s+)?|:\s+)"
)
_COLON: Final = re.compile(
    r"\b(?:pillars?|priorit(?:y|ies)|topics?|themes?|subjects?|issues?|areas?|fields?)\b[^.:]{0,60}:\s+"
)
_MEETING: Final = re.compile(rf"\b(?:{alternatives('agenda', 'meetings')})\b", re.IGNORECASE)
_MEETER: Final = re.compile(rf"\b(?:{alternatives('agenda', 'meeters')})$", re.IGNORECASE)
_MEETING_BEFORE: Final = re.compile(
    rf"\b(?:{alternatives('agenda', 'meetings')}),?\s+$", re.IGNORECASE
)
_DENIAL: Final = re.compile(rf"\b(?:{alternatives('agenda', 'denials')})\b[^,;]{{0,40}}$")
_INTEREST: Final = re.compile(
    r"\b(?:(?:has|have|had)\s+(?:also\s+)?)?(?:"
    r"(?:show[ns]?|showed|express(?:es|ed)?|voiced?|signal(?:s|led))\s+(?:\w+\s+){0,2}?interest\s+in|"
    r"(?:is|are|was|were)\s+(?:\w+ly\s+|also\s+)?(?:interested\s+in|keen\s+on|focus+ed\s+on|pursuing|"
    r"looking\s+for|seeking)|focus(?:es)?\s+on|prioriti[sz]es?|emphasi[sz]es?|concentrates?\s+on|pursues?|seeks?(?!\s+to)|"
    r"(?P<wants>wants?\s+to|seeks?\s+to|hopes?\s+to|aims?\s+to|intends?\s+to|"
    r"(?:has|have)\s+sought\s+to|(?:is|are|was|were)\s+(?:\w+ly\s+|also\s+)?"
    r"(?:keen|eager|looking|seeking|hoping|anxious)\s+to))\s+(?=\S)"
)
_OWN_FOCUS: Final = re.compile(
    r"(?P<who>[A-Z][\w’'-]*(?:\s+[A-Z][\w-]*)*?)[’']s?\s+(?:(?:main|key|chief|top|first|foremost|own|"
    r"stated|primary)\s+)*(?:focus|priority|priorities|interests?|concerns?|aim|goal|emphasis)"
    r"(?:\s+in\s+[^,.;]{3,40}?)?\s+(?:is|are|was|were|lies?\s+in|lay\s+in|remains?|will\s+be)\s+"
)
_FOR_WHOM: Final = re.compile(
    r"\b[Ff]or\s+(?P<who>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*),?\s+(?:the\s+)?(?:(?:main|key|chief|top|"
    r"first)\s+)*(?:focus|priority|interest|concern|aim|goal|emphasis)\s+(?:is|was|are|will\s+be)\s+"
)
_RELATING: Final = re.compile(rf"(?:{alternatives('agenda', 'relating')})\b")


def subjects_in(
    text: str, start: int, end: int, *, actors: Collection[int] = ()
) -> Iterator[Subject]:
    """The subjects that the sentence `text[start:end]` names, each once, in order.

    `actors` are the ends of what the event model takes for political actors.
    """
    seen: list[Stretch] = []
    found = [*_of_parties(text, start, end, actors), *_of_talks(text, start, end)]
    for subject in sorted(found, key=lambda each: (each.at, each.party is None)):
        if not any(subject.at.start < at.end and at.start < subject.at.end for at in seen):
            seen.append(subject.at)
            yield subject


def _of_talks(text: str, start: int, end: int) -> Iterator[Subject]:
    """Subjects by what a meeting covers and what those who meet discuss."""
    for match in _MEETING_VERB.finditer(text, start, end):
        if _is_told(text, start, match) and _has_subject(text, start, match):
            sure = "agenda" in text[start : match.start()]
            yield from subjects_from(text, match.end(), _limit(text, match, end), sure=sure)
    for match in _MEETER_VERB.finditer(text, start, end):
        subject = subject_before(text, start, match.start())
        phrase = text[slice(*subject)] if subject else ""
        meets = bool(_MEETER.search(phrase))
        if phrase and not match["focus"]:  # what a state focuses on is its own interest
            meets = meets or phrase.split()[-1][0].isupper() or is_party(phrase)
        if meets and _is_told(text, start, match):
            yield from subjects_from(text, match.end(), end, sure=False)
    for match in _TALKS_ON.finditer(text, start, end):
        if _is_told(text, start, match):
            yield from subjects_from(text, match.end(), end, sure=False)
    yield from _of_programme(text, start, end)
    yield from _of_agenda(text, start, end)


def _of_programme(text: str, start: int, end: int) -> Iterator[Subject]:
    """Fields in which parties mean to work together."""
    for match in _WORK_IN.finditer(text, start, end):
        if _is_told(text, start, match):
            fields = list(subjects_from(text, match.end(), end, sure=False))
            # `cooperation in the desert` tells a place; several fields tell a programme.
            if len(fields) > 1 and all(pillar_of(field.text) for field in fields):
                yield from fields


def _of_agenda(text: str, start: int, end: int) -> Iterator[Subject]:
    """Subjects that are said to be on the agenda, or to be its points."""
    for behind in (_ON_AGENDA, _TOPS):
        named = behind.search(text, start, end)
        if named and _is_told(text, start, named):
            yield from subjects_before(text, start, named.start())
    for ahead, sure in ((_NAMED, True), (_COLON, False)):
        if named := ahead.search(text, start, end):
            yield from subjects_from(text, named.end(), end, sure=sure)


def _is_told(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether nothing before the verb takes it back (`refused to discuss`)."""
    return not _DENIAL.search(text, start, match.start())


def _limit(text: str, match: re.Match[str], end: int) -> int:
    """Where the subjects of a verb end: with its insertion, if it stands in one (`the visit, aimed
    at trade, ...`).
    """
    if text[: match.start()].rstrip().endswith(","):
        comma = text.find(", ", match.end(), end)
        return comma if comma > 0 else end
    return end


def _has_subject(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a meeting is the subject of a verb, or stands right before its participle."""
    before = text[max(start, match.start() - 40) : match.start()]
    if match["verb"].split()[0].endswith("ed") and _MEETING_BEFORE.search(before):
        return True
    subject = subject_before(text, start, match.start())
    return subject is not None and bool(_MEETING.search(text, *subject))


def _of_parties(text: str, start: int, end: int, actors: Collection[int]) -> Iterator[Subject]:
    """Interests of a party: `Chad is keen to widen its trade with Turkey`."""
    for pattern in (_OWN_FOCUS, _FOR_WHOM):
        for match in pattern.finditer(text, start, end):
            if is_state(match["who"]):
                who = Stretch(*match.span("who"))
                yield from subjects_from(text, match.end(), end, sure=True, party=who)
    wanted = [
        (who_at, match.end())
        for match in _INTEREST.finditer(text, start, end)
        if (who_at := _who_wants(text, start, match, actors))
    ]
    for number, (who_at, at) in enumerate(wanted):
        # `Chad prioritises wells, Togo seeks a port`: each interest ends where the next begins.
        stop = wanted[number + 1][0].start if number + 1 < len(wanted) else end
        if stop > at:
            yield from subjects_from(text, at, stop, sure=False, party=who_at)


def _who_wants(
    text: str, start: int, match: re.Match[str], actors: Collection[int]
) -> Stretch | None:
    """The party whose interest a verb tells, or None where it tells none."""
    if match["wants"] and not _RELATING.match(text, match.end()):
        return None
    who_at = subject_before(text, start, match.start())
    if who_at is None or not _is_told(text, start, match):
        return None
    phrase = text[slice(*who_at)]
    if _MEETING.search(phrase):
        return None
    known = who_at.end in actors or (is_party(phrase) and names_a_party(phrase))
    return who_at if known else None
