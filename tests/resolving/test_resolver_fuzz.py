"""No text and no marking of it breaks the resolver, and offsets always hold."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vanellus.records import (
    Arc,
    Document,
    Mention,
    MentionKind,
    Reading,
    Role,
    SentenceKind,
    SentenceReading,
    Span,
    Status,
    Trigger,
)
from vanellus.resolving import Resolver

WORDS = (
    "the a its his their they it he both three two 12 of from in and , ' 's - ( ) Mali Malian "
    "Niger Russia ECOWAS UN AES Sahel Sahelian bloc alliance delegation minister ministers "
    "president countries nations governments army junta group militants company former colonial "
    "power Lavrov Sergei counterpart one them leaders members Traoré General member states court "
    "Western foreign gunmen villagers Georgia Washington Jordan Brussels IS US us WHO"
).split()
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
documents = st.lists(st.lists(phrases, min_size=1, max_size=4), min_size=1, max_size=4)


@given(text=st.text(max_size=80))
def test_any_text_is_an_entity_of_itself(text: str) -> None:
    found = Resolver.default().entity(text)
    assert (found.text, found.start, found.end) == (text, 0, len(text))


@given(text=phrases)
def test_any_phrase_is_an_entity_with_a_name(text: str) -> None:
    assert Resolver.default().entity(text).name.strip()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(parts=documents)
def test_any_marking_is_resolved_and_offsets_hold(reader: Any, parts: list[list[str]]) -> None:
    text, sentences = "", []
    for number, sentence in enumerate(parts):
        start, mentions = len(text), []
        for phrase in sentence:
            at = len(text)
            text += phrase + " "
            mentions.append(
                Mention(
                    start=at, end=at + len(phrase), text=phrase, kind=MentionKind.ACTOR, score=0.5
                )
            )
        roles = (Role.ACTOR, Role.RECIPIENT, Role.SPEAKER, Role.PLACE)
        trigger = Trigger(
            start=start,
            end=start + 1,
            text=text[start : start + 1],
            type="CONSULT",
            mode=None,
            status=Status.FUTURE,
            score=0.5,
            arcs=tuple(Arc(mention=i, role=roles[i], score=0.5) for i in range(len(mentions))),
        )
        sentences.append(
            SentenceReading(
                sentence=Span(start=start, end=len(text), text=text[start:]),
                kind=SentenceKind.REPORT,
                mentions=tuple(mentions),
                triggers=(trigger,),
                contexts=(),
                block=number - 1,
            )
        )
    document = Document(id="d", origin="hand", text=text)
    coded = reader.resolver.resolve(Reading(document=document, sentences=tuple(sentences)))
    for report in coded.reports:
        for entity in (*report.actors, *report.recipients):
            assert text[entity.start : entity.end] == entity.text
            assert entity.name
            assert entity.country is None or len(entity.country) == 3
