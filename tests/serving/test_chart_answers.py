"""Charts on pages: pictures, files, tables, what script draws, and the events behind marks."""

from __future__ import annotations

import csv
import gzip
import html
import io
import re
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from vanellus.briefing.lively import lively
from vanellus.serving import create_app
from vanellus.serving.map_outlines import names_within, thinned
from vanellus.serving.vega_script import VegaScript
from vanellus.storing import open_store

sys.path.insert(0, str(Path(__file__).parents[1] / "briefing"))
from told_store import fill_told


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    path = tmp_path_factory.mktemp("charts") / "s.duckdb"
    with open_store(path) as store:
        fill_told(store, events=80)
    with TestClient(create_app(path)) as client:
        yield client


def _values(spec):
    found = list(spec.get("data", {}).get("values", []))
    for child in (*spec.get("layer", ()), *([spec["spec"]] if "spec" in spec else ())):
        found += _values(child)
    return found


def _behind(client, address):
    page = client.get(address)
    assert page.status_code == 200
    return set(re.findall(r'href="/event/([^"#]+)"', page.text))


def test_a_page_names_pictures_and_draws_none_itself(client):
    page = client.get("/actor/MLI").text
    assert "<svg" not in page
    figures = page.count("<figure")
    assert figures >= 3
    assert page.count('form=svg&amp;size=narrow&amp;ink=dark"') == figures
    assert page.count(">Table<") == figures
    for name in ("SVG", "PNG", "Vega-Lite", "CSV"):
        assert page.count(f">{name}<") == figures


def test_marks_lead_to_as_many_events_as_they_show(client):
    spec = client.get("/actor/MLI?chart=engagement&form=live").json()
    rows = {
        f"{row['period']} {row['kind']}": row
        for row in csv.DictReader(
            io.StringIO(client.get("/actor/MLI?chart=engagement&form=csv").text)
        )
    }
    values = _values(spec)
    assert values
    for value in values:
        assert value["href"].startswith("/actor/MLI?chart=engagement&mark=")
        assert int(rows[value["key"]]["events"]) == value["events"]
    shown = min(values, key=lambda value: value["events"])
    behind = _behind(client, shown["href"])
    assert behind == set(rows[shown["key"]]["event_ids"].split())


def test_addresses_of_marks_keep_the_period_that_was_asked_for(client):
    spec = client.get("/actor/MLI?since=2023-01-01&chart=portfolio&form=live").json()
    assert all("since=2023-01-01" in value["href"] for value in _values(spec))


def test_the_network_leads_from_ties_to_their_events(client):
    spec = client.get("/network?chart=network&form=live").json()
    tie = next(value for value in _values(spec) if "told" in value)
    assert len(_behind(client, tie["href"])) == tie["events"]


def test_files_for_elsewhere_lead_nowhere(client):
    for form in ("json", "svg"):
        text = client.get(f"/actor/MLI?chart=portfolio&form={form}").text
        assert "href" not in text
    assert "currentColor" not in text


def test_pictures_are_light_or_dark(client):
    light = client.get("/actor/MLI?chart=portfolio&form=svg").text
    dark = client.get("/actor/MLI?chart=portfolio&form=svg&ink=dark").text
    assert "#2b6ca3" in light
    assert "#2b6ca3" not in dark


def test_the_table_of_a_chart_leads_to_the_events_of_each_row(client):
    page = client.get("/actor/MLI?chart=portfolio&form=table").text
    first = re.search(r'href="(/actor/MLI\?chart=portfolio&amp;mark=[^"]+)">(\d+) event', page)
    assert len(_behind(client, html.unescape(first[1]))) == int(first[2])


def test_what_a_chart_does_not_have_is_refused(client):
    assert client.get("/actor/MLI?chart=engagement&mark=nothing").status_code == 404
    assert client.get("/actor/MLI?chart=engagement&form=svg&size=huge").status_code == 422
    assert client.get("/actor/MLI?chart=engagement&form=svg&ink=red").status_code == 422
    assert client.get("/?chart=nothing").status_code == 404
    assert client.get("/vega/other.js").status_code == 404


def test_series_can_be_chosen_and_long_times_zoomed():
    spec = {
        "data": {"values": [{"key": "a b", "kind": "x", "when": 1}]},
        "mark": "bar",
        "encoding": {"color": {"field": "kind"}, "x": {"field": "when"}},
    }
    made = lively(spec, link="/list?mark={}".format, toggles="kind", zooms=("x",))
    assert [param["name"] for param in made["params"]] == ["chosen", "zoom"]
    assert made["transform"] == [{"filter": {"param": "chosen"}}]
    assert made["mark"]["clip"]
    assert made["data"]["values"][0]["href"] == "/list?mark=a b"
    assert "params" not in spec


def test_the_script_is_named_by_what_it_is_made_of_and_sent_packed(tmp_path, client, monkeypatch):
    script = VegaScript(tmp_path)
    assert script.name == VegaScript(tmp_path / "elsewhere").name
    monkeypatch.setattr(client.app.state.vega, "packed", lambda: gzip.compress(b"let a;"))
    for accepted in ("gzip", "identity"):
        answer = client.get(script.address, headers={"Accept-Encoding": accepted})
        assert answer.text == "let a;"
        assert "immutable" in answer.headers["cache-control"]


def test_lines_lose_only_points_that_lie_on_them():
    assert thinned([(0, 0), (1, 0.01), (2, 0), (2, 2)], 0.1) == [(0, 0), (2, 0), (2, 2)]
    assert thinned([(0, 0), (1, 1), (2, 0)], 0.1) == [(0, 0), (1, 1), (2, 0)]


def test_the_map_names_the_countries_that_it_shows():
    names = {row["country"] for row in names_within((-17, 0, 17, 27), told=())}
    assert {"Mali", "Niger", "Burkina Faso"} <= names
    assert "France" not in names
    world = names_within((-180, -60, 180, 85), told={"MLI"})
    assert [row["code"] for row in world] == ["MLI"]
