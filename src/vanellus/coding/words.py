"""Word lists of the registers, read once from data/register_words.toml."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files
from typing import Final

from vanellus.errors import CodebookError

FILE: Final = "register_words.toml"


def words(section: str, name: str) -> frozenset[str]:
    """The words of one list. Raises CodebookError for a list that the file does not have."""
    return frozenset(_list(section, name))


def alternatives(section: str, name: str, *, capital: bool = False) -> str:
    """The words of one list as a regular expression, the longest first, blanks of any width.

    With `capital` also as they open a sentence, but not all in capitals: WHO is a body, who isn't.
    """
    listed = set(_list(section, name))
    if capital:
        listed |= {word[0].upper() + word[1:] for word in listed}
    ordered = sorted(listed, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def _list(section: str, name: str) -> list[str]:
    text = _file().get(section, {}).get(name)
    if not isinstance(text, str):
        raise CodebookError(file=FILE, problem=f"the list '{section}.{name}' is missing")
    if ";" in text:
        return [" ".join(part.split()) for part in text.split(";") if part.strip()]
    return text.split()


@functools.cache
def _file() -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__package__) / "data" / FILE).read_text(encoding="utf-8"))
