"""Names given: which of the places of that name is meant."""

from __future__ import annotations

from typing import Any

import pytest

from vanellus.records import Place
from vanellus.resolving import Resolver
from vanellus.resolving.lexicon import Lexicon
from vanellus.resolving.places import find_places, resolve_names, resolve_place


def resolve(text: str, mention: str, **options) -> Place:
    start = text.index(mention)
    return resolve_place(text, start, start + len(mention), **options)


def resolve_all(text: str, *mentions: str, **options) -> list[Place]:
    spans = [(text.index(mention), text.index(mention) + len(mention)) for mention in mentions]
    return resolve_names(text, spans, **options)


def near(place: Place, latitude: float, longitude: float) -> bool:
    assert place.latitude is not None
    assert place.longitude is not None
    return abs(place.latitude - latitude) < 1 and abs(place.longitude - longitude) < 1


@pytest.mark.parametrize(
    ("text", "mention", "name", "grain"),
    [
        ("At the French embassy in Niamey.", "the French embassy in Niamey", "Niamey", "city"),
        ("Fighting went on in northern Mali.", "northern Mali", "Mali", "country"),
        ("It happened in the town of Djibo.", "the town of Djibo", "Djibo", "city"),
        ("A ship sank off Nouadhibou.", "off Nouadhibou", "Nouadhibou", "city"),
        ("Tension grew in Timbuktu region.", "Timbuktu region", "Timbuktu Region", "region"),
        ("Aid entered the Gaza Strip.", "the Gaza Strip", "Gaza Strip", "region"),
        ("In Mali's Mopti region.", "Mali's Mopti region", "Mopti Region", "region"),
        ("Fishermen on Lake Chad.", "Lake Chad", "Lake Chad", "water"),
        ("Talks in Moscow.", "Moscow", "Moscow", "city"),
        ("Across Africa.", "Africa", "Africa", "continent"),
    ],
)  # fmt: skip
def test_a_mention_means_the_place_in_it(text, mention, name, grain):
    place = resolve(text, mention)
    assert (place.text, place.name, place.grain) == (mention, name, grain)


@pytest.mark.parametrize(
    ("text", "mention", "latitude", "longitude"),
    [
        ("He was born in Paris, Texas.", "Paris", 33.7, -95.6),
        ("He was born in Paris.", "Paris", 48.9, 2.3),
        ("The jail is in Alexandria, La.", "Alexandria", 31.3, -92.4),
        ("The port of Alexandria, Egypt, was shut.", "Alexandria", 31.2, 29.9),
        ("She lives in London, Ont.", "London", 43.0, -81.2),
        ("The U.N. met in New York.", "New York", 40.7, -74.0),
        ("Washington imposed sanctions.", "Washington", 38.9, -77.0),
        ("The state of Washington sued.", "Washington", 47.5, -120.5),
        ("Moscow (Idaho) has a university.", "Moscow", 46.7, -117.0),
    ],
)
def test_the_words_after_a_name_say_which_is_meant(text, mention, latitude, longitude):
    assert near(resolve(text, mention), latitude, longitude)


def test_neighbours_in_a_list_draw_a_name_to_them():
    text = "Springfield, Dayton and Columbus share the grant, officials in Ohio said."
    places = resolve_all(text, "Springfield", "Dayton", "Columbus")
    assert near(places[0], 39.9, -83.8)
    assert near(places[2], 40.0, -83.0)


def test_a_state_named_elsewhere_in_the_document_draws_its_towns():
    text = "Schools in Athens will close. The river is high all over Georgia, and in Savannah, too."
    assert near(resolve_all(text, "Athens", "Georgia", "Savannah")[0], 33.96, -83.4)


def test_a_name_has_one_sense_in_a_document():
    text = "Fire broke out in Paris, Texas. Nobody in Paris was hurt. The mayor of Paris spoke."
    starts = [at for at in range(len(text)) if text.startswith("Paris", at)]
    places = resolve_names(text, [(at, at + 5) for at in starts])
    assert {place.geonameid for place in places} == {places[0].geonameid}
    assert places[0].country == "USA"


def test_two_containers_keep_two_senses_apart():
    text = "Buses from Springfield, Illinois, and Springfield, Missouri, were late."
    second = text.rindex("Springfield")
    first, other = resolve_names(
        text, [(text.index("Springfield"),) * 1 + (22,), (second, second + 11)]
    )
    assert near(first, 39.8, -89.6)
    assert near(other, 37.2, -93.3)


def test_georgia_is_the_country_beside_tbilisi_and_the_state_beside_atlanta():
    country = resolve_all("Parliament in Tbilisi, Georgia, voted.", "Tbilisi", "Georgia")[1]
    state = resolve_all("Voters in Atlanta and Savannah, Georgia, waited.", "Atlanta", "Georgia")[1]
    assert (country.country, state.country) == ("GEO", "USA")


def test_a_county_is_that_of_the_state_in_view():
    text = "The fire in Warren County was put out. Crews came from Vicksburg, Mississippi."
    assert near(resolve_all(text, "Warren County", "Vicksburg", "Mississippi")[0], 32.35, -90.88)


def test_the_caller_may_name_the_country():
    assert resolve("They entered San at dawn.", "San", country="MLI").country == "MLI"
    assert resolve("They entered Tripoli.", "Tripoli", country=["LBN"]).country == "LBN"


def test_places_already_resolved_draw_a_name_to_them():
    (beirut,) = find_places("Protests in Beirut grew.")
    assert resolve("Shops in Tripoli shut.", "Tripoli").country == "LBY"
    assert resolve("Shops in Tripoli shut.", "Tripoli", near=[beirut]).country == "LBN"


def test_the_document_helps_where_the_sentence_does_not():
    document = "Rain fell on Columbus and Dayton, Ohio. Shops in Athens shut."
    sentence = "Shops in Athens shut."
    assert near(resolve(sentence, "Athens", document=document), 39.3, -82.1)
    assert near(resolve(sentence, "Athens"), 38.0, 23.7)


def test_an_unknown_name_stays_without_a_point():
    place = resolve("They raided Qwertimbo.", "Qwertimbo")
    assert (place.name, place.latitude, place.longitude, place.country) == (None,) * 4


def test_an_unknown_name_may_have_a_country():
    assert resolve("They raided Qwertimbo, in Niger.", "Qwertimbo").country == "NER"
    assert resolve("They raided Qwertimbo.", "Qwertimbo", country="NER").country == "NER"
    assert resolve("They raided Qwertimbo.", "Qwertimbo", country=["NER", "MLI"]).country is None


def test_a_name_that_may_be_many_places_stays_open():
    place = resolve("The bridge in San Antonio was shut.", "San Antonio", sure=1.0)
    assert place.latitude is None
    assert resolve("A shop in Santa Cruz burnt.", "Santa Cruz").latitude is None


def test_a_river_is_no_town_of_that_name():
    assert resolve("Boats on the Djibo River.", "Djibo River").latitude is None


def test_a_town_that_the_gazetteer_has_elsewhere_only_stays_open():
    place = resolve("He died in Ouagadougou, Texas.", "Ouagadougou")
    assert (place.latitude, place.country) == (None, "USA")


def test_the_name_of_a_people_means_its_country():
    assert resolve("Malian troops left.", "Malian").country == "MLI"


def test_no_spans_give_no_places():
    assert resolve_names("Nothing was given.", []) == []


@pytest.mark.parametrize("name", ["Congress", "Parliament", "the Senate", "the Capitol", "Palace"])
def test_an_institution_alone_is_no_town(name: str) -> None:
    found = resolve(f"Miners marched to {name} on Monday.", name, country="PER")
    assert (found.name, found.latitude, found.country) == (None, None, "PER")


def test_a_town_named_like_an_institution_is_one_where_the_text_says_so() -> None:
    assert near(resolve("A fire broke out in Congress, Arizona.", "Congress"), 34.2, -112.9)
    assert resolve("The town of Congress burned.", "Congress").grain == "city"


@pytest.mark.parametrize(
    ("text", "street", "town"),
    [
        ("A bus burned on Avenida Brasil in Lima.", "Avenida Brasil", "Lima"),
        ("A bus burned on Moi Avenue, Nairobi.", "Moi Avenue", "Nairobi"),
        ("A bus burned on Moi Avenue in central Nairobi.", "Moi Avenue", "Nairobi"),
        ("A bus burned on Rue Gao.", "Rue Gao", None),
        ("A bus burned on Harare Street before noon.", "Harare Street", None),
    ],
)
def test_a_street_lies_in_the_town_behind_it_and_not_in_the_one_it_is_named_after(
    text: str, street: str, town: str | None
) -> None:
    assert resolve(text, street).name == town


def test_the_gazetteer_is_told_every_country_that_the_report_names(reader: Any) -> None:
    asked: list[Any] = []

    def note(text: str, start: int, end: int, **options: Any) -> Place:
        asked.append(options["country"])
        return Place(text=text[start:end], start=start, end=end)

    Resolver(Lexicon.default(), resolve_place=note).resolve(
        reader.reading("[A1|Peru's army] [E1 ASSAULT|shelled] [P1|Puno], Bolivia's envoy said.")
    )
    assert asked == [["BOL", "PER"]]


def test_a_country_of_the_report_weighs_more_than_the_people_of_a_namesake() -> None:
    text = "Roads to Puno were blocked."
    assert resolve(text, "Puno", country=["BOL", "PER"]).country == "PER"
