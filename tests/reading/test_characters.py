from __future__ import annotations

import pytest

from vanellus.reading.characters import clean_characters, mend_mojibake, resolve_entities


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        ("the armyâ€™s vow", "the army’s vow"),
        ("BambariÃ© and GoÃ¯ta", "Bambarié and Goïta"),
        ("â€œNoâ€\x9d, he said", "“No”, he said"),
        ("10 Â°C", "10 °C"),
        ("the armyÃ¢â‚¬â„¢s vow", "the army’s vow"),
    ],
)
def test_utf8_misread_as_windows_is_put_right(garbled, right):
    assert mend_mojibake(garbled) == right


@pytest.mark.parametrize(
    "text",
    [
        "Ménaka and Aguelhok",
        "“Â la fin”",
        "SÃO TOMÉ",
        "Côte d’Ivoire – naïve",
        "CAFÉ™ of Dakar",
        "Ā’s",
    ],
)
def test_rare_but_right_letters_are_left_alone(text):
    assert mend_mojibake(text) == text


def test_doubtful_pairs_are_mended_only_beside_certain_ones():
    assert mend_mojibake("Ä±") == "Ä±"
    assert mend_mojibake("IÄŸdÄ±r and cafÃ©") == "Iğdır and café"


def test_invisible_characters_go_and_odd_spaces_become_plain_ones():
    assert (
        clean_characters("gov\u00adern\u200bment\u00a0of\u202fMali\ufeff") == "government of Mali"
    )


def test_typographic_ligatures_become_letters_and_typographic_quotes_stay():
    assert clean_characters("oﬃcial “ﬁrst” ‘ﬂag’") == "official “first” ‘flag’"


def test_windows_line_ends_keep_the_length_of_the_text():
    text = "One.\r\nTwo."
    assert clean_characters(text) == "One. \nTwo."
    assert len(clean_characters(text)) == len(text)


def test_letters_with_loose_accents_are_composed():
    assert clean_characters("Kabore\u0301") == "Kaboré"


def test_half_a_surrogate_pair_is_replaced():
    assert clean_characters("a\ud800b").encode() == "a\ufffdb".encode()


def test_entities_are_resolved_even_when_escaped_twice():
    assert (
        resolve_entities("Arms &amp;amp; money &#8211; &quot;now&quot;") == 'Arms & money – "now"'
    )


def test_an_ampersand_that_begins_no_entity_stays():
    assert (
        resolve_entities("AT&T; R&D; Salt & pepper &copy 2") == "AT&T; R&D; Salt & pepper &copy 2"
    )
