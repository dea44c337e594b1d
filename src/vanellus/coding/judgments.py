"""What courts order, which reads like advice (`the firm should pay a fine`) and is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from vanellus.coding.phrases import Stretch

_COURT: Final = r"(?:[Cc]ourts?|[Jj]udges?|[Tt]ribunals?|[Jj]ury|[Mm]agistrates?|[Jj]ustices?)"
_ORDERS: Final = (
    r"(?:ruled|rules|ruling|ordered|orders|ordering|fined|fining|sentenced|decided|found|held|"
    r"convicted|imposed|decreed|said|says|concluded|declared|upheld)"
)
_JUDGED: Final = re.compile(
    rf"\b{_COURT}\b[^.;]{{0,80}}?\b{_ORDERS}\b|"
    rf"\b(?:fined|sentenced|convicted|ordered) by [^.;]{{0,40}}\b{_COURT}\b"
)
_SAID_BEHIND: Final = re.compile(rf",[”\"’']? (?:the|a) (?:\w+ )?{_COURT} {_ORDERS}\b")
_NEAR: Final = 200
"""Characters before a sentence in which a court may stand whose judgment it tells."""
_NAMED: Final = re.compile(rf"\b{_COURT}\b")
_PENALTY: Final = re.compile(
    r"(?:be (?:fined|jailed|imprisoned|released|compensated|paid)|"
    r"(?:\w+ )?(?:pay|compensate|refund|forfeit|serve|repay|surrender)\b)"
)


def is_sentenced(text: str, start: int, action: Stretch) -> bool:
    """Whether an action is what a court lays on somebody, by the words around it.

    What somebody says a court should do stays advice, since no court has judged there.

    >>> from vanellus.coding.phrases import Stretch
    >>> text = "A court ruled that the firm should pay a fine."
    >>> is_sentenced(text, 0, Stretch(text.index("pay"), len(text)))
    True
    """
    if _JUDGED.search(text[start : action.start].replace("\n", " ")):
        return True
    if _SAID_BEHIND.search(text, action.start, action.end + 60):
        return True
    before = text[max(0, start - _NEAR) : action.start]
    return bool(_PENALTY.match(text, action.start) and _NAMED.search(before))
