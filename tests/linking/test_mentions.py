"""Given mentions joined across documents."""

from __future__ import annotations

from vanellus.linking.mentions import EventMention, join_by_lemma, join_mentions, probabilities

TEXTS = {
    "a": "President Toure resigned in Lome on Monday after weeks of protest, his spokesman said.",
    "b": "President Toure stepped down in Lome on Monday, a spokesman said. Protests had gone on.",
    "c": "The wheat harvest failed; the minister of agriculture resigned in Quito last spring.",
}


def mention(name, trigger, **known):
    document = name[0]
    before, _, after = TEXTS[document].partition(trigger)
    given = {
        "id": name,
        "document": document,
        "sentence": name,
        "trigger": trigger,
        "before": before,
        "after": after,
    }
    return EventMention(**{**given, **known})


RESIGNED = mention("a1", "resigned")
SAID = mention("a2", "said", sentence="a1")
STEPPED = mention("b1", "stepped down")
ELSEWHERE = mention("c1", "resigned")


def test_other_words_for_a_deed_in_like_words_are_one_event():
    found = join_mentions([RESIGNED, SAID, STEPPED], TEXTS)
    assert found["a1"] == found["b1"] != found["a2"]


def test_the_same_word_in_another_story_is_another_event():
    found = join_mentions([RESIGNED, STEPPED, ELSEWHERE], TEXTS)
    assert found["c1"] not in {found["a1"], found["b1"]}
    told = join_mentions([RESIGNED, ELSEWHERE], TEXTS, one_happening=True)
    assert told["a1"] == told["c1"]


def test_the_order_of_mentions_does_not_matter():
    some = [RESIGNED, SAID, STEPPED, ELSEWHERE]
    assert join_mentions(some, TEXTS) == join_mentions(some[::-1], TEXTS)


def test_one_sentence_words_for_any_event_and_bare_neighbours_count_less():
    def chance(one, other):
        return probabilities([one, other])[0, 1]

    bare = {"before": "", "after": ""}
    same = mention("b2", "resigned", **bare), mention("a3", "resigned", **bare)
    apart = chance(*same)
    together = chance(same[0], mention("b3", "resigned", sentence="b2", **bare))
    pale = chance(mention("a4", "said", **bare), mention("b4", "said", **bare))
    typed = chance(*(mention(m.id, "resigned", type="CONCEDE", **bare) for m in same))
    assert together < apart < typed
    assert pale < apart


def test_no_mentions_make_no_events():
    assert join_mentions([], {}) == {}


def test_the_heuristic_knows_base_forms_alone():
    found = join_by_lemma([RESIGNED, STEPPED, mention("c2", "resigned")])
    assert found == {"a1": "resign", "b1": "step down", "c2": "resign"}
