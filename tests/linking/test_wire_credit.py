from __future__ import annotations

import pytest

from vanellus.linking.wire_credit import Credit, Share, credit_of, is_wire, usual_name

BODY = (
    "The ministers of the two countries met on the river island on Monday and spoke about fish.\n\n"
    "They will meet again in a month, the hosts said.\n\n"
)


def wire_and_share(text: str, **about: str) -> tuple[str, Share] | None:
    found = credit_of(text, **about)
    return (found.wire, found.share) if found else None


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        (BODY + "(Sahel Wire)", "Sahel Wire"),
        (BODY + "*(Sahel Wire)*", "Sahel Wire"),
        (BODY + "(AFP)", "AFP"),
        (BODY + "\u2014 Agence France-Presse", "AFP"),
        (BODY + "Source: Xinhua", "Xinhua"),
        (BODY + "© 2024 AFP", "AFP"),
        (BODY + "(Delta Courier)", "Delta Courier"),
        ("LOMÉ (AFP) - " + BODY, "AFP"),
        ("ACCRA, Ghana (AP) \u2014 " + BODY, "AP"),
        ("NIAMEY, Jan 4 (Reuters) - " + BODY, "Reuters"),
        ("By Agence France-Presse\n\n" + BODY, "AFP"),
        ("By Amina Doro, Reuters\n\n" + BODY, "Reuters"),
        (BODY.rstrip() + " (dpa/AFP)", "dpa"),
    ],
)
def test_a_text_credited_to_a_wire_alone_is_that_wires(text: str, wire: str) -> None:
    assert wire_and_share(text, publisher="Morning Post") == (wire, Share.SOLE)


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        (BODY + "Reuters contributed to this report.", "Reuters"),
        (BODY + "Additional reporting by AFP.", "AFP"),
        (BODY + "With files from The Associated Press", "AP"),
        (BODY + "With agency reports.", "agencies"),
    ],
)
def test_a_wire_that_lent_a_hand_has_a_part(text: str, wire: str) -> None:
    assert wire_and_share(text, publisher="Morning Post") == (wire, Share.PART)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        BODY + "A spokesman told AFP that the fish were many.",
        BODY + "(ENDS)",
        "The minister (AFP named him on Monday) left. " + BODY,
        BODY + "The treaty was signed by the army of the north (FAN) in May, and nothing followed.",
        "By Amina Doro\n\n" + BODY,
    ],
)
def test_a_wire_named_in_the_running_text_is_no_credit(text: str) -> None:
    assert credit_of(text, publisher="Morning Post") is None


def test_a_wires_own_text_is_its_own() -> None:
    assert credit_of(BODY + "(Sahel Wire)", publisher="Sahel Wire") == Credit(
        "Sahel Wire", Share.OWN, "Sahel Wire"
    )


def test_an_author_that_is_a_wire_is_a_credit() -> None:
    assert wire_and_share(BODY, publisher="Morning Post", author="Sahel Wire") == (
        "Sahel Wire",
        Share.SOLE,
    )


def test_an_outlet_that_signs_its_own_text_credits_nobody() -> None:
    assert credit_of(BODY + "(Morning Post)", publisher="Morning Post") is None


def test_a_wire_has_one_usual_name() -> None:
    assert usual_name("the associated press") == "AP"
    assert usual_name("Volta  Gazette") == "Volta Gazette"


def test_a_wire_is_known_by_list_or_by_name() -> None:
    assert is_wire("Reuters")
    assert is_wire("Volta News Agency")
    assert not is_wire("Morning Post")
