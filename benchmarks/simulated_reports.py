"""Reports made by chance in which it is known which tell of one event, written into a store.

How they are made:

* **Stories** hold one to seven events (4 on average) of the same parties within a few days. Their
  days are spread over 20 years, two in five of them in bursts: many stories of the same two parties
  within about three weeks. Actor and place follow the skewed shares of `simulated_world`; the other
  party is mostly one of the actor's usual partners.
* **Events** have a type (no two of a story the same) with a mode, parties (now and then a third
  one, or with the roles swapped), a day, a town, eight words of their own (some common, some
  made-up names; three of them belong to the story), where somebody was killed a toll, and a
  direction in the space of sentence vectors.
* **Reports** of an event are 1 + Poisson with a mean that is log-normal over the stories: 3.3 on
  average, some dozens at most. Each is a sentence of one of the story's documents, which are
  published days before (then it is a plan), days after, or months after. Noise: the type is coded
  as a neighbour or as anything; a party is missed or one too many is there, states come as
  themselves, as organs, as persons by name; the date is given by the text, off by a day or two, of
  the month only, guessed from the day of publication or unknown; the place is the town, another
  one, region, country or missing; each word of the event is there or not among words drawn by
  chance; tolls differ; vectors are blurred.
* **Copies**: one document in seven repeats the story's first one, as far as both have the same
  events, under another title and publisher.

`simulate` gives the same for the same count and seed. Stories are made in batches, so the memory
doesn't grow with the count.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
from benchmarks.simulated_batches import Batch
from benchmarks.simulated_stories import (
    OF_STORY,
    OWN,
    PER_BURST,
    PER_EVENT,
    PER_STORY,
    TYPES,
    Stories,
    unit,
)
from benchmarks.simulated_world import PERSONS, world

from vanellus.linking.kinds import Kinds
from vanellus.ontology import Codebook

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Texts = npt.NDArray[np.object_]

_BLUR: Final = 0.8
"""Length of the noise of a sentence's vector beside the event's own direction."""


def simulate(count: int, *, seed: int = 1) -> Iterator[Batch]:
    """Batches with `count` reports altogether."""
    here = world(seed=seed)
    stories = round(count / PER_EVENT / PER_STORY)
    left = count
    number = 0
    while left > 0:
        made = _Made(here, number, seed=seed, bursts=max(stories // PER_BURST, 1))
        kept = made.first(left)
        yield kept
        left -= kept.truth.num_rows
        number += 1


class _Made(Stories):
    """One batch of stories with what the reports say, as the event model might have coded it."""

    def first(self, limit: int) -> Batch:
        """Rows of up to `limit` reports."""
        count = len(self.event)
        ids = self.new_ids("r", count)
        coded = self._coded(count)
        sentence = coded.pop("sentence")[self.source]
        table: dict[str, Any] = {name: column[self.source] for name, column in coded.items()}
        guessed = table.pop("guessed")
        day = np.where(guessed, self.doc_day[self.doc], table.pop("day"))
        until = np.where(guessed, day, table.pop("until"))
        unknown = table.pop("unknown")
        figure = table.pop("toll")
        vector = table.pop("vector")
        people = {name: table.pop(name) for name in ("actor", "recipient", "third", "guise")}
        starts = self.line * 1000
        table |= {
            "report_id": ids,
            "doc_id": self.doc_ids[self.doc],
            "sentence": sentence,
            "sentence_start": starts.astype(np.int32),
            "sentence_end": (starts + 999).astype(np.int32),
            "date_start": pa.array(day.astype("datetime64[D]"), mask=unknown),
            "date_end": pa.array(until.astype("datetime64[D]"), mask=unknown),
            "run_id": np.full(count, "simulated", object),
            "trigger_start": starts.astype(np.int32),
            "trigger_end": (starts + 5).astype(np.int32),
        }
        # Rows stand in the order of the stories, so those of a story stay together.
        rows = np.arange(min(limit, count))
        chosen = pa.array(rows)
        reports = pa.table(_arrow(table)).take(chosen)
        docs = np.unique(self.doc[rows])
        killed = rows[figure[rows] > 0]
        truth = pa.table(
            {
                "report_id": ids[rows],
                "doc_id": self.doc_ids[self.doc[rows]],
                "event": self.event[rows] + np.int64(self.number) * 1_000_000,
            }
        )
        return Batch(
            {
                "reports": reports,
                "documents": self._document_table(docs, sentence),
                "participants": self._people(people, ids, rows),
                "figures": self._figures(figure, killed, starts),
                "sentence_vectors": pa.table(
                    {
                        "doc_id": self.doc_ids[self.doc[rows]],
                        "sentence_start": starts[rows].astype(np.int32),
                        "vector": pa.array([row.tobytes() for row in vector[rows]], pa.binary()),
                    }
                ),
            },
            truth,
        )

    def _coded(self, count: int) -> dict[str, Any]:
        """What each report says, as coded; of copies it is overwritten with their source's."""
        rng, here, event = self.rng, self.here, self.event
        names = np.array(list(TYPES), object)
        kinds = Kinds.default()
        near = [[kinds.names[at] for at in np.flatnonzero(kinds.nearness[kinds.code(name)])]
                for name in TYPES]  # fmt: skip
        chance = rng.random(count)
        pick = rng.integers(0, 1 << 30, count).tolist()
        kind = names[self.type[event]]
        for at in np.flatnonzero(chance < 0.1).tolist():
            options = near[self.type[event[at]]]
            kind[at] = options[pick[at] % len(options)]
        wild = chance > 0.97
        kind[wild] = names[rng.integers(0, len(names), wild.sum())]
        book = Codebook.default()
        modes = {
            name: [*sorted(mode.name for mode in book.type(name).modes), None] for name in TYPES
        }
        mode = np.array(
            [
                modes[name][which % len(modes[name])] if keep else None
                for name, which, keep in zip(
                    kind.tolist(), self.mode[event].tolist(), rng.random(count) < 0.7, strict=True
                )
            ],
            object,
        )
        early, late = self.early[self.doc], self.late[self.doc]
        doubt = rng.random(count)
        status = np.where(early, "future", np.where(late & (doubt < 0.5), "historical", "occurred"))
        status = np.where(doubt > 0.98, "hypothetical", np.where(doubt > 0.96, "negation", status))
        return {
            "type": kind, "plover_type": kind, "mode": mode, "status": status.astype(object),
            **self._dated(count), **self._placed(count), **self._told(count, kind),
            "contexts": np.full(count, None, object),
            "pillar": np.full(count, "security", object),
            "score": np.round(rng.beta(5, 2, count), 3), "plover_score": np.zeros(count),
            "vector": np.clip(np.round(127 * unit(
                self.e_vector[event] + _BLUR * unit(rng.normal(size=(count, 64))))), -127, 127
            ).astype(np.int8),
            "actor": np.where(rng.random(count) < 0.05, -1, self.e_actor[event]),
            "recipient": np.where(rng.random(count) < 0.15, -1, self.e_other[event]),
            "third": np.where(
                rng.random(count) < 0.05,
                rng.choice(len(here.ids), count, p=here.shares),
                np.where(rng.random(count) < 0.3, -1, self.e_third[event]),
            ),
            "guise": rng.integers(0, 20, (count, 2)),
        }  # fmt: skip

    def _dated(self, count: int) -> dict[str, Any]:
        rng = self.rng
        day = self.e_day[self.event]
        chance = rng.random(count)
        slip = np.where(rng.random(count) < 0.08, rng.integers(-2, 3, count), 0)
        month = (chance > 0.93) & (chance < 0.97)
        begin = day.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]")
        begin = np.where(month, begin.astype(np.int64), day + slip)
        guessed = (chance > 0.6) & (chance < 0.93) & ~self.late[self.doc] & ~self.early[self.doc]
        unknown = chance >= 0.97
        basis = np.where(rng.random(count) < 0.2, "stated", "relative").astype(object)
        basis[guessed], basis[unknown] = "published", "unknown"
        grain = np.where(month, "month", "day").astype(object)
        grain[unknown] = "unknown"
        return {
            "day": begin, "until": np.where(month, begin + 29, begin), "guessed": guessed,
            "unknown": unknown, "date_basis": basis, "date_grain": grain,
            "date_text": np.full(count, None, object),
        }  # fmt: skip

    def _placed(self, count: int) -> dict[str, Any]:
        rng, here = self.rng, self.here
        state = self.state[self.of_story][self.event]
        codes = here.ids[state]
        chance = rng.random(count)
        town = self.town[self.event] + (rng.random(count) < 0.05)
        found: list[tuple[Any, ...]] = []
        for code, name, at, level in zip(
            codes.tolist(), here.names[state].tolist(), town.tolist(), chance.tolist(), strict=True
        ):
            towns = here.towns[code]
            key, label, lat, lon = towns[at % len(towns)]
            if level < 0.5:
                found.append((key, label, lat, lon, code, "city"))
            elif level < 0.6:
                found.append((None, f"{label} Region", lat + 0.3, lon + 0.3, code, "region"))
            elif level < 0.75:
                found.append((None, name, towns[0][2], towns[0][3], code, "country"))
            else:
                found.append((None,) * 6)
        names = ("geonameid", "place_name", "latitude", "longitude", "place_country", "place_grain")
        columns = {
            name: np.array(column, object)
            for name, column in zip(names, zip(*found, strict=True), strict=True)
        }
        columns["place_text"] = columns["place_name"]
        return columns

    def _told(self, count: int, kind: Texts) -> dict[str, Any]:
        """Sentence, trigger, toll."""
        rng, here, event = self.rng, self.here, self.event
        verb = np.where(rng.random(count) < 0.5, 0, rng.integers(0, 6, count))
        trigger = np.array(
            [f"{name.lower()}{'' if not at else chr(97 + at)}s"
             for name, at in zip(kind.tolist(), verb.tolist(), strict=True)], object,
        )  # fmt: skip
        toll = self.e_toll[event] + np.where(
            rng.random(count) < 0.25, rng.integers(-2, 5, count), 0
        )
        toll = np.where((rng.random(count) < 0.8) & (self.e_toll[event] > 0), toll.clip(1), 0)
        own = np.where(rng.random((count, OWN)) < 0.55, self.e_words[event], "")
        noise = here.words[rng.choice(len(here.words), (count, 8), p=here.word_shares)]
        sentences = [
            " ".join(filter(None, (*left, actor, told, other, f"{dead} dead" if dead else "",
                                   *right))) + "."
            for left, actor, told, other, dead, right in zip(
                noise.tolist(), here.names[self.e_actor[event]].tolist(), trigger.tolist(),
                here.names[self.e_other[event]].tolist(), toll.tolist(), own.tolist(), strict=True,
            )
        ]  # fmt: skip
        return {"sentence": np.array(sentences, object), "trigger": trigger, "toll": toll}

    def _document_table(self, docs: Ints, sentences: Texts) -> pa.Table:
        rng, here = self.rng, self.here
        count = len(self.doc_keys)
        story = self.doc_keys // 1000
        own = np.where(rng.random((count, OF_STORY)) < 0.6, self.story_words[story], "")
        noise = here.words[rng.choice(len(here.words), (count, 3), p=here.word_shares)]
        titles = [" ".join(filter(None, row)) for row in np.hstack([noise, own]).tolist()]
        rest = here.words[rng.choice(len(here.words), (count, 40), p=here.word_shares)]
        rest = rest[self.doc_source].tolist()
        order = np.lexsort((self.line, self.doc))
        parts = np.split(sentences[order], np.cumsum(np.bincount(self.doc))[:-1])
        text = [" ".join([*parts[at], *rest[at]]) for at in docs.tolist()]
        ids = self.doc_ids[docs]
        return pa.table(
            {
                "doc_id": ids,
                "run_id": np.full(len(docs), "simulated", object),
                "content": ids,
                "origin": ids,
                "title": pa.array([titles[at] for at in docs.tolist()], pa.string()),
                "published": self.doc_day[docs].astype("datetime64[D]"),
                "publisher": pa.array([f"Outlet {at}" for at in self.publisher[docs].tolist()]),
                "language": np.full(len(docs), "en", object),
                "text": pa.array(text, pa.string()),
                "blocks": np.full(len(docs), "[]", object),
            }
        )

    def _people(self, people: dict[str, Any], ids: Texts, rows: Ints) -> pa.Table:
        """Participants: states as themselves, as an organ, or as a person that speaks for them."""
        here = self.here
        parts = []
        for role, name, side in (("actor", "actor", 0), ("recipient", "recipient", 1),
                                  ("actor", "third", 1)):  # fmt: skip
            there = rows[people[name][rows] >= 0]
            parts.append(
                (np.full(len(there), role, object), there, people[name][there],
                 people["guise"][there, side] if name != "third" else np.zeros(len(there), int),
                 np.full(len(there), int(name == "third"), np.int32))
            )  # fmt: skip
        roles, row, party, guise, position = (
            np.concatenate(column) for column in zip(*parts, strict=True)
        )
        state = here.kinds[party] == "state"
        organ = state & (guise < 5)
        person = (guise >= 5) & (guise < 5 + PERSONS) & (here.countries[party] != np.array(None))
        who = np.where(person, here.ids[party] + np.char.mod("-p%d", guise).astype(object),
                       np.where(organ, here.ids[party] + "-army", here.ids[party]))  # fmt: skip
        plain = ~organ & ~person
        members = [here.members[at] if own else [] for at, own in zip(party, plain, strict=True)]
        sector = np.where(organ, "MIL", np.where(person, "GOV", here.sectors[party]))
        return pa.table(
            _arrow(
                {
                    "report_id": ids[row],
                    "doc_id": self.doc_ids[self.doc[row]],
                    "role": roles,
                    "position": position,
                    "entity_id": who,
                    "text": here.names[party],
                    "text_start": np.zeros(len(row), np.int32),
                    "text_end": np.ones(len(row), np.int32),
                    "name": here.names[party],
                    "country": here.countries[party],
                    "sector": sector,
                    "kind": np.where(person, "person", np.where(organ, "group", here.kinds[party])),
                    "lexicon_id": np.where(plain, here.ids[party], None),
                    "members": pa.array(members, pa.list_(pa.string())),
                }
            )
        )

    def _figures(self, toll: Ints, rows: Ints, starts: Ints) -> pa.Table:
        count = len(rows)
        return pa.table(
            {
                "doc_id": self.doc_ids[self.doc[rows]],
                "span_start": (starts[rows] + 10).astype(np.int32),
                "span_end": (starts[rows] + 20).astype(np.int32),
                "text": pa.array([f"{dead} dead" for dead in toll[rows].tolist()], pa.string()),
                "indicator": pa.array(["killed"] * count, pa.string()),
                "value": toll[rows].astype(float),
                "unit": pa.array(["persons"] * count, pa.string()),
                "approximate": np.zeros(count, np.bool_),
            }
        )


def _arrow(columns: dict[str, Any]) -> dict[str, Any]:
    """Columns as Arrow takes them; contexts are empty lists."""
    out = {}
    for name, column in columns.items():
        if name == "contexts":
            out[name] = pa.array([[]] * len(column), pa.list_(pa.string()))
        elif isinstance(column, np.ndarray) and column.dtype == object:
            kind = {"geonameid": pa.int64(), "latitude": pa.float64(), "longitude": pa.float64()}
            out[name] = pa.array(column, kind.get(name, pa.string()))
        else:
            out[name] = column
    return out
