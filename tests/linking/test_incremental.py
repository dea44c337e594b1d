"""Linking a store bit by bit: the events are those of linking it all at once."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from fakes import coded, document, entity, report, when

from vanellus import linking
from vanellus.errors import InputError, StoreError
from vanellus.flow import link_store
from vanellus.linking import grouping, pieces
from vanellus.records import DateBasis, Span, Status
from vanellus.storing import links as storing_links
from vanellus.storing import open_store, part, parted, unpart

FIRST = date(2025, 4, 1)
STATES = ("MLI", "NER", "BFA", "RUS", "FRA", "DZA")
WORDS = "airspace convoy gold minerals refinery scholarships satellites wheat drones border".split()


def one(number, *, actor, recipient, kind="CONSULT", day=0, lag=1, word="talks", **known):
    """A document with one report."""
    text = f"{actor} {kind.lower()} {recipient} over {word} again."
    doc_id = f"d{number:03}"
    start = FIRST + timedelta(days=day)
    held = when(start.isoformat(), basis=DateBasis(known.pop("basis", "stated")))
    told = report(
        doc_id,
        sentence=Span(start=0, end=len(text), text=text),
        type=kind,
        mode=None,
        actors=(entity(actor, kind="state", id=actor, sector="GOV"),),
        recipients=(entity(recipient, kind="state", id=recipient, sector="GOV"),),
        date=held,
        trigger=Span(start=4, end=11, text=kind.lower()),
        **known,
    )
    published = start + timedelta(days=lag)
    return coded(doc_id, told, document=document(doc_id, text, published=published))


def simulated(seed, count=60, days=12):
    """Documents of a few parties, types and days, so that many are near each other."""
    rng = random.Random(seed)
    out = []
    for number in range(count):
        actor, recipient = rng.sample(STATES[: 3 + seed % 3], 2)
        out.append(
            one(
                number,
                actor=actor,
                recipient=recipient,
                kind=rng.choice(("CONSULT", "COOPERATE", "AGREE")),
                day=rng.randrange(days),
                lag=rng.randrange(3),
                word=rng.choice(WORDS),
                status=rng.choice((Status.OCCURRED, Status.FUTURE)),
            )
        )
    return out


def links_of(store):
    return store.query(
        "SELECT report_id, event_id, piece, raised, joined_to, score FROM joins ORDER BY 1"
    )


def kept(path, batches, **known):
    """The joins of a store to which batches were added, each linked before the next."""
    with open_store(path) as store:
        for batch in batches:
            store.add(batch, run_id="r")
            link_store(store, **known)
        return links_of(store)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_reports_that_come_one_by_one_in_any_order_make_the_same_events(tmp_path, seed):
    documents = simulated(seed)
    at_once = kept(tmp_path / "all.duckdb", [documents])
    shuffled = documents[:]
    random.Random(seed).shuffle(shuffled)
    batches = [shuffled[start : start + 4] for start in range(0, len(shuffled), 4)]
    assert kept(tmp_path / "few.duckdb", batches) == at_once
    assert len({row["event_id"] for row in at_once}) < len(at_once)


def test_busy_keys_make_the_same_events_too(tmp_path):
    # More reports under one key than are compared with each other, so that new ones part old ones.
    rng = random.Random(5)
    documents = [
        one(
            n, actor="MLI", recipient="RUS", day=n % 5, lag=rng.randrange(4), word=rng.choice(WORDS)
        )
        for n in range(3 * linking.REACH)
    ]
    at_once = kept(tmp_path / "all.duckdb", [documents])
    rng.shuffle(documents)
    batches = [documents[start : start + 7] for start in range(0, len(documents), 7)]
    assert kept(tmp_path / "few.duckdb", batches) == at_once


def test_a_document_coded_anew_leaves_what_a_fresh_store_would_hold(tmp_path):
    documents = simulated(4, count=30)
    changed = one(7, actor="MLI", recipient="RUS", day=3, word="wheat")
    fresh = [changed if each.document.id == "d007" else each for each in documents]
    assert kept(tmp_path / "a.duckdb", [documents, [changed]]) == kept(
        tmp_path / "b.duckdb", [fresh]
    )


def test_linking_all_anew_changes_nothing(tmp_path):
    with open_store(tmp_path / "s.duckdb") as store:
        store.add(simulated(2, count=30), run_id="r")
        link_store(store)
        before = links_of(store)
        assert link_store(store) == 0
        assert link_store(store, anew=True) == 30
        assert links_of(store) == before


def test_each_report_has_the_event_of_its_join(tmp_path):
    with open_store(tmp_path / "s.duckdb") as store:
        for batch in (simulated(1)[:20], simulated(1)[20:]):
            store.add(batch, run_id="r")
            link_store(store)
        odd = store.query(
            """SELECT r.report_id FROM reports r LEFT JOIN joins j USING (report_id)
            WHERE j.event_id IS DISTINCT FROM r.event_id OR r.event_id IS NULL"""
        )
        assert odd == []
        strays = "SELECT event_id FROM events WHERE event_id NOT IN (SELECT event_id FROM joins)"
        assert store.query(strays) == []
        assert store.query("SELECT sum(reports) AS n FROM events") == [{"n": 60}]


def test_a_link_broken_off_keeps_nothing_and_the_next_one_ends_it(tmp_path, monkeypatch):
    documents = simulated(3, count=20)
    with open_store(tmp_path / "s.duckdb") as store:
        store.add(documents, run_id="r")

        def broken(*_, **__):
            raise StoreError(path="s", problem="broken off")

        with monkeypatch.context() as patched:
            patched.setattr(storing_links.Links, "put_events", broken)
            with pytest.raises(StoreError):
                link_store(store)
        waiting = store.query("SELECT count(*) AS n FROM reports WHERE event_id IS NULL")
        assert waiting == [{"n": 20}]
        assert links_of(store) == []
        assert link_store(store) == 20
        ended = links_of(store)
    assert ended == kept(tmp_path / "whole.duckdb", [documents])


def test_what_was_parted_stays_so_until_it_is_taken_back(tmp_path):
    two = [one(n, actor="MLI", recipient="RUS", day=2) for n in (1, 2)]
    with open_store(tmp_path / "s.duckdb") as store:
        store.add(two, run_id="r")
        link_store(store)
        a, b = (row["report_id"] for row in links_of(store))
        assert len({row["event_id"] for row in links_of(store)}) == 1
        part(store, a, b, author="me")
        link_store(store)
        assert len({row["event_id"] for row in links_of(store)}) == 2
        store.add([one(3, actor="NER", recipient="RUS", day=2)], run_id="r")
        link_store(store)
        link_store(store, anew=True)
        by_report = {row["report_id"]: row["event_id"] for row in links_of(store)}
        assert by_report[a] != by_report[b]
        assert [row["author"] for row in parted(store)] == ["me"]
        unpart(store, b, a)
        link_store(store)
        by_report = {row["report_id"]: row["event_id"] for row in links_of(store)}
        assert by_report[a] == by_report[b]
        with pytest.raises(InputError, match="not parted"):
            unpart(store, a, b)
        with pytest.raises(InputError, match="not in the store"):
            part(store, a, "nobody")


def test_the_store_knows_how_far_linking_reaches():
    assert storing_links.REACH == linking.REACH


@pytest.fixture
def six(monkeypatch):
    """Components of more than six reports are broken up, and not all compared."""
    monkeypatch.setattr(pieces, "LARGEST", 6)
    for module in (pieces, grouping):
        monkeypatch.setattr(module, "COMPARED", 6)


@pytest.mark.usefixtures("six")
@pytest.mark.parametrize("days", [12, 24, 60])
def test_pieces_of_what_is_too_large_to_compare_are_the_same_bit_by_bit(tmp_path, days):
    documents = simulated(2, days=days)
    at_once = kept(tmp_path / "all.duckdb", [documents])
    random.Random(days).shuffle(documents)
    batches = [documents[start : start + 3] for start in range(0, len(documents), 3)]
    assert kept(tmp_path / "few.duckdb", batches) == at_once
    assert len({row["raised"] for row in at_once}) > 2
    events = {}
    for row in at_once:
        events.setdefault(row["event_id"], set()).add(row["piece"])
    assert all(len(parts) == 1 for parts in events.values())


@pytest.mark.usefixtures("six")
def test_a_new_report_redoes_no_more_than_the_pieces_that_it_touches(tmp_path, monkeypatch):
    documents = simulated(4, days=24)
    done = []
    made = linking.link

    def counted(given, **known):
        done.append(given.reports.num_rows)
        return made(given, **known)

    with open_store(tmp_path / "s.duckdb") as store:
        store.add(documents[:-1], run_id="r")
        link_store(store)
        monkeypatch.setattr(linking, "link", counted)
        store.add(documents[-1:], run_id="r")
        link_store(store)
        large = store.query("SELECT count(*) AS n FROM joins WHERE raised > 0")
    # Nearly all hang together, and the last report with them.
    assert large == [{"n": 56}]
    assert done == [2]
