"""Whether the clause around a date looks back or ahead, judged by the verbs near it."""

from __future__ import annotations

from typing import Final

from vanellus.resolving.date_tokens import MARKS, Tokens
from vanellus.resolving.date_words import words_of

AHEAD: Final = 1
BACK: Final = -1

_AHEAD_WORDS: Final = frozenset(
    words_of(
        "will shall won't would may might could can should must expects expect expected scheduled "
        "schedules due slated planning intends intend aims hopes poised upcoming forthcoming "
        "tentatively begins starts opens ends meets takes expires arrives travels flies convenes "
        "hosts gathers"
    )
)
_AHEAD_WITH_TO: Final = frozenset(
    words_of(
        "set planned plan plans want wants hope ready likely supposed prepared prepares going "
        "is are was were has have had"
    )
)
"""Words that look ahead where an infinitive follows at once (`is to meet`, `set to visit`)."""
_BACK_WORDS: Final = frozenset(
    words_of(
        "was were had did didn't wasn't weren't hadn't been rose fell went came took gave got made "
        "saw began brought broke bought built caught chose cut dealt drew drove fought flew found "
        "forgot froze grew held hit hurt kept knew laid led left lent lost met paid put quit ran "
        "rang read rode sank sent shook shot shut sold sought spent spoke spread stood stole "
        "struck swept swore taught threw thought told understood withdrew woke won wore wrote "
        "became blew bore beat bound sprang sang slid slept wound since"
    )
)
_SAYING: Final = frozenset(
    words_of(
        "said says say told tells reported announced added according noted declared confirmed "
        "stated disclosed quoted"
    )
)
_LIMITS: Final = frozenset(words_of("until till through to"))
_PUT_OFF: Final = frozenset(
    words_of(
        "extended prolonged postponed delayed deferred adjourned rescheduled suspended remanded "
        "moved pushed put brought has have had given gave"
    )
)
"""Verbs that look ahead to a limit, in whatever tense: `postponed until Monday`."""
_PUT_OFF_REACH: Final = 6
_NO_VERB: Final = frozenset(
    words_of(
        "indeed hundred needed feed speed seed breed bleed succeed exceed proceed embed greed weed"
    )
)
"""Words in -ed that are no past forms."""
_BEING: Final = frozenset(words_of("is are was were has have had be been being"))
_NO_INFINITIVE: Final = frozenset(
    words_of(
        "the a an his her its their our my your this that these those all some any each both "
        "either one two three him them us it me work about"
    )
)
"""Words after `to` with which no infinitive begins."""
_BEFORE_NOUNS: Final = frozenset(
    words_of("the a an his her its their our my any new peace no this that 's")
)
_BESIDE_SAYING: Final = frozenset(
    words_of(
        "in at on to from late early earlier by reporters journalists parliament lawmakers "
        "television radio the a statement news conference agency state"
    )
)
"""Words that may stand between a verb of saying and its date."""
_SAYING_REACH: Final = 9
_CLAUSE_ENDS: Final = frozenset(MARKS[name] for name in ("gap", "stop"))
_PAUSES: Final = frozenset(MARKS[name] for name in ("comma", "long_dash"))
_DOT: Final = MARKS["dot"]
_REACH: Final = 24
"""Verbs farther away, in tokens, say nothing about a date."""


def direction(tokens: Tokens, start: int, end: int) -> int:
    """BACK, AHEAD, or 0 where no verb tells, for the date at `tokens[start:end]`.

    The nearest verb on the left counts most, then one on the right, then one beyond a comma on
    the left, then a verb of saying.
    """
    words = tokens.words
    previous = words[start - 1] if start else ""
    following = words[end] if end < len(words) else ""
    if previous in ("follows", "followed", "since") or following in _SAYING:
        return BACK
    if previous in _LIMITS and _PUT_OFF.intersection(words[max(start - _PUT_OFF_REACH, 0) : start]):
        return AHEAD
    near, far, saying = _on_the_left(tokens, start)
    if saying and following == "that":
        # `told reporters on Monday that the talks would ...`
        return BACK
    return near or _on_the_right(tokens, end) or far or saying


def _on_the_left(tokens: Tokens, start: int) -> tuple[int, int, int]:
    words, marks = tokens.words, tokens.marks
    paused = False
    saying = 0
    for index in range(start - 1, max(start - _REACH, 0) - 1, -1):
        mark, word = marks[index], words[index]
        if mark in _CLAUSE_ENDS or (mark == _DOT and _ends(tokens, index)):
            break
        if mark in _PAUSES:
            paused = True
        elif word in _SAYING:
            if _said_then(tokens, index, start):
                return BACK, 0, 0
            saying = BACK
        else:
            cue = _cue(tokens, index, start)
            if cue:
                return (0, cue, saying) if paused else (cue, 0, saying)
    return 0, 0, saying


def _on_the_right(tokens: Tokens, end: int) -> int:
    words, marks = tokens.words, tokens.marks
    for index in range(end, min(end + _REACH, len(words))):
        mark = marks[index]
        if mark in _CLAUSE_ENDS or (mark == _DOT and _ends(tokens, index)):
            break
        if words[index] in _SAYING:
            continue
        if words[index] in _BEING and any(w in _AHEAD_WORDS for w in words[index + 1 : index + 3]):
            return AHEAD
        cue = _cue(tokens, index, len(words))
        if cue:
            return cue
    return 0


def _cue(tokens: Tokens, index: int, stop: int) -> int:
    """What one word says of the time of its clause; `stop` is where the date stands."""
    words = tokens.words
    word = words[index]
    if word in _AHEAD_WORDS or word.endswith(("'ll", "’ll")):
        return AHEAD
    if word in _AHEAD_WITH_TO and _leads_on(tokens, index, stop):
        return AHEAD
    past = word.endswith("ed") and len(word) > 4 and word not in _NO_VERB
    if word in _BACK_WORDS or (past and not tokens.capital(index)):
        # The participle of `will be named` leaves the word to its auxiliary.
        return 0 if index and words[index - 1] == "be" else BACK
    return 0


def _leads_on(tokens: Tokens, index: int, stop: int) -> bool:
    """Whether an infinitive follows the word at `index` (`plans to meet`, but not `a plan to go`,
    which may be told of in any tense).
    """
    words = tokens.words
    if index + 2 >= stop or words[index + 1] != "to" or tokens.capital(index + 2):
        return False
    if words[index].startswith("plan") and index and words[index - 1] in _BEFORE_NOUNS:
        return False
    return words[index + 2].islower() and words[index + 2] not in _NO_INFINITIVE


def _said_then(tokens: Tokens, index: int, start: int) -> bool:
    """Whether only a place or the hearers stand between a verb of saying and the date, so that it
    dates the saying (`said in Cairo on Sunday`).
    """
    words = tokens.words
    return start - index <= _SAYING_REACH and all(
        words[at] in _BESIDE_SAYING or tokens.capital(at) for at in range(index + 1, start)
    )


def _ends(tokens: Tokens, index: int) -> bool:
    """Whether a full stop ends a sentence, and no abbreviation such as `Aug.` or `U.S.`."""
    if not tokens.capital(index + 1) or tokens.touches(index + 1):
        return False
    return len(tokens.words[index - 1]) > 3 and not tokens.is_kind(index - 1, "month_short")
