"""What dossiers are made from: material, findings and charts, kept for each copy of the store."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vanellus.briefing.brief_charts import NAMES, Figure, figures_of, ties_around
from vanellus.briefing.ground import Ground
from vanellus.briefing.marks import marks_of
from vanellus.briefing.material import Material
from vanellus.briefing.numbers import Finding
from vanellus.errors import InputError, StoreError
from vanellus.serving.chart_answers import asked_of, chart_answer
from vanellus.serving.faults import NotThere
from vanellus.serving.gathered import gathered, gathered_from
from vanellus.serving.other_process import OtherProcess
from vanellus.serving.site import kept

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from vanellus.briefing.question import Question
    from vanellus.storing import Store

_CACHED: Final = 48
"""Dossiers that are kept for a copy of the store."""
_EVENTS: Final = 100_000
"""Events that they may have together, about a kilobyte each."""
_LARGE: Final = 500
"""Events of an actor from which on a dossier is worked out elsewhere, where that is possible; small
ones don't wait for those."""
_MAKING: Final = {False: threading.Lock(), True: threading.Lock()}


@dataclass(slots=True, kw_only=True)
class Dossier:
    """What was worked out for a question."""

    material: Material
    findings: list[Finding]
    figures: dict[str, Figure]
    """The charts by their names; they are drawn when a browser asks for them."""

    def shown(self, names: Sequence[str]) -> list[Figure]:
        """Those of these names that there are."""
        return [self.figures[name] for name in names if name in self.figures]


def dossier_of(request: Request, store: Store, question: Question) -> Dossier:
    """What dossiers are made from, worked out once for each copy of the store."""
    made: OrderedDict[Question, Dossier] = kept(request, "dossiers", OrderedDict)
    found = made.get(question)
    if found is not None:
        return found
    # One after the other: what is asked of the whole store is worked out once, and no more than
    # one of the processors is kept from other pages.
    large = _is_large(store, question)
    with _MAKING[large]:
        found = made.get(question)
        if found is None:
            # Charts are drawn later, when this request and its connection are gone.
            lasting = request.state.generation.store
            elsewhere: OtherProcess | None = request.app.state.gatherer
            worked = None
            if large and elsewhere is not None:
                # A copy whose file somebody deleted can be read here alone, where it is open.
                with suppress(StoreError):
                    worked = elsewhere.asked(gathered_from, str(lasting.path), question)
            if worked is None:
                worked = gathered(store, question, kept(request, "ground", Ground))
            figures = figures_of(lasting, worked.material)
            found = Dossier(
                material=worked.material,
                findings=worked.findings,
                figures={figure.name: figure for figure in figures},
            )
            made[question] = found
            _forget(made)
    return found


def _is_large(store: Store, question: Question) -> bool:
    parties = [party for who in question.actors for party in who.parties]
    found = store.query(
        "SELECT coalesce(sum(events), 0) AS n FROM served_actors"
        " WHERE party IN (SELECT unnest($parties::VARCHAR[]))",
        {"parties": parties},
    )
    return bool(found[0]["n"] > _LARGE)


def _forget(made: OrderedDict[Question, Dossier]) -> None:
    """Lets go those made first where there are too many, or too many events in them."""
    events = sum(len(each.material.all_deals) for each in made.values())
    while len(made) > _CACHED or (len(made) > 1 and events > _EVENTS):
        _, gone = made.popitem(last=False)
        events -= len(gone.material.all_deals)


def chart_of(
    request: Request, store: Store, dossier: Dossier, *, base: str, about: str
) -> Response:
    """What the address asks of a chart of the dossier. Raises NotThere if there is nothing to draw,
    InputError.
    """
    name = asked_of(request).chart
    if name not in NAMES:
        raise InputError(where="chart", problem=f"no chart {name[:40]!r}", valid=", ".join(NAMES))
    if name not in dossier.figures:
        raise NotThere(
            where=f"chart {name}", problem="there is nothing to draw",
            valid="another period or party",
        )  # fmt: skip
    material = dossier.material
    return chart_answer(
        request, store, dossier.figures[name],
        lambda: marks_of(
            material, name, ties=ties_around(store, material) if name == "network" else ()
        ),
        base=base, about=about,
    )  # fmt: skip


def told(dossier: Dossier) -> dict[str, Any]:
    """A dossier as data, without its events."""
    material = dossier.material
    return {
        "as_of": material.as_of,
        "since": material.question.since,
        "until": material.question.until,
        "findings": [
            {"key": each.key, "text": each.text, "event_ids": each.event_ids}
            for each in dossier.findings
        ],
        "engagement": material.engagement.to_pylist(),
        "portfolio": material.portfolio.to_pylist(),
        "shifts": material.shifts.to_pylist(),
        "calendar": material.calendar,
        "threats": material.threats,
    }


def events_of(material: Material) -> list[dict[str, Any]]:
    """The events of a dossier as data."""
    return [
        {
            "event_id": deal.event_id, "date_start": deal.start, "date_end": deal.end,
            "date_grain": deal.grain, "type": deal.type, "mode": deal.mode, "pillar": deal.pillar,
            "state": deal.state, "cooperation": deal.cooperative,
            "partners": list(deal.partners), "independent_sources": deal.sources,
            "reports": deal.reports, "score": deal.score,
        }
        for deal in material.deals
    ]  # fmt: skip
