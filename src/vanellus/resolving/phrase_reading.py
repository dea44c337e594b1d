"""How a phrase is taken apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vanellus.resolving import grammar, phrase_heads
from vanellus.resolving.matching import find_items
from vanellus.resolving.phrases import Cue, Phrase
from vanellus.resolving.quantities import counts_people, read_quantity
from vanellus.resolving.words import singular, split_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanellus.resolving.known import Office
    from vanellus.resolving.lexicon import Lexicon
    from vanellus.resolving.matching import Item
    from vanellus.resolving.words import Word


def read_phrase(text: str, lexicon: Lexicon) -> Phrase:
    """The parts of one phrase.

    >>> from vanellus.resolving.lexicon import Lexicon
    >>> phrase = read_phrase("at least 12 Malian villagers", Lexicon.default())
    >>> phrase.bare, phrase.number, phrase.head, phrase.cues[0].text
    ('Malian villagers', 12, 'villager', 'Malian')
    """
    words = split_words(text)
    segments = _segments(words, find_items(words, lexicon))
    if not segments:
        return Phrase(text=text, bare=text.strip(), undetermined=text.strip())
    main = _Segment(text, segments[0], lexicon).read()
    for segment in segments[1:]:
        if segment[0].key in ("including", "such", "like", "among", "notably"):
            continue
        other = _Segment(text, segment, lexicon).read()
        # A number alone is an age: `Amal, 24, a nurse`.
        if other.number is None or other.head is not None:
            return replace(main, text=text, apposition=other)
    return main


def _segments(words: Sequence[Word], items: Sequence[Item]) -> list[list[Item]]:
    """The phrase parted at commas and brackets, except where these part the names of a list."""
    parts: list[list[Item]] = [[]]
    for item in items:
        if item.key:
            parts[-1].append(item)
        elif words[item.first].text in ",;()[]–—":
            parts.append([])
    merged: list[list[Item]] = []
    for part in parts:
        if part and merged and _joins(merged[-1], part):
            merged[-1] = merged[-1] + part
        elif part:
            merged.append(part)
    return merged


def _joins(before: list[Item], part: list[Item]) -> bool:
    """Whether a comma between two parts parts the names of a list."""
    names = [item for item in part if item.key not in ("and", "or", "the")]
    if not names or not before[-1].is_state:
        return False
    if phrase_heads.is_person(names[0]) and any(item.office for item in before):
        return False  # `the president of Ghana, Ana Ruiz`
    return all(item.is_state or item.names for item in names) or (
        all(item.is_state for item in before) and names[0].is_state
    )


class _Segment:
    """Reads one segment of a phrase."""

    def __init__(self, text: str, items: list[Item], lexicon: Lexicon) -> None:
        self.text = text[items[0].start : items[-1].end]
        self.origin = items[0].start
        self.items = items
        self.lexicon = lexicon
        self.quantity = read_quantity(items)
        self.cues: list[Cue] = []

    def read(self) -> Phrase:
        """The phrase of this segment."""
        whole = " ".join(item.key for item in self.items)
        quantity = self.quantity
        named = any(item.names for item in self.items)  # `US`, `WHO`
        alone = self.items[-1].key in grammar.NUMBERS  # `the forty-nine`
        if (whole in grammar.PRONOUNS and not named) or alone or quantity.noun >= len(self.items):
            plural = quantity.number != 1 and whole not in grammar.SINGULAR_PRONOUNS
            return self._phrase(0, pronoun=whole, plural=plural)
        items = self.items[quantity.noun :]
        if counts_people(items, counted=quantity.counted):
            people = self.lexicon.offices.get("people")
            return self._phrase(0, office=people, head="person", plural=quantity.number != 1)
        if phrase_heads.is_list(items):
            self.cues = [self._cue(item, "head") for item in items if item.names]
            return self._phrase(quantity.noun, plural=True, listed=True)
        return self._noun(items)

    def _phrase(self, bare: int, **parts: object) -> Phrase:
        """The phrase with the text from item `bare` on as its own."""
        quantity = self.quantity
        return Phrase(
            text=self.text,
            bare=self._from(bare),
            undetermined=self._from(quantity.undetermined),
            determiner=quantity.determiner,
            number=quantity.number,
            counted=quantity.counted,
            cues=tuple(self.cues),
            **parts,  # type: ignore[arg-type]
        )

    def _from(self, at: int) -> str:
        if at >= len(self.items):
            return self.text
        return self.text[self.items[at].start - self.origin :].strip(" ,;")

    def _span(self, first: Item, last: Item) -> str:
        return self.text[first.start - self.origin : last.end - self.origin]

    def _cue(self, item: Item, how: str) -> Cue:
        return Cue(names=item.names, how=how, text=self._span(item, item), key=item.key)

    def _noun(self, items: Sequence[Item]) -> Phrase:
        """A phrase with a noun or name for its head."""
        pre, post = phrase_heads.part_at_head(items)
        start = phrase_heads.body_name(pre)
        body = start is not None
        cut = phrase_heads.proper_tail(pre) if start is None else start
        rest, tail = list(pre[:cut]), pre[cut:]
        head_item, owner = None, None
        if rest and not body:
            last = rest[-1]
            if last.names and (last.office is None or phrase_heads.prefers_name(rest)):
                if not tail:
                    self.cues.append(self._cue(last, "head"))
                    rest = rest[:-1]
            elif last.office is not None or not last.capital or not tail:
                head_item = phrase_heads.head_office(rest) if last.office is not None else last
                owner = phrase_heads.owner_office(rest, head_item)
        office = tail[-1].office if body else head_item.office if head_item else None
        head = tail[-1].key if body else None
        if head_item is not None:
            # `heads of state` are heads.
            head = singular(head_item.key.partition(" of ")[0].rpartition(" ")[2])
        others = self._add_cues_before(rest, head_item)
        place, owner_after = self._add_cues_after(post)
        keys = {item.key for item in rest}
        titled = office is not None or bool(keys & grammar.CIVIL_TITLES)
        return self._phrase(
            self.quantity.noun,
            plural=self._is_plural(head_item, office, bool(tail)),
            office=office,
            head=head,
            head_text=self._head_text(head_item),
            owner_office=owner or owner_after,
            proper=self._span(tail[0], tail[-1]) if tail else None,
            titled=bool(tail) and not body and titled,
            body=body,
            female=_gender(keys),
            former=_is_former(keys),
            opposing="opposition" in keys,
            plain=not others and not tail and _is_plain(post),
            modified=bool(post),
            place=place,
        )

    def _head_text(self, item: Item | None) -> str:
        if item is None:
            return ""
        text = self._span(item, item)
        return text if text.isupper() else text.lower()

    def _is_plural(self, head: Item | None, office: Office | None, named: bool) -> bool:  # noqa: FBT001
        counted = self.quantity.counted
        if self.quantity.number == 1:
            return False
        if office is not None:
            return office.plural or counted
        if head is not None:
            last = head.key.rpartition(" ")[2]
            return counted or singular(last) != last
        return counted and not named

    def _add_cues_before(self, rest: Sequence[Item], head: Item | None) -> bool:
        """Whether words other than names stand before the head, too."""
        others = False
        for at, item in enumerate(rest):
            if item is head:
                continue
            how = phrase_heads.how_before(rest, at)
            if item.names and how:
                self.cues.append(self._cue(item, how))
            elif item.key not in ("and", "or", "of"):
                others = True
        return others

    def _add_cues_after(self, post: Sequence[Item]) -> tuple[str | None, Office | None]:
        """The unknown name of a place after the head, and the office that owns the head."""
        how, linked = "other", False
        place: str | None = None
        owner: Office | None = None
        for at, item in enumerate(post):
            key = item.key
            if key in ("who", "which", "that", "whose", "where", "when"):
                break
            linked = linked or (item.is_word and key in grammar.LINKS)
            if key in grammar.CUTS or key == "to":
                how = phrase_heads.how_after(key, how)
            elif item.names and item.glue not in grammar.NO_TIE:
                self.cues.append(self._cue(item, "link" if linked and not item.is_state else how))
            elif item.office is not None:
                beside = post[at - 1].office is not None
                if (owner is None or beside) and how in ("of", "for", "from", "in"):
                    owner = item.office
                linked = linked or item.office.phrase.rpartition(" ")[2] in grammar.LINKS
            elif item.capital and place is None and how in ("in", "of", "from"):
                end = at
                while end + 1 < len(post) and post[end + 1].capital and post[end + 1].is_word:
                    end += 1
                place = self._span(item, post[end])
        return place, owner


def _is_former(keys: set[str]) -> bool:
    """Whether a word, be it inside a known office (`former president`), says so."""
    return not keys.isdisjoint(grammar.FORMER) or any(
        " " in key and not grammar.FORMER.isdisjoint(key.split()) for key in keys
    )


def _gender(keys: set[str]) -> bool | None:
    if keys & grammar.FEMALE_TITLES:
        return True
    return False if keys & grammar.MALE_TITLES else None


def _is_plain(post: Sequence[Item]) -> bool:
    """Whether after the head comes nothing but a country."""
    return not post or (
        len(post) <= 3 and post[0].key in ("of", "in", "from") and post[-1].is_state
    )
