"""Likely pages are in memory before anybody asks for them."""

from __future__ import annotations

from vanellus.serving.warming import entrances, large_ones, warm


def test_likely_pages_are_made_ahead_and_answered_from_memory(app, client):
    with app.state.snapshots.reading() as (_, store):
        addresses = [*entrances(store), *large_ones(store)]
        app.state.pages.clear()
        warm(app, app.state.snapshots, addresses, token=None)
    known = {key[1] for key in app.state.pages}
    assert {"/", "/events", "/calendar", "/network"} <= known
    assert sum(address.startswith("/actor/") for address in addresses) > 3
    made = len(app.state.pages)
    assert made == len(set(addresses))
    for address in addresses:
        assert client.get(address).status_code == 200
    assert len(app.state.pages) == made
