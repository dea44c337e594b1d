"""Base forms of English verbs and event nouns: `killed` to kill, `ministries` to ministry."""

from __future__ import annotations

import csv
import functools
from importlib import resources
from typing import TYPE_CHECKING, Final

from vanellus.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

FILE: Final = "irregular_forms.csv"
_VOWELS: Final = "aeiou"
_DOUBLED: Final = frozenset("bdgmnprtl")
"""Consonants that double before an ending: `stopped`, `cancelled`."""
_LONG: Final = frozenset({"it", "on", "om", "al", "il", "ol", "ow", "or", "ic"})
"""Endings of longer stems without a silent e: `visit`, `abandon`, `signal`, `follow`."""
_SILENT: Final = ("v", "u", "c", "z", "dg", "rg", "eng", "ang", "ns", "rs", "ps", "pl", "bl", "dl",
                  "gl", "tl", "cl", "fl", "kl")  # fmt: skip
"""Endings of stems that have lost a silent e: `arriv`, `forc`, `judg`, `settl`."""
_PLAIN: Final = frozenset(
    "king ring sing thing wing spring string being during evening morning nothing"
    " something anything everything building ceiling wedding red bed shed sled speed feed need"
    " seed deed breed bleed"
    " indeed proceed succeed exceed hundred sacred naked news series species this his its bus gas"
    " plus always perhaps crisis analysis basis politics economics across us was is has as yes lens"
    " congress".split()
)  # fmt: skip
"""Words that only look inflected."""


@functools.cache
def _irregular() -> dict[str, str]:
    """Irregular form to base form."""
    file = resources.files("vanellus.linking") / "data" / FILE
    out: dict[str, str] = {}
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    if rows.fieldnames != ["base", "forms"]:
        raise CodebookError(file=FILE, problem="should begin with 'base,forms'")
    for row in rows:
        for form in row["forms"].split():
            if out.get(form, row["base"]) != row["base"]:
                raise CodebookError(
                    file=FILE, problem=f"{form} is given to {out[form]} and to {row['base']}"
                )
            out[form] = row["base"]
    return out


def lemma(word: str, *, known: Collection[str] = ()) -> str:
    """The base form of an English word, in lower case.

    Args:
        word: one word; a possessive `'s` is left off.
        known: base forms; where several are possible, one of them is taken.

    >>> lemma("Killed"), lemma("taking"), lemma("resigned"), lemma("crises"), lemma("arrived")
    ('kill', 'take', 'resign', 'crisis', 'arrive')
    """
    low = word.lower().replace("’", "'").partition("'")[0]
    if irregular := _irregular().get(low):
        return irregular
    if low in _PLAIN or len(low) < 4 or not low.isalpha():
        return low
    if low in known and not low.endswith(("s", "ed")):
        return low
    candidates = list(_candidates(low))
    best = next((c for c in candidates if c in known), candidates[0])
    return lemma(best, known=known) if best.endswith("ing") and best != low else best


def _candidates(low: str) -> Iterator[str]:
    """Possible base forms, the likeliest first."""
    if low.endswith(("ies", "ied")) and len(low) > 4:
        yield low[:-3] + "y"
        yield low[:-1]
        return
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        if low.endswith(("ches", "shes", "sses", "xes", "zzes")):
            yield low[:-2]
            yield low[:-1]
        else:
            yield low[:-1]
            if low.endswith("es"):
                yield low[:-2]
        return
    if low.endswith("eed"):
        yield low[:-1]
        return
    for ending in ("ing", "ed"):
        stem = low.removesuffix(ending)
        if stem != low and any(letter in "aeiouy" for letter in stem) and len(stem) > 1:
            yield from _stems(stem)
            return
    yield low


def _stems(stem: str) -> Iterator[str]:
    """What a stem before -ed or -ing may be the rest of."""
    double = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED
    options = [stem, stem + "e"]
    if double:
        # `kill`, `poll` keep both letters, `control`, `cancel` do not: the known words decide.
        short = stem[:-1]
        options = [stem, short] if stem[-1] == "l" else [short, stem]
    elif _lost_e(stem):
        options.reverse()
    yield from options


def _lost_e(stem: str) -> bool:
    """Whether a stem before -ed or -ing has probably lost a silent e."""
    if stem.endswith(_SILENT):
        return True
    if len(stem) < 2 or stem[-1] in "aeiouwxyh":
        return False
    if stem[-1] == "s":
        return stem[-2] != "s"
    one_vowel = stem[-2] in _VOWELS and (
        len(stem) < 3 or stem[-3] not in _VOWELS or stem[-3:-1] == "ui"
    )
    if not one_vowel or stem[-2] == "e":
        return False
    return not (len(stem) > 3 and stem[-2:] in _LONG)
