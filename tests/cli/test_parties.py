from __future__ import annotations

import pytest

from vanellus.cli.store import party_id
from vanellus.errors import InputError


@pytest.mark.parametrize(
    ("given", "key"),
    [(None, None), ("mli", "MLI"), ("Mali", "MLI"), ("ECOWAS", "ECOWAS"), ("Russia", "RUS")],
)
def test_a_party_may_be_named_by_code_or_usual_name(given, key):
    assert party_id(given) == key


def test_an_unknown_name_is_told_with_what_would_be_valid():
    with pytest.raises(InputError, match="ISO3"):
        party_id("Atlantis-upon-Sea")
