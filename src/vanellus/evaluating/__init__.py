"""Scores of the coder on gold files: gold rows and predictions in, figures out."""

from vanellus.evaluating.gold import TASKS, Gold, read_gold
from vanellus.evaluating.links import chosen_events, score_clusters, score_links
from vanellus.evaluating.places import score_places
from vanellus.evaluating.reports import score_calibration, score_neutral, score_triples
from vanellus.evaluating.spans import score_dates, score_spans
from vanellus.evaluating.types import score_relation

__all__ = [
    "TASKS",
    "Gold",
    "chosen_events",
    "read_gold",
    "score_calibration",
    "score_clusters",
    "score_dates",
    "score_links",
    "score_neutral",
    "score_places",
    "score_relation",
    "score_spans",
    "score_triples",
]
