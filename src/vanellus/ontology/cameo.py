"""The bridge to CAMEO, the older ontology of GDELT and ICEWS, in both directions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vanellus.errors import CodebookError
from vanellus.ontology.tables import unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from vanellus.ontology.tables import Table
    from vanellus.ontology.terms import EventType

_CODE = re.compile(r"(0[1-9]|1[0-9]|20)([0-9]{1,2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoCode:
    """What a CAMEO code means in PLOVER."""

    code: str
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    swap: bool
    """True where CAMEO's source is PLOVER's recipient (the host of a visit)."""
    decisions: tuple[str, ...]
    """Where we differ from PLOVER's own table; each is explained in docs/ontology.md."""
    note: str
    """The code's meaning in our words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One row of the way back; `context` None is the row for any context."""

    event_type: str
    mode: str | None
    context: str | None
    code: str


def read_cameo(
    table: Table, *, types: Mapping[str, EventType], contexts: Collection[str]
) -> dict[str, CameoCode | None]:
    """Every CAMEO code, None for those without an event in PLOVER (roots 01 and 02)."""
    codes: dict[str, CameoCode | None] = {}
    columns = ("code", "type", "mode", "contexts", "swap", "decision", "note")
    for line, row in table.rows(*columns):
        code, event_type = row["code"], row["type"]
        if not _CODE.fullmatch(code):
            problem = f"'{code}' is no CAMEO code; one has two to four digits, from 01 to 204"
            raise CodebookError(file=table.file, problem=problem, line=line)
        if code in codes:
            raise CodebookError(file=table.file, problem=f"{code} stands twice", line=line)
        if not event_type:
            codes[code] = None
            continue
        mode = row["mode"] or None
        about = tuple(filter(None, row["contexts"].split(";")))
        _check(table, line, code=code, event_type=event_type, mode=mode, types=types)
        for context in about:
            if context not in contexts:
                problem = f"{code}: {unknown('context', context, contexts)}"
                raise CodebookError(file=table.file, problem=problem, line=line)
        if row["swap"] not in {"", "yes"}:
            problem = f"{code}: 'swap' is '{row['swap']}'; it should be 'yes' or empty"
            raise CodebookError(file=table.file, problem=problem, line=line)
        codes[code] = CameoCode(
            code=code,
            event_type=event_type,
            mode=mode,
            contexts=about,
            swap=row["swap"] == "yes",
            decisions=tuple(filter(None, row["decision"].split(";"))),
            note=row["note"],
        )
    return codes


def read_exports(
    table: Table,
    *,
    types: Mapping[str, EventType],
    contexts: Collection[str],
    codes: Mapping[str, CameoCode | None],
) -> tuple[Export, ...]:
    """The rows of the way back, the first that fits is taken; every type and mode has one."""
    exports: list[Export] = []
    for line, row in table.rows("type", "mode", "context", "code"):
        event_type, mode, context = row["type"], row["mode"] or None, row["context"] or None
        _check(table, line, code=row["code"], event_type=event_type, mode=mode, types=types)
        if context is not None and context not in contexts:
            problem = f"{event_type}: {unknown('context', context, contexts)}"
            raise CodebookError(file=table.file, problem=problem, line=line)
        if row["code"] not in codes:
            problem = f"{event_type}: {unknown('CAMEO code', row['code'], codes)}"
            raise CodebookError(file=table.file, problem=problem, line=line)
        exports.append(Export(event_type=event_type, mode=mode, context=context, code=row["code"]))
    covered = {(each.event_type, each.mode) for each in exports if each.context is None}
    for name, kind in types.items():
        for wanted in (None, *(each.name for each in kind.modes)):
            if (name, wanted) not in covered:
                problem = f"no code for {name} {wanted or 'without a mode'}"
                raise table.fault(f"{problem} in any context; add a row with an empty context")
    return tuple(exports)


def _check(
    table: Table,
    line: int,
    *,
    code: str,
    event_type: str,
    mode: str | None,
    types: Mapping[str, EventType],
) -> None:
    if event_type not in types:
        problem = f"{code}: {unknown('event type', event_type, types)}"
        raise CodebookError(file=table.file, problem=problem, line=line)
    modes = [each.name for each in types[event_type].modes]
    if mode is not None and mode not in modes:
        problem = f"{code}: {unknown(f'mode of {event_type}', mode, modes)}"
        raise CodebookError(file=table.file, problem=problem, line=line)
