"""Words around and inside place names, each with what it says of the name."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Final

from vanellus.resolving.csv_tables import CsvTable
from vanellus.resolving.place_table import (
    CITY,
    COUNTRY,
    COUNTY,
    LAND,
    MOUNTAIN,
    REGION,
    STATE,
    WATER,
)

_DIVISION: Final = frozenset({STATE, REGION})
_LANDS: Final = frozenset({LAND, REGION, STATE})
_KINDS: Final = {
    "county counties co parish parishes": frozenset({COUNTY, REGION}),
    "province provinces governorate governorates oblast oblasts krai prefecture": _DIVISION,
    "department canton voivodeship emirate region regions prefectures": _DIVISION,
    "state states": frozenset({STATE}),
    "district districts division": frozenset({REGION, COUNTY, STATE, CITY}),
    "city town township village hamlet suburb suburbs municipality borough": frozenset({CITY}),
    "neighborhood neighbourhood port settlement commune capital": frozenset({CITY}),
    "republic kingdom": frozenset({COUNTRY, STATE}),
    "river sea ocean gulf strait straits bay lake": frozenset({WATER}),
    "mountains mountain hills": frozenset({MOUNTAIN}),
    "peninsula valley desert strip": _LANDS,
    "island islands": _LANDS | {COUNTRY},
}
KIND_WORDS: Final[dict[str, frozenset[int]]] = {
    word: kinds for words, kinds in _KINDS.items() for word in words.split()
}
"""Words that name the kind of a place before or after its name, and the kinds they mean."""
COMPASS: Final = tuple(
    "northernmost southernmost northeastern northwestern southeastern southwestern north-eastern "
    "north-western south-eastern south-western north-central south-central northern southern "
    "eastern western central northeast northwest southeast southwest north-east north-west "
    "south-east south-west upper lower inner outer rural downtown suburban coastal mainland "
    "greater occupied neighboring neighbouring nearby".split()
)
"""Words before a name that leave it what it is."""
SITES: Final = frozenset(
    "street st road rd avenue ave drive dr lane ln boulevard blvd circle court way place "
    "parkway pkwy highway hwy interstate route freeway turnpike trail terrace plaza square bridge "
    "park creek pond reservoir dam school academy college university hospital clinic church chapel "
    "cathedral mosque temple library museum theatre theater stadium arena hall center centre mall "
    "hotel inn tower building house barracks prison jail cemetery airport station barrage "
    "mill".split()
)
"""Last words of names of sites."""


INSTITUTIONS: Final = frozenset(
    "congress parliament senate capitol palace ministry court courthouse assembly house tribunal "
    "cabinet embassy consulate".split()
) | {
    "white house", "state house", "government house", "national assembly", "supreme court",
    "high court", "national palace", "presidential palace", "national congress",
}  # fmt: skip
"""Names of institutions that are also those of hamlets; alone they never mean these."""
NEAR_WORDS: Final = frozenset(
    "in near outside around across throughout inside within toward towards into at reaching "
    "surrounding via leaving beyond".split()
)
"""Words after which a capitalised name is most likely a place's."""
BETWEEN_WORDS: Final = frozenset("from to of between and through over off on for or".split())
"""Words after which it often is."""
LINKS: Final = frozenset(
    "of the and de du la le les el al bin upon on sur da do dos del di an en ez as ash ad "
    "ar e".split()
)
"""Words written small inside names."""
SPEECH: Final = frozenset(
    "said says told added testified asked replied wrote explained recalled insisted joked pleaded "
    "admitted".split()
)
OPENERS: Final = frozenset(
    "when while although though since after before as but if the a an that this what why how then "
    "now meanwhile yet so because nor like unlike both only even still also did does do is are was "
    "were will would can could may has have had with by about against during despite following "
    "amid according under within until without once whether again today yesterday".split()
)
"""Words that open a sentence before a name without being part of it."""
TIES: Final = frozenset(
    "based area born backed led controlled held wide bound trained made style owned "
    "registered run flagged bred".split()
)
"""Words joined to a place's name by a hyphen."""
BODIES: Final = frozenset(
    "police fire department dept sheriff sheriffs county city state school schools high middle "
    "elementary university college hospital airport court courthouse council mayor area residents "
    "native officials authorities government district public community municipal regional "
    "international national medical center centre jail chamber attorney gov governor sen rep "
    "based township town village coroner board church senior junior museum library port metro "
    "metropolitan embassy consulate province region border suburb suburbs resident man woman "
    "family".split()
)
"""Words that follow a place's name in the names of its bodies and people."""

GROUPS: Final = BODIES | frozenset(
    "association coalition society club company commission agency trust foundation authority team "
    "academy centre centers association institute league union party house senate legislature "
    "parliament army guard patrol bureau office ministry bank company corporation council "
    "committee federation symphony orchestra festival fair zoo raceway speedway marathon board "
    "parks planning zoning water public volunteer national general memorial civic historical "
    "chamber conference court courts brigade services service ems".split()
)
"""Words in the names of bodies that are named after a place."""


@functools.cache
def words_of(kind: str) -> frozenset[str]:
    """The words of a kind in `data/place_words.csv`: common, given, surname, title, newspaper."""
    table = CsvTable(resources.files("vanellus.resolving") / "data", "place_words.csv")
    return frozenset(
        word for of, words in table.rows("kind", "words") if of == kind for word in words.split()
    )
