"""The words of which English dates are made, each with its kind.

A kind is a name that the patterns use; a word has one kind. Words that are something else when
written small (`may`, `march`, `sat`) have their kind only with a capital.
"""

from __future__ import annotations

from typing import Final


def words_of(text: str) -> tuple[str, ...]:
    """The words of a list that is written as one string.

    >>> words_of("in since until")
    ('in', 'since', 'until')
    """
    return tuple(text.split())


MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            "monday mondays mon",
            "tuesday tuesdays tue tues",
            "wednesday wednesdays wed",
            "thursday thursdays thu thur thurs",
            "friday fridays fri",
            "saturday saturdays sat",
            "sunday sundays sun",
        )
    )
    for name in names.split()
}
"""Monday is 0, as in `date.weekday`."""
_ONES: Final = words_of("zero one two three four five six seven eight nine")
_TEENS: Final = words_of(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS: Final = words_of("twenty thirty forty fifty sixty seventy eighty ninety")
_NTHS: Final = words_of("first second third fourth fifth sixth seventh eighth ninth")
_TEENTHS: Final = words_of(
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
    "nineteenth"
)
NUMBERS: Final = (
    {word: n for n, word in enumerate([*_ONES, *_TEENS])}
    | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
    | {
        f"{tens}-{ones}": 10 * n + m
        for n, tens in enumerate(_TENS, start=2)
        for m, ones in enumerate(_ONES[1:], start=1)
    }
    | {"dozen": 12, "hundred": 100, "thousand": 1000}
)
ORDINALS: Final = (
    {word: n for n, word in enumerate([*_NTHS, *_TEENTHS], start=1)}
    | {"twentieth": 20, "thirtieth": 30}
    | {f"twenty-{nth}": 20 + n for n, nth in enumerate(_NTHS, start=1)}
    | {"thirty-first": 31}
)
DECADES: Final = {
    name: 10 * n
    for n, name in enumerate(
        words_of("twenties thirties forties fifties sixties seventies eighties nineties"), start=2
    )
}
UNITS: Final = {
    name: code
    for code, names in {
        "D": "day days",
        "WE": "weekend weekends",
        "W": "week weeks",
        "2W": "fortnight fortnights",
        "M": "month months",
        "Q": "quarter quarters",
        "Y": "year years",
        "E": "decade decades",
        "C": "century centuries",
        "TH": "hour hours",
        "TM": "minute minutes",
        "TS": "second seconds",
    }.items()
    for name in names.split()
}
"""Units of time and their letters in TIMEX3 durations (`T` marks those of the clock)."""
PARTS: Final = {
    "morning": "TMO",
    "mornings": "TMO",
    "dawn": "TMO",
    "daybreak": "TMO",
    "sunrise": "TMO",
    "afternoon": "TAF",
    "afternoons": "TAF",
    "evening": "TEV",
    "evenings": "TEV",
    "dusk": "TEV",
    "sunset": "TEV",
    "nightfall": "TEV",
    "night": "TNI",
    "nights": "TNI",
    "noon": "T12:00",
    "midday": "T12:00",
    "midnight": "T24:00",
}
"""Parts and hours of the day in TIMEX3."""

_OWN_KIND: Final = words_of(
    "day week weekend weekends fortnight month quarter year decade century first second one "
    "nineteen twenty thousand few couple course today yesterday tomorrow tonight overnight the "
    "this that these last next past same current latest recent early late earlier later of in "
    "at on ago now other per once times period half than up so christmas eve new boxing "
    "valentine easter good thanksgiving halloween labor memorial moment future near long final "
    "latter"
)
"""Words that are kinds of their own."""
KINDS: Final[dict[str, str]] = {word: word for word in _OWN_KIND} | {
    "month_name": "january february april june july august september october november december",
    "weekday": "monday tuesday wednesday thursday friday saturday sunday",
    "weekdays": "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
    "units": "days weeks months quarters years decades centuries weekends fortnights",
    "clock_unit": "hour minute",
    "clock_units": "hours minutes seconds",
    "ordinal": " ".join(word for word in ORDINALS if word not in _OWN_KIND),
    "number_word": " ".join(
        word for word, n in NUMBERS.items() if word not in _OWN_KIND and 1 < n < 100 and n != 12
    )
    + " twelve",
    "hundred": "hundred dozen",
    "several": "several many",
    "decade_word": " ".join(DECADES),
    "part": "morning afternoon evening night",
    "parts": "mornings afternoons evenings nights",
    "hour_name": "noon midday midnight dawn daybreak sunrise dusk sunset nightfall",
    "season": "spring summer fall autumn winter",
    "a": "a an",
    "coming": "coming upcoming",
    "previous": "previous preceding prior",
    "following": "following subsequent ensuing",
    "mid": "mid middle",
    "start": "start beginning",
    "end": "end close",
    "to": "to through until till thru",
    "and": "and or",
    "before": "before beforehand previously",
    "after": "after afterward afterwards thereafter",
    "every": "every each",
    "twice": "twice thrice",
    "fiscal": "fiscal financial",
    "full": "full whole entire calendar",
    "approximately": "about around nearly almost roughly approximately over under",
    "more": "more less fewer longer",
    "least": "least most",
    "right": "right just",
    "zone": "gmt utc est edt cst cdt mst mdt pst pdt cet cest bst wat eat cat",
    "oclock": "o'clock o’clock",
    "vague_past": "recently lately",
    "vague_present": "currently presently nowadays",
    "vague_future": "soon shortly",
    "rate": "daily weekly monthly yearly annually hourly nightly fortnightly biweekly",
}
"""The words of each kind."""
CAPITAL_KINDS: Final[dict[str, str]] = {
    "month_verb": "may march",
    "month_short": "jan feb mar apr jun jul aug sep sept oct nov dec",
    "weekday_short": "mon tue tues wed thu thur thurs fri sat sun",
}
"""Kinds that a word has only with a capital."""
