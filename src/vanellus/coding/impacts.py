"""What a measure is said to bring, parted from the measure itself.

`Joint patrols along the river reduce raids` holds both; so does `Open the border so that grain can
pass`. The words of either side are kept as they stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from vanellus.coding.phrases import trimmed
from vanellus.coding.verbs import (
    BARE_EFFECTS,
    EFFECTS,
    GERUND_EFFECTS,
    is_imperative,
    is_noun_too,
)
from vanellus.coding.words import alternatives

if TYPE_CHECKING:
    from collections.abc import Iterable


def _any_of(verbs: Iterable[str]) -> str:
    return "|".join(sorted(verbs, key=lambda verb: (-len(verb), verb)))


_LINK: Final = re.compile(
    r",?\s+(?P<link>so that|so as to|in order to|in order that|with the aim of|with a view to|"
    r"in the hope of|which (?:will|would|could|can|may|might|should|in turn)|thereby|"
    r"thus(?= \w+ing))\s+"
)
"""After these everything is effect, and the link itself is no part of it."""
_THIS_WOULD: Final = re.compile(
    r"\s*(?:[\u2014;:]|\s[–-])\s*(?:this|it|which|that)\s+"
    r"(?P<effect>(?:will|would|could|can|may|might|should)\s)"
)
_OPENING_PURPOSE: Final = re.compile(
    rf"(?:In order to|To)\s+(?P<effect>(?:help\s+|better\s+)?(?:{_any_of(BARE_EFFECTS)}|end)\b"
    r"[^,;]{3,120}),\s"
)
_KEEP_LINK: Final = re.compile(r"which (?:will|would|could|can|may|might|should|in turn)")
_PARTICIPLE: Final = re.compile(
    rf"(?:,\s+(?:thereby\s+|thus\s+|hence\s+|while\s+)?|\s+(?:thereby|thus)\s+)"
    rf"(?P<effect>(?:{_any_of(GERUND_EFFECTS)}|making|turning|bringing|leaving|driving)\b)"
)
_PURPOSE: Final = re.compile(
    rf",?\s+(?P<effect>to\s+(?:help\s+|better\s+|further\s+)?(?:{_any_of(BARE_EFFECTS)})\b)"
)
_TAKES_TO: Final = re.compile(rf"(?:{alternatives('impacts', 'take_infinitive')})$", re.IGNORECASE)
_GAPPED: Final = re.compile(r"\band(?:,?\s+(?:[A-Z]\w+|[a-z]+ly|meanwhile|then|finally),?)?$")
"""`... and Algiers to guarantee the price`: a verb of duty is left out, no purpose is told."""
_FINITE: Final = re.compile(
    rf"\s(?P<effect>(?:also\s+|directly\s+|further\s+)?(?P<verb>{_any_of(EFFECTS)})\b)"
)
_MODAL: Final = re.compile(
    r",?\s(?P<effect>(?:will|would|could|can|may|might)\s+(?:(?:also|then|thus|be|only)\s+)?\w+)"
)
_RELATIVE: Final = re.compile(r"(?:\bthat|\bwhich|\bwho|\bwhat|\bas|\bhow|\bthey|\bif|\bwhere)$")
_LOOSE_END: Final = re.compile(r"[\s,;]+(?:and|but|or|while|as)$")
_LABELLED: Final = re.compile(
    r"\b(?:(?:anticipated|expected|likely|intended|hoped-for|projected|potential|desired|main)\s+)?"
    r"(?:impacts?|outcomes?|results?|benefits?|effects?|gains?|pay-?offs?|rationale)\s*[:–—]\s*",
    re.IGNORECASE,
)
_FOLLOWS: Final = re.compile(
    r"(?:This|That|These|Such\s[\w\s-]{2,40}?|Doing so|The\s(?:step|measure|move|result)s?)\s+"
    r"(?P<effect>(?:in turn\s+|also\s+|alone\s+)?"
    rf"(?:will|would|could|can|may|might|should|means|{_any_of(EFFECTS)})\b)"
)
_GAIN: Final = re.compile(
    r"\s(?:would|will|could|might|may)\s+be\s+(?:the|one|a|an|its|their)\s+(?:\w+\s+){0,2}"
    r"(?:gains?|benefits?|results?|effects?|outcomes?|rewards?|fruits?|pay-?offs?|dividends?)\b"
)


class Split(NamedTuple):
    """A measure and what it is said to bring; `None` where the words do not say."""

    action: str
    impact: str | None


def clean(words: str) -> str:
    """The words on one line, without the punctuation that set them apart.

    >>> clean("  reopen the  border; ")
    'reopen the border'
    """
    start, end = trimmed(words, 0, len(words))
    if loose := _LOOSE_END.search(words, start, end):
        end = loose.start()
    return " ".join(words[start:end].split())


def labelled_impact(words: str) -> Split:
    """The item split at `Expected outcome:` and the like.

    >>> labelled_impact("Pay the guards. Impact: fewer raids.")
    Split(action='Pay the guards.', impact='fewer raids')
    """
    if (match := _LABELLED.search(words)) and match.start() > 0:
        return Split(words[: match.start()].strip(), clean(words[match.end() :]) or None)
    return Split(words.strip(), None)


def following_impact(sentence: str) -> str | None:
    """What a sentence says that the measure before it brings, or None.

    >>> following_impact("This would give both sides an address.")
    'would give both sides an address'
    >>> following_impact("Fewer raids would be the first gain.")
    'Fewer raids'
    """
    if match := _FOLLOWS.match(sentence):
        return clean(sentence[match.start("effect") :])
    if match := _GAIN.search(sentence):
        return clean(sentence[: match.start()])
    return None


def opening_impact(sentence: str) -> str | None:
    """The purpose that a sentence opens with, or None.

    >>> opening_impact("To curb smuggling, the two states should share their radar.")
    'curb smuggling'
    """
    match = _OPENING_PURPOSE.match(sentence)
    return clean(match["effect"]) if match else None


def split_impact(words: str, *, command: bool = False) -> Split:
    """The measure, and what it is said to bring, as one sentence tells them. A `command` has no
    subject that could bring anything: in `ensure that aid reaches all` nothing is split.

    >>> split_impact("Joint patrols along the river reduce the number of raids.").impact is None
    True
    >>> split_impact("Running joint patrols reduces raids.")
    Split(action='Running joint patrols', impact='reduces raids')
    >>> split_impact("agree to reduce tariffs so that grain can pass")
    Split(action='agree to reduce tariffs', impact='grain can pass')
    """
    sure = (_by_link(words), _by_afterthought(words), _by_participle(words), _by_purpose(words))
    cuts = [cut for cut in sure if cut]
    if not command and not is_imperative(words.split(maxsplit=1)[0] if words.strip() else ""):
        cuts += [cut for cut in (_by_verb(words), _by_modal(words)) if cut]
    if not cuts:
        return Split(clean(words), None)
    at, effect = min(cuts)
    return Split(clean(words[:at]), clean(words[effect:]) or None)


def _by_link(words: str) -> tuple[int, int] | None:
    for match in _LINK.finditer(words):
        kept = _KEEP_LINK.match(match["link"])
        return match.start(), match.start("link") + len("which ") if kept else match.end()
    return None


def _by_afterthought(words: str) -> tuple[int, int] | None:
    match = _THIS_WOULD.search(words)
    return (match.start(), match.start("effect")) if match else None


def _by_participle(words: str) -> tuple[int, int] | None:
    match = _PARTICIPLE.search(words)
    return (match.start(), match.start("effect")) if match else None


def _by_purpose(words: str) -> tuple[int, int] | None:
    """`to reduce ...`, unless the word before asks for an infinitive (`agree to reduce`)."""
    for match in _PURPOSE.finditer(words):
        before = words[: match.start()].rstrip()
        if len(before) > 8 and not (_TAKES_TO.search(before) or _GAPPED.search(before)):
            return match.start(), match.start("effect") + len("to ")
    return None


def _by_verb(words: str) -> tuple[int, int] | None:
    """A verb of effect whose subject is the measure, not a relative pronoun in it."""
    for match in _FINITE.finditer(words):
        before, after = words[: match.start()].rstrip(), words[match.end() :]
        if len(before) < 6 or _RELATIVE.search(before):
            continue
        if is_noun_too(match["verb"]) and re.match(
            r"\s+(?:of|on|for|to|in|from|by|at|and|are|is|were|was|that|which)\b|\s*[,.;:]|\s*$",
            after,
        ):
            continue
        return match.start(), match.start("effect")
    return None


def _by_modal(words: str) -> tuple[int, int] | None:
    for match in _MODAL.finditer(words):
        before = words[: match.start()].rstrip()
        if len(before) > 6 and not _RELATIVE.search(before):
            return match.start(), match.start("effect")
    return None
