"""Things that the event model takes for somebody: `the camp`, `a decree`, `more than`, a town."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from vanellus.records import Role
from vanellus.resolving import grammar
from vanellus.resolving.homes import scene_of
from vanellus.resolving.words import fold, key_of, singular

if TYPE_CHECKING:
    from vanellus.resolving.discourse import Discourse, Seen
    from vanellus.resolving.parties import Party

_OWNERS: Final = {
    "MIL": (
        "airbase armory armoury arsenal barrack base battery bunker camp checkpoint depot fort "
        "fortress garrison outpost patrol position post trench"
    ),
    "GOV": "courthouse customhouse hall jail ministry palace parliament prison residence",
    "CVL": (
        "apartment bank bar boat bridge building bus cafe car cargo cathedral church convoy crop "
        "dam district factory farm farmland ferry field flat funeral hamlet herd home hostel "
        "hotel house hut lorry market mine mosque motorbike motorcycle neighbourhood "
        "neighborhood pipeline plant port quarter restaurant road school settlement ship shop "
        "shrine site stadium station street suburb tanker taxi temple town train truck vehicle "
        "village warehouse wedding well"
    ),
    "MED": "ambulance clinic hospital",
    "EDU": "campus college university",
}
SECTORS: Final = {noun: sector for sector, nouns in _OWNERS.items() for noun in nouns.split()}
"""By noun: the sector of those whose things these mostly are."""
_WORDS: Final = frozenset(
    "accord account accusation act action agreement allegation amendment announcement appeal "
    "arrest attack attempt bid bill bloodshed budget call ceasefire charge claim clash comment "
    "communique conflict constitution coup crime criticism curfew deal death decision declaration "
    "decree demand document draft effort election embargo evidence exercise fighting idea "
    "incident initiative investigation invitation killing law legislation letter levy mandate "
    "massacre measure memorandum message motion move murder news occupation offensive offer "
    "operation order pact petition plan point policy pressure proposal protocol provocation "
    "putsch question raid ratification rebellion referendum reform rejection remark report "
    "request resolution result revolt ruling sanction shelling situation speech statement step "
    "strike tariff tax terrorism text threat toll treaty truce ultimatum unrest verdict violence "
    "visit vote war warning withdrawal word work meeting summit conference session talk".split()
)
"""Nouns for what is said, decided or done, by whomever."""
_EMPTY: Final = (
    grammar.APPROXIMATIONS
    | grammar.DETERMINERS
    | frozenset(grammar.NUMBERS)
    | frozenset(
        "very at in on by of for from to with outside inside there here together also still now "
        "already later again both second third more most less only even just so too then when "
        "where while against between among across near amid during until since".split()
    )
)
"""Words that name nobody, alone or together."""
_SUFFERING: Final = frozenset(
    "wounded injured displaced young poor dead missing detained bereaved homeless sick elderly "
    "unemployed faithful hungry needy".split()
)
"""Adjectives that, with an article, stand for people."""
_GRAINS: Final = frozenset({"city", "region", "other"})


def is_nobody(seen: Seen) -> bool:
    """Whether a resolved mention names no party at all, but a deed, a text or nothing."""
    party, phrase = seen.party, seen.phrase
    if party.id or party.country or party.members or phrase.pronoun:
        return False
    words = key_of(phrase.text).split()
    if words and all(word in _EMPTY for word in words) and phrase.number is None:
        return True
    return phrase.office is None and phrase.head in _WORDS and party.sector is None


def thing_acted_on(memory: Discourse, seen: Seen, party: Party) -> Party | None:
    """The party of a thing or town that is acted on: that of the country in which it lies.

    None for whatever else, and for what acts: drones and helicopters come from elsewhere.
    """
    phrase = seen.phrase
    if party.country or party.id or party.members or phrase.office is not None:
        return None
    if phrase.head in _SUFFERING and party.sector is None:
        people = replace(party, sector="CVL", kind="group")
        return replace(people, country=scene_of(memory, seen, people))
    if seen.subject:
        return None
    if phrase.proper is not None:
        return _place(memory, seen, party)
    sector = SECTORS.get(phrase.head or "") or SECTORS.get(singular(fold(phrase.bare)))
    if sector is None or party.sector is not None:
        return None
    there = replace(party, sector=sector, kind="place")
    return replace(there, country=scene_of(memory, seen, replace(there, sector="CVL")))


def _place(memory: Discourse, seen: Seen, party: Party) -> Party | None:
    """The country of a town that the gazetteer knows, in a place of the sentence for one."""
    phrase, mention = seen.phrase, seen.mention
    lone = not (phrase.titled or phrase.body or phrase.cues or phrase.head)
    if not lone or party.kind is not None or memory.place_of is None:
        return None
    from vanellus.resolving.gazetteer import gazetteer  # noqa: PLC0415  big tables
    from vanellus.resolving.place_table import place_key  # noqa: PLC0415

    if any(role is not Role.RECIPIENT for _, role in seen.roles):
        return None
    if not gazetteer().known([place_key(phrase.proper or "")])[0]:
        return None
    key = key_of(phrase.proper or "")
    if key in memory.actors.lexicon.surnames or memory.survey.fuller_name(key) is not None:
        return None
    place = memory.place_of(mention, seen.sentence)
    if place is None or place.country is None or place.grain not in _GRAINS:
        return None
    told = memory.survey.counts
    if told and not told.get(place.country):
        return None
    return replace(party, name=place.name or party.name, country=place.country, kind="place")
