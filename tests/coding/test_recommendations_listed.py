"""Recommendations that stand in lists and tables."""

from __future__ import annotations

import pytest


@pytest.fixture
def found(advice):
    return advice


def whole(recommendation):
    who = recommendation.addressee
    return (recommendation.area, who and who.text, recommendation.action, recommendation.impact)


# ---- Lists


def test_items_under_a_recommending_lead_in_give_area_action_and_impact(found):
    first, second, third = found(
        "The lake has been shrinking for forty years. Recommended measures include:",
        "* Shared water gauges: Installing sensors on all four shores ensures that no ministry has "
        "to trust another's figures.",
        "* Herders' paths: Marking the old cattle routes, thereby keeping herds out of gardens.",
        "* Fishing: Closing the southern inlets in spring would let stocks recover.",
    )
    assert whole(first) == (
        "Shared water gauges",
        None,
        "Installing sensors on all four shores",
        "ensures that no ministry has to trust another's figures",
    )
    assert whole(second) == (
        "Herders' paths",
        None,
        "Marking the old cattle routes",
        "keeping herds out of gardens",
    )
    assert whole(third) == (
        "Fishing",
        None,
        "Closing the southern inlets in spring",
        "would let stocks recover",
    )


def test_the_span_of_an_item_is_the_item(found):
    (only,) = found("Next steps should be modest.", "# Recommendations", "* Publish the tender.")
    assert only.span.text == "Publish the tender."


def test_an_insertion_between_dashes_stays_with_the_action(found):
    (only,) = found(
        "Recommended programmes include:",
        "* Jobs: Apprenticeships aimed at cutting joblessness—which stands near 22% in the "
        "delta—and widening credit reduces the pull of the gangs.",
    )
    assert only.action == (
        "Apprenticeships aimed at cutting joblessness—which stands near 22% in the delta—and "
        "widening credit"
    )
    assert only.impact == "reduces the pull of the gangs"


def test_a_verb_inside_a_relative_clause_does_not_part_the_item(found):
    (only,) = found(
        "# Recommendations", "* Setting up a fund that supports widows in the border districts."
    )
    assert only.action == "Setting up a fund that supports widows in the border districts"
    assert only.impact is None


def test_the_addressee_of_the_lead_in_is_told_every_item(found):
    items = found(
        "The African Union should:",
        "* send observers to the three border posts before the rains;",
        "* pay the observers from its own budget, so that no host can send them home;",
    )
    assert [each.addressee.text for each in items] == ["The African Union"] * 2
    assert items[1].action == "pay the observers from its own budget"
    assert items[1].impact == "no host can send them home"


def test_a_report_that_recommends_tells_its_items_to_the_party_it_names(found):
    (only,) = found(
        "The study recommends that the transitional government:",
        "* open the archives of the river authority to all neighbours",
    )
    assert only.addressee.text == "the transitional government"
    assert only.action == "open the archives of the river authority to all neighbours"


def test_a_label_that_is_a_party_is_the_addressee_and_no_area(found):
    first, second = found(
        "# Recommendations",
        "* Benin and Togo. Share one radio frequency along the park. Expected outcome: patrols "
        "that do not shoot at each other.",
        "* Donors: Pay the rangers for five years, not one.",
    )
    assert whole(first) == (
        None,
        "Benin and Togo",
        "Share one radio frequency along the park",
        "patrols that do not shoot at each other",
    )
    assert whole(second)[:2] == (None, "Donors")


def test_an_items_own_sentence_names_addressee_and_later_impact(found):
    (only,) = found(
        "# What should be done",
        "* Trade. The customs union ought to print one form for all ports. This would spare "
        "lorry drivers two days.",
    )
    assert whole(only) == (
        "Trade",
        "The customs union",
        "print one form for all ports",
        "would spare lorry drivers two days",
    )


def test_nested_items_are_told_to_the_party_above_them(found):
    first, second = found(
        "# Policy options",
        "* Ghana:",
        "** Reopen the crossing at Paga.",
        "* Reform the levy.",
    )
    assert first.addressee.text == "Ghana"
    assert second.addressee is None


def test_a_list_of_what_was_decided_is_no_advice(found):
    assert not found(
        "At the summit the four presidents signed these papers:",
        "* Trade: a protocol on transit fees.",
        "* Security: an accord on hot pursuit.",
    )


def test_a_politicians_list_of_demands_is_no_advice(found):
    assert not found(
        "The opposition leader said that the president should:",
        "* dissolve the chamber",
        "* call an election",
    )


def test_things_readers_should_know_are_no_advice(found):
    assert not found("Here are three things you should know:", "* The lake is shallow.")


# ---- Tables


def test_a_table_named_by_its_header_gives_one_recommendation_a_row(found):
    first, second = found(
        "| Field | Suggested Measure | Hoped-for Result |",
        "| Energy | Link the two grids at Birni | Fewer blackouts in the dry months |",
        "| Health | Stock cholera vaccine in Mopti | Shorter outbreaks |",
    )
    assert whole(first) == (
        "Energy",
        None,
        "Link the two grids at Birni",
        "Fewer blackouts in the dry months",
    )
    assert first.span.text.startswith("Energy")
    assert first.span.text.endswith("dry months")
    assert second.area == "Health"


def test_columns_may_stand_in_any_order(found):
    (only,) = found(
        "| Anticipated benefit | Policy recommendation | Sector |",
        "| Trust between the armies | Hold a yearly war game | Defence |",
    )
    assert whole(only) == ("Defence", None, "Hold a yearly war game", "Trust between the armies")


def test_a_cell_may_name_its_addressee(found):
    (only,) = found(
        "| Theme | Proposed step | Effect |",
        "| Borders | The two interior ministries should meet every month | Quicker visas |",
    )
    assert only.addressee.text == "The two interior ministries"
    assert only.action == "meet every month"


def test_a_column_of_parties_names_the_addressees(found):
    (only,) = found("| Who | Recommendation |", "| The central bank | Float the currency |")
    assert only.addressee.text == "The central bank"


def test_a_table_of_what_was_done_is_no_advice(found):
    assert not found(
        "| Date | Action | Result |",
        "| 3 May | Border closed | Prices rose by a third |",
    )
    assert not found("| Country | Main interest |", "| Chad | Fuel |")
