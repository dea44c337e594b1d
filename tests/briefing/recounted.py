"""Numbers of findings worked out again from the events they name, by plain queries."""

from __future__ import annotations

from datetime import timedelta

from vanellus.briefing.findings_change import YEAR, chance_of
from vanellus.briefing.wording import day


def recount(store, material, finding):
    """Asserts that each number of the finding follows from its events in the store."""
    for number in finding.numbers:
        ids = list(number.event_ids)
        rows = store.query(
            "SELECT event_id, date_start, independent_sources, dead_low FROM events"
            " WHERE event_id IN (SELECT unnest(?::VARCHAR[]))",
            [ids],
        )
        assert len(rows) == len(ids), f"{finding.text}: events that the store hasn't"
        if number.kind == "count":
            assert number.text == f"{len(rows):,}", finding.text
        elif number.kind == "share":
            assert set(ids) <= set(number.out_of)
            assert number.text == f"{100 * len(rows) / len(set(number.out_of)):.0f} %"
        elif number.kind == "dead":
            assert number.text == f"{sum(row['dead_low'] for row in rows):,.0f}", finding.text
        elif number.kind == "sources":
            assert number.text == str(rows[0]["independent_sources"])
        elif number.kind == "day":
            assert number.text == day(rows[0]["date_start"])
        elif number.kind == "documents":
            assert number.text in _documents(store, material), finding.text
        else:
            assert number.text in _estimates(material, finding), finding.text


def _documents(store, material):
    end = material.as_of
    spans = [(end - YEAR, end), (end - 2 * YEAR, end - YEAR)]
    return {
        f"{store.query('SELECT count(*) AS n FROM documents WHERE published > ? AND published <= ?', span)[0]['n']:,}"  # noqa: E501
        for span in spans
    }


def _estimates(material, finding):
    """What the analyses say, written as findings write it."""
    out = set()
    if finding.key == "lately":
        now, before = finding.numbers[0], finding.numbers[1]
        end = material.as_of
        read = [
            material.documents_from(start + timedelta(days=1), start + YEAR)
            for start in (end - YEAR, end - 2 * YEAR)
        ]
        out.add(f"{max(chance_of(int(now.text), int(before.text), *read), 0.01):.2f}")
    for row in [*material.shifts.to_pylist(), *material.realignments.to_pylist()]:
        if row.get("date") is None:
            continue
        out |= {f"{row['date']:%B %Y}", f"{row['probability']:.2f}", "over 0.99"}
        out.add(f"{row['date_low']:%B %Y} and {row['date_high']:%B %Y}")
        if "share_before" in row:
            out |= {f"{100 * row['share_before']:.0f} %", f"{100 * row['share_after']:.0f} %"}
    for row in material.trends:
        out.add(f"{row['expected_low']:.0f} to {row['expected_high']:.0f}")
    if finding.key == "announced":
        out |= {number.text for number in finding.numbers if number.kind == "estimate"}
    return out
