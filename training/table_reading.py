"""The type that PLOVER's CAMEO table gives to an annotated event, where it differs from the manual.

The corpus is annotated by PLOVER's manual. Data sets that were converted from CAMEO (ICEWS, the
gold sets of the field) follow the published conversion table instead, in which whole CAMEO roots
become one type: a promise to yield is an intent (035, AGREE), a verdict an accusation (116,
ACCUSE), an embargo coercion (163, COERCE), an apology diplomatic cooperation (055, SUPPORT),
broken-off talks reduced relations (164, SANCTION), peacekeepers sent aid (074, AID) and called home
reduced relations (166, SANCTION), a siege or a town taken military force (19, ASSAULT, since
converted sets follow the root). docs/ontology.md lists them. The second
relation head is taught these, so that `relate` can answer in either reading.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from training.corpus import MarkedEvent
from vanellus.ontology import Codebook

LOOK_AHEAD: Final = 40
"""Characters behind a trigger in which its object still tells what is meant."""


class _Rule(NamedTuple):
    """`types` whose trigger (with what follows it closely) matches become `becomes`."""

    types: frozenset[str]
    words: re.Pattern[str]
    becomes: str
    ahead: bool = False


def _rule(types: str, words: str, becomes: str, *, ahead: bool = False) -> _Rule:
    return _Rule(
        frozenset(types.split()), re.compile(rf"\b(?:{words})", re.IGNORECASE), becomes, ahead
    )


_PROMISE: Final = (
    r"agree|promis|pledg|offer|vow|undert|undertook|ready to|willing|consent|intend|plan|"
    r"commit|propos|prepared to|would\b|will\b|accepts? to|accepted to|assur"
)
_RULES: Final = (
    _rule("CONCEDE RETREAT", _PROMISE, "AGREE"),
    _rule("CONCEDE", r"apolog|regret|sorry|forg[ai]v", "SUPPORT"),
    _rule(
        "SANCTION",
        r"sanction|embargo|boycott|blacklist|fr(?:oze|eez)\w* (?:\w+ ){0,3}assets|tariff|trade ban",
        "COERCE",
        ahead=True,
    ),
    _rule("REJECT", r"(?:broke|break|breaks|breaking|broken) off|suspend|halt|adjourn", "SANCTION"),
    _rule("AGREE", r"support|backing|solidarity", "SUPPORT", ahead=True),
    _rule(
        "AGREE",
        r"agree\w* (?:on |upon |to )?(?:an?|the|their)\b.*(?:deal|accord|agreement|treaty|pact)\b",
        "SUPPORT",
        ahead=True,
    ),
    _rule("MOBILIZE", r"peace-?keep", "AID", ahead=True),
    _rule(
        "RETREAT", r"(?:withdr|pull|recall|call).*(?:peace-?keep|observers)", "SANCTION", ahead=True
    ),
    _rule("THREATEN", r"warrant", "COERCE", ahead=True),
    _rule("REQUEST", r"sanctions|embargo", "THREATEN", ahead=True),
    _rule(
        "COERCE",
        r"blockad|besieg|(?:lays?|laid) siege|encircl|(?:seiz|captur|overr|took|take|retook|retak|"
        r"occup|recaptur).*(?:town|city|village|district|island|territory|province|positions)",
        "ASSAULT",
        ahead=True,
    ),
    _rule("AGREE", r"reach|clinch|conclud|struck|strike|sealed|hammer", "SUPPORT"),
    _rule("REQUEST", r"ultimatum|or face|or else", "THREATEN", ahead=True),
    _rule("AID", r"sought|seek|applied|apply", "REQUEST"),
)
_REFUSED: Final = frozenset(("AGREE", "CONCEDE", "RETREAT"))


def by_table(text: str, event: MarkedEvent) -> str:
    """The type of `event` in the sentence `text` as data converted from CAMEO would have it."""
    if event.type == "SANCTION" and event.mode == "convict":
        return "ACCUSE"
    if event.status == "negation" and event.type in _REFUSED:
        return "REJECT"
    trigger = text[event.start : event.end]
    near = text[event.start : event.end + LOOK_AHEAD]
    for rule in _RULES:
        if event.type in rule.types and rule.words.search(near if rule.ahead else trigger):
            return rule.becomes
    if event.type == "RETREAT" and event.status == "future":
        return "AGREE"
    return Codebook.default().future_type(event.type, event.status)
