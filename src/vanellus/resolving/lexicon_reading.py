"""How the lexicon is filled from its CSV files, each row checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vanellus.ontology import Codebook
from vanellus.resolving.csv_tables import CsvTable, items
from vanellus.resolving.known import Country, Holder, Known, Office, Sort, Term
from vanellus.resolving.words import key_of, plural

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from vanellus.resolving.lexicon import Lexicon

    Folder = Path | Traversable

KINDS: Final = frozenset("state bloc igo ngo armed_group company person group place".split())
OFFICES: Final = frozenset(
    "head_of_state head_of_government foreign_minister defence_minister vice_president head "
    "interior_minister minister national_security_adviser army_chief speaker envoy official "
    "party_leader".split()
)
DOMESTIC: Final = frozenset("LAB SOC OPP REL AGR EDU JRN MED PTY BUS".split())
"""Sectors that say more of a body inside one country than that it is an NGO."""


def read_all(lexicon: Lexicon, folder: Folder) -> None:
    """Fills the lexicon from the files of a folder."""
    sectors = frozenset(sector.code for sector in Codebook.default().sectors)
    _countries(lexicon, CsvTable(folder, "countries.csv"))
    _parts(lexicon, CsvTable(folder, "parts.csv"))
    _past_states(lexicon, CsvTable(folder, "historic_states.csv"))
    _regions(lexicon, CsvTable(folder, "regions.csv"))
    _powers(lexicon, CsvTable(folder, "colonial_powers.csv"))
    _juntas(lexicon, CsvTable(folder, "juntas.csv"))
    _organisations(lexicon, CsvTable(folder, "organisations.csv"), sectors)
    _groups(lexicon, CsvTable(folder, "groups.csv"), sectors)
    _bodies(lexicon, CsvTable(folder, "named_bodies.csv"), sectors)
    _memberships(lexicon, CsvTable(folder, "memberships.csv"))
    _holders(lexicon, folder, sectors)
    _offices(lexicon, CsvTable(folder, "offices.csv"), sectors)
    for found in lexicon.names.values():
        if len(found) > 1:
            found.sort(key=lambda name: name.known.sort)
    for index in (lexicon.names, lexicon.offices):
        _measure(lexicon.longest, index)


def _measure(longest: dict[str, int], keys: Iterable[str]) -> None:
    """Notes by first word how many words keys have, for the search of the longest."""
    for key in keys:
        first, _, rest = key.partition(" ")
        words = rest.count(" ") + 2 if rest else 1
        if words > longest.get(first, 0):
            longest[first] = words


def _countries(lexicon: Lexicon, table: CsvTable) -> None:
    columns = (
        "iso3", "iso2", "name", "official_name", "short_names", "demonyms", "capital",
        "government_seats", "sovereign", "partial", "bloc_region",
    )  # fmt: skip
    claimed: list[tuple[int, str]] = []
    for cells in table.rows(*columns):
        code, name, region = cells[0], table.named(cells[2], "name"), cells[10]
        if len(code) != 3 or not code.isupper() or code in lexicon.countries:
            table.fault(f"'{code}' is no code of three capitals, or stands twice")
        sovereign, partial = cells[8] or None, cells[9] == "yes"
        lexicon.countries[code] = Country(code, name, region, sovereign, partial)
        if sovereign:
            claimed.append((table.line, sovereign))
        # PLOVER folds a dependency into its sovereign and marks who is hardly recognised.
        sector = "PRE" if sovereign and partial else "GOV"
        known = Known(code, name, Sort.STATE, "state", sovereign or code, sector)
        lexicon.add(known, [name, cells[3], *items(cells[4])])
        demonyms = items(cells[5])
        if demonyms:
            lexicon.adjectives[code] = demonyms[0]
        lexicon.add(known._replace(sort=Sort.PEOPLE), demonyms)
        lexicon.add(known._replace(sort=Sort.CAPITAL), [*items(cells[6]), *items(cells[7])])
    for line, code in claimed:
        if code not in lexicon.countries:
            table.line = line
            table.fault(f"the sovereign '{code}' is no listed country")


def _parts(lexicon: Lexicon, table: CsvTable) -> None:
    """Parts of states; where a people was read as a state's own, the part takes its place."""
    for country, names in table.rows("country", "names"):
        code = table.word(country, "country", lexicon.countries)
        owner = lexicon.countries[code].sovereign or code
        for name in items(names):
            key = key_of(name)
            lexicon.names[key] = [
                each
                for each in lexicon.names.get(key, ())
                if each.known.country != owner or each.known.sort is Sort.CAPITAL
            ]
            lexicon.add(Known(name, name, Sort.PART, "place", owner, "GOV"), [name])


def _past_states(lexicon: Lexicon, table: CsvTable) -> None:
    columns = ("name", "demonyms", "capital", "successor_iso3", "valid_from", "valid_to")
    for name, demonyms, _, successor, since, until in table.rows(*columns):
        owner = table.word(successor, "country", lexicon.countries)
        start, end = table.since(since), table.until(until)
        known = Known(name, name, Sort.PAST_STATE, "state", owner, "GOV", start, end)
        lexicon.add(known, [table.named(name, "name")])
        lexicon.add(known._replace(sort=Sort.PAST_PEOPLE), items(demonyms))


def _regions(lexicon: Lexicon, table: CsvTable) -> None:
    by_region: dict[str, set[str]] = {}
    for country in lexicon.countries.values():
        if not country.sovereign:
            by_region.setdefault(country.region, set()).add(country.code)
    for name, adjectives, members in table.rows("name", "adjectives", "members"):
        codes: set[str] = set()
        for item in items(members):
            codes |= by_region.get(item) or {table.word(item, "country", lexicon.countries)}
        lexicon.regions[name] = frozenset(codes)
        known = Known(name, name, Sort.REGION, "place", None, None)
        lexicon.add(known, [name, *items(adjectives)])


def _powers(lexicon: Lexicon, table: CsvTable) -> None:
    for power, colonies in table.rows("power", "colonies"):
        table.word(power, "country", lexicon.countries)
        for colony in items(colonies):
            lexicon.powers[table.word(colony, "country", lexicon.countries)] = power


def _juntas(lexicon: Lexicon, table: CsvTable) -> None:
    for country, since, until in table.rows("country", "from", "to"):
        code = table.word(country, "country", lexicon.countries)
        lexicon.juntas.setdefault(code, []).append((table.since(since), table.until(until)))


def _organisations(lexicon: Lexicon, table: CsvTable, sectors: frozenset[str]) -> None:
    columns = (
        "id", "name", "aliases", "kind", "plover_code", "sector", "country", "seat",
        "valid_from", "valid_to",
    )  # fmt: skip
    for key, name, aliases, kind, code, sector, country, _, since, until in table.rows(*columns):
        own = table.optional(sector, "sector", sectors)
        owner = table.optional(country, "country", lexicon.countries)
        tag = table.word(code, "code", sectors)
        known = Known(
            _once(lexicon, table, key),
            table.named(name, "name"),
            Sort.ORGANISATION,
            table.word(kind, "kind", KINDS),
            owner,
            own if own and owner and own in DOMESTIC else tag,
            table.since(since),
            table.until(until),
        )
        lexicon.organisations[key] = known
        lexicon.add(known, [name, *items(aliases)])


def _groups(lexicon: Lexicon, table: CsvTable, sectors: frozenset[str]) -> None:
    columns = (
        "id", "name", "aliases", "kind", "sector", "country", "parent", "plover_code",
        "valid_from", "valid_to",
    )  # fmt: skip
    for key, name, aliases, kind, sector, country, _, _, since, until in table.rows(*columns):
        known = Known(
            _once(lexicon, table, key),
            table.named(name, "name"),
            Sort.GROUP,
            table.word(kind, "kind", KINDS),
            table.optional(country, "country", lexicon.countries),
            table.word(sector, "sector", sectors),
            table.since(since),
            table.until(until),
        )
        lexicon.organisations[key] = known
        lexicon.add(known, [name, *items(aliases)])


def _bodies(lexicon: Lexicon, table: CsvTable, sectors: frozenset[str]) -> None:
    for name, aliases, country, sector, kind in table.rows(
        "name", "aliases", "country", "sector", "kind"
    ):
        code = table.word(country, "country", lexicon.countries)
        owner = lexicon.countries[code].sovereign or code
        tag = table.word(sector, "sector", sectors)
        table.word(kind, "kind", KINDS)
        # A palace stands for its state; other bodies are known by their name.
        key = code if kind == "state" and tag == "GOV" else table.named(name, "name")
        known = Known(key, name, Sort.BODY, kind, owner, tag)
        lexicon.add(known, [name, *items(aliases)])


def _memberships(lexicon: Lexicon, table: CsvTable) -> None:
    for organisation, member, since, until in table.rows("organisation", "member", "from", "to"):
        table.word(organisation, "organisation", lexicon.organisations)
        if member not in lexicon.countries and member not in lexicon.organisations:
            table.fault(f"unknown member '{member}'; valid: an ISO3 code or an organisation's id")
        span = (member, table.since(since), table.until(until))
        lexicon.memberships.setdefault(organisation, []).append(span)


def _holders(lexicon: Lexicon, folder: Folder, sectors: frozenset[str]) -> None:
    columns = ("name", "aliases", "country", "office", "sector", "from", "to")
    terms: dict[str, list[Term]] = {}
    names: dict[str, dict[str, None]] = {}
    for file in ("officeholders.csv", "other_officials.csv"):
        table = CsvTable(folder, file)
        for name, aliases, country, office, sector, since, until in table.rows(*columns):
            if country not in lexicon.countries and country not in lexicon.organisations:
                table.fault(f"'{country}' is neither a country nor an organisation's id")
            term = Term(
                country,
                table.word(office, "office", OFFICES),
                table.word(sector, "sector", sectors),
                table.since(since),
                table.until(until, inclusive=True),
            )
            terms.setdefault(table.named(name, "name"), []).append(term)
            names.setdefault(name, {name: None}).update(dict.fromkeys(items(aliases)))
    for name, found in terms.items():
        holder = Holder(name, tuple(found))
        lexicon.holders[name] = holder
        for term in found:
            lexicon.holders_of.setdefault((term.country, term.office), []).append((term, holder))
        lexicon.add(Known(name, name, Sort.PERSON, "person", None, None), names[name])
        lexicon.surnames.setdefault(key_of(name).rpartition(" ")[2], []).append(holder)


def _offices(lexicon: Lexicon, table: CsvTable, sectors: frozenset[str]) -> None:
    found: list[Office] = []
    for phrase, tags, kind, level in table.rows("phrase", "sector", "kind", "level"):
        key = key_of(table.named(phrase, "phrase"))
        for tag in items(tags):
            table.word(tag, "sector", sectors)
        if not key.startswith("both ") and not _begins_with_name(lexicon, key):
            # The last tag says most: `OPP` of `PTY;OPP`.
            found.append(Office(key, items(tags)[-1], table.word(kind, "kind", KINDS), level))
    for office in found:
        lexicon.offices.setdefault(office.phrase, office)
    for office in found:
        key = plural_of(office.phrase)
        listed = lexicon.offices.get(key)
        # Irregular plurals may stand in the table with a kind of their own (`gunmen`).
        if listed is None:
            lexicon.offices[key] = office._replace(plural=True)
        elif listed.kind == "person":
            lexicon.offices[key] = listed._replace(plural=True, phrase=office.phrase)
        else:
            lexicon.offices[key] = listed._replace(plural=True)


def _begins_with_name(lexicon: Lexicon, key: str) -> bool:
    """Whether a phrase begins with the name of something known, which says more by itself."""
    words = key.split()
    return len(words) > 1 and any(
        name.known.sort in (Sort.STATE, Sort.PEOPLE, Sort.ORGANISATION, Sort.GROUP)
        and name.written[0].isupper()
        for cut in range(1, len(words))
        for name in lexicon.names.get(" ".join(words[:cut]), ())
    )


def plural_of(key: str) -> str:
    """The plural of an office: `ministers of justice`, `army chiefs of staff`, `soldiers`.

    >>> plural_of("minister of justice"), plural_of("foreign minister"), plural_of("gunman")
    ('ministers of justice', 'foreign ministers', 'gunmen')
    """
    words = key.split()
    at = words.index("of") - 1 if "of" in words[1:] else len(words) - 1
    words[at] = plural(words[at])
    return " ".join(words)


def _once(lexicon: Lexicon, table: CsvTable, key: str) -> str:
    table.named(key, "id")
    if key in lexicon.organisations:
        table.fault(f"the id '{key}' stands twice")
    return key
