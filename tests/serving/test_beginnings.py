"""Dossiers of those with very many events begin where these can be read."""

from __future__ import annotations

from datetime import date

from vanellus.serving import beginnings
from vanellus.serving.beginnings import begins


def dated(asked, party):
    return [
        row["date_start"]
        for row in asked(
            "SELECT date_start FROM served_parties WHERE party = ? AND date_start IS NOT NULL"
            " ORDER BY 1",
            [party],
        )
    ]


def test_a_dossier_begins_with_a_month_since_which_there_are_few_enough_events(app, asked):
    days = dated(asked, "MLI")
    with app.state.snapshots.reading() as (_, store):
        assert begins(store, ["MLI"], most=len(days)) is None
        for most in range(1, len(days)):
            first = begins(store, ["MLI"], most=most)
            assert first is not None
            assert first.day == 1
            later = [day for day in days if day >= first]
            last_month = [day for day in days if day >= max(days).replace(day=1)]
            assert later
            assert len(later) <= max(most, len(last_month))


def test_a_page_without_period_leads_to_that_of_the_latest_events(client, asked, monkeypatch):
    assert client.get("/actor/MLI").status_code == 200
    monkeypatch.setattr(beginnings, "MOST", 2)
    answer = client.get("/actor/MLI?pillar=security")
    # What is in memory was made before.
    assert answer.status_code == 307
    address = answer.headers["location"]
    assert address.startswith("/actor/MLI?")
    assert "pillar=security" in address
    since = date.fromisoformat(address.split("since=")[1][:10])
    assert since <= max(dated(asked, "MLI"))
    assert client.get(address).status_code == 200
    assert client.get("/actor/MLI?since=1990-01-01").status_code == 200
    assert client.get("/pair?one=MLI&other=RUS&pillar=security").status_code == 307
