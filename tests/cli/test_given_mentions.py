"""`vanellus evaluate links`: gold rows to mentions, and the answers beside each other."""

from __future__ import annotations

from vanellus.cli.evaluate import evaluate
from vanellus.cli.given_mentions import mentions_of


def row(name, text, *events, topic=1, subtopic="1a"):
    spans = []
    for word, cluster in events:
        start = text.index(word)
        spans.append(
            {
                "id": f"{name}#{word}",
                "start": start,
                "end": start + len(word),
                "cluster": cluster,
                "selected": cluster is not None,
            }
        )
    for span in spans:
        span["cluster"] = span["cluster"] or "left out"
    return {
        "id": name,
        "text": text,
        "topic": topic,
        "subtopic": subtopic,
        "sentences": [{"start": 0, "end": text.index(".") + 1}],
        "events": spans,
    }


ROWS = (
    row("a", "In Lome President Toure resigned. Rain.", ("resigned", "x"), ("Rain", None)),
    row("b", "In Lome President Toure stepped down.", ("stepped down", "x")),
    row("c", "MLI ASSAULT NER.", ("ASSAULT", "y"), topic=2, subtopic="2a"),
)


def test_mentions_stand_in_their_sentence_with_the_type_that_was_read(fake_rooms):
    found = mentions_of(ROWS)
    assert [m.id for m in found["a"]] == ["a#resigned"]
    assert (found["a"][0].before, found["a"][0].after) == ("In Lome President Toure ", ".")
    assert found["a"][0].type is None
    assert found["c"][0].type == "ASSAULT"


def test_ours_and_the_lemmas_stand_side_by_side_in_each_setting(fake_rooms, documents):
    figures = evaluate("links", documents(*ROWS))
    assert (figures["documents"], figures["mentions"], figures["events"]) == (3, 3, 2)
    for setting in ("", " within gold topic", " within gold subtopic"):
        assert figures["answers"][f"ours{setting}"]["conll"] == 1
        assert figures["answers"][f"same lemma{setting}"]["muc"] == 0
