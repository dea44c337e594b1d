"""Verbs that advice is made of: what can be commanded, and what a measure is said to do."""

from __future__ import annotations

from typing import Final

from vanellus.coding.words import words

_COMMANDS: Final = words("verbs", "commands")
_NO_GERUNDS: Final = words("verbs", "no_gerunds")
_NOUNS_TOO: Final = words("verbs", "effects_and_nouns")
"""Of the effects those that are nouns as well: a preposition after them says so."""


_DOUBLING: Final = words("verbs", "doubling")
"""Verbs whose last letter is doubled before -ing."""


def _bare(verb: str) -> str:
    """The base form of a verb in -s, for the verbs of this module."""
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    if verb.endswith(("sses", "shes", "ches")):
        return verb[:-2]
    return verb[:-1]


def _gerund(verb: str) -> str:
    """The -ing form of a base form, for the verbs of this module.

    >>> _gerund("reduce"), _gerund("curb"), _gerund("deter"), _gerund("cut")
    ('reducing', 'curbing', 'deterring', 'cutting')
    """
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    if verb in _DOUBLING:
        return verb + verb[-1] + "ing"
    return verb + "ing"


EFFECTS: Final[frozenset[str]] = words("verbs", "effects")
"""What a measure is said to do, in the third person: `ensures`, `reduces`."""
BARE_EFFECTS: Final[frozenset[str]] = frozenset(_bare(verb) for verb in EFFECTS)
"""The same as base forms."""
GERUND_EFFECTS: Final[frozenset[str]] = frozenset(_gerund(verb) for verb in BARE_EFFECTS)
"""The same as -ing forms."""
_COMMANDING: Final = frozenset(_gerund(verb) for verb in _COMMANDS)


def is_imperative(word: str) -> bool:
    """Whether a clause that opens with `word` reads as a command."""
    return word.lower().strip(",.:;") in _COMMANDS


def is_gerund(word: str) -> bool:
    """Whether `word` is the -ing form of what can be commanded: `keeping`, not `meeting rooms`.

    >>> is_gerund("Keeping"), is_gerund("Beijing")
    (True, False)
    """
    return word.lower().strip(",.:;") in _COMMANDING


def opens_action(sentence: str) -> bool:
    """Whether a sentence opens with what is to be done, as a command or a gerund.

    >>> opens_action("Vetting all guards."), opens_action("Spring floods.")
    (True, False)
    """
    word = sentence.split(maxsplit=1)[0].lower().strip(",.:;") if sentence.strip() else ""
    return word in _COMMANDS or opens_with_gerund(sentence)


def opens_with_gerund(sentence: str) -> bool:
    """Whether a sentence opens with a word in -ing that can be what is done."""
    word = sentence.split(maxsplit=1)[0].lower().strip(",.:;") if sentence.strip() else ""
    return word.endswith("ing") and word not in _NO_GERUNDS


def is_noun_too(verb: str) -> bool:
    """Whether an effect verb in -s is as often a plural noun."""
    return verb in _NOUNS_TOO
