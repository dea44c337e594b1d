"""Appeals: requests that only exhort.

PLOVER's table for CAMEO drops class 02 (appeals) and keeps class 10 (demands) as REQUEST; its
manual has one type for both. `urged both sides to show restraint` reports no dealing between
parties, `asked Moscow for instructors` and `demanded that the mission leave` do. So exhortations
are told from requests by the words that carry them, and left out unless they are asked for.
"""

from __future__ import annotations

import re
from typing import Final

from vanellus.records import EventReport

_EXHORTS: Final = re.compile(
    r"\b(?:urg(?:e[sd]?|ing)|appeal\w*|exhort\w*|implor\w+|entreat\w*|beseech\w*|besought|"
    r"encourag\w+|advis(?:e[sd]?|ing)|recommend\w*|counsel\w*|plead\w*|pled|pleas?|begg?(?:ed|ing|s)?|"
    r"push(?:e[sd]|ing)? for|nudg(?:e[sd]?|ing)|prodd?(?:ed|ing|s)?|"
    r"call(?:s|ed|ing)?(?! (?:in|up|off|out|back|for the (?:arrest|ouster)))\b)",
    re.IGNORECASE,
)
_INSISTS: Final = re.compile(r"\b(?:demand|order|insist|ultimatum|must)", re.IGNORECASE)


def is_appeal(report: EventReport) -> bool:
    """Whether a report is of a mere appeal: a REQUEST whose trigger exhorts and doesn't insist."""
    words = report.trigger.text
    return (
        report.type == "REQUEST"
        and _EXHORTS.search(words) is not None
        and _INSISTS.search(words) is None
    )
