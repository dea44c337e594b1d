"""Names on the map: whole, beside their circles, and not on each other."""

from __future__ import annotations

import re
from itertools import combinations

from vanellus.briefing.drawing import spec_of, svg_of
from vanellus.serving.map_chart import map_chart
from vanellus.serving.map_labels import labels_of


def _place(name, longitude, latitude, events=3):
    return {
        "place_name": name, "country": "RUS", "longitude": longitude, "latitude": latitude,
        "events": events, "conflict": 0,
    }  # fmt: skip


def test_a_name_at_an_edge_stands_on_the_side_that_has_room():
    right, left, top, low = labels_of(
        [
            (395, 100, 5, "Moscow"), (3, 100, 5, "Dakar"), (200, 4, 5, "Oslo"),
            (200, 180, 5, "Lagos"),
        ],
        width=400, height=200,
    )  # fmt: skip
    assert (right.align, left.align) == ("right", "left")
    assert top.dy > 0 > low.dy
    for label in (right, left, top, low):
        assert label.box.left >= 0
        assert label.box.right <= 400
        assert label.box.top >= 0


def test_names_never_meet_and_what_has_no_room_is_left_out():
    found = labels_of([(200, 100, 5, f"Name {n}") for n in range(6)], width=400, height=200)
    kept = [label for label in found if label is not None]
    assert len(kept) == 4
    assert not any(one.box.meets(other.box) for one, other in combinations(kept, 2))


def test_the_drawn_map_holds_its_names_whole():
    places = [
        _place("Moscow", 37.6, 55.8, 4),
        _place("Niamey", 2.1, 13.5),
        _place("Bamako", -8, 12.6),
    ]
    drawn = svg_of(spec_of(map_chart(places, width=900)))
    ends = re.search(r'text-anchor="end" transform="translate\(([0-9.]+),[^>]+>Moscow<', drawn)
    assert ends, "the name at the right edge stands on the left of its circle"
    assert float(ends[1]) < 900
    assert re.search(r'text-anchor="start"[^>]+>Bamako<', drawn)
