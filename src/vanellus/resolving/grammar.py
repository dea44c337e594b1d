"""Closed classes of English words that give a noun phrase its shape."""

from __future__ import annotations

from typing import Final

DETERMINERS: Final = frozenset(
    "the a an this that these those some any each every another other both all no same "
    "either neither such certain own".split()
)
POSSESSIVES: Final = frozenset("its his her their our my your whose".split())
PRONOUNS: Final = frozenset(
    "he she it they him her them himself herself itself themselves we us i me you ourselves "
    "this that these those both neither others one ones some all many several few who which whom "
    "everyone everybody somebody someone nobody anyone anybody none another each his hers theirs "
    "ours whoever most more its their our my your".split()
)
SINGULAR_PRONOUNS: Final = frozenset(
    "he she it him her his hers himself herself itself this that one i me myself another each "
    "everyone everybody somebody someone nobody anyone anybody none its".split()
)
NUMBERS: dict[str, int] = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
APPROXIMATIONS: Final = frozenset(
    "at least about around more than nearly almost over up to some roughly approximately fewer "
    "less an estimated as many as only another just further additional the first last".split()
)
"""Words that may stand before a number."""
TENS: Final = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
NUMBERS |= TENS
AMOUNTS: Final = frozenset(
    "dozen dozens score scores hundred hundreds thousand thousands million millions several many "
    "few couple pair handful number most half quarter third majority much numerous various "
    "multiple tens billions countless".split()
)
"""Words that say how many; with `of` they stand before what they count."""
COLLECTIONS: Final = frozenset(
    "group crowd crowds mob band bands team caucus groups series mix party crew column convoy "
    "columns convoys contingent batch squad trickle wave gathering".split()
)
"""Words that, with `a ... of` and a plural, stand before what they collect."""
PARTICLES: Final = frozenset(
    "al el bin ibn ben bint de da do dos del della di van von der den ter ten la le du des ould "
    "ag y e abu um af zu mac bte oglu wa ul ur ud as ash at an".split()
)
"""Lower-case words inside a person's or group's name."""
CIVIL_TITLES: Final = frozenset(
    "mr mrs ms miss mx dr sir dame lord lady madame monsieur madam hon rev fr sister brother "
    "mme prof professor st".split()
)
FEMALE_TITLES: Final = frozenset("mrs ms miss dame lady madame mme madam sister queen".split())
MALE_TITLES: Final = frozenset("mr sir lord monsieur king brother pope".split())
ABBREVIATIONS: Final = {
    "gen": "general", "col": "colonel", "lt": "lieutenant", "capt": "captain", "maj": "major",
    "sgt": "sergeant", "brig": "brigadier", "adm": "admiral", "sen": "senator", "gov": "governor",
    "rep": "representative", "pres": "president", "pm": "prime minister", "fm": "foreign minister",
    "cdr": "commander", "cmdr": "commander", "amb": "ambassador", "insp": "inspector",
}  # fmt: skip
"""Abbreviated offices, as they stand before a name."""
RANKS: Final = frozenset(
    "general colonel captain major lieutenant sergeant admiral brigadier commander marshal "
    "corporal commodore doctor professor reverend".split()
)
"""The last words of ranks; an office before a rank says more (`junta leader Colonel X`)."""
SURNAMES_TOO: Final = frozenset(
    "king prince bishop pope major marshal justice cardinal priest farmer miner fisher ranger "
    "rector driver singer marine pilot judge duke dean elder abbot sheikh sultan imam".split()
)
"""Offices that are surnames, too."""

OF: Final = frozenset({"of"})
CUTS: Final = frozenset(
    "of from in at on near to for with against by inside outside across within around along under "
    "over after before between among including such as who which that whose where when whom led "
    "backed accused suspected believed thought wanted linked affiliated allied loyal belonging "
    "armed dressed held hired working living fighting demanding claiming tied close aligned based "
    "critical opposed responsible sympathetic familiar representing holding guarding carrying "
    "supported considered known said described aboard behind during amid towards toward into via "
    "without like despite since until than more displaced affected".split()
)
"""Words that end the part of a phrase in which its head stands."""
PLACES: Final = frozenset("in at on near inside across within around along outside aboard".split())
"""Prepositions of place."""
ADDRESSED: Final = frozenset("to for with against towards toward".split())
"""Prepositions after which stands another party than the head's own."""
LINKS: Final = frozenset(
    "linked affiliated allied loyal belonging belong tied aligned members member fighters part "
    "affiliate affiliates branch wing cell faction pledged allegiance".split()
)
"""Words that tie a phrase's head to an organisation named after it."""
NO_TIE: Final = frozenset(
    "backed supported sponsored funded trained installed appointed controlled held occupied made "
    "brokered mediated born armed supplied bound speaking friendly style financed endorsed "
    "recognised recognized proposed imposed run administered era wide built designed facing "
    "ruled dominated".split()
)
"""Words that, joined to a country's name, say that it is not the head's own (`US-backed`)."""
GROUP_TIE: Final = frozenset("linked affiliated allied aligned inspired led".split())
"""Words that, joined to a group's name, tie the head to it (`al-Qaeda-linked`)."""
WATERS: Final = frozenset(
    "sea river valley canal strait straits gulf ocean peninsula basin bay border borders".split()
)
"""Words after a country's name that make it another place (`Jordan Valley`)."""
FIRST_NAMES: Final = frozenset(
    "jordan chad israel georgia paris sofia victoria santiago china india kenya cuba malta "
    "london kingston florence alexandria georgetown san".split()
)
"""Names of countries and capitals that are first names of persons, too."""
INTERNATIONAL_SEATS: Final = frozenset({"the hague", "hague", "brussels", "geneva", "vienna"})
"""Towns in which so many bodies sit that they say nothing of a body's country."""
FORMER: Final = frozenset(
    "former ex ousted deposed toppled overthrown exiled late fugitive disgraced retired jailed "
    "imprisoned dismissed sacked onetime then erstwhile previous removed".split()
)
RELATIONAL: Final = frozenset(
    "official officials spokesman spokesmen spokeswoman spokeswomen spokesperson spokespeople "
    "source leader chief head member officer representative envoy delegate aide adviser advisor "
    "executive staff employee group force fighter commander troop unit delegation mission "
    "negotiator candidate side personnel director chairman chairwoman chairperson chair boss "
    "president deputy team leadership secretary general coordinator lawyer faction wing branch "
    "affiliate cell camp convoy base office headquarters government militant gunman man woman "
    "soldier body agency council committee investigator expert monitor observer inspector "
    "mediator peacekeeper minister ambassador contingent patrol position vehicle plane "
    "panel college conference summit assembly rapporteur commissioner secretariat".split()
)
"""Heads whose sector is that of the body they belong to."""
ARMED: Final = frozenset({"REB", "UAF", "PRM", "CRM"})
"""Sectors whose people are an armed group when there are several."""
ORGANISATION_NOUNS: Final = frozenset(
    "front movement party army council union group bank force forces committee commission agency "
    "company corporation corp inc ltd brigade brigades alliance coalition federation association "
    "network university institute church foundation organisation organization league congress "
    "society club centre center trust authority academy brotherhood initiative fund forum bloc "
    "corps command battalion service bureau consortium airlines airways board guard guards "
    "observatory collective confederation ministry department school hospital house college "
    "programme program mission tribunal court partnership conference fellowship".split()
)
OFFICE_NOUNS: Final = frozenset({"office", "bureau", "secretariat"})
"""What a person in office has around him: with his title before or after it, a body."""
FAMILY: Final = frozenset(
    "wife husband son daughter brother sister mother father widow nephew niece cousin uncle aunt "
    "parent grandson granddaughter relative family in-law sons daughters".split()
)
PERSON_HEADS: Final = FAMILY | frozenset(
    "chief head member boss aide staffer host guest visitor spokesman man woman boy girl "
    "chairman deputy adviser driver bodyguard lawyer comrade ally friend rival successor "
    "predecessor colleague patriarch dissident tycoon ruler".split()
) - {"family"}
COMMON: Final = PERSON_HEADS | frozenset(
    "helicopter drone plane jet camp other warplane vehicle aircraft person child guard".split()
)
"""Nouns that, with the capital of a sentence's first word, are no names."""
COUNTERPARTS: Final = frozenset("counterpart colleague opposite number host".split())

STATE_SETS: Final = frozenset(
    "country nation state neighbour neighbor government capital power side party trio member ally "
    "partner republic leader president minister junta ruler land signatory superpower".split()
)
"""Heads that, with a number or a demonstrative, may stand for a set of states."""
STATE_NOUNS: Final = frozenset(
    "country nation state republic kingdom land emirate sultanate neighbour neighbor".split()
)
BLOC_NOUNS: Final = frozenset(
    "bloc alliance organisation organization union confederation body grouping community league "
    "pact coalition association federation council commission forum group club".split()
)
LEAGUES: Final = frozenset({"bloc", "alliance", "grouping", "union", "coalition", "confederation"})
"""Heads that name a bloc of states."""
GROUP_NOUNS: Final = frozenset(
    "group militant rebel attacker gunman assailant insurgent jihadist jihadi fighter extremist "
    "terrorist militia militiaman separatist guerrilla movement faction bandit raider islamist "
    "front coalition cell captor kidnapper abductor pirate gang cartel mercenary organisation "
    "organization network paramilitary".split()
)
COMPANY_NOUNS: Final = frozenset(
    "company firm corporation giant group miner airline bank lender operator conglomerate "
    "manufacturer contractor producer carrier maker multinational broadcaster newspaper outfit "
    "subsidiary business retailer".split()
)
DELEGATION_NOUNS: Final = frozenset(
    "delegation delegate minister official envoy diplomat leader president team visitor guest "
    " mission negotiator representative mediator chief general head ambassador lawmaker "
    "spokesman senator commander".split()
)
PEOPLE_SUFFIXES: Final = ("er", "or", "ist", "ian", "man", "ant", "ent", "ee", "ess", "woman")
LAST_NAMES: Final = FIRST_NAMES | frozenset("washington england ireland holland berlin".split())
"""Names of countries and capitals that are surnames, too."""
COMPASS: Final = frozenset(
    "north south east west northern southern eastern western central northeast northwest "
    "southeast southwest northeastern northwestern southeastern southwestern upper lower "
    "greater inner neighbouring neighboring nearby".split()
)
