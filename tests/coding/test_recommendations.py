"""Recommendations in running text, and what only reads like one."""

from __future__ import annotations

import pytest

from vanellus.coding.recommendations import find_recommendations
from vanellus.records import Arc, Document, MentionKind, Role, SentenceKind, Status, Trigger


@pytest.fixture
def found(advice):
    return advice


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


@pytest.mark.parametrize(
    "sentence",
    [
        "A court decided that the mill should pay damages to the fishermen.",
        "The judge said the ministry should publish its files.",
        "The mill should pay a fine, the tribunal ruled.",
    ],
)
def test_what_a_court_lays_on_somebody_is_no_advice(found, sentence):
    assert found(sentence) == []


def test_a_penalty_is_no_advice_right_after_the_court_that_set_it(found):
    assert found("A court fined the mill on Monday. The mill should pay the fine by May.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The government should strengthen its courts.",
        "The court should release the fishermen.",
        "The government should respect what the court ruled.",
    ],
)
def test_advice_on_courts_is_advice(found, sentence):
    assert len(found(sentence)) == 1


def test_page_furniture_is_left_out(found):
    assert not found("Readers should accept cookies.", kind=SentenceKind.BOILERPLATE)
    assert not found("The government should act.", kind=SentenceKind.BOILERPLATE)


def test_a_document_without_blocks_or_sentences_has_none():
    document = Document(id="empty", origin="empty.txt", text="")
    assert list(find_recommendations(document, [])) == []
