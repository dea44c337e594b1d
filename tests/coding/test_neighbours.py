"""Contexts that a neighbouring sentence makes sure of."""

from __future__ import annotations

from vanellus.coding.neighbours import with_neighbours
from vanellus.records import SentenceKind, SentenceReading, Span


def reading(sure="", likely=""):
    return SentenceReading(
        sentence=Span(start=0, end=1, text="x"),
        kind=SentenceKind.REPORT,
        mentions=(),
        triggers=(),
        contexts=tuple(sure.split()),
        likely_contexts=tuple(likely.split()),
        block=0,
    )


def contexts(*sentences):
    return [" ".join(each.contexts) for each in with_neighbours(sentences)]


def test_what_is_likely_counts_where_the_sentence_before_or_after_is_sure():
    assert contexts(reading("military"), reading(likely="military")) == ["military"] * 2
    assert contexts(reading(likely="military"), reading("military")) == ["military"] * 2


def test_what_is_likely_does_not_count_by_itself_or_between_sentences_that_only_hold_it_likely():
    assert contexts(reading(likely="military"), reading(likely="military")) == ["", ""]


def test_a_sure_sentence_two_steps_away_decides_nothing():
    assert contexts(reading("legal"), reading(), reading(likely="legal")) == ["legal", "", ""]


def test_what_the_neighbour_alone_holds_is_not_taken_over():
    assert contexts(reading("legal"), reading("military")) == ["legal", "military"]


def test_contexts_stand_in_the_order_of_the_codebook():
    found = contexts(reading("military"), reading("economic diplomatic", likely="military"))
    assert found[1] == "military economic diplomatic"


def test_no_sentences_give_none():
    assert with_neighbours([]) == []
