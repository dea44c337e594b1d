from __future__ import annotations

import pytest

from vanellus.reading.language import declared_language, language_of


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("en", "en"), ("EN-ng", "en"), ("en_US.UTF-8", None), ("eng", "en"), ("English", "en"),
        ("fr-FR", "fr"), ("deu", "de"), ("français", "fr"), ("", None), (None, None), ("?", None),
        ("klingon", None), ("zh-Hant-TW", "zh"),
    ],
)  # fmt: skip
def test_a_declared_language_is_brought_to_its_two_letters(written, code):
    assert declared_language(written) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The army said on Friday that it had retaken the town from the rebels.", "en"),
        ("L'armée a annoncé vendredi qu'elle avait repris la ville aux rebelles du nord.", "fr"),
        ("Министр иностранных дел прибыл в Москву на переговоры с российской делегацией.", "ru"),
        ("Die Armee teilte am Freitag mit, dass sie die Stadt zurückerobert habe.", "de"),
    ],
)
def test_the_language_of_a_sentence_is_told(text, code):
    assert language_of(text) == code


def test_english_with_many_foreign_names_is_still_english():
    text = (
        "Abdoulaye Diop of Mali, Karamoko Jean-Marie Traoré of Burkina Faso and Bakary Yaou "
        "Sangaré of Niger are to meet Sergei Lavrov in Moscow."
    )
    assert language_of(text) == "en"


@pytest.mark.parametrize("text", ["", "Mali, Niger", "Goïta in Niamey", "42 | 17 | 3"])
def test_a_short_text_has_no_language_of_its_own(text):
    assert language_of(text) is None
