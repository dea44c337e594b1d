"""The ontology: what can happen between political actors, as tables and their one reader.

`Codebook.default()` gives all of it. Importing this room loads no more than the standard library.
"""

from __future__ import annotations

from vanellus.ontology.cameo import CameoCode
from vanellus.ontology.codebook import Codebook
from vanellus.ontology.pillars import Pillar, PillarRule
from vanellus.ontology.terms import Context, EventType, Mode, Sector, StatusTerm

__all__ = [
    "CameoCode",
    "Codebook",
    "Context",
    "EventType",
    "Mode",
    "Pillar",
    "PillarRule",
    "Sector",
    "StatusTerm",
]
