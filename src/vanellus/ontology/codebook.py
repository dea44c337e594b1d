"""The ontology in one object: read once from the tables of this package, checked, and frozen."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from vanellus.errors import CodebookError
from vanellus.ontology.cameo import CameoCode, Export, read_cameo, read_exports
from vanellus.ontology.pillars import Pillar, PillarRule, read_pillars, read_rules
from vanellus.ontology.tables import Table, unknown
from vanellus.ontology.terms import (
    Context,
    EventType,
    Mode,
    Sector,
    StatusTerm,
    read_contexts,
    read_plover,
    read_sectors,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

FILES = (
    "plover.toml",
    "contexts.toml",
    "sectors.toml",
    "pillars.toml",
    "cameo.csv",
    "plover_to_cameo.csv",
)


# Identity is what counts for a codebook (`digest` compares two), hence no generated equality.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Codebook:
    """All words of the ontology and what follows from them. A word that is not in it raises
    `CodebookError` with the nearest one that is.
    """

    types: tuple[EventType, ...]
    contexts: tuple[Context, ...]
    sectors: tuple[Sector, ...]
    """The 25 sectors, then the 7 international codes."""
    pillars: tuple[Pillar, ...]
    statuses: tuple[StatusTerm, ...]
    quads: Mapping[int, str]
    """Names of the quad classes 1 to 4."""
    pillar_rules: tuple[PillarRule, ...]
    """In the order in which they are tried."""
    future_of: Mapping[str, str]
    cameo: Mapping[str, CameoCode | None]
    """Every CAMEO code as text; None where PLOVER has no event for it."""
    exports: tuple[Export, ...]
    digest: str
    """First 12 hexadecimal digits of the SHA-256 of the data files."""

    @classmethod
    def default(cls) -> Codebook:
        """The codebook of this package, read once."""
        return _default()

    @classmethod
    def read(cls, folder: Path | Traversable) -> Codebook:
        """The codebook whose data files lie in `folder`."""
        tables = {name: Table(name, _text(folder, name)) for name in FILES}
        contexts = read_contexts(tables["contexts.toml"])
        known = [context.name for context in contexts]
        plover = read_plover(tables["plover.toml"], contexts=known)
        types = {each.name: each for each in plover.types}
        cameo = read_cameo(tables["cameo.csv"], types=types, contexts=known)
        return cls(
            types=plover.types,
            contexts=contexts,
            sectors=read_sectors(tables["sectors.toml"]),
            pillars=read_pillars(tables["pillars.toml"]),
            statuses=plover.statuses,
            quads=plover.quads,
            pillar_rules=read_rules(tables["pillars.toml"], types=types, contexts=known),
            future_of=plover.future_of,
            cameo=cameo,
            exports=read_exports(
                tables["plover_to_cameo.csv"], types=types, contexts=known, codes=cameo
            ),
            digest=_digest(tables.values()),
        )

    @property
    def modes(self) -> tuple[Mode, ...]:
        """The modes of all types, in the order of the types."""
        return tuple(mode for each in self.types for mode in each.modes)

    def type(self, name: str) -> EventType:
        """The event type of that name."""
        for each in self.types:
            if each.name == name:
                return each
        names = [each.name for each in self.types]
        raise CodebookError(file="plover.toml", problem=unknown("event type", name, names))

    def mode(self, event_type: str, name: str) -> Mode:
        """The mode of that name, among those of its type."""
        modes = self.type(event_type).modes
        for each in modes:
            if each.name == name:
                return each
        problem = unknown(f"mode of {event_type}", name, [each.name for each in modes])
        raise CodebookError(file="plover.toml", problem=problem)

    def future_type(self, event_type: str, status: str) -> str:
        """The type under which PLOVER counts an event of that status: a planned deed is a promise.

        >>> Codebook.default().future_type("CONSULT", "future")
        'AGREE'
        """
        name = self.type(event_type).name
        statuses = [each.name for each in self.statuses]
        if status not in statuses:
            raise CodebookError(file="plover.toml", problem=unknown("status", status, statuses))
        return self.future_of.get(name, name) if status == "future" else name

    def score(self, event_type: str, mode: str | None = None) -> float:
        """From -10 (conflict) to 10 (cooperation): the mode's score, else the type's."""
        if mode is not None:
            score = self.mode(event_type, mode).score
            if score is not None:
                return score
        return self.type(event_type).score

    def quad(self, event_type: str) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
        return self.type(event_type).quad

    def full_contexts(
        self, event_type: str, mode: str | None = None, contexts: Iterable[str] = ()
    ) -> tuple[str, ...]:
        """The contexts in the order given, each once, and the one that the mode brings along."""
        found = dict.fromkeys(contexts)
        known = [each.name for each in self.contexts]
        for name in found:
            if name not in known:
                raise CodebookError(file="contexts.toml", problem=unknown("context", name, known))
        self.type(event_type)
        brought = self.mode(event_type, mode).context if mode is not None else None
        return tuple(found | ({brought: None} if brought else {}))

    def pillar(self, event_type: str, mode: str | None = None, contexts: Iterable[str] = ()) -> str:
        """The field of policy. `event_type` is the event's own type, also when it lies ahead.

        >>> Codebook.default().pillar("COOPERATE", None, ["military", "economic"])
        'security'
        """
        about = self.full_contexts(event_type, mode, contexts)
        return next(rule.pillar for rule in self.pillar_rules if rule.fits(event_type, mode, about))

    def from_cameo(self, code: str) -> CameoCode | None:
        """What a CAMEO code means in PLOVER; None for statements and appeals (roots 01, 02)."""
        if code in self.cameo:
            return self.cameo[code]
        problem = unknown("CAMEO code", code, self.cameo)
        if f"0{code}" in self.cameo:
            problem = f"unknown CAMEO code '{code}'; did you lose the leading zero of '0{code}'?"
        elif problem.endswith(", ".join(self.cameo)):  # 318 codes help nobody
            problem = f"unknown CAMEO code '{code}'; valid: 01 to 20 with up to two digits more"
        raise CodebookError(file="cameo.csv", problem=problem)

    def to_cameo(
        self, event_type: str, mode: str | None = None, *, contexts: Iterable[str] = ()
    ) -> str:
        """The CAMEO code that says most of it; contexts make it finer.

        >>> Codebook.default().to_cameo("AID", contexts=["military"])
        '072'
        """
        about = self.full_contexts(event_type, mode, contexts)
        return next(
            row.code
            for row in self.exports
            if row.event_type == event_type
            and row.mode == mode
            and (row.context is None or row.context in about)
        )


@functools.cache
def _default() -> Codebook:
    return Codebook.read(files("vanellus.ontology"))


def _text(folder: Path | Traversable, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError as cause:
        problem = f"is missing; a codebook has the files {', '.join(FILES)}"
        raise CodebookError(file=name, problem=problem) from cause
    except UnicodeDecodeError as cause:
        raise CodebookError(file=name, problem=f"is not UTF-8: {cause}") from cause


def _digest(tables: Iterable[Table]) -> str:
    digest = hashlib.sha256()
    for table in tables:
        # Line ends were made alike by reading as text, so a checkout elsewhere digests the same.
        digest.update(f"{table.file}\0{table.text}\0".encode())
    return digest.hexdigest()[:12]
