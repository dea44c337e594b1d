"""Linking: which reports tell of one event, and what the event is by all of them."""

from __future__ import annotations

from vanellus.linking.buckets import LONG_WINDOW
from vanellus.linking.candidates import REACH, apart, displaced, ranked
from vanellus.linking.copies import find_copies
from vanellus.linking.link import JOINS, candidates_of, likely_pairs, link, report_keys
from vanellus.linking.pieces import touched
from vanellus.linking.reports import Reports
from vanellus.linking.resolved import events_of
from vanellus.linking.scoring import Scorer
from vanellus.linking.why import NotJoined, not_joined, parts_in_words

COPY_WINDOW = 3 * LONG_WINDOW
"""Days around a document within which copies of it are looked for."""

__all__ = [
    "COPY_WINDOW",
    "JOINS",
    "REACH",
    "NotJoined",
    "Reports",
    "Scorer",
    "apart",
    "candidates_of",
    "displaced",
    "events_of",
    "find_copies",
    "likely_pairs",
    "link",
    "not_joined",
    "parts_in_words",
    "ranked",
    "report_keys",
    "touched",
]
