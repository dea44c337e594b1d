"""Registers: what is recommended, and what stands on whose agenda; copies count once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vanellus.analysing.gathering import (
    coded,
    counts_of,
    greatest,
    grouped,
    joined,
    least,
    listed,
    need,
    true,
)
from vanellus.analysing.naming import dates_array
from vanellus.analysing.periods import NOWHERE, days_of
from vanellus.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]
    Flags = npt.NDArray[np.bool_]

DOCUMENT_COLUMNS: Final = ("doc_id", "origin_id", "publisher", "published", "title")
"""What each row tells of its document; `origin_id` is that of the table `copies`."""
RECOMMENDATION_COLUMNS: Final = (
    *DOCUMENT_COLUMNS, "span_start", "span_end", "text", "area", "action", "addressee",
    "addressee_country", "impact",
)  # fmt: skip
AGENDA_COLUMNS: Final = (
    *DOCUMENT_COLUMNS, "span_start", "span_end", "text", "pillar", "whose", "country",
)  # fmt: skip


def recommendations(
    register: pa.Table,
    *,
    area: str | None = None,
    addressee: str | None = None,
    publisher: str | None = None,
    words: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> pa.Table:
    """What is recommended: one row for each action asked of an addressee, the newest first.

    Columns: published, publisher, area, action, addressee, addressee_country, impact, sentence,
    doc_id, title, span_start, span_end (where the earliest document says it), documents,
    independent_sources, publishers, doc_ids (of all that say it in these words).

    Args:
        register: with RECOMMENDATION_COLUMNS.
        area: only this area, whatever its case.
        addressee: an ISO3 code, or a part of the addressee's name.
        publisher: only what this outlet or body publishes.
        words: a part of the sentence.
        since: published on this day or later.
        until: published on this day or earlier.
    """
    need(register, RECOMMENDATION_COLUMNS, name="recommendations")
    kept = published_within(register, since, until) & says(register["text"], words)
    kept &= is_text(register["area"], area) & is_text(register["publisher"], publisher)
    if addressee is not None:
        to = true(pc.equal(register["addressee_country"], addressee.upper()))
        kept &= to | contains(register["addressee"], addressee)
    register = _in_order(register.filter(pa.array(kept)))
    keys = [coded(folded(register[name])).codes for name in ("action", "addressee", "area")]
    found, table = _once(register, keys)
    first = pa.array(found)
    lead = {
        name: joined(register[column]).take(first)
        for name, column in (
            ("published", "published"), ("publisher", "publisher"), ("area", "area"),
            ("action", "action"), ("addressee", "addressee"),
            ("addressee_country", "addressee_country"), ("impact", "impact"), ("sentence", "text"),
            ("doc_id", "doc_id"), ("title", "title"), ("span_start", "span_start"),
            ("span_end", "span_end"),
        )
    }  # fmt: skip
    whole = pa.table(lead | {name: table[name] for name in table if not name.endswith("published")})
    newest = days_of(whole["published"])
    return whole.take(pa.array(np.lexsort((np.arange(len(newest)), -newest))))


def agenda(
    register: pa.Table,
    *,
    country: str | None = None,
    pillar: str | None = None,
    words: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> pa.Table:
    """What stands on whose agenda: one row for each subject, by country and pillar.

    Columns: country, whose (null: that of all parties), pillar, subject, documents,
    independent_sources, first_published, last_published, publishers, doc_ids. Within a country and
    a pillar the subjects that most sources name come first.

    Args:
        register: with AGENDA_COLUMNS.
        country: an ISO3 code, or a part of the name of whose agenda it is.
        pillar: only this field of policy.
        words: a part of the subject.
        since: published on this day or later.
        until: published on this day or earlier.
    """
    need(register, AGENDA_COLUMNS, name="agenda")
    kept = published_within(register, since, until) & says(register["text"], words)
    kept &= is_text(register["pillar"], pillar)
    if country is not None:
        its = true(pc.equal(register["country"], country.upper()))
        kept &= its | contains(register["whose"], country)
    register = _in_order(register.filter(pa.array(kept)))
    keys = [
        coded(register["country"]).codes,
        coded(folded(register["whose"])).codes,
        coded(register["pillar"]).codes,
        coded(folded(register["text"])).codes,
    ]
    found, table = _once(register, keys)
    first = pa.array(found)
    lead = {
        name: joined(register[column]).take(first)
        for name, column in (
            ("country", "country"), ("whose", "whose"), ("pillar", "pillar"), ("subject", "text"),
        )
    }  # fmt: skip
    order = [("country", "ascending"), ("pillar", "ascending")]
    order += [("independent_sources", "descending"), ("subject", "ascending")]
    return pa.table(lead | table).sort_by(order)


def _in_order(register: pa.Table) -> pa.Table:
    return register.sort_by([(name, "ascending") for name in ("published", "doc_id", "span_start")])


def _once(register: pa.Table, keys: list[Whole]) -> tuple[Whole, dict[str, Any]]:
    """The first row of each group, and who says it as columns."""
    groups = grouped(*keys)
    return groups.first, said_by_documents(register, groups.group, groups.number)


def said_by_documents(register: pa.Table, group: Whole, count: int) -> dict[str, Any]:
    """The documents, independent sources, days and outlets of each group of rows, as columns."""
    documents = grouped(group, coded(register["doc_id"]).codes)
    origins = grouped(group, coded(register["origin_id"]).codes)
    outlet = coded(register["publisher"])
    outlets = grouped(group, outlet.codes)
    named = outlets.first[outlet.codes[outlets.first] >= 0]
    day = days_of(register["published"])
    dated = day != NOWHERE
    return {
        "documents": pa.array(counts_of(group[documents.first], count)),
        "independent_sources": pa.array(counts_of(group[origins.first], count)),
        "first_published": dates_array(least(group[dated], count, day[dated], nothing=NOWHERE)),
        "last_published": dates_array(greatest(group[dated], count, day[dated], nothing=NOWHERE)),
        "publishers": listed(group[named], count, outlet.of(outlet.codes[named])),
        "doc_ids": listed(
            group[documents.first], count, joined(register["doc_id"]).take(documents.first)
        ),
    }


def published_within(register: pa.Table, since: date | None, until: date | None) -> Flags:
    """Whether each row's document was published in the period; undated ones only without one.

    Raises InputError for a period that ends before it begins.
    """
    if since is not None and until is not None and since > until:
        raise InputError(
            where="period of publication",
            problem=f"begins on {since}, after its end on {until}",
            valid="since on or before until",
        )
    kept = np.ones(register.num_rows, dtype=bool)
    day = pc.cast(register["published"], pa.date32())
    if since is not None:
        kept &= true(pc.greater_equal(day, pa.scalar(since, pa.date32())))
    if until is not None:
        kept &= true(pc.less_equal(day, pa.scalar(until, pa.date32())))
    return kept


def folded(column: Any) -> Any:
    """The texts in lower case, with single spaces and without a full stop at the end."""
    lower = pc.utf8_lower(pc.cast(joined(column), pa.string()))
    return pc.utf8_rtrim(
        pc.utf8_trim_whitespace(pc.replace_substring_regex(lower, r"\s+", " ")), ".;,"
    )


def is_text(column: Any, wanted: str | None) -> Flags:
    """Whether each text is the one wanted, whatever its case; all are if none is wanted."""
    if wanted is None:
        return np.ones(len(column), dtype=bool)
    return true(pc.equal(pc.utf8_lower(pc.cast(column, pa.string())), wanted.strip().lower()))


def contains(column: Any, part: str) -> Flags:
    """Whether each text contains the part, whatever its case."""
    found = pc.match_substring(pc.cast(column, pa.string()), part.strip(), ignore_case=True)
    return true(found)


def says(column: Any, words: str | None) -> Flags:
    """Whether each text contains the words; all do if none are asked for."""
    return np.ones(len(column), dtype=bool) if words is None else contains(column, words)
