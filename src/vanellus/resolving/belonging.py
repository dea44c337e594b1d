"""To which country and to which organisation the head of a phrase belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vanellus.resolving import grammar
from vanellus.resolving.known import STATES, Known, Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vanellus.resolving.phrases import Cue, Phrase

    Pick = Callable[[Cue], Known]
    """Chooses among the bearers of a name."""

_ABROAD: Final = frozenset(
    {"embassy", "consulate", "diplomatic mission", "permanent mission", "high commission"}
)
"""Bodies that lie in another country than their own."""
_POSSESSIVE: Final = ("'s", "’s")


def states_of(phrase: Phrase, pick: Pick) -> list[Known]:
    """The countries to which the head belongs; several if `and` joins them.

    A name before the head counts most, then `of`, `from`, and last the place where it acts.
    """
    cues = [
        cue
        for cue in phrase.cues
        if cue.how != "head"
        and cue.names[0].sort in STATES
        and cue.key not in grammar.INTERNATIONAL_SEATS
        and not is_region(phrase, cue)
    ]
    if not cues:
        return []
    for how in _ways(phrase):
        found = [cue for cue in cues if cue.how == how]
        if not found:
            continue
        if how == "before":
            # The nearest to the head, but `Turkey's Kurdish party` is Turkey's.
            owning = [cue for cue in found if cue.text.endswith(_POSSESSIVE)]
            joined = _run(phrase, (owning or found)[::-1])[::-1]
        else:
            joined = _run(phrase, found)
        return list({code_of(known): known for known in map(pick, joined)}.values())
    return []


def is_region(phrase: Phrase, cue: Cue) -> bool:
    """Whether a name stands for a region: `Central African leaders` are not of one country."""
    if cue.names[0].sort is Sort.REGION:
        return True
    several = phrase.plural and phrase.head in grammar.STATE_SETS
    return several and any(name.sort is Sort.REGION for name in cue.names)


def code_of(known: Known) -> str:
    """ISO3 of a state, else the name."""
    return (known.country or known.id) if known.sort in STATES else known.name


def owner_of(phrase: Phrase, pick: Pick) -> Known | None:
    """The organisation, body or armed group to which the head belongs."""
    ways = ["before", "of", "from", "link"]
    if is_relational(phrase):
        ways += ["for", "in"]
    for how in ways:
        for cue in phrase.cues:
            if cue.how == how and cue.names[0].sort not in STATES:
                known = pick(cue)
                if known.sort not in (Sort.PERSON, Sort.REGION):
                    return known
    return None


def linked_to(phrase: Phrase, pick: Pick) -> tuple[Known, ...]:
    """All organisations to which the phrase says its head is linked."""
    found = (pick(cue) for cue in phrase.cues if cue.how == "link")
    return tuple(known for known in found if known.sort in (Sort.GROUP, Sort.ORGANISATION))


def person_behind(phrase: Phrase) -> str | None:
    """The person whose spokesman, ministry or fighters these are, by the name in the text."""
    for cue in phrase.cues:
        if cue.names[0].sort is Sort.PERSON and cue.how not in ("head", "to"):
            return cue.text.removesuffix("'s").removesuffix("’s")
    return None


def is_relational(phrase: Phrase) -> bool:
    """Whether the head's sector is that of whom it belongs to (`official`, `gunmen`)."""
    return phrase.head in grammar.RELATIONAL or (
        phrase.office is not None and phrase.office.sector == "UAF"
    )


def has_owning_state(phrase: Phrase) -> bool:
    """Whether a country's possessive stands before: Mali's council is not the UN's."""
    return any(
        cue.how == "before" and cue.names[0].sort in STATES and cue.text.endswith(_POSSESSIVE)
        for cue in phrase.cues
    )


def _ways(phrase: Phrase) -> list[str]:
    """How a country may be told, the surest first."""
    office = phrase.office
    ways = ["before", "of", "from"]
    if office is not None and (office.level == "envoy" or office.phrase in _ABROAD):
        return ways
    ways.append("in")
    if is_relational(phrase):
        ways.append("for")
    if office is not None and office.sector in ("BUS", "SOC", "JRN"):
        ways.append("based")
    return ways


def _run(phrase: Phrase, cues: Sequence[Cue]) -> list[Cue]:
    """The first of the cues and those joined to it."""
    run = [cues[0]]
    for cue in cues[1:]:
        if not _are_joined(phrase.text, run[-1].text, cue.text):
            break
        run.append(cue)
    return run


def _are_joined(text: str, one: str, other: str) -> bool:
    """Whether only `and`, commas or a hyphen stand between two names in a text."""
    first, second = sorted((text.find(one), text.find(other)))
    length = len(one) if text.find(one) == first else len(other)
    between = text[first + length : second]
    words = between.replace(",", " ").replace("-", " ").replace("&", " ").split()
    return bool(between.strip()) and all(word in ("and", "or", "the") for word in words)
