"""A noun phrase that names an actor, taken apart: determiner, head, name, owner, country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vanellus.resolving.known import Known, Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A name in a phrase that is its head, or tells its country or to whom it belongs."""

    names: tuple[Known, ...]
    how: str
    """head, before, of, from, in, for, to, link (`linked to`), based or other."""
    text: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase taken apart. Nothing in it depends on the document or its date."""

    text: str
    bare: str
    """Without determiner and quantity."""
    undetermined: str
    """Without determiner alone."""
    determiner: str | None = None
    """Folded; `his` and the like, too."""
    number: int | None = None
    counted: bool = False
    """Whether a quantity stands before it."""
    plural: bool = False
    pronoun: str | None = None
    """The folded phrase, if it is a pronoun."""
    office: Office | None = None
    """What the head says, if the lexicon knows it."""
    head: str | None = None
    """The last word of the head, folded, in the singular; None for a proper name."""
    head_text: str = ""
    """The head as it is written."""
    owner_office: Office | None = None
    """The office or body to which the head belongs (`the president's spokesman`)."""
    proper: str | None = None
    """A proper name that the lexicon need not know."""
    titled: bool = False
    """Whether an office or title stands before the proper name."""
    body: bool = False
    """Whether the proper name is that of a body (`the Karen Refugee Committee`)."""
    female: bool | None = None
    cues: tuple[Cue, ...] = ()
    former: bool = False
    opposing: bool = False
    plain: bool = False
    """Whether there is nothing but a country's name and the head."""
    modified: bool = False
    """Whether words follow the head."""
    place: str | None = None
    """Capitalised words after a preposition of place or `of`."""
    apposition: Phrase | None = None
    listed: bool = False
    """Whether it is a list of names."""
