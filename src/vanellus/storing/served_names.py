"""Names of parties in the tables that pages read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vanellus.storing.opening import told

if TYPE_CHECKING:
    from vanellus.storing.store import Store


def name_parties(store: Store) -> None:
    """Calls parties by the names of the table `served_peoples` wherever a party stands alone."""
    with told(store.path):
        store.connection.execute(
            "UPDATE served_actors SET name = p.name FROM served_peoples p"
            " WHERE served_actors.party = p.party"
        )
