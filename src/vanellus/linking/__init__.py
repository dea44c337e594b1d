"""Linking: which reports tell of one event, and what the event is by all of them."""

from __future__ import annotations

from vanellus.linking.candidates import REACH, ranked
from vanellus.linking.link import JOINS, Reports, link, meeting, report_keys
from vanellus.linking.scoring import Scorer

__all__ = ["JOINS", "REACH", "Reports", "Scorer", "link", "meeting", "ranked", "report_keys"]
