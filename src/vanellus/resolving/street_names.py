"""Names of streets, which are neither towns nor anybody who acts."""

from __future__ import annotations

import re
from typing import Final

_LINK: Final = r"(?:(?:de|del|la|las|los|du|des|of|the|y|da|do) ){0,2}"
_WORDS: Final = rf"[A-Z0-9][\w’'.-]*(?: {_LINK}[A-Z0-9][\w’'.-]*){{0,4}}"
_STREET: Final = re.compile(
    r"(?:[Tt]he )?(?:"
    r"(?:[Aa]venida|Av\.|Avda\.|[Cc]alle|[Cc]arrera|[Jj]ir[oó]n|Jr\.|[Pp]aseo|[Rr]ue|[Aa]venue|"
    rf"[Bb]oulevard|[Bb]ulevar|[Aa]utopista|[Cc]arretera|[Rr]uta) {_LINK}{_WORDS}"
    rf"|{_WORDS} (?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Boulevard|Blvd\.?|Lane|Highway|"
    r"Expressway|Freeway|Motorway|[Ss]tra(?:ss|ß)e)"
    r")"
)


def is_street(words: str) -> bool:
    """Whether the words are the name of a street or road and no more.

    >>> is_street("Avenida Arequipa"), is_street("Kimathi Street"), is_street("Arequipa")
    (True, True, False)
    """
    return _STREET.fullmatch(words.strip(" ,;")) is not None
