"""The journal of reviews: what is told to be kept is kept, once, whoever is killed meanwhile."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys

import pytest

from vanellus.errors import StoreError, StoreFull
from vanellus.storing import Journal, Review, journal
from vanellus.storing.journal import journal_of

MANY = """
import sys
from pathlib import Path
from vanellus.storing import Journal, Review
print("ready", flush=True)
sys.stdin.readline()
kept = Journal(Path(sys.argv[1]))
for number in range(50):
    review = Review(report_id=f"r{number}", verdict="rejected", author=sys.argv[2], note="x" * 99)
    kept.append(review)
"""


@pytest.fixture
def kept(tmp_path):
    return Journal(tmp_path / "s.duckdb.reviews.jsonl")


def test_what_was_added_is_read_in_its_order_by_anybody(kept):
    reviews = [
        Review(report_id="a", verdict="rejected", author="Ana\N{SNOWMAN}", note="a\nb\x1f"),
        Review(report_id="a", verdict="corrected", correction={"status": "future"}),
        Review(subject="join", report_id="a", other_id="b", verdict="accepted"),
    ]
    assert kept.read() == {}
    assert all(kept.append(each) for each in reviews)
    assert list(Journal(kept.path).read().values()) == reviews
    assert list(kept.read().values()) == reviews
    assert len(kept.path.read_text(encoding="ascii").splitlines()) == 3


def test_the_same_review_is_added_once(kept):
    review = Review(report_id="a", verdict="rejected")
    assert kept.append(review)
    assert not kept.append(review)
    assert not Journal(kept.path).append(review)
    assert len(kept.read()) == 1


def test_a_line_that_a_killed_process_left_half_written_loses_nothing_else(kept):
    first, second = (Review(report_id=each, verdict="rejected") for each in "ab")
    kept.append(first)
    whole = kept.path.read_bytes()
    for cut in (1, 20, len(whole) - 1):
        kept.path.write_bytes(whole + whole[:cut].replace(first.id.encode(), b"f" * 32))
        again = Journal(kept.path)
        assert list(again.read()) == [first.id]
        assert again.append(second)
        assert list(Journal(kept.path).read())[-1] == second.id
        assert first.id in again.read()


GOOD = {"id": "x", "report_id": "a", "verdict": "rejected", "decided": "2025-01-01T00:00:00"}


@pytest.mark.parametrize("line", ["", "{", "[]", "null", '{"id": "x"}'])
def test_a_line_that_is_nothing_of_ours_is_passed_over(kept, line):
    kept.path.write_text(f"{line}\n{json.dumps(GOOD)}\n", encoding="utf-8")
    assert list(kept.read()) == ["x"]


@pytest.mark.parametrize(
    "other",
    [
        {"verdict": "maybe"}, {"verdict": "corrected"}, {"decided": "today"}, {"report_id": 3},
        {"decided": "2025-01-01T00:00:00Z"}, {"subject": "join"}, {"subject": "event"},
        {"verdict": "corrected", "correction": {"type": "FIGHT"}}, {"colour": "red"},
        {"correction": {"type": "AID"}}, {"author": ["me"]},
    ],
)  # fmt: skip
def test_a_line_that_is_no_review_is_passed_over(kept, other):
    kept.path.write_text(json.dumps(GOOD | other) + "\n", encoding="utf-8")
    review = Review(report_id="a", verdict="rejected")
    assert kept.append(review)
    assert list(kept.read()) == [review.id]


def test_many_processes_add_at_once_and_no_line_is_torn_or_lost(kept):
    started = [
        subprocess.Popen([sys.executable, "-c", MANY, str(kept.path), name],
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for name in ("one", "two", "three")
    ]  # fmt: skip
    for process in started:
        assert process.stdout.readline() == "ready\n"
    for process in started:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in started:
        process.communicate()
        assert process.returncode == 0
    lines = [json.loads(line) for line in kept.path.read_text(encoding="ascii").splitlines()]
    assert len(lines) == len(kept.read()) == 150
    for name in ("one", "two", "three"):
        own = [line["report_id"] for line in lines if line["author"] == name]
        assert own == [f"r{number}" for number in range(50)]


def test_it_is_on_the_disk_before_it_is_told_to_be_kept(kept, monkeypatch):
    done = []
    monkeypatch.setattr(journal.os, "fsync", lambda _: done.append(kept.path.stat().st_size))
    kept.append(Review(report_id="a", verdict="rejected"))
    assert done
    assert done[0] == kept.path.stat().st_size > 0


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.ENOSPC, StoreFull), (errno.EDQUOT, StoreFull), (errno.EIO, StoreError)],
)
def test_what_can_not_be_kept_is_told_and_leaves_nothing_behind(kept, monkeypatch, number, kind):
    kept.append(Review(report_id="a", verdict="rejected"))
    before = kept.path.read_bytes()

    def fails(_):
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(journal.os, "fsync", fails)
        with pytest.raises(StoreError, match="the review is not kept") as caught:
            kept.append(Review(report_id="b", verdict="rejected"))
    assert type(caught.value) is kind
    assert kept.path.read_bytes() == before
    assert len(kept.read()) == 1


def test_the_journal_lies_beside_its_store(tmp_path):
    assert journal_of(tmp_path / "s.duckdb").path == tmp_path / "s.duckdb.reviews.jsonl"


def test_another_file_in_its_place_is_read_from_its_beginning(kept):
    for name in "abc":
        kept.append(Review(report_id=name, verdict="rejected"))
    assert len(kept.read()) == 3
    other = Journal(kept.path.with_name("other"))
    other.append(Review(report_id="z", verdict="accepted"))
    other.path.replace(kept.path)
    assert [each.report_id for each in kept.read().values()] == ["z"]
