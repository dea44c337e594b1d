"""A small store made by hand, with friendly documents and a hostile one; its pages are tested as
answers and in a browser.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

SCRIPT = "<script>alert(1)</script>"
HOSTILE = "bad/<id>?&#"
"""The id of the hostile document."""


def _kept(doc_id, text, *reports, published, **known):
    from fakes import coded, document

    registers = known.pop("registers", {})
    return coded(
        doc_id,
        *reports,
        document=document(doc_id, text, published=date.fromisoformat(published), **known),
        **registers,
    )


def _report(doc_id, text, kind, words, **known):
    """A report of `words` in `text`: actor, trigger and recipient are its first, second and third
    word.
    """
    from fakes import entity, report, when

    from vanellus.records import Span

    start = text.index(words)
    who, deed, whom = (each for each in words.replace("will ", "").split()[:3])
    place = known.pop("place", None)
    actor = known.pop("actor", {})
    known = {"date": when("2025-04-01"), "mode": None, **known}
    return report(
        doc_id,
        sentence=Span(start=start, end=start + len(words), text=words),
        type=kind,
        actors=(replace(entity(who, start=start, end=start + len(who)), **actor),),
        recipients=(
            entity(
                whom, start=start + words.index(whom), end=start + words.index(whom) + len(whom)
            ),
        ),
        trigger=Span(
            start=start + words.index(deed), end=start + words.index(deed) + len(deed), text=deed
        ),
        place=place,
        **known,
    )


def _documents():
    from fakes import registers, when

    from vanellus.records import Block, BlockKind, Dropped, DropReason, Place, Status

    found = []
    text = "Talks at last. MLI met RUS in Moscow. More is to come.\n\nMLI will meet RUS on 3 April."
    block = text.index("\n\n")
    blocks = (
        Block(kind=BlockKind.PARAGRAPH, start=0, end=block),
        Block(kind=BlockKind.PARAGRAPH, start=block + 2, end=len(text)),
    )
    moscow = Place(
        text="Moscow", start=text.index("Moscow"), end=text.index("Moscow") + 6, name="Moscow",
        latitude=55.75, longitude=37.62, country="RUS", geonameid=524901, grain="city",
    )  # fmt: skip
    for doc_id, outlet, day in (("talks", "Northern Post", "2025-04-01"),
                                ("talks2", "Quiet Wire", "2025-04-02")):  # fmt: skip
        found.append(
            _kept(
                doc_id, text if doc_id == "talks" else text.replace("Talks", "Meetings"),
                _report(doc_id, text, "CONSULT", "MLI met RUS in Moscow.",
                        place=moscow if doc_id == "talks" else None,
                        date=when("2025-04-01" if doc_id == "talks" else "2025-03-31")),
                _report(doc_id, text, "CONSULT", "MLI will meet RUS on 3 April.",
                        status=Status.FUTURE, plover_type="AGREE", date=when("2025-04-03")),
                published=day, publisher=outlet, title=f"Talks ({doc_id})", blocks=blocks,
                url=f"https://news.example.org/{doc_id}",
            )
        )  # fmt: skip
    for number in range(12):
        doc_id = f"attack{number:02}"
        text = f"JNM attacked BFA near Djibo, day {number}."
        month, day = 1 + number % 12, 1 + number
        found.append(
            _kept(
                doc_id, text,
                _report(doc_id, text, "ASSAULT", text, plover_score=-9.0, mode="firearms",
                        date=when(f"2024-{month:02}-{day:02}"),
                        place=Place(text="Djibo", start=22, end=27, name="Djibo", latitude=14.1,
                                    longitude=-1.6, country="BFA", geonameid=2360886,
                                    grain="city")),
                published=f"2024-{month:02}-{day + 1:02}", publisher="Quiet Wire",
                registers=registers(doc_id) if number < 3 else {},
            )
        )  # fmt: skip
    for doc_id, day in (("overdue", "2024-04-10"), ("coming", "2025-06-30")):
        text = f"NER plans-with DZA a fair on {day}."
        found.append(
            _kept(
                doc_id, text,
                _report(doc_id, text, "COOPERATE", text, status=Status.FUTURE, plover_type="AGREE",
                        date=when(day)),
                published="2024-03-01" if doc_id == "overdue" else "2025-05-19", title=doc_id,
            )
        )  # fmt: skip
    found += _turned()
    found.append(_hostile())
    found.append(_kept("calm", "Nothing of note.", published="2025-05-20", title=None))
    found[-1] = replace(found[-1], reports=())
    left = [
        Dropped(origin="ads.html", reason=DropReason.BOILERPLATE, doc_id="talks",
                detail="ads.html: page furniture", part=f"Read on {SCRIPT}"),
        Dropped(origin=f"{SCRIPT}.pdf", reason=DropReason.BINARY, detail="=1+1"),
    ]  # fmt: skip
    return found, left


def _turned():
    """Aid of which a president speaks, and quiet months, by which it tells that attacks ended."""
    from fakes import entity, when

    found = []
    for number in range(6):
        doc_id = f"deal{number:02}"
        text = f"MLI aided FRA again, part {number}, said President Awa Ba of MLI."
        speaker = entity(
            "Awa Ba", start=text.index("President"), end=text.index(" of MLI"),
            text="President Awa Ba", country="MLI", sector="GOV", kind="person", id=None,
        )  # fmt: skip
        state = {"kind": "state", "id": "MLI", "sector": "GOV"}
        report = _report(
            doc_id, text, "AID", text, date=when(f"2023-{1 + number:02}-01"),
            plover_score=7.0, said_by=speaker if number < 3 else None, pillar="economic",
            actor=state,
        )  # fmt: skip
        partner = replace(report.recipients[0], kind="state", id="FRA", sector="GOV")
        found.append(
            _kept(
                doc_id, text, replace(report, recipients=(partner,)),
                published=f"2023-{1 + number:02}-02", publisher="Northern Post",
            )
        )  # fmt: skip
    for number in range(24):
        calm = _kept(
            f"quiet{number:02}", f"Nothing of note, part {number}.",
            published=f"{2023 + (number + 3) // 12}-{1 + (number + 3) % 12:02}-15",
            publisher="Northern Post",
        )  # fmt: skip
        found.append(replace(calm, reports=()))
    return found


def _hostile():
    """A document whose every text tries to be mark-up, or a formula."""
    from fakes import entity, when

    from vanellus.records import AgendaItem, Figure, Place, Recommendation, Span

    name = f'"><img/src=x/onerror=alert(1)>{SCRIPT}'
    text = f"{name} attacks MLI now {SCRIPT} \x02\x03 in a far place."
    start = text.index("attacks")
    span = Span(start=start, end=start + 11, text=text[start : start + 11])
    report = _report(
        HOSTILE, text, "ASSAULT", f"{name} attacks MLI now {SCRIPT}", plover_score=-9.0,
        date=when("2025-05-02"),
        actor={"name": name, "country": None, "id": "<b>", "kind": "armed_group"},
        said_by=entity(name, id="<i>", country=None, kind="person"),
        place=Place(text="now", start=text.index("now"), end=text.index("now") + 3,
                    name=f"' onload='{SCRIPT}", latitude=1.0, longitude=2.0, country="MLI",
                    grain="city"),
    )  # fmt: skip
    return _kept(
        HOSTILE, text, report, published="2025-05-02", title=f"=HYPERLINK({SCRIPT})",
        publisher=f"@{SCRIPT}", author="\t+cmd", url="javascript:alert(1)",
        registers={
            "recommendations": (
                Recommendation(doc_id=HOSTILE, area="health", action=f"=1+1{SCRIPT}",
                               addressee=entity(name), impact="-2", span=span),
            ),
            "agenda": (
                AgendaItem(doc_id=HOSTILE, pillar="economic", text=SCRIPT, country=entity(name),
                           span=span),
            ),
            "figures": (
                Figure(doc_id=HOSTILE, indicator=f"+{SCRIPT}", value=-3.5, unit="=x",
                       place=None, date=None, said_by=entity(name), span=span),
            ),
        },
    )  # fmt: skip


def make_store(path):
    """Fills the store at `path`: two outlets on one event, an overdue date, violence over a year,
    registers, things left out, and a document that attacks the pages.
    """
    from vanellus.flow import link_store
    from vanellus.storing import open_store

    with open_store(path) as store:
        run = store.begin_run(
            program_version="1", model_digest="m", codebook_digest="c", settings={"min_score": 0.1}
        )
        documents, left = _documents()
        store.add(documents, run_id=run, dropped=left)
        link_store(store)
        store.finish_run(run)
    return path
