from __future__ import annotations

import numpy as np
import pytest

from vanellus.coding.calibration import Calibration, Evidence
from vanellus.coding.decode import Scores, Thresholds, decode
from vanellus.coding.labels import (
    CONTEXTS,
    KINDS,
    MENTIONS,
    MODES,
    ROLES,
    STATUSES,
    TRIGGERS,
)
from vanellus.coding.tokens import Encoded
from vanellus.records import MentionKind, Role, SentenceKind, Span, Status

TEXT = "Mali and Chad expelled the envoy in Bamako"


class Board:
    """Scores for one sentence of whole words, all of them "no" until told otherwise."""

    def __init__(self, text: str = TEXT) -> None:
        self.text = text
        self.words = text.split()
        size = len(self.words) + 2
        self.mentions = self._blank(size, len(MENTIONS))
        self.triggers = self._blank(size, len(TRIGGERS))
        self.statuses = np.zeros((1, size, len(STATUSES)))
        self.modes = np.zeros((1, size, len(MODES)))
        self.arcs = np.full((1, size, size, len(ROLES)), -6.0)
        self.contexts = np.full((1, len(CONTEXTS)), -6.0)
        self.kinds = np.zeros((1, len(KINDS)))
        self.vector = np.eye(1, 64)

    @staticmethod
    def _blank(size: int, columns: int) -> np.ndarray:
        table = np.full((1, size, columns), -6.0)
        table[..., 0] = 6.0
        return table

    def mention(self, first: int, last: int, kind: str, strength: float = 12.0) -> None:
        for at in range(first, last + 1):
            part = "B" if at == first else "I"
            self.mentions[0, at + 1, MENTIONS.index(f"{part}-{kind}")] = strength

    def trigger(self, first: int, last: int, kind: str, strength: float = 12.0) -> None:
        for at in range(first, last + 1):
            part = "B" if at == first else "I"
            self.triggers[0, at + 1, TRIGGERS.index(f"{part}-{kind}")] = strength

    def arc(self, trigger: int, mention: int, role: Role) -> None:
        self.arcs[0, trigger + 1, mention + 1, ROLES.index(role)] = 6.0

    def read(self, *, start: int = 0, thresholds: Thresholds | None = None):
        offsets, at = [(0, 0)], 0
        for word in self.words:
            at = self.text.index(word, at)
            offsets.append((at, at + len(word)))
            at += len(word)
        offsets.append((0, 0))
        size = len(offsets)
        encoded = Encoded(
            np.arange(size),
            np.zeros(size, dtype=int),
            np.array(offsets),
            np.array([-1, *range(len(self.words)), -1]),
        )
        scores = Scores(
            mentions=self.mentions,
            triggers=self.triggers,
            statuses=self.statuses,
            modes=self.modes,
            arcs=self.arcs,
            contexts=self.contexts,
            kinds=self.kinds,
            vector=self.vector,
        )
        span = Span(start=start, end=start + len(self.text), text=self.text)
        return decode(scores, [encoded], [span], thresholds=thresholds)[0]


def test_a_sentence_with_nothing_marked_gives_nothing():
    reading = Board().read()
    assert reading.mentions == ()
    assert reading.triggers == ()
    assert reading.contexts == ()


def test_neighbouring_mentions_stay_apart_where_the_second_opens():
    board = Board("Mali Chad met")
    board.mention(0, 0, "ACTOR")
    board.mention(1, 1, "ACTOR")
    assert [m.text for m in board.read().mentions] == ["Mali", "Chad"]


def test_offsets_are_those_of_the_document():
    board = Board()
    board.mention(4, 5, "ACTOR")
    (mention,) = board.read(start=100).mentions
    assert (mention.start, mention.end, mention.text) == (123, 132, "the envoy")
    assert mention.kind is MentionKind.ACTOR


def test_a_trigger_has_type_mode_status_and_roles():
    board = Board()
    board.mention(0, 0, "ACTOR")
    board.mention(2, 2, "ACTOR")
    board.mention(4, 5, "ACTOR")
    board.mention(7, 7, "PLACE")
    board.trigger(3, 3, "SANCTION")
    board.modes[0, 4, MODES.index(("SANCTION", "expel"))] = 5
    board.modes[0, 4, MODES.index(("COERCE", "deport"))] = 50
    board.statuses[0, 4, STATUSES.index("negation")] = 5
    for mention in (0, 2):
        board.arc(3, mention, Role.ACTOR)
    for mention in (4, 5):
        board.arc(3, mention, Role.RECIPIENT)
    board.arc(3, 7, Role.PLACE)
    (trigger,) = board.read().triggers
    assert (trigger.type, trigger.mode, trigger.status) == ("SANCTION", "expel", Status.NEGATION)
    assert [(arc.mention, arc.role) for arc in trigger.arcs] == [
        (0, Role.ACTOR),
        (1, Role.ACTOR),
        (2, Role.RECIPIENT),
        (3, Role.PLACE),
    ]


def test_a_place_is_never_an_actor():
    board = Board()
    board.mention(7, 7, "PLACE")
    board.trigger(3, 3, "SANCTION")
    board.arc(3, 7, Role.ACTOR)
    assert board.read().triggers[0].arcs == ()


def test_pieces_of_one_event_become_one():
    board = Board("Chad is set for a visit to Mali")
    board.mention(0, 0, "ACTOR")
    board.trigger(1, 2, "CONSULT", strength=8)
    board.trigger(5, 5, "CONSULT")
    for at in (1, 2, 5):
        board.arc(at, 0, Role.ACTOR)
    (trigger,) = board.read().triggers
    assert trigger.text == "visit"


def test_adjoining_pieces_of_one_event_become_one_stretch():
    board = Board("Chad is set for talks")
    board.mention(0, 0, "ACTOR")
    board.trigger(1, 1, "CONSULT")
    board.trigger(2, 2, "CONSULT")
    for at in (1, 2):
        board.arc(at, 0, Role.ACTOR)
    (trigger,) = board.read().triggers
    assert trigger.text == "is set"


def test_two_deeds_of_one_kind_to_different_parties_stay_two():
    board = Board("Chad met Mali and met Niger")
    for at in (0, 2, 5):
        board.mention(at, at, "ACTOR")
    board.trigger(1, 1, "CONSULT")
    board.trigger(4, 4, "CONSULT")
    board.arc(1, 0, Role.ACTOR)
    board.arc(1, 2, Role.RECIPIENT)
    board.arc(4, 0, Role.ACTOR)
    board.arc(4, 5, Role.RECIPIENT)
    assert len(board.read().triggers) == 2


def test_a_mention_cut_after_a_preposition_is_joined_to_the_next():
    board = Board("ministers from Chad met")
    board.mention(0, 1, "ACTOR")
    board.mention(2, 2, "ACTOR")
    assert [m.text for m in board.read().mentions] == ["ministers from Chad"]


def test_the_trigger_threshold_decides_what_is_reported():
    board = Board()
    board.trigger(3, 3, "SANCTION", strength=6.5)
    assert board.read().triggers
    assert not board.read(thresholds=Thresholds(trigger=0.99)).triggers


def test_context_and_kind_are_read_off_the_sentence():
    board = Board()
    board.contexts[0, CONTEXTS.index("diplomatic")] = 3
    board.kinds[0, KINDS.index("announcement")] = 3
    reading = board.read()
    assert reading.contexts == ("diplomatic",)
    assert reading.kind is SentenceKind.ANNOUNCEMENT


def test_a_context_that_is_only_likely_is_left_to_the_neighbours():
    board = Board()
    board.contexts[0, CONTEXTS.index("diplomatic")] = -0.5
    reading = board.read()
    assert reading.contexts == ()
    assert reading.likely_contexts == ("diplomatic",)


def test_a_sentence_that_tells_an_event_has_a_vector_of_signed_bytes():
    board = Board()
    assert board.read().vector is None
    board.trigger(1, 2, "CONSULT")
    assert board.read().vector == bytes([127]) + bytes(63)


def test_the_score_rises_with_the_trigger_and_falls_without_parties():
    fit = Calibration()
    sure = fit.probability(Evidence(trigger=0.9, actors=[0.9], recipients=[0.9]))
    assert sure > fit.probability(Evidence(trigger=0.6, actors=[0.9], recipients=[0.9]))
    assert sure > fit.probability(Evidence(trigger=0.9, actors=[0.9]))
    assert sure > fit.probability(Evidence(trigger=0.9))
    nothing, everything = Evidence(trigger=0.0), Evidence(trigger=1.0, actors=[1.0])
    assert 0 < fit.probability(nothing) < fit.probability(everything) < 1


def test_the_evidence_tells_the_weakest_party_and_what_is_missing():
    row = Evidence(trigger=0.5, actors=[0.5, 0.2], mentions=[0.9, 0.5], company=2, length=50).row
    assert row == pytest.approx((0, -1.3863, 0, 0, 1, 0, 0, 1, 0, 0.5, 0), abs=1e-4)


@pytest.mark.parametrize("name", ["mentions", "triggers"])
def test_every_kind_has_a_column_to_open_and_one_to_go_on(name):
    columns = {"mentions": MENTIONS, "triggers": TRIGGERS}[name]
    assert columns[0] == "O"
    assert [c[2:] for c in columns[1::2]] == [c[2:] for c in columns[2::2]]
    assert {c[0] for c in columns[1::2]} == {"B"}
