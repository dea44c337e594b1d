"""How many died: numbers of dead read from sentences, and one toll from several reports.

Only what a sentence says of the dead counts: the wounded, the age of a victim, the dead of a whole
war or of earlier years, and a part of the toll ("among them six children") do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

_ONES: Final = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS: Final = dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        range(20, 100, 10),
        strict=True,
    )
)
_SCALES: Final = {"hundred": 100, "thousand": 1000}
_VAGUE: Final = {
    "several dozen": (36, 84), "a few dozen": (24, 60), "dozens": (24, 99), "scores": (40, 99),
    "several hundred": (300, 900), "a few hundred": (200, 500), "hundreds": (200, 999),
    "thousands": (2000, 9999), "several": (3, 9), "a few": (3, 5), "a handful of": (3, 6),
    "a couple of": (2, 2), "a dozen": (12, 12), "many": (3, 99),
}  # fmt: skip
_SMALL: Final = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))
_WORDS: Final = (
    rf"(?:(?:{_SMALL}|an?(?=\s(?:hundred|thousand)))"
    rf"(?:[\s-](?:and\s)?(?:{_SMALL}|hundred|thousand))*)"
)
_VAGUELY: Final = "|".join(sorted(_VAGUE, key=len, reverse=True))
_NUMBER: Final = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{_VAGUELY}|{_WORDS})"
_HEDGE: Final = (
    r"(?:at least|no fewer than|not less than|a minimum of|more than|over|upwards of|as many as|"
    r"up to|no more than|fewer than|less than|nearly|almost|about|around|some|roughly|"
    r"approximately|an estimated|close to|a total of|another|a further)"
)
_COUNT: Final = (
    rf"(?:(?P<hedge>{_HEDGE})\s)?(?:between\s)?(?P<low>{_NUMBER})"
    rf"(?:\s?(?:-|–|to|and|or)\s?(?P<high>{_NUMBER}))?"
)
_PERSONS: Final = (
    r"people|persons?|civilians?|soldiers?|troops?|servicemen|gendarmes?|police(?:men|man)?|"
    r"officers?|guards?|fighters?|militants?|rebels?|insurgents?|jihadists?|terrorists?|gunmen|"
    r"attackers?|assailants?|bandits?|militia(?:men|man)?|mercenaries|volunteers?|villagers?|"
    r"residents?|farmers?|herders?|traders?|miners?|workers?|drivers?|passengers?|students?|"
    r"pupils?|teachers?|children|child|women|woman|men|man|boys?|girls?|protesters?|demonstrators?|"
    r"marchers?|journalists?|hostages?|prisoners?|inmates?|migrants?|refugees?|worshippers?|"
    r"peacekeepers?|aid workers?|medics?|doctors?|nurses?|bystanders?|others|more|victims?|"
    r"members?|personnel|bodies|corpses|lives|dead|blue helmets|recruits?|cadets?|conscripts?|"
    r"commanders?|locals|guests|elders?|inhabitants|nationals|citizens|tourists?|foreigners?"
)
_NOUN: Final = rf"(?:\s(?:of\s(?:its|their|his|the)\s)?(?:[\w’'-]+\s){{0,3}}?(?:{_PERSONS})\b)"
_AND_MORE: Final = (
    rf"(?:(?:,\s|\sand\s|,\sand\s|\sas well as\s)(?:{_HEDGE}\s)?"
    rf"(?P<more>{_NUMBER}){_NOUN})?"
)
_KILL: Final = (
    r"kill(?:s|ed|ing)?|massacr(?:e[ds]?|ing)|murder(?:s|ed|ing)?|slaughter(?:s|ed|ing)?|"
    r"execut(?:e[ds]?|ing)|behead(?:s|ed|ing)?|shot dead|shooting dead|slay(?:s|ing)?|slew|"
    r"claim(?:s|ed|ing)? the li(?:fe|ves) of|cost(?:s|ing)? the li(?:fe|ves) of|"
    r"claim(?:s|ed|ing)|(?:left|leaving|leaves)|los(?:t|es|ing)|death of|deaths of|"
    r"toll (?:of|to|at)|"
    r"bur(?:y|ied)|counted|speak of"
)
_DEAD: Final = (
    r"killed|dead|died|massacred|murdered|slain|slaughtered|executed|beheaded|shot dead|"
    r"lost their lives|lost his life|lost her life|perished|lifeless|burned to death|fatalities|"
    r"deaths|were buried"
)
_WAS: Final = (
    r"(?:\s(?:were|was|have been|had been|has been|are|is|being|be|had|have|reported|reportedly|"
    r"confirmed|also|all|either|left|found|now|known to have|said to have|believed to have|"
    r"feared|at the scene))*"
)

_TOLL: Final = re.compile(
    rf"(?:toll|number of (?:the )?(?:dead|deaths|victims|fatalities)|dead)"
    rf"(?:[^.;,()]{{0,50}}?)\b(?:to|at|of|is|was|stands|stood|reached|hit|passed|now)\s{_COUNT}\b",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"\b(?P<verb>{_KILL})\s(?:and wound(?:ed|ing)\s)?{_COUNT}(?P<noun>{_NOUN})?{_AND_MORE}",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    rf"(?<![\w.,$€£-]){_COUNT}(?P<noun>{_NOUN})?{_AND_MORE}{_WAS}\s(?:{_DEAD})\b", re.IGNORECASE
)
_ONE: Final = re.compile(
    rf"\b(?:(?:kill(?:s|ed|ing)|shot dead|murder(?:s|ed|ing)|death of)\san?\s(?:[\w’'-]+\s){{0,3}}?"
    rf"(?:{_PERSONS})|an?\s(?:[\w’'-]+\s){{0,3}}?(?:{_PERSONS})\s(?:was|has been|had been)\s"
    rf"(?:killed|shot dead|murdered|executed|beheaded))\b",
    re.IGNORECASE,
)
_NOBODY: Final = re.compile(
    r"\b(?:no\s?(?:body|[- ]one)\s(?:was|had been|has been)?\s?(?:killed|died|hurt|harmed)|"
    r"(?:without|caused no|no)\s(?:any\s)?(?:casualties|deaths|fatalities|victims|loss of life)|"
    r"no deaths)\b",
    re.IGNORECASE,
)
_ALL_WAR: Final = re.compile(
    r"\bsince\s(?:the\s)?(?:\d{4}|beginning|start|independence|(?:\w+\s)?(?:war|conflict|insurgency))|"
    r"\b(?:so far|already)\sthis\s(?:year|month)|\b(?:over|in|during)\sthe\s(?:past|last)\s"
    r"(?:\w+\s)?(?:years?|months|decades?|decade)|\bin\srecent\s(?:years|months)|"
    r"\bevery\s(?:year|day|month)|\ba\s(?:year|day)\b|"
    r"\b(?:war|conflict|insurgency|violence)\sthat\shas\b|"
    r"\b(?:war|conflict|insurgency)\shas\s(?:killed|claimed|cost)",
    re.IGNORECASE,
)
_PART: Final = re.compile(
    r"(?:including|among (?:them|whom)|of (?:them|whom)|amongst them)\s(?:[\w’'-]+\s){0,2}$",
    re.IGNORECASE,
)
_HURT_NEXT: Final = re.compile(
    r"\s*(?:[\w’'-]+\s){0,2}(?:wounded|injured|hurt|missing|abducted|kidnapped|arrested|homeless|"
    r"displaced|houses?|homes|huts|vehicles|cattle|sheep|cows|motorcycles|goats)\b",
    re.IGNORECASE,
)
_NO_COUNT: Final = re.compile(
    r"\s*(?:-year-old|years?\b|days?\b|kilomet|km\b|per\s?cent|%|hours?\b|[ap]m\b|o.clock|metres?)"
)
_WEAK: Final = re.compile(r"(?i)claim|left|leav|los|bur|counted|speak|cost")
MAY_TELL: Final = (
    r"(?i)kill|dead|death|died|toll|massac|murder|slain|slaught|execut|behead|lives|life|perish|"
    r"fatalit|casualt|buried|bury"
)
"""What a sentence must hold to tell of dead; by it others are passed over fast."""


class Toll(NamedTuple):
    """How many died, at the least and at the most; `high` is None where the text leaves it open."""

    low: float
    high: float | None
    words: str = ""

    @property
    def counted(self) -> tuple[float, float]:
        """The number that was counted when it was told: of "at least 12" it is 12."""
        return (self.low, self.low if self.high is None else self.high)


def read_toll(sentence: str) -> Toll | None:
    """The dead that a sentence tells of, or None. Of several numbers a stated toll counts first,
    then the largest.

    >>> read_toll("Gunmen killed at least 12 people and wounded 30.")
    Toll(low=12, high=None, words='killed at least 12 people')
    """
    if _ALL_WAR.search(sentence):
        return None
    found = [toll for each in _TOLL.finditer(sentence) if (toll := _toll(sentence, each))]
    if not found:
        for form in (_AFTER, _BEFORE):
            found += [toll for each in form.finditer(sentence) if (toll := _toll(sentence, each))]
    if found:
        return max(found, key=lambda toll: (toll.counted[1], toll.low))
    if one := _ONE.search(sentence):
        return Toll(1, 1, one[0])
    if none := _NOBODY.search(sentence):
        return Toll(0, 0, none[0])
    return None


def _toll(sentence: str, found: re.Match[str]) -> Toll | None:
    known = found.groupdict()
    if _PART.search(sentence[: found.start("low")]) or _is_year(known):
        return None
    if _NO_COUNT.match(sentence, found.end("low")):
        return None
    verb = known.get("verb")
    if verb is not None:
        if known["noun"] is None and _HURT_NEXT.match(sentence, found.end("low")):
            return None
        if _WEAK.match(verb) and not re.search(
            r"\b(?:dead|lives|bodies|corpses)\b", sentence[found.start("low") : found.end() + 14]
        ):
            return None
        following = sentence[found.end() : found.end() + 1]
        if known["noun"] is None and following not in ("", ".", ",", ";", " "):
            return None
        if known["noun"] is None and re.match(r"\s(?:of|times|houses)", sentence[found.end() :]):
            return None
    low, high = _value(known["low"])
    if known.get("high"):
        high = max(low, _value(known["high"])[1])
    if known.get("more"):
        more_low, more_high = _value(known["more"])
        low, high = low + more_low, high + more_high
    return _hedged(known["hedge"], low, high, found[0].strip())


def _is_year(known: dict[str, str | None]) -> bool:
    low = known["low"] or ""
    return (
        low.isdigit() and 1900 <= int(low) <= 2100 and not known.get("noun") and not known["hedge"]
    )


def _hedged(hedge: str | None, low: float, high: float, words: str) -> Toll:
    kind = (hedge or "").casefold()
    if kind in ("at least", "no fewer than", "not less than", "a minimum of", "upwards of"):
        return Toll(low, None, words)
    if kind in ("more than", "over"):
        return Toll(low + 1, None, words)
    if kind in ("up to", "as many as", "no more than"):
        return Toll(0, high, words)
    if kind in ("fewer than", "less than"):
        return Toll(0, max(high - 1, 0), words)
    if kind in ("nearly", "almost", "close to"):
        return Toll(round(low * 0.9), high, words)
    if kind in ("about", "around", "some", "roughly", "approximately", "an estimated"):
        return Toll(round(low * 0.9), round(high * 1.1), words)
    return Toll(low, high, words)


def _value(text: str) -> tuple[float, float]:
    plain = " ".join(text.casefold().replace(",", "").split())
    if plain in _VAGUE:
        return _VAGUE[plain]
    if plain.isdigit():
        return (int(plain), int(plain))
    total = part = 0
    for word in re.split(r"[\s-]", plain):
        if word in _SCALES:
            part = max(part, 1) * _SCALES[word]
            if word == "thousand":
                total, part = total + part, 0
        else:
            part += _ONES.get(word, _TENS.get(word, 0))
    return (total + part, total + part)


class ToldToll(NamedTuple):
    """A toll as a source told it on a day (days since 1970; None where unknown)."""

    source: str
    day: int | None
    toll: Toll
    report_id: str


class ResolvedToll(NamedTuple):
    """The toll of an event, its rule, and the tolls that contradict each other."""

    toll: Toll
    rule: str
    disputed: tuple[Toll, ...]


RISING_DAYS: Final = 14
"""Days within which a higher toll follows a lower one without contradicting it."""


def resolved_toll(told: Sequence[ToldToll]) -> ResolvedToll | None:
    """One toll from all that was told; None where nothing was.

    Of each source its latest word counts. An earlier lower toll supports a later higher one. The
    toll that most sources support wins; among equals the latest, then the narrowest.
    """
    if not told:
        return None
    latest: dict[str, ToldToll] = {}
    for each in sorted(
        told, key=lambda one: (one.day is not None, one.day or 0, one.toll.counted[1])
    ):
        latest[each.source] = each
    last = list(latest.values())
    ranked = sorted(
        last,
        key=lambda one: (
            -sum(_supports(other, one) for other in last),
            -(one.day or 0),
            one.toll.counted[1] - one.toll.counted[0],
            -one.toll.low,
            one.report_id,
        ),
    )
    best = ranked[0]
    disputed = [
        one.toll
        for one in last
        if any(
            one.source != other.source and not (_supports(one, other) or _supports(other, one))
            for other in last
        )
    ]
    if len(last) == 1:
        rule = "the latest word of its only source"
    elif not disputed:
        rule = "all sources agree, or the toll rose"
    else:
        backing = sum(_supports(other, best) for other in last)
        rule = f"{backing} of {len(last)} sources, among equals the latest"
    return ResolvedToll(best.toll, rule, tuple(dict.fromkeys(disputed)))


def _supports(one: ToldToll, other: ToldToll) -> bool:
    """Whether `one` is compatible with `other` being true."""
    low, high = one.toll.counted
    least, most = other.toll.counted
    if low <= most and least <= high:
        return True
    if one.day is None or other.day is None or one.toll.low >= other.toll.low:
        return False
    return 0 < other.day - one.day <= RISING_DAYS
