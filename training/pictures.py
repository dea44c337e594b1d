"""The pictures of docs/accuracy.md: are the scores honest, and what does a threshold cost?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import altair as alt

SIZE = 260


def calibration_picture(found: dict[str, Any], path: Path) -> None:
    """Writes, as SVG, the share of right reports by score beside precision and recall by threshold.

    `found` is what `vanellus evaluate calibration` gives.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = alt.hconcat(_reliability(found["bins"]), _curve(found["curve"])).configure_view(
        strokeOpacity=0.2
    )
    picture.save(str(path))


def _data(rows: list[dict[str, Any]]) -> Any:
    return alt.Data(values=rows)  # type: ignore[no-untyped-call]


def _reliability(bins: list[dict[str, Any]]) -> Any:
    whole = alt.Scale(domain=[0, 1])
    points = (
        alt.Chart(_data(bins))
        .mark_circle(opacity=0.9, color="#2b6ca3")
        .encode(
            x=alt.X("said:Q", title="score of the reports (mean of a tenth)", scale=whole),
            y=alt.Y("right:Q", title="share that is right", scale=whole),
            size=alt.Size("reports:Q", legend=alt.Legend(title="reports", orient="bottom")),
        )
    )
    line = (
        alt.Chart(_data([{"x": 0, "y": 0}, {"x": 1, "y": 1}]))
        .mark_line(color="#999999", strokeDash=[4, 4])
        .encode(x="x:Q", y="y:Q")
    )
    return (line + points).properties(width=SIZE, height=SIZE, title="Are the scores honest?")


def _curve(curve: list[dict[str, Any]]) -> Any:
    rows = [
        {"threshold": row["threshold"], "share": row[name], "figure": name}
        for row in curve
        for name in ("precision", "recall")
        if row["found"]
    ]
    return (
        alt.Chart(_data(rows))
        .mark_line(point=True)
        .encode(
            x=alt.X("threshold:Q", title="least score (--min-score)"),
            y=alt.Y("share:Q", title="share of reports", scale=alt.Scale(domain=[0, 1])),
            color=alt.Color(
                "figure:N",
                scale=alt.Scale(range=["#2b6ca3", "#d9822b"]),
                legend=alt.Legend(title=None, orient="bottom"),
            ),
            strokeDash=alt.StrokeDash("figure:N", legend=None),
        )
        .properties(width=SIZE, height=SIZE, title="What a threshold costs")
    )
