"""Scores of the coder on gold files: gold rows and predictions in, figures out."""

from vanellus.evaluating.gold import TASKS, Gold, read_gold
from vanellus.evaluating.places import score_places
from vanellus.evaluating.reports import score_calibration, score_neutral, score_triples
from vanellus.evaluating.spans import score_dates, score_spans
from vanellus.evaluating.types import score_relation

__all__ = [
    "TASKS",
    "Gold",
    "read_gold",
    "score_calibration",
    "score_dates",
    "score_neutral",
    "score_places",
    "score_relation",
    "score_spans",
    "score_triples",
]
