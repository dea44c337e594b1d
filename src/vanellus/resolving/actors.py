"""Reads phrases, remembers them, and says whom they name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from vanellus.resolving.composing import Composer
from vanellus.resolving.known import Sort
from vanellus.resolving.persons import Persons
from vanellus.resolving.phrase_reading import read_phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vanellus.resolving.known import Known
    from vanellus.resolving.lexicon import Lexicon
    from vanellus.resolving.parties import Party
    from vanellus.resolving.phrases import Phrase

CACHE: Final = 50_000
"""Phrases remembered."""
_RIVALS_OF_GEORGIA: Final = ("RUS", "ARM", "AZE", "UKR", "TUR")


class Actors:
    """Says whom a phrase names. One object serves one process; it remembers phrases."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.persons = Persons(lexicon)
        self._phrases: dict[str, Phrase] = {}

    def phrase(self, text: str) -> Phrase:
        """The parts of a phrase, from memory where it was read before."""
        found = self._phrases.get(text)
        if found is None:
            if len(self._phrases) >= CACHE:
                self._phrases.clear()
            found = self._phrases[text] = read_phrase(text, self.lexicon)
        return found

    def party(
        self, phrase: Phrase, day: int | None, counts: Mapping[str, int] | None = None
    ) -> Party:
        """Whom a phrase names on a day (an ordinal).

        `counts` says how often the document tells of each country, for names with several bearers.
        """
        return Composer(self, phrase, day, counts or Counter()).party()

    def choose(self, names: Sequence[Known], day: int | None, counts: Mapping[str, int]) -> Known:
        """The likeliest of several bearers of a name: in force, and of a country spoken of."""
        if len(names) == 1:
            return names[0]
        living = [name for name in names if name.on(day)] or list(names)
        first = living[0]
        if first.sort is Sort.STATE and any(name.sort is Sort.PART for name in living):
            # Georgia is a state of the USA only in news of the USA alone.
            part = next(name for name in living if name.sort is Sort.PART)
            rivals = (first.id, *_RIVALS_OF_GEORGIA)
            inside = counts.get(part.country or "", 0) > 1 and not any(
                counts.get(c) for c in rivals
            )
            return part if inside else first
        weights = [counts.get(name.country or "", 0) for name in living]
        return living[weights.index(max(weights))] if max(weights) > weights[0] else first
