from __future__ import annotations

import pytest

from vanellus.coding.figures import find_figures
from vanellus.coding.indicators import Measure, table
from vanellus.coding.words import words
from vanellus.errors import CodebookError
from vanellus.records import Arc, Document, MentionKind, Role, SentenceKind, Status, Trigger


@pytest.fixture
def found(page, readings):
    def find(*lines, **options):
        document = page(*lines)
        figures = list(find_figures(document, readings(document, **options)))
        for each in figures:
            assert document.text[each.span.start : each.span.end] == each.span.text
            assert each.doc_id == document.id
            assert each.date is None
            for part in (each.place, each.said_by):
                if part:
                    assert document.text[part.start : part.end] == part.text
        return figures

    return find


def short(figures):
    return [(each.indicator, each.value, each.unit) for each in figures]


# ---- Persons


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Raiders killed 17 herders near the wells.", [("killed", 17, "persons")]),
        ("At least 40 villagers were killed.", [("killed", 40, "persons")]),
        (
            "The blast left nine dead and 31 wounded.",
            [("killed", 9, "persons"), ("wounded", 31, "persons")],
        ),
        (
            "Six guards and two drivers were killed at the mine.",
            [("killed", 6, "persons"), ("killed", 2, "persons")],
        ),
        (
            "The column killed eleven traders and four children.",
            [("killed", 11, "persons"), ("killed", 4, "persons")],
        ),
        ("The death toll rose to 212.", [("killed", 212, "persons")]),
        ("Police arrested 58 demonstrators.", [("arrested", 58, "persons")]),
        ("Some 90,000 people have fled their homes.", [("displaced", 90000, "persons")]),
        (
            "Nearly 3 million in the two provinces are displaced.",
            [("displaced", 3e6, "persons")],
        ),
        ("The camp shelters 41,000 Sudanese refugees.", [("refugees", 41000, "persons")]),
        ("Twelve sailors are still missing.", [("missing", 12, "persons")]),
        ("Gunmen kidnapped twenty-five pupils.", [("abducted", 25, "persons")]),
        (
            "More than four million people need help this year.",
            [("in need", 4e6, "persons")],
        ),
        ("About 600 French soldiers are based in Gao.", [("troops", 600, "persons")]),
        (
            "With 1,500 French and 1,100 American soldiers the base was crowded.",
            [("troops", 1500, "persons"), ("troops", 1100, "persons")],
        ),
        ("They plan a 5,000-strong battalion.", [("troops", 5000, "persons")]),
        ("Two dozen armoured vehicles arrived.", [("armoured vehicles", 24, "armoured vehicles")]),
        ("It is a country of 25 million people.", [("population", 25e6, "persons")]),
        ("The bill passed by 151 votes.", [("votes", 151, "votes")]),
        ("GAO, May 2 - More than 1,500 prisoners refuse food.", [("prisoners", 1500, "persons")]),
        (
            "The flood displaced 1,400 families.",
            [("displaced", 1400, "families")],
        ),
    ],
)
def test_counts_of_persons_and_things(found, sentence, expected):
    assert short(found(sentence)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Police arrested three goat thieves.", [("arrested", 3, "persons")]),
        ("Six camel dealers were killed on the road.", [("killed", 6, "persons")]),
        ("Four cattle auctioneers met in the town.", []),
        ("Raiders drove off 60 cattle.", [("cattle", 60, "cattle")]),
    ],
)
def test_those_who_have_to_do_with_a_thing_are_not_counted_as_things(found, sentence, expected):
    assert short(found(sentence)) == expected


def test_those_who_do_it_are_not_those_it_is_done_to(found):
    assert short(found("Twelve gunmen killed three guards.")) == [("killed", 3, "persons")]


# ---- Percent


@pytest.mark.parametrize(
    ("sentence", "indicator", "value", "unit"),
    [
        ("Unemployment stands at 22 percent.", "unemployment rate", 22, "percent"),
        ("Joblessness hovers near 19% in the delta.", "unemployment rate", 19, "percent"),
        ("Inflation rose from 12 to 15 percent in May.", "inflation rate", 15, "percent"),
        ("The economy grew by 4.5 per cent.", "growth", 4.5, "percent"),
        ("The literacy rate is 37 percent.", "literacy rate", 37, "percent"),
        ("Debt stands at 58 percent of GDP.", "debt", 58, "percent"),
        ("Turnout was 61 percent.", "turnout", 61, "percent"),
        ("She won 52 percent of the vote.", "vote share", 52, "percent"),
        ("Exports fell by 8 percent.", "change in exports", -8, "percent"),
        (
            "Forty percent of rural households lack wells.",
            "share of rural households",
            40,
            "percent",
        ),
        (
            "The bank cut its key rate by 0.5 percentage points.",
            "change in interest rate",
            -0.5,
            "percentage points",
        ),
    ],
)
def test_percentages_have_the_indicator_of_their_clause(found, sentence, indicator, value, unit):
    (only,) = found(sentence)
    assert (only.indicator, only.value, only.unit) == (indicator, value, unit)


def test_a_range_keeps_both_ends_and_takes_the_lower_as_its_value(found):
    (only,) = found("Poverty affects between 15 and 20 percent of the region.")
    assert only.value == 15
    assert only.approximate
    assert only.span.text.startswith("between 15 and 20 percent")


@pytest.mark.parametrize("words", ["15-20%", "15 to 20 percent", "15% to 20%"])
def test_ranges_are_written_in_many_ways(found, words):
    (only,) = found(f"Inflation is {words} this year.")
    assert (only.value, only.approximate) == (15, True)
    assert words in only.span.text


# ---- Money


@pytest.mark.parametrize(
    ("sentence", "indicator", "value", "unit"),
    [
        ("Washington will give $85 million in military aid.", "military aid", 85e6, "USD"),
        ("Paris offered a loan of 450 million euros.", "loan", 450e6, "EUR"),
        ("The budget of 1.2bn CFA francs was adopted.", "budget", 1.2e9, "XOF"),
        ("Chad adopted a budget of 1.2bn CFA francs.", "budget", 1.2e9, "XAF"),
        ("The state owes a debt of Rs 500 crore.", "debt", 5e9, "INR"),
        ("Each must pay a fine of two million naira.", "fine", 2e6, "NGN"),
        ("The ransom was £30k.", "ransom", 30e3, "GBP"),
        ("Oil fell to $71 a barrel.", "oil price", 71, "USD"),
        ("The United Nations asks 935 million dollars for its response plan.",
         "humanitarian appeal", 935e6, "USD"),
        ("Half a billion dollars was spent on the base.", "spending", 5e8, "USD"),
    ],
)  # fmt: skip
def test_sums_have_their_currency_and_what_they_are_for(found, sentence, indicator, value, unit):
    (only,) = found(sentence)
    assert (only.indicator, only.value, only.unit) == (indicator, value, unit)


# ---- Amounts


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Moscow shipped 25,000 tonnes of wheat.", ("wheat", 25000, "tonnes")),
        ("The field yields 90,000 barrels a day.", ("oil output", 90000, "barrels a day")),
        ("The mine sells 9 million tonnes of coal a year.", ("coal output", 9e6, "tonnes a year")),
        (
            "Exports ran at 1.2 million barrels per day.",
            ("oil exports", 1.2e6, "barrels a day"),
        ),
        ("Customs seized 300 kilos of cocaine.", ("cocaine", 300, "kilos")),
    ],
)
def test_amounts_are_of_a_commodity(found, sentence, expected):
    assert short(found(sentence)) == [expected]


# ---- How sure, where, who says


@pytest.mark.parametrize(
    ("words", "value", "approximate"),
    [
        ("15", 15, False),
        ("around 15", 15, True),
        ("more than 15", 15, True),
        ("at least fifteen", 15, True),
        ("15 or so", 15, True),
        ("a dozen", 12, False),
        ("dozens of", 24, True),
        ("hundreds of", 200, True),
        ("tens of thousands of", 20000, True),
        ("several hundred", 300, True),
    ],
)
def test_numbers_in_words_and_words_of_doubt(found, words, value, approximate):
    (only,) = found(f"The fever killed {words} people.")
    assert (only.value, only.approximate) == (value, approximate)


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Unemployment hovers around 15% in some Sahel countries.", "some Sahel countries"),
        ("Gunmen killed 12 people in the village of Barani.", "the village of Barani"),
        ("Raiders killed 12 people near Sebba in August.", "Sebba"),
        ("Mali's inflation rate is 3 percent.", "Mali"),
        ("Gunmen killed 12 people in January.", None),
        ("Gunmen killed 12 people near the Malian embassy.", None),
        ("Gunmen killed 12 people, a doctor in Gao said.", None),
    ],
)
def test_the_place_is_the_nearest_that_the_sentence_names(found, sentence, place):
    (only,) = found(sentence)
    assert (only.place and only.place.text) == place


def test_a_place_of_the_model_counts_where_the_words_do_not_show_one(found):
    (only,) = found(
        "A Tillaberi raid killed 12 people.", mentions=(("Tillaberi", MentionKind.PLACE),)
    )
    assert only.place.text == "Tillaberi"


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The raid killed 12 people, according to the army.", "the army"),
        ("The army said that the raid killed 12 people.", "The army"),
        (
            "The raid killed 12 people, the governor of Kayes said on Monday.",
            "the governor of Kayes",
        ),
        ("“It killed 12 people,” said Awa Keld.", "Awa Keld"),
        ("The army wrote off 12 people killed.", None),
        ("The raid killed 12 people.", None),
    ],
)
def test_a_figure_has_its_speaker(found, sentence, speaker):
    (only,) = found(sentence)
    assert (only.said_by and only.said_by.text) == speaker


def test_a_speaker_arc_of_the_model_counts_where_the_words_name_none(found):
    trigger = Trigger(
        start=0,
        end=3,
        text="The",
        type="ASSAULT",
        mode=None,
        status=Status.OCCURRED,
        score=0.9,
        arcs=(Arc(mention=0, role=Role.SPEAKER, score=0.9),),
    )
    (only,) = found(
        "The raid, so the governor, killed 12 people.",
        mentions=(("the governor", MentionKind.ACTOR),),
        triggers=(trigger,),
    )
    assert only.said_by.text == "the governor"


# ---- What is no figure


@pytest.mark.parametrize(
    "sentence",
    [
        "The war of 2013 killed trade.",
        "In 2020 soldiers seized the palace.",
        "The attack on 3 January killed hopes of a truce.",
        "They met on 3 and 4 April.",
        "Article 5 binds the three armies.",
        "Resolution 2374 people forget.",
        "Diop, 46, resigned.",
        "A 34-year-old teacher resigned.",
        "Call +223 20 22 55 66 for help.",
        "The ceremony began at 10:30.",
        "1 - 2 - 3 - 4 - 5",
        "The striker scored twice as Mali won 2-1.",
        "The club sold 40,000 seats for the cup final.",
        "One of the soldiers wept.",
        "Three countries signed the pact.",
        "The camp lies 45 kilometres from Kaya.",
        "They were held for 76 days.",
        "Two ministers flew to Doha.",
        "The AK-47 is common there.",
        "Base 201 was handed over.",
    ],
)
def test_dates_ages_scores_and_labels_are_no_figures(found, sentence):
    assert found(sentence) == []


def test_page_furniture_is_left_out(found):
    assert found("40 people killed time here.", kind=SentenceKind.BOILERPLATE) == []


# ---- The document


def test_a_heading_repeats_no_figure_of_the_text(found):
    heading, text = "# Raid kills 12 guards", "The raid killed 12 guards at dawn."
    assert len(found(heading)) == 1
    (only,) = found(heading, text)
    assert only.span.start > len(heading) - 2


def test_cells_are_named_by_their_row(found):
    tankers, money, share = found(
        "| Indicator | Value | Source |",
        "| Tankers destroyed since May | more than 100 | unions |",
        "| Aid appeal, 2025 | 771 million dollars | UN |",
        "| Share of grain that comes by rail | about 60 per cent | importers |",
    )
    assert (tankers.indicator, tankers.value, tankers.approximate) == ("tankers", 100, True)
    assert tankers.span.text == "more than 100"
    assert (money.value, money.unit) == (771e6, "USD")
    assert (share.indicator, share.unit) == ("share of grain that comes by rail", "percent")


def test_cells_of_a_table_of_countries_are_named_by_their_column(found):
    first, second = found(
        "| Country | Soldiers there | Since |", "| Chad | 1,000 | 1986 |", "| Gabon | 350 | 1961 |"
    )
    assert (first.indicator, first.value, first.place.text) == ("troops", 1000, "Chad")
    assert second.place.text == "Gabon"


def test_figures_come_in_the_order_of_the_text(found):
    figures = found(
        "It killed 9 people.", "| Country | Refugees |", "| Chad | 700 |", "It hurt 3 boys."
    )
    assert [each.value for each in figures] == [9, 700, 3]


def test_a_document_without_text_has_none():
    assert list(find_figures(Document(id="empty", origin="empty.txt", text=""), [])) == []


def test_a_word_list_that_is_missing_is_told_by_name():
    with pytest.raises(CodebookError, match=r"figures\.unheard_of"):
        words("figures", "unheard_of")


def test_the_table_of_indicators_can_be_read():
    for measure in Measure:
        assert table(measure)
