"""Base forms of event words."""

from __future__ import annotations

import pytest

from vanellus.linking.lemmas import lemma

FORMS = """
announced announce; invaded invade; avoided avoid; urged urge; merged merge; acquired acquire
stopped stop; talks talk; meetings meet; crashes crash; pressed press; settled settle; died die
crises crisis; shot shoot; withdrew withdraw; stories story; carried carry; seized seize
deployed deploy; attended attend; visited visit; opened open; agreed agree; Mali's mali
""".replace("\n", ";").split(";")


@pytest.mark.parametrize("pair", [form.strip() for form in FORMS if form.strip()])
def test_a_form_is_brought_to_its_base(pair):
    words = pair.split()
    for form, base in zip(words[::2], words[1::2], strict=True):
        assert lemma(form) == base


def test_a_known_word_decides_where_several_are_possible():
    assert lemma("created") == "creat"
    assert lemma("created", known={"create"}) == "create"
    assert lemma("expelled", known={"expel"}) == "expel"
    assert lemma("killed", known={"kill"}) == "kill"


def test_words_that_only_look_inflected_stay():
    assert [lemma(word) for word in ("spring", "congress", "need", "Red")] == [
        "spring",
        "congress",
        "need",
        "red",
    ]
