from __future__ import annotations

import pytest

from vanellus.coding.recommendations import find_recommendations
from vanellus.records import Arc, Document, MentionKind, Role, SentenceKind, Status, Trigger


@pytest.fixture
def found(page, readings):
    def find(*lines, **options):
        document = page(*lines)
        recommendations = list(find_recommendations(document, readings(document, **options)))
        for each in recommendations:
            assert document.text[each.span.start : each.span.end] == each.span.text
            assert each.doc_id == document.id
            who = each.addressee
            if who:
                assert document.text[who.start : who.end] == who.text
        return recommendations

    return find


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


# ---- Running text


@pytest.mark.parametrize(
    ("sentence", "addressee", "action"),
    [
        (
            "The government should publish the terms of the loan.",
            "The government",
            "publish the terms of the loan",
        ),
        (
            "ECOWAS ought to invite the three capitals to its technical meetings.",
            "ECOWAS",
            "invite the three capitals to its technical meetings",
        ),
        (
            "After two lost years, the junta needs to set a date.",
            "the junta",
            "set a date",
        ),
        (
            "Chad, Niger and Libya should not arm village guards.",
            "Chad, Niger and Libya",
            "not arm village guards",
        ),
        (
            "Donors are advised by analysts to pay teachers directly.",
            "Donors",
            "pay teachers directly",
        ),
        (
            "It would be wise for Abuja to leave the pipeline out of the quarrel.",
            "Abuja",
            "leave the pipeline out of the quarrel",
        ),
        (
            "The report recommends that Dakar and Banjul merge their river police.",
            "Dakar and Banjul",
            "merge their river police",
        ),
        (
            "Analysts call on the African Union to name a single mediator.",
            "the African Union",
            "name a single mediator",
        ),
        (
            "Mali should keep its ports contracts, said Awa Keld, an analyst at a Dakar institute.",
            "Mali",
            "keep its ports contracts",
        ),
        (
            "Elections should be held before the rains.",
            None,
            "Elections should be held before the rains",
        ),
        (
            "Togo should not be punished for its choices, the think tank argues.",
            "Togo",
            "not be punished for its choices",
        ),
        (
            "The authors recommend a moratorium on new mines.",
            None,
            "a moratorium on new mines",
        ),
    ],
)
def test_running_text_gives_addressee_and_action(found, sentence, addressee, action):
    (only,) = found(sentence)
    assert (only.addressee and only.addressee.text, only.action) == (addressee, action)
    assert only.span.text == sentence


def test_two_pieces_of_advice_in_a_sentence_are_two_recommendations(found):
    first, second = found(
        "Accra should lower the port fees, and the importers should pass the saving on."
    )
    assert (first.addressee.text, first.action) == ("Accra", "lower the port fees")
    assert (second.addressee.text, second.action) == ("the importers", "pass the saving on")


def test_what_remains_essential_is_advice_and_its_purpose_the_impact(found):
    (only,) = found(
        "Keeping a telephone line open between the two staffs remains essential to avoid clashes."
    )
    assert only.action == "Keeping a telephone line open between the two staffs"
    assert only.impact == "avoid clashes"


def test_the_next_sentence_may_tell_the_impact(found):
    (only,) = found("The bank should lend in local money. This would shield small shops.")
    assert only.impact == "would shield small shops"


def test_purpose_is_impact_unless_the_verb_asks_for_an_infinitive(found):
    (first,) = found("The states should pool their drones in order to watch the whole frontier.")
    assert (first.action, first.impact) == ("pool their drones", "watch the whole frontier")
    (second,) = found("The states should agree to reduce tariffs.")
    assert (second.action, second.impact) == ("agree to reduce tariffs", None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Should rain fall in the north, the column will halt.",
        "The union will strike should the levy rise again.",
        "The talks should begin on Monday.",
        "The storm should move offshore by nightfall.",
        "Inflation should peak in March.",
        "The army must have been warned.",
        "The army should have acted sooner.",
        "Drivers must pay the fine within ten days.",
        "The company must publish its accounts, the law says.",
        "The defence minister said that France should close its base.",
        "“France should close its base,” the defence minister said.",
        "France should close its base, the opposition leader told a rally.",
        "Burkina Faso rejected the note, saying that Abidjan should hand over the officers.",
        "It should be noted that the lake is shallow.",
        "Nobody should be surprised by the vote.",
        "The coach should rest his striker before the cup final.",
        "The new hatchback ought to sell well.",
        "The port is vital for the whole coast.",
        "Who should pay for the dam?",
        "The president called on the rebels to lay down their arms.",
        "The need to act is plain.",
        "Migrants who need to cross wait for weeks.",
    ],
)
def test_forecasts_laws_conditions_and_demands_are_no_advice(found, sentence):
    assert not found(sentence)


def test_a_politicians_quotation_goes_on_over_sentences(found):
    assert not found(
        "“We have waited long enough,” the prime minister told parliament. “France should pay "
        "for the clean-up. The bank should forgive the debt.”"
    )


def test_an_analysts_quotation_goes_on_over_sentences(found):
    (only,) = found(
        "“They lose either way,” said Ilo Benn, a researcher in Accra. “The bank should forgive "
        "the debt.”"
    )
    assert only.action == "forgive the debt"


def test_a_purpose_that_opens_the_sentence_is_the_impact(found):
    (only,) = found("To curb smuggling, the two states should share their radar.")
    assert (only.action, only.impact) == ("share their radar", "curb smuggling")


def test_an_afterthought_in_an_item_is_its_impact(found):
    (only,) = found("# Steps to consider", "* Fence the wells — this would keep cattle out.")
    assert (only.action, only.impact) == ("Fence the wells", "would keep cattle out")


def test_what_analysts_say_is_read_without_the_words_of_saying(found):
    (only,) = found("Analysts say the junta must widen its circle or risk another coup.")
    assert only.addressee.text == "the junta"


def test_a_command_is_advice_where_the_model_sees_a_recommendation(found):
    sentence = "Publish every contract that was signed since the coup."
    assert not found(sentence)
    (only,) = found(sentence, kind=SentenceKind.RECOMMENDATION)
    assert only.action == "Publish every contract that was signed since the coup"


def test_a_pronoun_is_told_what_the_party_before_it_was_told(found):
    first, second = found(
        "“The African Union must act now,” said Ama Benn, a researcher in Accra. “It should send a "
        "mediator.”"
    )
    assert first.addressee.text == second.addressee.text == "The African Union"


def test_must_counts_where_the_model_sees_a_recommendation(found):
    sentence = "Regional leaders must draw up a plan for the next coup."
    assert not found(sentence)
    (only,) = found(sentence, kind=SentenceKind.RECOMMENDATION)
    assert only.addressee.text == "Regional leaders"


def test_an_actor_of_the_model_can_be_told_though_no_list_knows_it(found):
    (only,) = found(
        "Rhodelia should reopen its consulate.", mentions=(("Rhodelia", MentionKind.ACTOR),)
    )
    assert only.addressee.text == "Rhodelia"


def test_a_demand_that_the_model_sees_is_left_to_it(found):
    sentence = "In its reply Niamey made plain that France should recall its envoy."
    demand = Trigger(
        start=22,
        end=27,
        text="plain",
        type="REQUEST",
        mode=None,
        status=Status.OCCURRED,
        score=0.9,
        arcs=(Arc(mention=0, role=Role.ACTOR, score=0.9),),
    )
    assert found(sentence)
    assert not found(sentence, triggers=(demand,))


def test_page_furniture_is_left_out(found):
    assert not found("Readers should accept cookies.", kind=SentenceKind.BOILERPLATE)
    assert not found("The government should act.", kind=SentenceKind.BOILERPLATE)


def test_a_document_without_blocks_or_sentences_has_none():
    document = Document(id="empty", origin="empty.txt", text="")
    assert list(find_recommendations(document, [])) == []
