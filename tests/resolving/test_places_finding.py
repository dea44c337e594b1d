"""Places in running text: what is one and what only looks like one."""

from __future__ import annotations

import pytest

from vanellus.resolving.places import find_places


def names(text: str, **options) -> list[str]:
    return [place.text for place in find_places(text, **options)]


def resolved(text: str, **options) -> dict[str, tuple[str | None, str | None]]:
    return {place.text: (place.name, place.country) for place in find_places(text, **options)}


def test_a_dateline_gives_its_town_and_country():
    found = resolved("BAMAKO, Mali (AP) - Soldiers sealed off the market on Tuesday.")
    assert found == {"BAMAKO": ("Bamako", "MLI"), "Mali": ("Mali", "MLI")}


def test_offsets_are_those_of_the_text():
    text = "Convoys left Gao for Ménaka, in Mali, on Friday."
    for place in find_places(text):
        assert text[place.start : place.end] == place.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighters raided the town of Djibo in northern Burkina Faso.", ["Djibo", "Burkina Faso"]),
        ("Mali, Niger and Burkina Faso quit the bloc.", ["Mali", "Niger", "Burkina Faso"]),
        ("A dhow sank off Nouadhibou.", ["Nouadhibou"]),
        ("Patrols went on around Lake Chad and in the Sahel.", ["Lake Chad", "Sahel"]),
        ("Shells fell on Kharkiv and on towns in the Donbas.", ["Kharkiv", "Donbas"]),
        ("The US and the UK abstained.", ["US", "UK"]),
        ("The mayor of Douala met envoys from Geneva.", ["Douala", "Geneva"]),
        ("A Nairobi-based firm won the tender.", ["Nairobi"]),
        ("The University of Texas hired her.", ["Texas"]),
        ("Fighting spread in Mopti region.", ["Mopti region"]),
        ("Deputies from Hall County, Georgia, helped.", ["Hall County", "Georgia"]),
    ],
)
def test_places_are_found(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton thanked her fans.",
        "Jordan said he was sorry.",
        "Mr. Lincoln and Gen. Sherman never met there.",
        "Captain Austin, 43, was released.",
        "Most of the Police on duty were asked to leave in March.",
        "Nice work, the coach said.",
        "The Reading of the bill took an hour.",
        "On Monday the Union asked for more.",
        "The White House had no comment.",
        "The New York Times ran the story.",
        "They walked down Lincoln Street and past Madison Avenue.",
        "An aide to governor Bago declined.",
        "The EU and ECOWAS sent observers.",
        "Us, too, they told.",
        "",
        "  \n ",
        "nothing here is written with capitals",
    ],
)
def test_what_only_looks_like_a_place_is_left_out(text):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Police in Reading, England, made the arrest.", "Reading"),
        ("She was born in Mobile, Alabama.", "Mobile"),
        ("A bomb went off in Nice, France.", "Nice"),
        ("Crowds gathered in Man, Ivory Coast.", "Man"),
        ("He lives in Paris, Texas, now.", "Paris"),
    ],
)
def test_towns_with_common_words_for_names_are_found_where_the_text_places_them(text, place):
    assert place in names(text)


def test_a_person_of_the_text_stays_a_person():
    text = "Michael Jordan flew in. Jordan declined to talk. Reporters followed Jordan."
    assert names(text) == []


def test_a_country_with_a_first_names_spelling_stays_a_country():
    assert resolved("Jordan and Chad signed in Amman.")["Jordan"] == ("Jordan", "JOR")


def test_names_of_peoples_are_left_out_unless_asked_for():
    text = "Malian troops and French engineers rebuilt it."
    assert names(text) == []
    assert resolved(text, demonyms=True) == {"Malian": ("Mali", "MLI"), "French": ("France", "FRA")}


def test_a_village_without_a_point_is_told_without_one():
    (place,) = find_places("The village of Nassoumbou was burnt down.")
    assert (place.text, place.name, place.latitude) == ("Nassoumbou", None, None)


def test_an_unknown_town_has_the_country_that_the_text_gives_it():
    found = {p.text: p for p in find_places("Gunmen struck in Barsanogho, in Burkina Faso.")}
    unknown = found["Barsanogho"]
    assert (unknown.latitude, unknown.country) == (None, "BFA")


def test_state_abbreviations_count_after_a_town_only():
    assert names("Crews came from Salem, Ore., and Boise, ID.") == ["Salem", "Ore", "Boise", "ID"]
    assert "In" not in names("In that year, In a word, it rained.")


def test_a_hamlets_name_counts_where_its_neighbours_are_named():
    text = "The rally went from Dayton to Xenia. Voters in Yellow Springs, Ohio, cheered."
    assert {"Dayton", "Yellow Springs", "Ohio"} <= set(names(text))


def test_finding_twice_gives_the_same():
    text = "Envoys from Niamey and Lomé met in Accra."
    assert find_places(text) == find_places(text)


def test_a_very_long_text_is_read_in_stretches():
    towns = "Springfield Franklin Clinton Georgetown Salem Fairview Madison Bristol Dover".split()
    one = "Crews went to " + ", ".join(f"{town}, Ohio" for town in towns) + ". "
    filler = "In Ouagadougou, Niamey and Bamako the talks went on. \n \n"
    found = find_places((one + filler) * 150)
    assert len(found) > 2500
    assert {place.country for place in found} == {"USA", "BFA", "NER", "MLI"}


def test_long_runs_of_blanks_marks_and_letters_do_no_harm():
    for text in ("Gao." + " \n" * 20_000 + "(((Mopti", "In " * 20_000, "in " + "A" * 100_000):
        assert len(find_places(text)) <= 2
