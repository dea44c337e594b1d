"""What an address asks of a list, checked and turned into SQL with parameters."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from vanellus.errors import BadDate, InputError
from vanellus.serving.listing_parts import DAYS, NUMBERS
from vanellus.serving.site import day_of

if TYPE_CHECKING:
    from starlette.datastructures import QueryParams

    from vanellus.serving.listing_parts import Filter, Listing

SIZE: Final = 50
LARGEST: Final = 500
_NOT_FILTERS: Final = ("sort", "after", "before", "limit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A list with what was asked of it."""

    listing: Listing
    given: Mapping[str, Any]
    """Values by the name of their filter."""
    texts: Mapping[str, str]
    """The same as they stood in the address."""
    sort: str | None = None
    down: bool = False
    after: tuple[Any, int] | None = None
    """The value and number of the row after which the page begins."""
    before: tuple[Any, int] | None = None
    """Those of the row before which it ends; one of the two at most."""
    limit: int = SIZE
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """The condition of all filters."""
        return _where(self.listing, self.given)

    def without(self, name: str) -> Asked:
        """The same without one filter: what its facet counts."""
        rest = {key: value for key, value in self.given.items() if key != name}
        return replace(self, given=rest)

    def source(self) -> tuple[str, str]:
        """The table in which numbers of rows are looked for, and the condition there."""
        for each in self.listing.filters:
            if each.sorted_in and _is_asked(each, self.given):
                rest = {name: value for name, value in self.given.items() if name != each.name}
                return (
                    each.sorted_in,
                    f"{each.name} = ${each.name} AND {_where(self.listing, rest)}",
                )
        return self.listing.table, self.where

    @property
    def values(self) -> dict[str, Any]:
        """Parameters of `where`."""
        return _parameters(self.listing, self.given)

    @property
    def order(self) -> str:
        """What rows are sorted by; ties go by `number`, unknown values come last."""
        if self.sort is None:
            return "number"
        return f"{self.sort} {'DESC' if self.down else 'ASC'} NULLS LAST, number"

    def beyond(self) -> tuple[str, dict[str, Any]]:
        """The condition that a row comes after the last one shown."""
        if self.after is None:
            return "true", {}
        value, number = self.after
        if self.sort is None:
            return "number > $at", {"at": number}
        name = self.sort
        if value is None:
            return f"({name} IS NULL AND number > $at)", {"at": number}
        sign = "<" if self.down else ">"
        return (
            f"({name} {sign} $value OR ({name} = $value AND number > $at) OR {name} IS NULL)",
            {"value": value, "at": number},
        )

    @property
    def backwards(self) -> str:
        """The other way round: for the rows before a page."""
        if self.sort is None:
            return "number DESC"
        return f"{self.sort} {'ASC' if self.down else 'DESC'} NULLS FIRST, number DESC"

    def short_of(self) -> tuple[str, dict[str, Any]]:
        """The condition that a row comes before the first one shown."""
        if self.before is None:
            return "true", {}
        value, number = self.before
        if self.sort is None:
            return "number < $at", {"at": number}
        name = self.sort
        if value is None:
            return f"({name} IS NOT NULL OR number < $at)", {"at": number}
        sign = ">" if self.down else "<"
        return (
            f"({name} {sign} $value OR ({name} = $value AND number < $at))",
            {"value": value, "at": number},
        )

    def key_of(self, row: Mapping[str, Any]) -> str:
        """What `after` is to be for the rows after this one, and `before` for those before it."""
        value = None if self.sort is None else row[self.sort]
        text = json.dumps([value.isoformat() if isinstance(value, date) else value, row["number"]])
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def query(self, **changed: str | None) -> dict[str, str]:
        """The address's query with some of it changed; None takes it away. A page begins anew."""
        asked = dict(self.texts)
        if self.sort is not None:
            asked["sort"] = ("-" if self.down else "") + self.sort
        if self.limit != SIZE:
            asked["limit"] = str(self.limit)
        for name, value in changed.items():
            if value is None:
                asked.pop(name, None)
            else:
                asked[name] = value
        return asked


def asked_of(
    listing: Listing,
    query: QueryParams,
    *,
    looked_up: Mapping[str, Callable[[str], Any]] | None = None,
) -> Asked:
    """What the address asks. Raises InputError for what the list doesn't know or can't use.

    `looked_up` gives, by the kind of a filter, what its text stands for in this store: the id of a
    party by what it is called, the events that an outlet told first.
    """
    filters = {each.name: each for each in listing.filters}
    given: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for name, text in query.multi_items():
        if name in _NOT_FILTERS:
            continue
        if name not in filters:
            raise InputError(
                where=f"{listing.name}?{name[:40]}",
                problem="no such filter",
                valid=", ".join((*filters, *_NOT_FILTERS)),
            )
        if text.strip():
            look = (looked_up or {}).get(filters[name].kind)
            given[name] = look(text) if look else _value(filters[name], text.strip())
            texts[name] = text.strip()
    sort, down = _sort(listing, query.get("sort", ""))
    kinds = {column.name: column.kind for column in listing.columns}
    kind = kinds.get(sort or "", "text")
    before = _place(query.get("before", ""), name="before", kind=kind)
    return Asked(
        listing=listing,
        given=given,
        texts=texts,
        sort=sort,
        down=down,
        after=None if before else _place(query.get("after", ""), name="after", kind=kind),
        before=before,
        limit=_limit(query.get("limit", "")),
    )


def _value(asked: Filter, text: str) -> Any:
    if asked.kind == "day":
        try:
            return day_of(text)
        except BadDate as error:
            raise BadDate(where=asked.name, problem=error.problem, valid=error.valid) from None
    if asked.kind == "number":
        with suppress(ValueError):
            return int(text)
        raise InputError(
            where=asked.name, problem=f"{text[:40]!r} is no number", valid="a whole number"
        )
    if asked.kind == "flag" and text not in ("1", "0"):
        raise InputError(where=asked.name, problem=f"{text[:40]!r} is no switch", valid="1 or 0")
    return text


def _sort(listing: Listing, text: str) -> tuple[str | None, bool]:
    if not text:
        return None, False
    name = text.removeprefix("-")
    if name not in listing.sorts:
        raise InputError(
            where="sort",
            problem=f"{listing.name} can't be sorted by {name[:40]!r}",
            valid=", ".join(listing.sorts) + ", with a - before it for the greatest first",
        )
    return name, text.startswith("-")


def _place(text: str, *, name: str, kind: str) -> tuple[Any, int] | None:
    if not text:
        return None
    try:
        value, number = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if isinstance(number, int) and not isinstance(number, bool):
            return _sorted_by(value, kind), number
    except (ValueError, TypeError, binascii.Error):
        pass
    raise InputError(
        where=name,
        problem=f"{text[:40]!r} is no place in a list",
        valid="a link to a next or previous page",
    )


def _sorted_by(value: Any, kind: str) -> Any:
    """The value of the column that the list is sorted by; raises TypeError for one of no use."""
    if value is None:
        return None
    if kind in DAYS:
        return date.fromisoformat(value)
    wanted: tuple[type, ...] = (int, float) if kind in NUMBERS else (str,)
    if not isinstance(value, wanted):
        raise TypeError
    return value


def _limit(text: str) -> int:
    if not text:
        return SIZE
    if not text.isdecimal() or not 1 <= int(text) <= LARGEST:
        raise InputError(
            where="limit", problem=f"{text[:40]!r} can't be used", valid=f"1 to {LARGEST}"
        )
    return int(text)


def _where(listing: Listing, given: Mapping[str, Any]) -> str:
    chosen = [each.sql for each in listing.filters if _is_asked(each, given)]
    return " AND ".join(chosen) or "true"


def _parameters(listing: Listing, given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        each.name: given[each.name]
        for each in listing.filters
        if _is_asked(each, given) and each.kind != "flag"
    }


def _is_asked(asked: Filter, given: Mapping[str, Any]) -> bool:
    return asked.name in given and not (asked.kind == "flag" and given[asked.name] == "0")
