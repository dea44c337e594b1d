from __future__ import annotations

from tests.linking.events_by_hand import AES, JNIM, disputed, made, report, state


def test_days_that_differ_are_a_disagreement_with_who_says_which() -> None:
    found = disputed(
        made(
            report("a", on="2025-04-03/2025-04-04"),
            report("b", on="2025-04-03/2025-04-04"),
            report("c", on="2025-04-02/2025-04-03"),
        ),
        "date",
    )
    assert found == {
        "2025-04-03/2025-04-04": (True, 2, ["a", "b"]),
        "2025-04-02/2025-04-03": (False, 1, ["c"]),
    }


def test_a_month_and_a_day_in_it_do_not_differ() -> None:
    tables = made(
        report("a", on="2025-04-01/2025-04-30", grain="month"), report("b", on="2025-04-03")
    )
    assert not disputed(tables, "date")


def test_a_day_of_publication_disputes_nothing() -> None:
    assert not disputed(made(report("a", "2025-04-09"), report("b", on="2025-04-03")), "date")


def test_announced_and_held_days_do_not_differ() -> None:
    tables = made(
        report("a", "2025-03-01", status="future", on="2025-03-12"),
        report("b", "2025-03-19", on="2025-03-17"),
    )
    assert not disputed(tables, "date")
    assert not disputed(tables, "status")


def test_copies_do_not_disagree_with_their_origin() -> None:
    tables = made(
        report("a", on="2025-04-03"),
        report("b", on="2025-04-04"),
        copies=[("d-a", "d-a", None), ("d-b", "d-a", None)],
    )
    assert not disputed(tables, "date")


def test_two_towns_differ_a_town_and_its_country_do_not() -> None:
    assert set(disputed(made(report("a", place="Gao"), report("b", place="Bamako")), "place")) == {
        "Gao, MLI",
        "Bamako, MLI",
    }
    assert not disputed(made(report("a", place="Gao"), report("b", place="Mali")), "place")


def test_other_perpetrators_are_a_disagreement() -> None:
    victims = [state("MLI", "CVL", "villagers")]
    tables = made(
        report("a", type="ASSAULT", actor=[JNIM], recipient=victims),
        report("b", type="ASSAULT", actor=[state("MLI", "MIL", "army")], recipient=victims),
    )
    assert set(disputed(tables, "participants")) == {"actor: JNIM", "actor: MLI"}


def test_gunmen_may_be_anybody() -> None:
    gunmen = {
        "entity_id": "z1", "name": "gunmen", "country": "MLI", "sector": "UAF",
        "kind": "armed_group", "lexicon_id": None, "members": [],
    }  # fmt: skip
    tables = made(
        report("a", type="ASSAULT", actor=[JNIM]), report("b", type="ASSAULT", actor=[gunmen])
    )
    assert not disputed(tables, "participants")


def test_a_bloc_and_its_members_do_not_differ() -> None:
    tables = made(
        report("a", actor=[AES]),
        report("b", actor=[state("MLI"), state("BFA"), state("NER")]),
    )
    assert not disputed(tables, "participants")


def test_what_one_source_leaves_out_is_no_disagreement() -> None:
    tables = made(report("a"), report("b", actor=[state("MLI"), state("NER")]))
    assert not disputed(tables, "participants")


def test_tolls_of_one_day_that_differ_are_a_disagreement() -> None:
    tables = made(
        report("a", type="ASSAULT", text="Raiders killed 132 people in Hadel."),
        report("b", type="ASSAULT", text="Raiders killed 160 people in Hadel."),
        report("c", type="ASSAULT", text="The raid in Hadel left 160 dead."),
    )
    assert disputed(tables, "toll") == {"132": (False, 1, ["a"]), "160": (True, 2, ["b", "c"])}


def test_dozens_and_thirty_dead_do_not_differ() -> None:
    tables = made(
        report("a", type="ASSAULT", text="Raiders killed dozens of people."),
        report("b", type="ASSAULT", text="Raiders killed 30 people."),
    )
    assert not disputed(tables, "toll")


def test_a_toll_that_rises_over_days_does_not_differ() -> None:
    tables = made(
        report("a", "2025-04-04", type="ASSAULT", text="Raiders killed at least 12 people."),
        report("b", "2025-04-06", type="ASSAULT", text="The death toll rose to 23."),
    )
    assert not disputed(tables, "toll")


def test_conflict_and_cooperation_told_of_one_event_are_a_disagreement() -> None:
    tables = made(
        report("a", type="COERCE"), report("b", type="COOPERATE"), report("c", type="COERCE")
    )
    assert disputed(tables, "type") == {
        "COERCE": (True, 2, ["a", "c"]),
        "COOPERATE": (False, 1, ["b"]),
    }


def test_types_of_one_class_do_not_differ() -> None:
    assert not disputed(made(report("a"), report("b", type="SUPPORT")), "type")


def test_an_agenda_with_nothing_in_common_is_a_disagreement() -> None:
    tables = made(
        report("a", contexts=["military"]), report("b", contexts=["economic", "diplomatic"])
    )
    assert set(disputed(tables, "agenda")) == {"military", "diplomatic, economic"}
    same = made(report("a", contexts=["military"]), report("b", contexts=["military", "economic"]))
    assert not disputed(same, "agenda")


def test_held_and_denied_are_a_disagreement_on_status() -> None:
    tables = made(
        report("a"), report("b"), report("c", status="negation", text="No such talks took place.")
    )
    assert disputed(tables, "status") == {
        "held": (True, 2, ["a", "b"]),
        "denied": (False, 1, ["c"]),
    }


def test_one_source_alone_never_disagrees() -> None:
    tables = made(
        report("a", outlet="Post", on="2025-04-03"), report("b", outlet="Post", on="2025-04-05")
    )
    assert tables.disagreements.num_rows == 0
