"""Who is asked for: a party by itself, or a bloc by those that it acts for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vanellus.analysing import Membership, Who
from vanellus.briefing.material import blocs_within
from vanellus.serving.site import kept

if TYPE_CHECKING:
    from starlette.requests import Request

    from vanellus.storing import Store


def blocs(request: Request, store: Store) -> dict[str, frozenset[str]]:
    """Each bloc that acted for its members, with all that it ever acted for."""
    return kept(request, "blocs", lambda: blocs_within(store))


def who_of(request: Request, store: Store, party: str, *, members: bool) -> Who:
    """The party as analyses take it; with `members` a bloc by those that it acts for."""
    within = blocs(request, store).get(party, ()) if members else ()
    return Who(name=party, members=tuple(Membership(party=each) for each in sorted(within)))
