"""Stories, events and documents made by chance, of which simulated reports tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt
    from benchmarks.simulated_world import World

    Texts = npt.NDArray[np.object_]
    Real = npt.NDArray[np.float64]

FIRST_DAY: Final = 12784
"""2005-01-01, in days since 1970."""
DAYS: Final = 7305
"""Twenty years."""
BATCH: Final = 4_000
"""Stories that are made at once."""
PER_EVENT: Final = 3.3
PER_STORY: Final = 4.0
_SPREAD: Final = 0.9
"""Of the logarithm of a story's mean number of further reports an event."""
_IN_BURSTS: Final = 0.4
PER_BURST: Final = 8
OWN: Final = 8
"""Words of an event, of which the first OF_STORY are its story's."""
OF_STORY: Final = 3
TYPES: Final = {
    "CONSULT": 16, "ACCUSE": 12, "ASSAULT": 17, "REQUEST": 8, "SUPPORT": 8, "SANCTION": 6,
    "COERCE": 8, "AGREE": 6, "REJECT": 4, "THREATEN": 4, "AID": 4, "COOPERATE": 3, "MOBILIZE": 2,
    "RETREAT": 2, "PROTEST": 4, "CONCEDE": 3,
}  # fmt: skip
"""Types of events and their weights, about as the event model finds them in the example."""


class Stories:
    """One batch of stories, with their events, documents, and which report stands where."""

    def __init__(self, here: World, number: int, *, seed: int, bursts: int) -> None:
        self.here = here
        self.number = number
        self.rng = np.random.default_rng([seed, 1, number])
        self._stories(np.random.default_rng([seed, 2]), bursts)
        self._events()
        self._reports()
        self._documents()

    def _stories(self, common: np.random.Generator, bursts: int) -> None:
        rng, here, count = self.rng, self.here, BATCH
        when = common.integers(0, DAYS, bursts)
        actor = common.choice(len(here.ids), bursts, p=here.shares)
        other = here.partners[actor, common.integers(0, here.partners.shape[1], bursts)]
        inside = rng.random(count) < _IN_BURSTS
        burst = rng.integers(0, bursts, count)
        alone = rng.choice(len(here.ids), count, p=here.shares)
        partner = here.partners[alone, rng.integers(0, here.partners.shape[1], count)]
        stranger = rng.choice(len(here.ids), count, p=here.shares)
        partner = np.where(rng.random(count) < 0.7, partner, stranger)
        self.actor = np.where(inside, actor[burst], alone)
        self.other = np.where(inside, other[burst], partner)
        day = np.where(inside, when[burst] + rng.normal(0, 6, count), rng.integers(0, DAYS, count))
        self.day = FIRST_DAY + np.clip(day, 0, DAYS).astype(np.int64)
        known = np.isin(np.arange(len(here.ids)), here.states)
        somewhere = here.states[rng.integers(0, len(here.states), count)]
        at_home = rng.random(count) < 0.6
        state = np.where(at_home & known[self.actor], self.actor, self.other)
        self.state = np.where(known[state], state, somewhere)
        self.story_words = self.words(count, OF_STORY)
        self.story_vector = unit(rng.normal(size=(count, 64)))

    def _events(self) -> None:
        rng, here = self.rng, self.here
        self.of_story = np.repeat(np.arange(BATCH), 1 + rng.binomial(6, (PER_STORY - 1) / 6, BATCH))
        story = self.of_story
        count = len(story)
        # Without replacement in a story (Gumbel's trick): a visit has its talks, its accord.
        drawn = np.log(list(TYPES.values())) + rng.gumbel(size=(BATCH, len(TYPES)))
        nth = np.arange(count) - np.searchsorted(story, story)
        self.type = np.argsort(-drawn, axis=1)[story, nth]
        self.mode = rng.integers(0, 4, count)
        swapped = rng.random(count) < 0.25
        self.e_actor = np.where(swapped, self.other[story], self.actor[story])
        self.e_other = np.where(swapped, self.actor[story], self.other[story])
        third = rng.choice(len(here.ids), count, p=here.shares)
        self.e_third = np.where(rng.random(count) < 0.15, third, -1)
        self.e_day = self.day[story] + rng.integers(0, 4, count)
        self.town = np.where(rng.random(count) < 0.7, story * 3, np.arange(count) * 7 + 1)
        self.e_words = np.concatenate(
            [self.story_words[story], self.words(count, OWN - OF_STORY)], axis=1
        )
        self.e_toll = np.where(rng.random(count) < 0.7, rng.geometric(0.12, count), 0)
        self.e_toll[self.type != list(TYPES).index("ASSAULT")] = 0
        kinds = unit(np.random.default_rng(5).normal(size=(len(TYPES), 64)))
        self.e_vector = unit(
            0.7 * kinds[self.type] + 0.5 * self.story_vector[story]
            + unit(rng.normal(size=(count, 64)))
        )  # fmt: skip
        heard = np.exp(rng.normal(0, _SPREAD, BATCH) - _SPREAD**2 / 2)
        self.size = 1 + rng.poisson((PER_EVENT - 1) * heard[story])

    def _reports(self) -> None:
        """Each report's event and document, and the report from which a copy has everything."""
        event = np.repeat(np.arange(len(self.size)), self.size)
        first = np.cumsum(self.size) - self.size
        place = np.arange(len(event)) - first[event]
        document = self.of_story[event] * 1000 + place
        self.doc_keys, self.doc = np.unique(document, return_inverse=True)
        copied = (self.rng.random(len(self.doc_keys)) < 1 / 7) & (self.doc_keys % 1000 > 0)
        first_of_story = np.searchsorted(self.doc_keys, self.doc_keys // 1000 * 1000)
        self.doc_source = np.where(copied, first_of_story, np.arange(len(copied)))
        self.copied = copied
        self.event = event
        self.source = np.where(copied[self.doc], first[event], np.arange(len(event)))
        # In a document its sentences stand in the order of the events.
        order = np.lexsort((event, self.doc))
        start = np.searchsorted(self.doc[order], np.arange(len(self.doc_keys)))
        self.line = np.empty(len(event), np.int64)
        self.line[order] = np.arange(len(event)) - start[self.doc[order]]

    def _documents(self) -> None:
        rng, count = self.rng, len(self.doc_keys)
        story = self.doc_keys // 1000
        lag = rng.geometric(0.45, count) - 1 + 3 * (rng.random(count) < 0.2)
        chance = rng.random(count)
        late = chance < 0.07
        self.early = (chance > 0.93) & (self.doc_keys % 1000 > 0)
        lag = np.where(late, rng.integers(20, 240, count), lag)
        lag = np.where(self.early, -rng.integers(2, 20, count), lag)
        self.late = late
        self.doc_day = self.day[story] + lag
        origin = self.doc_day[self.doc_source] + rng.integers(0, 3, count)
        self.doc_day = np.where(self.copied, origin, self.doc_day)
        self.early = self.early[self.doc_source]
        self.late = self.late[self.doc_source]
        self.doc_ids = self.new_ids("d", count)
        self.publisher = rng.zipf(1.5, count) % 400

    def words(self, count: int, width: int) -> Texts:
        """Words of events: one in two a made-up name, the rest words of the corpus."""
        rng, here = self.rng, self.here
        common = here.words[rng.choice(len(here.words), (count, width), p=here.word_shares)]
        names = here.made_up[rng.integers(0, len(here.made_up), (count, width))]
        out: Texts = np.where(rng.random((count, width)) < 0.5, names, common)
        return out

    def new_ids(self, letter: str, count: int) -> Texts:
        """Ids that look like a store's digests: their order says nothing of what came first."""
        low = self.rng.integers(0, 1 << 60, count)
        return np.array([f"{letter}{value:015x}" for value in low.tolist()], object)


def unit(vectors: Real) -> Real:
    """The vectors at length 1."""
    out: Real = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return out
