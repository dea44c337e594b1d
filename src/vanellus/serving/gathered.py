"""Dossiers of many events are worked out in a process of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vanellus.briefing.evidence import disputes_of
from vanellus.briefing.findings import findings
from vanellus.briefing.ground import Ground
from vanellus.briefing.material import Material, gather
from vanellus.briefing.numbers import Finding
from vanellus.storing import open_store, read_by_pages
from vanellus.storing.served_deals import served_events_of

if TYPE_CHECKING:
    from vanellus.briefing.question import Question
    from vanellus.storing import Store


class Gathered(NamedTuple):
    """What a dossier is made from."""

    material: Material
    findings: list[Finding]


class _Open(NamedTuple):
    path: str
    store: Store
    ground: Ground


def gathered(store: Store, question: Question, ground: Ground) -> Gathered:
    """What a copy of a store with the tables of pages holds about the question.

    Raises InputError for an empty store.
    """
    material = gather(store, question, ground=ground, events_of=served_events_of, with_advice=False)
    ids = [deal.event_id for deal in material.deals]
    return Gathered(material, findings(material, disagreements=disputes_of(store, ids)))


_open: list[_Open] = []
"""The copy that this process has open, if any."""


def gathered_from(path: str, question: Question) -> Gathered:
    """The same of the copy in this file, which stays open until another one is asked for."""
    if not _open or _open[0].path != path:
        while _open:
            _open.pop().store.close()
        store = open_store(Path(path), create=False, read_only=True)
        read_by_pages(store)
        _open.append(_Open(path, store, Ground()))
    return gathered(_open[0].store, question, _open[0].ground)
