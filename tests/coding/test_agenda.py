from __future__ import annotations

import pytest

from vanellus.coding.agenda import find_agenda
from vanellus.coding.pillars_of_text import pillar_of
from vanellus.records import Document, MentionKind, SentenceKind


@pytest.fixture
def found(page, readings):
    def find(*lines, **options):
        document = page(*lines)
        items = list(find_agenda(document, readings(document, **options)))
        for each in items:
            assert document.text[each.span.start : each.span.end] == each.span.text
            assert each.doc_id == document.id
            if each.country:
                assert document.text[each.country.start : each.country.end] == each.country.text
        return items

    return find


def short(items):
    return [(each.pillar, each.text, each.country and each.country.text) for each in items]


# ---- Lists


def test_pillars_of_talks_are_items_with_their_field(found):
    items = found(
        "The agenda of the round rests on three pillars:",
        "* Joint Border Watch: Running patrols on both banks of the river.",
        "* Trade: Opening the fish market to both shores.",
        "* Schools: Sending teachers across for a year.",
    )
    assert [each.pillar for each in items] == ["security", "economic", "cultural"]
    assert items[0].text.startswith("Joint Border Watch: Running patrols")
    assert items[0].span.text == "Joint Border Watch: Running patrols on both banks of the river."
    assert all(each.country is None for each in items)


def test_a_label_settles_the_field_before_the_words_behind_it(found):
    (only,) = found("Topics of the talks include:", "* Culture: a museum built by the army.")
    assert only.pillar == "cultural"


def test_a_heading_can_announce_the_items(found):
    assert len(found("# Key focus areas", "* Mining permits", "* Visa rules")) == 2
    assert not found("# More from this desk", "* Mining permits", "* Visa rules")


def test_items_labelled_by_country_are_that_countrys(found):
    first, second = found(
        "What each of them looks for, country by country, and the focus of the day:",
        "* Chad: drones and instructors",
        "* Togo: port investment",
    )
    assert short([first]) == [("security", "drones and instructors", "Chad")]
    assert second.country.text == "Togo"


def test_a_lead_in_can_name_the_country_of_all_items(found):
    items = found("Gabon's priorities are:", "* timber exports", "* a coastal radar")
    assert {each.country.text for each in items} == {"Gabon"}


def test_recommendations_and_lists_of_links_are_no_agenda(found):
    assert not found("Recommended priorities include:", "* Border watch: Train the guards.")
    assert not found("# Focus", "* Seven things we learnt", "* Your letters", "* Trade in brief")


def test_what_was_done_is_no_agenda(found):
    assert not found("The summit's focus:", "* A trade pact was signed on Friday")


# ---- Tables


def test_a_table_of_interests_gives_each_country_its_own(found):
    items = found(
        "| Country | Main interest |",
        "| Benin | Widening its trade and investments |",
        "| Chad | Arms, wheat, scholarships |",
        "| Togo | Scholarships and grain |",
    )
    assert short(items) == [
        ("economic", "Widening its trade and investments", "Benin"),
        ("security", "Arms", "Chad"),
        ("economic", "wheat", "Chad"),
        ("cultural", "scholarships", "Chad"),
        ("cultural", "Scholarships", "Togo"),
        ("economic", "grain", "Togo"),
    ]


def test_a_table_of_advice_is_no_agenda(found):
    assert not found("| Who | Priority | Recommended action |", "| Chad | Wells | Dig wells |")


# ---- Sentences


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The trip will mainly focus on building ties in defence, farming, and education.",
            [("security", "defence"), ("economic", "farming"), ("cultural", "education")],
        ),
        (
            (
                "The envoys will discuss several points during their stay, including; border "
                "controls and customs duties as the frontier has been tense."
            ),
            [("security", "border controls"), ("economic", "customs duties")],
        ),
        (
            "The talks are to cover migration, fishing rights and visas.",
            [
                ("humanitarian", "migration"),
                ("economic", "fishing rights"),
                ("diplomatic", "visas"),
            ],
        ),
        (
            "Pipelines, prisoners and pilgrim flights are on the agenda.",
            [
                ("economic", "Pipelines"),
                ("political", "prisoners"),
                ("cultural", "pilgrim flights"),
            ],
        ),
        (
            "He flies to Rabat on Monday, with fertiliser high on the agenda.",
            [("economic", "fertiliser")],
        ),
        (
            "The visit, aimed at reviving trade relations, opens on Friday.",
            [("economic", "reviving trade relations")],
        ),
        (
            "They opened talks on political and economic cooperation.",
            [("political", "political cooperation"), ("economic", "economic cooperation")],
        ),
        (
            "They will discuss trade, energy, and defence cooperation.",
            [
                ("economic", "trade"),
                ("economic", "energy"),
                ("security", "defence cooperation"),
            ],
        ),
        (
            "During the stay Osei will discuss arms deliveries and pipelines with his hosts.",
            [("security", "arms deliveries"), ("economic", "pipelines")],
        ),
        (
            "The states mean to work together in mining, transport and culture.",
            [("economic", "mining"), ("economic", "transport"), ("cultural", "culture")],
        ),
        (
            "They opened talks on military and security cooperation.",
            [("security", "military and security cooperation")],
        ),
        (
            "The ministers discussed the gas field with their hosts in Doha on Sunday.",
            [("economic", "the gas field")],
        ),
    ],
)
def test_sentences_name_subjects_one_by_one(found, sentence, expected):
    items = found(sentence)
    assert [(each.pillar, each.text) for each in items] == expected
    assert all(each.country is None for each in items)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            (
                "Chad, though it keeps its own counsel, has also shown interest in closer ties "
                "with Ankara, especially regarding drones and army instructors."
            ),
            [("security", "drones", "Chad"), ("security", "army instructors", "Chad")],
        ),
        (
            "Mauritania wants to deepen military cooperation with Madrid.",
            [("security", "deepen military cooperation with Madrid", "Mauritania")],
        ),
        (
            "While Chad prioritises patrols, Benin focuses on cotton, and Togo seeks teachers.",
            [
                ("security", "patrols", "Chad"),
                ("economic", "cotton", "Benin"),
                ("cultural", "teachers", "Togo"),
            ],
        ),
        (
            "Togo's main focus is port investment.",
            [("economic", "port investment", "Togo")],
        ),
        (
            "For Benin, the priority is cotton exports.",
            [("economic", "cotton exports", "Benin")],
        ),
    ],
)
def test_a_countrys_interest_is_told_with_the_country(found, sentence, expected):
    assert short(found(sentence)) == expected


def test_a_party_that_the_model_sees_has_interests_too(found):
    sentence = "Rhodelia is keen to expand trade with Turkey."
    assert not found(sentence)
    (only,) = found(sentence, mentions=(("Rhodelia", MentionKind.ACTOR),))
    assert only.country.text == "Rhodelia"


def test_contexts_of_the_model_give_the_field_where_the_words_do_not(found):
    sentence = "The agenda includes the Gordian matter."
    (plain,) = found(sentence)
    assert plain.pillar == "diplomatic"
    (told,) = found(sentence, contexts=("economic",))
    assert told.pillar == "economic"


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministers refused to discuss the border.",
        "The two sides should hold talks on trade.",
        "The film focuses on trade and war.",
        "The talks on Monday ended early.",
        "They discussed it for hours.",
        "The talks will cover several issues.",
        "Mali wants to hold elections next year.",
        "The shop is looking for a cook.",
        "The army is focused on the front, and the road was cut.",
    ],
)
def test_denials_advice_and_other_matters_are_no_agenda(found, sentence):
    assert found(sentence) == []


def test_another_clause_is_no_subject(found):
    (only,) = found("They opened talks on dairy quotas, and the trade minister said he was glad.")
    assert only.text == "dairy quotas"


def test_headings_and_page_furniture_are_left_out(found):
    assert found("# The talks will cover trade") == []
    assert found("The talks will cover trade.", kind=SentenceKind.BOILERPLATE) == []


def test_a_document_without_text_has_none():
    assert list(find_agenda(Document(id="empty", origin="empty.txt", text=""), [])) == []


@pytest.mark.parametrize(
    ("words", "pillar"),
    [
        ("counterterrorism efforts", "security"),
        ("military aid", "security"),
        ("uranium and gold", "economic"),
        ("embassies and envoys", "diplomatic"),
        ("language courses", "cultural"),
        ("food for refugees", "humanitarian"),
        ("the road to elections", "political"),
        ("the way ahead", None),
    ],
)
def test_words_name_their_field(words, pillar):
    assert pillar_of(words) == pillar
