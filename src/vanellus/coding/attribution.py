"""Whose words a sentence gives: the author's own, an analyst's, or somebody else's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from vanellus.coding.phrases import Stretch, subject_before, trimmed
from vanellus.coding.words import alternatives, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanellus.records import Document, SentenceReading

_SAYS: Final = re.compile(
    rf"\b(?:{alternatives('attribution', 'verbs')})\b(?![ -](?:off|down|up|tanks?)\b)"
    rf"|\b(?:{alternatives('attribution', 'verbs_with_that')}) that\b"
    r"|\bputs? (?=the\s|it\s)"
)
_SAYING: Final = re.compile(
    r"(?:,\s+(?:saying|telling|insisting|arguing|adding|demanding|warning|stressing|claiming|"
    r"declaring)|\b(?:demands?|calls?|view|opinion|appeals?|statements?|conviction|belief|requests?|warnings?)"
    r"\b[^,.;]{0,40}\bthat)\b"
)
"""Somebody says it, but the speaker is not next to the verb."""
_ACCORDING: Final = re.compile(
    r"\b(?:according to|in the words of|by the count of)\s+", re.IGNORECASE
)
_CUES: Final = tuple(
    {word[:4] for name in ("verbs", "verbs_with_that") for word in words("attribution", name)}
    | {"ccording to", "put", "the words of", "the count of", "er observers", "saying", "insist"}
    | {"telling", "warn", "stress", "view", "opinion", "appeal", "conviction", "belief", "request"}
    | {"statement"}
)
"""One of these is in every sentence that names its speaker; looking for them is cheap."""
_ANALYST: Final = re.compile(rf"\b(?:{alternatives('attribution', 'analysts')})\b", re.IGNORECASE)
_POLITICAL: Final = re.compile(
    rf"\b(?:{alternatives('attribution', 'political')})\b", re.IGNORECASE
)
_SPEAKER_END: Final = re.compile(
    r"[,;:.()“”\"\u2014]|\s[–-]\s|\s(?:on|in (?:a|an|the|his|her|its)|at a|after|before|during|to|"
    r"who|that|which|when|while|as|told|said|says|and (?:that|said)|but|because|is|are|was|were|"
    r"has|have|had|will|would|should|ought|must)\b"
)
_NOT_SAYING: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|being|may|might|will|would|could|can|to|not|as)(?:\s(?:\w+ly|well))?$"
)
"""Before a participle or a base form: `are advised`, `may say`."""
_SAYS_NOTHING: Final = re.compile(r"\s+(?:so|little|nothing|much|a lot|volumes)\b")
_NO_SPEAKER: Final = re.compile(
    r"\s+(?:that|on|in|at|to|little|much|nothing|so|it|only|reporters|journalists|parliament|state|"
    r"[A-Z]+\b(?= that)|how|what|why|when|after|during|as)\b|\s*[.,;:]"
)
"""Behind a verb of saying: its speaker stands before it."""
_AUXILIARIES: Final = re.compile(r"\s+(?:had|has|have|also|at first|then|later|earlier|since)$")
_NOBODY: Final = frozenset("and but or yet had has have which that who was were is are".split())
_WHO: Final = re.compile(r"\s(?:who|which)\s+$")
_QUOTE: Final = re.compile(r"[“”\"]")
_DAYS: Final = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


class Voice(Enum):
    """Whose words a stretch of text gives."""

    AUTHOR = auto()
    ANALYST = auto()
    """A researcher, think tank, report or the like: somebody who advises for a living."""
    OTHER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who is said to say what a sentence says."""

    voice: Voice
    speaker: Stretch | None = None
    """Characters of the document's text."""
    said_from: int
    said_to: int
    """The stretch of the document's text without the words of the attribution at either end."""


def voice_of(phrase: str) -> Voice:
    """What kind of speaker `phrase` names.

    >>> voice_of("two analysts in Dakar").name, voice_of("the defence minister").name
    ('ANALYST', 'OTHER')
    """
    if _POLITICAL.search(phrase):
        return Voice.OTHER
    return Voice.ANALYST if _ANALYST.search(phrase) else Voice.OTHER


def attribution(text: str, start: int, end: int) -> Attribution:
    """Who says the sentence `text[start:end]`, by its own words."""
    own = Attribution(voice=Voice.AUTHOR, said_from=start, said_to=end)
    sentence = text[start:end]
    if not any(cue in sentence for cue in _CUES):
        return own
    if match := _ACCORDING.search(text, start, end):
        return _according(text, start, end, match)
    for match in _SAYS.finditer(text, start, end):
        if found := _saying(text, start, end, match):
            return found
    if match := _SAYING.search(text, start, end):
        voice = voice_of(text[start : match.start()])
        return Attribution(voice=voice, said_from=match.end(), said_to=end)
    return own


def _according(text: str, start: int, end: int, match: re.Match[str]) -> Attribution:
    """The speaker after `according to`, wherever it stands."""
    stop = _speaker_end(text, match.end(), end)
    speaker = trimmed(text, match.end(), stop)
    if match.start() - start < 3:
        return Attribution(
            voice=voice_of(text[slice(*speaker)]),
            speaker=speaker,
            said_from=trimmed(text, stop, end).start,
            said_to=end,
        )
    last = stop >= end - 2
    return Attribution(
        voice=voice_of(text[slice(*speaker)]),
        speaker=speaker,
        said_from=start,
        said_to=trimmed(text, start, match.start()).end if last else end,
    )


def _saying(text: str, start: int, end: int, match: re.Match[str]) -> Attribution | None:
    """The speaker of a verb of saying: before it, or right after it (`..., said the envoy`)."""
    before = text[start : match.start()].rstrip()
    if _NOT_SAYING.search(before) or _SAYS_NOTHING.match(text, match.end(), end):
        return None
    if before.endswith((",", "”", '"', "’")) and not _NO_SPEAKER.match(text, match.end(), end):
        stop = _speaker_end(text, match.end() + 1, end)
        speaker = trimmed(text, match.end(), stop)
        if speaker.end > speaker.start:
            said_to = trimmed(text, start, match.start()).end
            # `said Awa Diop, an analyst in Dakar`: the apposition tells what she is.
            return Attribution(
                voice=voice_of(text[speaker.start : min(speaker.end + 80, end)]),
                speaker=speaker,
                said_from=start,
                said_to=said_to,
            )
    who = _WHO.search(text, start, match.start())
    found = subject_before(text, start, who.start() if who else match.start())
    if found is None or found.end - found.start > 120:
        return None
    if text[slice(*found)].lower() in _NOBODY:
        # `The bank left its rate alone and said that ...`: the speaker is too far away to be told.
        return Attribution(voice=Voice.OTHER, said_from=min(match.end() + 1, end), said_to=end)
    while auxiliary := _AUXILIARIES.search(text, found.start, found.end):
        found = Stretch(found.start, auxiliary.start())
    behind = text[match.end() : end].strip(' ."”’')
    # `..., the report said.` closes the sentence; `the report said that ...` opens it.
    closes = len(behind) < 3 or (
        len(behind) < 40 and bool(match[0] in ("told", "tells") or _DAYS.search(behind))
    )
    comma = text.rfind(",", start, found.start + 1) if closes else -1
    return Attribution(
        voice=_voice(text, found, match.start(), start, end),
        speaker=found,
        said_from=start if closes else min(match.end() + 1, end),
        said_to=trimmed(text, start, comma).end if closes and comma > start else end,
    )


def _voice(text: str, speaker: Stretch, verb: int, start: int, end: int) -> Voice:
    """The kind of the speaker of `text[start:end]`; `we recommend` without quotes is the author."""
    if text[slice(*speaker)] in ("We", "we", "I") and not _QUOTE.search(text, start, end):
        return Voice.ANALYST
    return voice_of(text[speaker.start : verb])


def _speaker_end(text: str, start: int, end: int) -> int:
    stop = _SPEAKER_END.search(text, start + 1, end)
    return stop.start() if stop else end


def said_in(document: Document, sentences: Sequence[SentenceReading], number: int) -> Attribution:
    """Whose words sentence `number` gives. A quotation goes on over sentences: its speaker may
    stand in one before; where none does it is somebody else.
    """
    reading = sentences[number]
    sentence = reading.sentence
    said = attribution(document.text, sentence.start, sentence.end)
    opens = sentence.text[:1] in ("“", '"')
    if said.voice is not Voice.AUTHOR or not (
        opens or in_quotes(document, reading, sentence.start)
    ):
        return said
    voice = Voice.OTHER
    for before in reversed(sentences[max(0, number - 12) : number]):
        if before.block != reading.block:
            break
        earlier = attribution(document.text, before.sentence.start, before.sentence.end)
        if earlier.voice is not Voice.AUTHOR:
            voice = earlier.voice
            break
    return Attribution(voice=voice, said_from=sentence.start, said_to=sentence.end)


def in_quotes(document: Document, sentence: SentenceReading, at: int) -> bool:
    """Whether character `at` lies between quotation marks that its block opened."""
    if 0 <= sentence.block < len(document.blocks):
        start = document.blocks[sentence.block].start
    else:
        start = max(document.text.rfind("\n\n", 0, sentence.sentence.start), 0)
    before = document.text[start:at]
    curly = before.count("“") - before.count("”")
    return curly > 0 or before.count('"') % 2 == 1
