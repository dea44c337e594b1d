from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from vanellus.coding.calibration import Calibration
from vanellus.coding.coder import Asked, Coder
from vanellus.coding.decode import Scores, Thresholds
from vanellus.coding.labels import (
    CONTEXTS,
    KINDS,
    MENTIONS,
    MODES,
    NO_RELATION,
    RELATIONS,
    ROLES,
    STATUSES,
    TRIGGERS,
)
from vanellus.coding.session import Session, layout
from vanellus.errors import BadRecord, ModelMismatch, ModelMissing
from vanellus.records import Document


class FixedSession:
    """Marks every sentence's first word as a mention; counts what it is asked."""

    threads = 2

    def __init__(self, tokenizer) -> None:
        self.tokenizer = tokenizer
        self.card = SimpleNamespace(
            digest="0" * 64,
            calibration=Calibration(),
            relation_bias=(0.0,) * len(RELATIONS),
            relation_temperature=1.0,
        )
        self.thresholds = Thresholds()
        self.sizes: list[int] = []

    def load(self) -> None:
        pass

    def tag(self, encoded) -> Scores:
        self.sizes.append(len(encoded))
        count, length = len(encoded), max(len(e.tokens) for e in encoded)
        mentions = np.zeros((count, length, len(MENTIONS)))
        mentions[..., 0] = 5
        mentions[:, 1, 1] = 50
        triggers = np.zeros((count, length, len(TRIGGERS)))
        triggers[..., 0] = 5
        return Scores(
            mentions=mentions,
            triggers=triggers,
            statuses=np.zeros((count, length, len(STATUSES))),
            modes=np.zeros((count, length, len(MODES))),
            arcs=np.zeros((count, length, length, len(ROLES))),
            contexts=np.full((count, len(CONTEXTS)), -5.0),
            kinds=np.zeros((count, len(KINDS))),
            vector=np.full((count, 64), 0.125),
        )

    def relate(self, encoded, markers):
        scores = np.zeros((len(encoded), len(RELATIONS)))
        scores[:, RELATIONS.index("CONSULT")] = 3
        scores[:, RELATIONS.index(NO_RELATION)] = 9
        statuses = np.zeros((len(encoded), len(STATUSES)))
        statuses[:, STATUSES.index("future")] = 1
        modes = np.zeros((len(encoded), len(MODES)))
        modes[:, MODES.index(("CONSULT", "visit"))] = 1
        tabled = np.zeros((len(encoded), len(RELATIONS)))
        tabled[:, RELATIONS.index("SUPPORT")] = 1
        tabled[:, RELATIONS.index(NO_RELATION)] = 9
        return scores, statuses, modes, tabled


@pytest.fixture
def coder(word_tokenizer) -> Coder:
    return Coder(FixedSession(word_tokenizer))


def documents(count: int) -> list[Document]:
    return [
        Document(id=str(i), origin="o", text=f"W{i} met Chad. Then it left. " * (1 + i % 3))
        for i in range(count)
    ]


def test_readings_come_in_the_order_of_the_documents(coder, monkeypatch):
    monkeypatch.setenv("VANELLUS_WINDOW_SENTENCES", "64")
    found = list(coder.read(documents(60)))
    assert [reading.document.id for reading in found] == [str(i) for i in range(60)]
    for i, reading in enumerate(found):
        assert len(reading.sentences) == 2 * (1 + i % 3)
        assert reading.sentences[0].mentions[0].text == f"W{i}"
        text = reading.document.text
        assert all(text[m.start : m.end] == m.text for s in reading.sentences for m in s.mentions)


def test_a_document_without_text_gives_an_empty_reading(coder):
    (reading,) = coder.read([Document(id="e", origin="o", text="")])
    assert reading.sentences == ()


def test_no_documents_give_no_readings(coder):
    assert list(coder.read([])) == []


def test_sentences_of_many_documents_share_batches(coder):
    list(coder.read(documents(40)))
    assert max(coder.session.sizes) > 6


def test_a_relation_is_told_with_type_mode_status_and_scores(coder):
    (relation,) = coder.relate([Asked("Mali met Chad", (0, 4), (9, 13))])
    assert (relation.type, relation.plover_type, relation.mode) == ("CONSULT", "SUPPORT", "visit")
    assert relation.status.value == "future"
    assert NO_RELATION not in relation.scores
    assert sum(relation.scores.values()) == pytest.approx(1, abs=1e-3)


def test_by_the_manual_the_future_of_a_relation_decides_its_plover_type(coder, monkeypatch):
    monkeypatch.setenv("VANELLUS_BY_TABLE", "0")
    (relation,) = coder.relate([Asked("Mali met Chad", (0, 4), (9, 13))])
    assert (relation.type, relation.plover_type) == ("CONSULT", "AGREE")


def test_a_span_outside_the_text_is_refused_with_its_row(coder):
    with pytest.raises(BadRecord, match=r"row 1: recipient span 9-99"):
        coder.relate(
            [Asked("Mali met Chad", (0, 4), (9, 13)), Asked("Mali met Chad", (0, 4), (9, 99))]
        )


def test_a_missing_model_is_told_with_its_place(tmp_path):
    with pytest.raises(ModelMissing, match=r"card\.json"):
        Session(tmp_path)


def test_a_model_of_another_layout_is_refused(tmp_path):
    (tmp_path / "card.json").write_text('{"layout": {"kinds": []}}')
    with pytest.raises(ModelMismatch, match="kinds"):
        Session(tmp_path)


def test_weights_that_are_not_those_of_the_card_are_refused(tmp_path):
    import json

    card = {
        "digest": "0" * 64,
        "layout": layout(),
        "thresholds": {},
        "calibration": {"weights": [1, 1, 1, 1], "bias": 0},
        "relation": {"bias": [0.0], "temperature": 1.0},
    }
    (tmp_path / "card.json").write_text(json.dumps(card))
    (tmp_path / "event-model.onnx").write_bytes(b"other")
    with pytest.raises(ModelMismatch, match="digest"):
        Session(tmp_path).load()


def test_the_least_trigger_is_the_cards_unless_one_is_given(tmp_path):
    import json

    card = {
        "digest": "0" * 64,
        "layout": layout(),
        "thresholds": {"trigger": 0.6, "arc": 0.4},
        "calibration": {"weights": [1, 1, 1, 1], "bias": 0},
        "relation": {"bias": [0.0], "temperature": 1.0},
    }
    (tmp_path / "card.json").write_text(json.dumps(card))
    assert Session(tmp_path).thresholds == Thresholds(trigger=0.6, arc=0.4)
    assert Session(tmp_path, min_trigger=0.9).thresholds == Thresholds(trigger=0.9, arc=0.4)


def test_the_packaged_model_reads_a_plain_sentence(event_model):
    (reading,) = Coder.load(threads=1).read_sentences(
        ["Mali expelled the French ambassador on Monday."]
    )
    assert [trigger.type for trigger in reading.triggers] == ["SANCTION"]
    assert {"Mali", "the French ambassador"} <= {m.text for m in reading.mentions}
