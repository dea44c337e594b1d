"""The unsaid subject of an opening clause is the main clause's."""

from __future__ import annotations

from vanellus.coding.control import with_understood_actors
from vanellus.records import Arc, Role, Span, Status, Trigger


def understood(text, *triggers):
    """The mentions that act in the first event; a trigger is (words, role of each mention)."""
    sentence = Span(start=10, end=10 + len(text), text=text)
    given = []
    for words, roles in triggers:
        at = 10 + text.index(words)
        arcs = tuple(Arc(mention=m, role=role, score=0.9) for m, role in roles.items())
        given.append(
            Trigger(
                start=at,
                end=at + len(words),
                text=words,
                type="SANCTION",
                mode=None,
                status=Status.OCCURRED,
                score=0.9,
                arcs=arcs,
            )
        )
    found = with_understood_actors(given, sentence)
    return {arc.mention for arc in found[0].arcs if arc.role is Role.ACTOR}


TURNED = ("turned to", {1: Role.ACTOR, 2: Role.RECIPIENT})


def test_the_clause_before_the_main_one_takes_its_subject():
    text = "After severing ties with Lima, Quito turned to Bogota."
    assert understood(text, ("severing", {0: Role.RECIPIENT}), TURNED) == {1}


def test_a_bare_participle_opens_a_clause_too():
    assert understood("Leaving the talks, Quito turned to Bogota.", ("Leaving", {}), TURNED) == {1}


def test_who_is_told_to_act_stays_so():
    text = "After severing ties with Lima, Quito turned to Bogota."
    assert understood(text, ("severing", {0: Role.ACTOR}), TURNED) == {0}


def test_the_one_acted_upon_does_not_become_the_actor():
    text = "After severing ties with Lima, Quito turned to Bogota."
    assert understood(text, ("severing", {1: Role.RECIPIENT}), TURNED) == set()


def test_a_noun_or_a_later_clause_takes_nothing():
    text = "After the expulsion of envoys, Quito turned to Bogota."
    assert understood(text, ("expulsion", {}), TURNED) == set()
    text = "A mob near the old port was burning flags, and Quito turned to Bogota."
    assert understood(text, ("burning", {}), TURNED) == set()


def test_a_lone_event_and_none_are_left_as_they_are():
    assert understood("After severing ties with Lima, he left.", ("severing", {})) == set()
    assert with_understood_actors([], Span(start=0, end=1, text="x")) == []
