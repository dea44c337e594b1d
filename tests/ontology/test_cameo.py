"""CAMEO codes become PLOVER events and back."""

import pytest

from vanellus.errors import CodebookError
from vanellus.ontology import Codebook

CODEBOOK = Codebook.default()
FINER = {  # parents of four-digit codes, and how many there are
    "021": 4, "023": 4, "024": 4, "025": 6, "031": 4, "033": 4, "034": 4, "035": 6,
    "081": 4, "083": 4, "084": 2, "086": 3, "087": 4,
    "101": 4, "103": 4, "104": 4, "105": 6, "112": 5,
    "121": 4, "122": 4, "123": 4, "124": 6, "131": 3, "132": 4, "138": 5,
    "141": 4, "142": 4, "143": 4, "144": 4, "145": 4, "162": 3, "166": 3, "171": 2, "172": 4,
    "182": 3, "183": 4, "195": 2, "204": 2,
}  # fmt: skip
LAST = {  # root and the last digit of its three-digit codes
    1: 9, 2: 8, 3: 9, 4: 6, 5: 7, 6: 4, 7: 5, 8: 7, 9: 4, 10: 8,
    11: 6, 12: 9, 13: 9, 14: 5, 15: 5, 16: 6, 17: 6, 18: 6, 19: 6, 20: 4,
}  # fmt: skip
CODES = [
    *(f"{root:02}" for root in LAST),
    *(f"{root:02}{digit}" for root, last in LAST.items() for digit in range(last + 1)),
    *(f"{parent}{digit}" for parent, count in FINER.items() for digit in range(1, count + 1)),
]


def test_the_table_holds_every_code_and_no_other():
    assert set(CODEBOOK.cameo) == set(CODES)
    assert len(CODES) == 318


@pytest.mark.parametrize("code", CODES)
def test_every_code_maps_unless_it_is_mere_talk(code):
    found = CODEBOOK.from_cameo(code)
    if code.startswith(("01", "02")):
        assert found is None
        return
    assert found.code == code
    assert found.note
    # raises if type, mode or a context are not of the codebook
    assert CODEBOOK.pillar(found.event_type, found.mode, found.contexts)


@pytest.mark.parametrize(
    ("code", "event_type", "mode"),
    [
        ("036", "AGREE", None),
        ("0353", "CONCEDE", None),
        ("041", "CONSULT", "phone"),
        ("055", "CONCEDE", None),
        ("057", "SUPPORT", None),
        ("0813", "CONCEDE", None),
        ("0841", "RETREAT", "release"),
        ("0861", "RETREAT", "access"),
        ("116", "SANCTION", "convict"),
        ("163", "SANCTION", "discontinue"),
        ("164", "REJECT", "meet"),
        ("1712", "ASSAULT", "destroy"),
        ("175", "ASSAULT", None),
        ("186", "ASSAULT", "targeted"),
        ("191", "COERCE", "restrict"),
        ("192", "COERCE", "seize"),
        ("195", "ASSAULT", "aerial"),
        ("203", "ASSAULT", None),
        ("2042", "ASSAULT", "unconventional"),
    ],
)
def test_exceptions_follow_the_text_of_the_manual(code, event_type, mode):
    found = CODEBOOK.from_cameo(code)
    assert (found.event_type, found.mode) == (event_type, mode)


def test_only_a_hosted_visit_changes_the_roles():
    assert [code for code, found in CODEBOOK.cameo.items() if found and found.swap] == ["043"]


@pytest.mark.parametrize("code", ["13y", "", "21", "205", "2043", "0611", "1"])
def test_a_code_that_does_not_exist_is_refused(code):
    with pytest.raises(CodebookError, match="unknown CAMEO code"):
        CODEBOOK.from_cameo(code)


def test_the_way_to_cameo_and_back_keeps_the_type():
    lost = set()
    for row in CODEBOOK.exports:
        contexts = [row.context] if row.context else []
        code = CODEBOOK.to_cameo(row.event_type, row.mode, contexts=contexts)
        back = CODEBOOK.from_cameo(code)
        if back.event_type != row.event_type:
            lost.add((row.event_type, row.mode))
    # CAMEO tells of a resignation only as a concession.
    assert lost == {("RETREAT", "resign")}


def test_contexts_make_an_export_finer():
    assert CODEBOOK.to_cameo("AID") == "070"
    assert CODEBOOK.to_cameo("AID", contexts=["economic"]) == "071"
    assert CODEBOOK.to_cameo("AID", contexts=["economic", "disasters"]) == "073"
    assert CODEBOOK.to_cameo("RETREAT", "access", contexts=["peacekeeping"]) == "0861"
    assert CODEBOOK.to_cameo("ASSAULT", contexts=["military"]) == "190"
    assert CODEBOOK.to_cameo("COERCE", "cyber") == "176"
