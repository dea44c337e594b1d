"""The type of an annotated event as PLOVER's CAMEO table has it."""

from __future__ import annotations

import pytest
from training.corpus import parse
from training.table_reading import by_table


def table_type(line):
    read = parse(line)
    return by_table(read.text, read.events[0])


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("[A1|A court] [E1 SANCTION.convict|convicted] [R1|the mayor].", "ACCUSE"),
        ("[A1|Lima] [E1 SANCTION.discontinue|imposed] sanctions on [R1|Quito].", "COERCE"),
        ("[A1|Lima] [E1 SANCTION.discontinue|froze the assets] of [R1|Quito].", "COERCE"),
        ("[A1|Lima] [E1 CONCEDE|agreed to free] [R1|the envoys].", "AGREE"),
        ("[A1|Lima] [E1 RETREAT.withdraw future|will leave] [R1|Quito]'s valley.", "AGREE"),
        ("[A1|Lima] [E1 CONCEDE|apologised] to [R1|Quito].", "SUPPORT"),
        ("[A1|Lima] [E1 AGREE|pledged] its full support to [R1|Quito].", "SUPPORT"),
        ("[A1|Lima] [E1 REJECT.meet|broke off] the talks with [R1|Quito].", "SANCTION"),
        ("[A1|Lima] has [E1 CONCEDE negation|not lifted] its ban on [R1|Quito].", "REJECT"),
        ("[A1|Lima] [E1 CONSULT.visit future|will visit] [R1|Quito].", "AGREE"),
    ],
)
def test_where_manual_and_table_differ_the_table_counts(line, wanted):
    assert table_type(line) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "[A1|Lima] [E1 SANCTION.expel|expelled] [R1|the consul].",
        "[A1|Lima] [E1 SANCTION.discontinue|froze defence contacts] with [R1|Quito].",
        "[A1|Lima] [E1 CONCEDE|lifted] its ban on [R1|Quito].",
        "[A1|Lima] [E1 RETREAT.release|freed] [R1|the envoys].",
        "[A1|Lima] [E1 AGREE|promised] [R1|Quito] talks.",
        "[A1|Lima] [E1 REJECT.meet|refused to meet] [R1|Quito].",
    ],
)
def test_where_they_agree_the_type_stays(line):
    assert table_type(line) == parse(line).events[0].type
