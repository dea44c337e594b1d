"""Whom a text credits: the wire that it repeats, or an agency that lent a hand.

A credit stands where the press puts it: behind the dateline, in the by-line, at the very end. A
wire's name in the running text is no credit.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

HEAD: Final = 260
"""Characters at the start of a text in which by-line and dateline are sought."""
TAIL: Final = 420
"""Characters at the end in which a credit is sought."""

_WIRES: Final = {
    "AFP": ("Agence France-Presse", "Agence France Presse"),
    "AP": ("Associated Press", "The Associated Press", "A.P."),
    "Reuters": ("Thomson Reuters",),
    "UPI": ("United Press International",),
    "Bloomberg": ("Bloomberg News",),
    "dpa": ("Deutsche Presse-Agentur",),
    "EFE": ("Agencia EFE",),
    "ANSA": (),
    "Belga": (),
    "Lusa": (),
    "PA": ("Press Association", "PA Media"),
    "TASS": ("ITAR-TASS",),
    "RIA Novosti": ("RIA",),
    "Interfax": (),
    "Sputnik": (),
    "Ukrinform": (),
    "Xinhua": ("Xinhua News Agency",),
    "Kyodo": ("Kyodo News",),
    "Jiji": ("Jiji Press",),
    "Yonhap": ("Yonhap News Agency",),
    "KCNA": (),
    "PTI": ("Press Trust of India",),
    "IANS": (),
    "ANI": (),
    "APP": ("Associated Press of Pakistan",),
    "UNB": (),
    "VNA": ("Vietnam News Agency",),
    "Antara": (),
    "Bernama": (),
    "Anadolu": ("Anadolu Agency", "AA"),
    "IRNA": (),
    "SANA": (),
    "SPA": ("Saudi Press Agency",),
    "WAM": ("Emirates News Agency",),
    "QNA": ("Qatar News Agency",),
    "MENA": ("Middle East News Agency",),
    "MAP": ("Maghreb Arabe Presse",),
    "APS": ("Algérie Presse Service", "Agence de Presse Sénégalaise"),
    "TAP": ("Tunis Afrique Presse",),
    "AIP": ("Agence Ivoirienne de Presse",),
    "AIB": ("Agence d'Information du Burkina",),
    "AMAP": ("Agence Malienne de Presse et de Publicité",),
    "ANP": ("Agence Nigérienne de Presse",),
    "AGP": ("Agence Guinéenne de Presse", "Agence Gabonaise de Presse"),
    "APA": ("APA News", "Agence de Presse Africaine"),
    "PANA": ("Panapress", "PANAPRESS"),
    "NAN": ("News Agency of Nigeria",),
    "GNA": ("Ghana News Agency",),
    "KNA": ("Kenya News Agency",),
    "ENA": ("Ethiopian News Agency",),
    "SUNA": ("Sudan News Agency",),
    "SONNA": (),
    "SAnews": (),
    "ZIANA": (),
    "CANA": (),
    "Prensa Latina": (),
    "Notimex": (),
    "Télam": ("Telam",),
    "Agência Brasil": ("Agencia Brasil",),
}
"""News agencies by their usual name, with other names."""

_KNOWN: Final = {
    name.casefold(): usual for usual, names in _WIRES.items() for name in (usual, *names)
}
_NAME: Final = "|".join(
    re.escape(name)
    for name in sorted(
        {name for usual, names in _WIRES.items() for name in (usual, *names)},
        key=lambda name: (-len(name), name),
    )
)
_WORD: Final = r"[A-ZÀ-Þ][\w’'&.-]*"
_SELF_NAMED: Final = (
    rf"(?:{_WORD}\s+){{1,3}}(?:Wire|Newswire|News\s+Agency|News\s+Service|Press\s+Agency|"
    rf"Press\s+Service|Agency)|Agence\s+(?:{_WORD}\s+){{0,2}}(?:de\s+)?Presse"
)
"""Names that say themselves that they are a wire's: `Sahel Wire`, `Volta News Agency`."""
_WIRE: Final = rf"(?P<wire>{_NAME}|{_SELF_NAMED})"
_MORE: Final = rf"(?:\s*[/,]\s*(?:{_NAME}|{_SELF_NAMED}|Agencies|agencies))*"
_DASH: Final = r"\s*(?:--?|[\u2013\u2014])\s*"

_DATELINE: Final = re.compile(
    rf"^\s*(?:(?:[A-ZÀ-Þ][^\n()]{{1,60}}?)\s*)?\({_WIRE}{_MORE}\)(?:{_DASH}|\s*:\s+)", re.MULTILINE
)
_BY_LINE: Final = re.compile(
    rf"^\s*(?:By|BY|by|From|Par|Source:)\s+(?:the\s+)?(?:[^\n,|]{{1,40}}[,|]\s*)?"
    rf"{_WIRE}{_MORE}\s*(?:$|\||[\u2013\u2014-]\s|on\s)",
    re.MULTILINE,
)
_END: Final = re.compile(
    rf"(?:^|[.!?\"”’*]\s*|\n)[*_\s]*(?:\({_WIRE}{_MORE}\)"
    rf"|[\u2013\u2014-]+\s*{_WIRE.replace('wire>', 'dash>')}{_MORE}"
    rf"|(?:Source|Copyright|Credit|©|\(c\))\s*:?\s*(?:\d{{4}}\s+)?(?:the\s+)?"
    rf"{_WIRE.replace('wire>', 'source>')}{_MORE})[*_.\s]*$"
)
_LAST_LINE: Final = re.compile(
    rf"(?:^|\n)\s*[*_]*\((?P<name>{_WORD}(?:\s+(?:of|de|du|the|and|{_WORD})){{0,4}})\)[*_.\s]*$"
)
"""A name alone in brackets as the last line is a credit, whoever it is."""
_NO_NAME: Final = re.compile(
    r"(?i)ends?|more|photo|file|video|graphic|updated?|correction|continued|advertisement|opinion"
)
_PART: Final = re.compile(
    rf"(?:{_WIRE}{_MORE}\s+(?:also\s+)?contributed\s+to\s+this\s+(?:report|article|story)"
    rf"|(?:with|additional|further)\s+(?:additional\s+)?(?:reporting|files|material|input|"
    rf"contributions?|inputs?|reports)?\s*(?:by|from)\s+(?:the\s+)?"
    rf"{_WIRE.replace('wire>', 'lent>')}{_MORE}"
    rf"|with\s+(?:news\s+)?agenc(?:y|ies)(?:\s+reports?)?\s*[.)*_]*\s*$"
    rf"|\((?:with|and)\s+{_WIRE.replace('wire>', 'beside>')}{_MORE}\))",
    re.IGNORECASE,
)


LAST: Final = 90
"""Characters at the very end in which a wire's name may stand."""
# Most texts credit nobody: these see it fast.
_MAY_DATE: Final = re.compile(r"\([^()\n]{2,60}\)\s*[-:\u2013\u2014]")
_MAY_SIGN: Final = re.compile(r"^\s*(?:By|BY|by|From|Par|Source:)\s", re.MULTILINE)
_MAY_END: Final = re.compile(
    r"\)[*_.\s]*$|[\u2013\u2014-]\s*\S[^.]{0,40}$|Source|Copyright|Credit|©|\(c\)"
)
_MAY_SHARE: Final = (
    "contributed to this", "reporting by", "reporting from", "material from", "material by",
    "files from", "agenc", "input", "reports from", "reports by", "additional", "further by",
    "(with ", "(and ",
)  # fmt: skip


_QUOTED: Final = re.compile(
    rf"\b(?:according to|told|reported by|cited by|quoted by|citing|quoting)\s(?:the\s)?(?:\w+\s)?"
    rf"{_WIRE}\b|\b{_WIRE.replace('wire>', 'says>')}(?:\s(?:news\s)?agency)?\s"
    rf"(?:reported|reports|said|wrote|quoted|learned)\b"
)
MAY_QUOTE: Final = rf"\b(?:{_NAME})\b|Wire\b|[Aa]gency\b|Agence\b"
"""What a sentence must hold to quote a wire; by it others are passed over fast (RE2 reads it)."""


class Share(StrEnum):
    """What a wire has in a text."""

    OWN = "own"
    """The wire published it itself."""
    SOLE = "sole"
    """The text is credited to the wire alone."""
    PART = "part"
    """The wire lent a hand to the outlet's own report."""


class Credit(NamedTuple):
    """A wire, its share in a text, and the words that say so."""

    wire: str
    share: Share
    words: str


def usual_name(name: str) -> str:
    """The usual name of a wire; other names come back with their spaces made single."""
    name = " ".join(name.split())
    known = _KNOWN.get(name.casefold()) or _KNOWN.get(name.casefold().removeprefix("the "))
    return known or name


def is_wire(name: str) -> bool:
    """Whether a publisher is a news agency, by the list or by its name."""
    return usual_name(name) in _WIRES or bool(re.fullmatch(_SELF_NAMED, name.strip()))


def credit_of(
    text: str, *, publisher: str | None = None, author: str | None = None
) -> Credit | None:
    """The wire that a text credits, or None. A wire's own text is its `OWN` even where it says so
    of itself; an outlet's by-line of its own house is no credit.
    """
    if publisher is not None and is_wire(publisher):
        return Credit(usual_name(publisher), Share.OWN, publisher)
    head, tail = text[:HEAD], text[-TAIL:].rstrip()
    found = _sole(head, tail, author)
    own = None if publisher is None else usual_name(publisher).casefold()
    if found is not None and found.wire.casefold() != own:
        return found
    part = next((hit for place in (tail, head) if (hit := _lent(place))), None)
    if part is None:
        return None
    name = _named(part)
    wire = usual_name(name) if name else "agencies"
    return None if wire.casefold() == own else Credit(wire, Share.PART, part[0].strip())


def quoted_wire(sentence: str) -> str | None:
    """The wire on whose word a sentence rests (`AFP reported`, `told Reuters`), or None."""
    found = _QUOTED.search(sentence)
    name = _named(found) if found else None
    return usual_name(name) if name else None


def _lent(place: str) -> re.Match[str] | None:
    plain = place.casefold()
    return _PART.search(place) if any(sign in plain for sign in _MAY_SHARE) else None


def _sole(head: str, tail: str, author: str | None) -> Credit | None:
    if author is not None and is_wire(author):
        return Credit(usual_name(author), Share.SOLE, author)
    for place, gate, form in (
        (head, _MAY_DATE, _DATELINE),
        (head, _MAY_SIGN, _BY_LINE),
        (tail[-LAST:], _MAY_END, _END),
    ):
        if gate.search(place):
            found = form.search(place)
            name = _named(found) if found else None
            if found and name:
                return Credit(usual_name(name), Share.SOLE, found[0].strip(" \n-\u2013\u2014*_"))
    if ")" not in tail[-6:]:
        return None
    last = _LAST_LINE.search(tail)
    if last and not _NO_NAME.fullmatch(last["name"].split()[0]):
        return Credit(usual_name(last["name"]), Share.SOLE, last[0].strip())
    return None


def _named(found: re.Match[str]) -> str | None:
    return next((name for name in found.groupdict().values() if name), None)
