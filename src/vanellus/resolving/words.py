"""The words of a phrase as the lexicon compares them: without accents, dots or case."""

from __future__ import annotations

import re
import string
import unicodedata
from typing import Final, NamedTuple

_WORD: Final = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:[.'’ʻʼ`´][^\W_]+)*\.?|[^\s\w]")
_ACCENT: Final = re.compile("[\u0300-\u036f]")
_STRUCK: Final = str.maketrans(dict.fromkeys(".,'’ʻʼ`´"))
_PLAIN: Final = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_BARE: Final = str.maketrans(
    dict.fromkeys(string.punctuation + "–—‐‑“”«»…", " ") | dict.fromkeys(".,'’ʻʼ`´", "")
)
_APOSTROPHES: Final = "'’ʼ`´"


class Word(NamedTuple):
    """One word or mark of a phrase."""

    text: str
    """As it is written, without a possessive ending."""
    key: str
    """Folded for comparison; empty for a mark."""
    start: int
    end: int
    possessive: bool = False
    glued: bool = False
    """A hyphen joins it to the next word."""

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


def fold(text: str) -> str:
    """The text in lower case, without accents, dots and apostrophes.

    >>> fold("Côte d’Ivoire"), fold("U.S."), fold("São Tomé")
    ('cote divoire', 'us', 'sao tome')
    """
    lower = text.lower()
    if not lower.isascii():
        lower = unicodedata.normalize("NFKD", lower)
        lower = _ACCENT.sub("", lower).translate(_PLAIN)
    return lower.translate(_STRUCK)


def split_words(text: str) -> list[Word]:
    """The words and marks of a phrase in order; a hyphen inside a compound parts its words.

    >>> [(w.text, w.possessive, w.glued) for w in split_words("Mali's al-Qaeda cell")]
    [('Mali', True, False), ('al', False, True), ('Qaeda', False, False), ('cell', False, False)]
    """
    words: list[Word] = []
    for match in _WORD.finditer(text):
        raw, start, end = match.group(), match.start(), match.end()
        if not (raw[0].isalnum()):
            _mark(words, raw, start, end, text)
            continue
        possessive = len(raw) > 2 and raw[-1] in "sS" and raw[-2] in _APOSTROPHES
        written = raw[:-2] if possessive else raw
        words.append(Word(written, fold(written), start, end, possessive=possessive))
    return words


def _mark(words: list[Word], raw: str, start: int, end: int, text: str) -> None:
    """A mark is a word of its own unless it is the hyphen or apostrophe of the word before it."""
    last = words[-1] if words and words[-1].key and words[-1].end == start else None
    if last and raw in "-‐‑" and end < len(text) and text[end].isalnum():
        words[-1] = last._replace(glued=True)
    elif last and raw in _APOSTROPHES and last.key.endswith("s"):
        words[-1] = last._replace(possessive=True, end=end)
    elif raw not in "-‐‑'’":
        words.append(Word(raw, "", start, end))


def key_of(text: str) -> str:
    """The folded words of a name, which are its key in the lexicon.

    >>> key_of("Guinea-Bissau"), key_of("the rebels' leader"), key_of("Xi’s U.S. trip")
    ('guinea bissau', 'the rebels leader', 'xi us trip')
    """
    lower = text.lower()
    if not lower.isascii():
        lower = lower.replace("’", "'")
    elif lower.replace(" ", "").isalnum():
        return lower
    if "'s" in lower:
        lower = (lower + " ").replace("'s ", " ")
    if not lower.isascii():
        lower = fold(lower)
    return " ".join(lower.translate(_BARE).split())


def singular(key: str) -> str:
    """The singular of a regular plural, else the word itself.

    >>> singular("ministries"), singular("militants"), singular("forces"), singular("press")
    ('ministry', 'militant', 'force', 'press')
    """
    if key in _IRREGULAR:
        return _IRREGULAR[key]
    if len(key) < 4 or not key.endswith("s") or key.endswith(("ss", "us", "is")):
        return key
    if key.endswith("ies") and len(key) > 4:
        return key[:-3] + "y"
    if key.endswith(("ches", "shes", "sses", "xes")):
        return key[:-2]
    return key[:-1]


def plural(key: str) -> str:
    """The regular plural of a word.

    >>> plural("ministry"), plural("coach"), plural("rebel"), plural("gunman")
    ('ministries', 'coaches', 'rebels', 'gunmen')
    """
    if key.endswith("man"):
        return key[:-3] + "men"
    if key.endswith("y") and len(key) > 2 and key[-2] not in "aeiou":
        return key[:-1] + "ies"
    if key.endswith(("ch", "sh", "ss", "x", "s")):
        return key + "es"
    return key + "s"


_IRREGULAR: Final = {
    "men": "man", "women": "woman", "people": "person", "children": "child", "wives": "wife",
    "thieves": "thief", "spies": "spy", "allies": "ally", "cities": "city", "elite": "elite",
    "themselves": "themselves", "chiefs": "chief", "series": "series", "police": "police",
    "personnel": "personnel", "allied": "allied",
}  # fmt: skip
