"""Persons of the lexicon: by name, by surname, by the office they hold on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vanellus.resolving.grammar import FORMER
from vanellus.resolving.known import Sort
from vanellus.resolving.parties import Party
from vanellus.resolving.words import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vanellus.resolving.known import Holder, Term
    from vanellus.resolving.lexicon import Lexicon
    from vanellus.resolving.phrases import Phrase

OFFICES_OF: Final = {
    "foreign_minister": (
        "foreign minister", "foreign secretary", "minister of foreign affairs",
        "foreign affairs minister", "external affairs minister", "minister of external affairs",
        "secretary of state", "top diplomat", "chief diplomat", "external relations minister",
    ),
    "defence_minister": (
        "defence minister", "defense minister", "minister of defence", "minister of defense",
        "defence secretary", "defense secretary", "secretary of defense", "secretary of defence",
        "war secretary", "secretary of war",
    ),
    "head_of_government": (
        "prime minister", "premier", "head of government", "chancellor", "taoiseach",
        "interim prime minister", "transitional prime minister", "acting prime minister",
        "caretaker prime minister", "chief adviser",
    ),
    "head_of_state": (
        "president", "head of state", "king", "queen", "emperor", "emir", "sultan", "monarch",
        "interim president", "transitional president", "acting president", "military ruler",
        "junta leader", "junta chief", "junta head", "military leader", "transition president",
        "transitional leader", "supreme leader", "pope", "pontiff", "chief of state",
        "interim leader",
    ),
    "vice_president": ("vice president", "deputy president"),
    "head": (
        "secretary general", "president", "chairman", "chairperson", "director general", "head",
        "chief", "commission president", "commission chairperson", "chair", "chairwoman",
        "executive director", "high commissioner", "foreign policy chief",
    ),
}  # fmt: skip
"""Phrases that name an office of the lexicon when a country or organisation is told."""
_OFFICE: Final[dict[str, list[str]]] = {}
for _kind, _phrases in OFFICES_OF.items():
    for _phrase in _phrases:
        _OFFICE.setdefault(key_of(_phrase), []).append(_kind)

NATIONAL: Final = {
    "secretary of state": ("USA",), "foreign secretary": ("GBR", "PHL", "IND", "PAK", "BGD"),
    "chancellor": ("DEU", "AUT"), "defence secretary": ("GBR",), "taoiseach": ("IRL",),
    "defense secretary": ("USA", "PHL"), "secretary of defense": ("USA", "PHL"),
    "chief adviser": ("BGD",), "supreme leader": ("IRN", "PRK", "AFG"),
}  # fmt: skip
"""Offices that are the lexicon's only in some countries."""
_OFFICIAL: Final = frozenset("GOV MIL LEG JUD SPY COP UNO IGO EUR".split())
SOLE: Final = {"pope": "VAT", "pontiff": "VAT", "taoiseach": "IRL"}
"""Offices that only one country has."""
LINGERS: Final = 365 * 12
"""Days for which a former office-holder is still known by one word."""


def sole_country(phrase: Phrase) -> str | None:
    """The one country that has the office of a phrase (`the former secretary of state`)."""
    if phrase.office is None or phrase.plural or phrase.cues or phrase.modified:
        return None
    words = [word for word in phrase.office.phrase.split() if word not in FORMER]
    countries = NATIONAL.get(" ".join(words), ())
    return countries[0] if len(countries) == 1 else None


class Persons:
    """Looks persons up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def find(
        self,
        name: str,
        *,
        office: str | None = None,
        country: str | None = None,
        day: int | None = None,
        counts: Mapping[str, int] | None = None,
    ) -> Holder | None:
        """The person of that name who fits the office and country that are told.

        A single word has to be the name of one person in office on the day (or, failing that, of
        one out of office for less than `LINGERS`); of several in office, the one whose country
        the document tells of (`counts`).
        """
        key = key_of(name)
        named = [
            self.lexicon.holders[found.known.id]
            for found in self.lexicon.names.get(key, ())
            if found.known.sort is Sort.PERSON
        ]
        named = [holder for holder in named if _served(holder, country)]
        if " " in key:
            return named[0] if named else None
        told = counts or {}
        pool = list(dict.fromkeys([*named, *self.lexicon.surnames.get(key, ())]))
        ruling = [
            holder
            for holder in pool
            if (term := holder.term_on(day)) is not None
            and (country is None or term.country == country)
            and (holder in named or country is not None or told.get(term.country))
            and _office_fits(office, term)
        ]
        if len(ruling) > 1:
            ruling = [
                holder
                for holder in ruling
                if (term := holder.term_on(day)) is not None and told.get(term.country)
            ]
        if len(ruling) > 1:
            ruling = _first_in_state(ruling, day) or ruling
        if len(ruling) == 1 or day is None:
            return ruling[0] if len(ruling) == 1 else None
        lately = [
            holder
            for holder in named
            if any(0 <= day - term.until < LINGERS and _office_fits(office, term)
                   for term in holder.terms)
        ]  # fmt: skip
        return lately[0] if not ruling and len(lately) == 1 else None

    def named(
        self,
        name: str,
        *,
        day: int | None,
        country: str | None = None,
        sector: str | None = None,
    ) -> Party | None:
        """The person of that name in the lexicon as a party on a day.

        None where a country is told that the person never served. Out of office after a term a
        person is of the elites; before the first term only the phrase tells the sector.
        """
        holder = self.lexicon.holders[name]
        if not _served(holder, country):
            return None
        term = holder.term_on(day)
        if term is None:
            over = [each for each in holder.terms if day is None or each.until <= day]
            near = max(over or holder.terms, key=lambda each: each.until)
            if over:
                sector = "ELI" if near.sector in _OFFICIAL else near.sector
        else:
            near, sector = term, term.sector
        body = self.lexicon.organisations.get(near.country)
        own = near.country if near.country in self.lexicon.countries else country
        if own is None and body is not None and near.country not in self.lexicon.countries:
            own = body.country
        return Party(
            name=name, country=own, sector=sector, kind="person", id=name, office=near.office
        )

    def holding(
        self, phrase: str | None, *, country: str | None, organisation: str | None, day: int | None
    ) -> Party | None:
        """Who holds the office that `phrase` names in a country or organisation, if known."""
        country = country or SOLE.get(phrase or "")
        for office in _OFFICE.get(phrase or "", ()):
            if phrase in NATIONAL and country not in NATIONAL[phrase]:
                continue
            body = organisation if office == "head" else country
            if body is None or (office != "head" and organisation is not None):
                continue
            holder = self.lexicon.holder(body, office, day)
            if holder is not None:
                return self.named(holder.name, day=day)
        return None

    def counterpart(self, office: str | None, country: str | None, day: int | None) -> Party | None:
        """Who holds the same office (as a phrase, or as the lexicon names it) in a country."""
        kinds = [office] if office in OFFICES_OF else _OFFICE.get(office or "", [])
        for kind in kinds:
            if country and (holder := self.lexicon.holder(country, kind, day)):
                return self.named(holder.name, day=day)
        return None


def _first_in_state(holders: list[Holder], day: int | None) -> list[Holder]:
    """Of several in office in one country, the head of state, else of the government."""
    terms = {holder.name: term for holder in holders if (term := holder.term_on(day)) is not None}
    if len({term.country for term in terms.values()}) > 1:
        return []
    for office in ("head_of_state", "head_of_government"):
        found = [holder for holder in holders if terms[holder.name].office == office]
        if found:
            return found
    return []


def _served(holder: Holder, country: str | None) -> bool:
    return country is None or any(
        term.country == country or len(term.country) != 3 for term in holder.terms
    )


def _office_fits(office: str | None, term: Term) -> bool:
    """Whether a title can be that of a person in this office; titles of rank fit any."""
    if office is None or office not in _OFFICE:
        return True
    return term.office in _OFFICE[office]
