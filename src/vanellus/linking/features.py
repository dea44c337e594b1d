"""What speaks for and against two reports telling of one event, as numbers."""

from __future__ import annotations

import functools
from typing import Final

import numpy as np
import numpy.typing as npt

from vanellus.linking.candidates import Pairs
from vanellus.linking.columns import UNKNOWN_DAY, Columns
from vanellus.linking.kinds import STATUSES, Kinds
from vanellus.linking.parties import Sides

NAMES: Final = {
    "same_type": "the same type of event",
    "near_type": "types that are often confused, or follow from each other",
    "same_mode": "the same mode",
    "other_mode": "different modes",
    "actors": "shared actors (blocs opened to members, persons to states)",
    "actors_apart": "actors without anything in common",
    "recipients": "shared recipients (blocs opened, persons to states)",
    "recipients_apart": "recipients without anything in common",
    "swapped": "actor of one is recipient of the other, in a deed that both sides do",
    "turned": "actor of one is recipient of the other, in a deed of one side",
    "other_states": "other states act",
    "parties": "shared parties, whatever their role",
    "special": "a person, organisation or armed group in common",
    "special_apart": "different persons, organisations or armed groups",
    "no_parties": "parties unknown in one of the two",
    "same_day": "the same day, as both texts give it",
    "other_day": "another day, as both texts give it",
    "days": "days between the two dates, as both texts give them",
    "overlap": "dates that overlap or touch",
    "soft_days": "days between the dates, one of them only guessed from publication",
    "coarse": "a date known only to the month or year",
    "published_days": "days between the two publications",
    "status": "status of the same kind",
    "planned_done": "one tells the deed as planned, the other as done, at about that time",
    "status_apart": "one denies or only supposes what the other tells as fact",
    "same_place": "the same place",
    "place_inside": "one place lies in the other",
    "place_far": "places far from each other",
    "country_apart": "places in different countries",
    "wording": "rare words in common",
    "wording_share": "share of the rarer words that both use",
    "context": "rare words in common between the titles, or title and sentence",
    "story": "rare words in common between the documents' beginnings",
    "story_share": "share of the rarer words of the documents' beginnings that both use",
    "sentence_of_story": "rare words of one's sentence in the beginning of the other's document",
    "meaning": "sentences of like meaning",
    "no_meaning": "no vector of meaning for one of the two",
    "same_sentence": "the same sentence, word for word",
    "trigger": "the same deciding word",
    "family": "deciding words that may name one deed",
    "numbers": "a number in common",
    "numbers_apart": "numbers, but none in common",
    "toll_same": "the same toll",
    "toll_apart": "tolls that differ",
    "same_document": "two sentences of one document",
    "same_place_in_text": "two deeds told by one sentence",
}
"""Each feature with what it means, in the order of the columns."""
_AT: Final = {name: number for number, name in enumerate(NAMES)}
_OCCURRED, _FUTURE, _HYPOTHETICAL, _NEGATION, _ = range(len(STATUSES))
GUESS: Final = 4
"""Days by which the day of publication may lie after an event that gives no date."""

Features = npt.NDArray[np.float32]
_Bools = npt.NDArray[np.bool_]
_Floats = npt.NDArray[np.float32]


def features_of(columns: Columns, pairs: Pairs) -> Features:
    """One row for each pair, one column for each of NAMES."""
    a, b = pairs[:, 0], pairs[:, 1]
    out = np.zeros((len(pairs), len(NAMES)), np.float32)

    def put(**values: npt.NDArray[np.generic]) -> None:
        for name, value in values.items():
            out[:, _AT[name]] = value

    same_document = columns.document[a] == columns.document[b]
    same_sentence = columns.sentence[a] == columns.sentence[b]
    near = Kinds.default().nearness[columns.type[a], columns.type[b]]
    same_trigger = (columns.trigger[a] == columns.trigger[b]) & (columns.trigger[a] != 0)
    modes = columns.mode[a], columns.mode[b]
    with_mode = (modes[0] != 0) & (modes[1] != 0)
    put(
        same_type=near == 1,
        near_type=np.where(near < 1, near, 0),
        same_mode=with_mode & (modes[0] == modes[1]),
        other_mode=with_mode & (modes[0] != modes[1]),
        same_document=same_document & ~same_sentence,
        same_place_in_text=same_document & same_sentence,
        same_sentence=same_sentence & ~same_document,
        trigger=same_trigger,
        family=shared(columns.families[a], columns.families[b]).any(axis=1) & ~same_trigger,
    )
    put(**_of_parties(columns, a, b))
    put(**_of_dates(columns, a, b))
    put(**_of_statuses(columns, a, b))
    put(**_of_places(columns, a, b))
    put(**_of_words(columns, a, b))
    put(**_of_numbers(columns, a, b))
    # What two deeds told by one sentence share in words, they share for that reason alone.
    for name in ("wording", "wording_share", "meaning", "numbers", "toll_same"):
        out[same_document & same_sentence, _AT[name]] = 0
    return out


def shared(one: npt.NDArray[np.integer], other: npt.NDArray[np.integer]) -> _Bools:
    """Which keys of `one` are among those of `other`, row by row; 0 is no key."""
    out: _Bools = np.zeros(one.shape, np.bool_)
    # Column by column takes a third of the time of one large cube.
    for column in range(other.shape[1]):
        out |= one == other[:, column : column + 1]
    out &= one != 0
    return out


def _size(sets: npt.NDArray[np.uint64]) -> _Floats:
    out: _Floats = np.bitwise_count(sets).sum(axis=1).astype(np.float32)
    return out


def _likeness(
    one: Sides, a: npt.NDArray[np.int64], other: Sides, b: npt.NDArray[np.int64]
) -> _Floats:
    """How far two sides are the same, 0 to 1: the better of their keys and their opened states.

    Of keys the share of the smaller side that is in the other, of states the mean of that share
    and Jaccard's (1912), so that a bloc is near its members but nearer to itself.
    """
    keys_a, keys_b = one.keys[a], other.keys[b]
    both = shared(keys_a, keys_b).sum(axis=1)
    least = np.minimum((keys_a != 0).sum(axis=1), (keys_b != 0).sum(axis=1))
    by_keys = both / np.maximum(least, 1)
    states_a, states_b = one.states[a], other.states[b]
    common = _size(states_a & states_b)
    smaller = np.minimum(_size(states_a), _size(states_b))
    union = _size(states_a | states_b)
    by_states = (common / np.maximum(smaller, 1) + common / np.maximum(union, 1)) / 2
    out: _Floats = np.maximum(by_keys, by_states).astype(np.float32)
    return out


_MUTUAL: Final = ("AGREE", "CONSULT", "COOPERATE", "SUPPORT")


@functools.cache
def _mutual() -> _Bools:
    """Which types of deeds both sides do, so that either may be told as the actor."""
    return np.array([name in _MUTUAL for name in Kinds.default().names], np.bool_)


def _of_parties(
    columns: Columns, a: npt.NDArray[np.int64], b: npt.NDArray[np.int64]
) -> dict[str, npt.NDArray[np.generic]]:
    actors, recipients = columns.actors, columns.recipients
    by_actor = _likeness(actors, a, actors, b)
    by_recipient = _likeness(recipients, a, recipients, b)
    crossed = (_likeness(actors, a, recipients, b) + _likeness(recipients, a, actors, b)) / 2
    straight = np.maximum(by_actor, by_recipient)
    mutual = _mutual()[columns.type[a]] & _mutual()[columns.type[b]]
    keys_a = np.concatenate([actors.keys[a], recipients.keys[a]], axis=1)
    keys_b = np.concatenate([actors.keys[b], recipients.keys[b]], axis=1)
    special_a = np.concatenate([actors.special[a], recipients.special[a]], axis=1)
    special_b = np.concatenate([actors.special[b], recipients.special[b]], axis=1)
    states_a = actors.states[a] | recipients.states[a]
    states_b = actors.states[b] | recipients.states[b]
    common = _size(states_a & states_b)
    union = np.maximum(_size(states_a | states_b), 1)
    met = shared(keys_a, keys_b)
    least = np.minimum((keys_a != 0).sum(axis=1), (keys_b != 0).sum(axis=1))
    special = (met & special_a).sum(axis=1)
    known = [side.known[x] for side in (actors, recipients) for x in (a, b)]
    anyone_a, anyone_b = known[0] | known[2], known[1] | known[3]
    countries = [side.countries[x] for side in (actors, recipients) for x in (a, b)]
    no_actor = ~(countries[0] & countries[1]).any(axis=1)
    no_recipient = ~(countries[2] & countries[3]).any(axis=1)
    return {
        "actors": by_actor,
        "recipients": by_recipient,
        "actors_apart": known[0] & known[1] & (by_actor == 0) & no_actor & (crossed == 0),
        "recipients_apart": known[2]
        & known[3]
        & (by_recipient == 0)
        & no_recipient
        & (crossed == 0),
        "swapped": np.where((crossed > straight) & mutual, crossed, 0),
        "turned": np.where((crossed > straight) & ~mutual, crossed, 0),
        "other_states": (
            actors.states[a].any(axis=1)
            & actors.states[b].any(axis=1)
            & ~(actors.states[a] & actors.states[b]).any(axis=1)
            & (by_actor == 0)
        ),
        "parties": np.clip(
            np.maximum(met.sum(axis=1) / np.maximum(least, 1), common / union), 0, 1
        ),
        "special": np.minimum(special, 2),
        "special_apart": (special == 0) & special_a.any(axis=1) & special_b.any(axis=1),
        "no_parties": ~(anyone_a & anyone_b),
    }


def day_gap(columns: Columns, a: npt.NDArray[np.int64], b: npt.NDArray[np.int64]) -> _Floats:
    """Days between two intervals; 0 where they overlap, 0 too where one is unknown."""
    known = (columns.first[a] != UNKNOWN_DAY) & (columns.first[b] != UNKNOWN_DAY)
    apart = np.maximum(columns.first[a], columns.first[b]) - np.minimum(
        columns.last[a], columns.last[b]
    )
    return np.where(known, np.maximum(apart, 0), 0).astype(np.float32)


def _of_dates(
    columns: Columns, a: npt.NDArray[np.int64], b: npt.NDArray[np.int64]
) -> dict[str, npt.NDArray[np.generic]]:
    known = (columns.first[a] != UNKNOWN_DAY) & (columns.first[b] != UNKNOWN_DAY)
    gap = day_gap(columns, a, b)
    exact = known & columns.exact[a] & columns.exact[b]
    length = np.maximum(columns.last[a] - columns.first[a], columns.last[b] - columns.first[b])
    coarse = ~known | (length > 20)
    # A report that gives no date stands for the days before its publication.
    guessed = np.where(exact, gap, np.maximum(gap - GUESS, 0))
    print_known = (columns.published[a] != UNKNOWN_DAY) & (columns.published[b] != UNKNOWN_DAY)
    lag = np.where(print_known, np.abs(columns.published[a] - columns.published[b]), 30)
    return {
        "same_day": exact & (gap == 0),
        "other_day": exact & (gap > 0),
        "days": np.where(exact, np.log1p(gap), 0),
        "overlap": known & ~exact & ~coarse & (guessed == 0),
        "soft_days": np.where(exact | ~known, 0, np.log1p(guessed)),
        "coarse": coarse,
        "published_days": np.log1p(lag),
    }


def _of_statuses(
    columns: Columns, a: npt.NDArray[np.int64], b: npt.NDArray[np.int64]
) -> dict[str, npt.NDArray[np.generic]]:
    one, two = columns.status[a], columns.status[b]
    done = [(x == _OCCURRED) | (x == _OCCURRED + 4) for x in (one, two)]
    future = [x == _FUTURE for x in (one, two)]
    unreal = [(x == _HYPOTHETICAL) | (x == _NEGATION) for x in (one, two)]
    planned = (future[0] & done[1]) | (future[1] & done[0])
    return {
        "status": (one == two) | (done[0] & done[1]),
        "planned_done": planned
        & (columns.type[a] == columns.type[b])
        & (day_gap(columns, a, b) <= 3),
        "status_apart": (unreal[0] != unreal[1]),
    }


def distance(columns: Columns, a: npt.NDArray[np.int64], b: npt.NDArray[np.int64]) -> _Floats:
    """Kilometres between two places on the ground (haversine); NaN where one is unknown."""
    lat = [np.radians(columns.latitude[x]) for x in (a, b)]
    lon = [np.radians(columns.longitude[x]) for x in (a, b)]
    half = (
        np.sin((lat[1] - lat[0]) / 2) ** 2
        + np.cos(lat[0]) * np.cos(lat[1]) * np.sin((lon[1] - lon[0]) / 2) ** 2
    )
    out: _Floats = (2 * 6371 * np.arcsin(np.sqrt(np.clip(half, 0, 1)))).astype(np.float32)
    return out


def _of_places(
    columns: Columns, a: npt.NDArray[np.int64], b: npt.NDArray[np.int64]
) -> dict[str, npt.NDArray[np.generic]]:
    texts = columns.place_text[a], columns.place_text[b]
    ids = columns.place[a], columns.place[b]
    same = ((texts[0] == texts[1]) & (texts[0] != 0)) | ((ids[0] == ids[1]) & (ids[0] != 0))
    country = columns.country[a], columns.country[b]
    in_one = (country[0] == country[1]) & (country[0] != 0)
    apart = (country[0] != country[1]) & (country[0] != 0) & (country[1] != 0)
    grain = columns.grain[a], columns.grain[b]
    far = np.nan_to_num(distance(columns, a, b), nan=0.0)
    same &= ~((texts[0] != texts[1]) & (far > 50))
    inside = (
        in_one
        & ~same
        & (np.maximum(grain[0], grain[1]) >= 1)
        & ((np.maximum(grain[0], grain[1]) == 2) | (far < 250))
    )
    # Two points; a country's or region's own point says little.
    points = (grain[0] == 0) & (grain[1] == 0) & ~same
    return {
        "same_place": same & (np.minimum(grain[0], grain[1]) < 2),
        "place_inside": inside,
        "place_far": np.where(points, np.log1p(far / 25), 0),
        "country_apart": apart & ~same,
    }


def _of_words(
    columns: Columns, a: npt.NDArray[np.int64], b: npt.NDArray[np.int64]
) -> dict[str, npt.NDArray[np.generic]]:
    words = columns.words
    one, two = words.stems[a], words.stems[b]
    weights = words.rarity[a], words.rarity[b]
    common = (shared(one, two) * weights[0]).sum(axis=1)
    totals = weights[0].sum(axis=1), weights[1].sum(axis=1)
    least = np.maximum(np.minimum(*totals), 1)
    vectors = columns.vectors[a], columns.vectors[b]
    cosine = np.einsum("ij,ij->i", *vectors)
    there = vectors[0].any(axis=1) & vectors[1].any(axis=1)
    titles = columns.titles
    one_title, two_title = titles.stems[a], titles.stems[b]
    context = np.maximum(
        (shared(one_title, two_title) * titles.rarity[a]).sum(axis=1),
        np.maximum(
            (shared(one_title, two) * titles.rarity[a]).sum(axis=1),
            (shared(two_title, one) * titles.rarity[b]).sum(axis=1),
        ),
    )
    other = columns.document[a] != columns.document[b]
    leads = columns.leads.stems[a], columns.leads.stems[b]
    lead_weights = columns.leads.rarity[a], columns.leads.rarity[b]
    in_leads = (shared(*leads) * lead_weights[0]).sum(axis=1)
    least_lead = np.maximum(np.minimum(*(weight.sum(axis=1) for weight in lead_weights)), 1)
    found = [
        (shared(sentence, lead) * weight).sum(axis=1) / np.maximum(total, 1)
        for sentence, lead, weight, total in zip(
            (one, two), leads[::-1], weights, totals, strict=True
        )
    ]
    return {
        "story": np.where(other, np.sqrt(in_leads / 6), 0),
        "story_share": np.where(other, in_leads / least_lead, 0),
        "sentence_of_story": np.where(other, np.maximum(*found), 0),
        "context": np.where(other, np.sqrt(context / 6), 0),
        "wording": np.sqrt(common / 6),
        "wording_share": common / least,
        "meaning": np.where(there, cosine, 0),
        "no_meaning": ~there,
    }


def _of_numbers(
    columns: Columns, a: npt.NDArray[np.int64], b: npt.NDArray[np.int64]
) -> dict[str, npt.NDArray[np.generic]]:
    one, two = columns.words.numbers[a], columns.words.numbers[b]
    common = (one[:, :, None] == two[:, None, :]).any(axis=(1, 2))
    both = ~np.isnan(one).all(axis=1) & ~np.isnan(two).all(axis=1)
    tolls = columns.toll[a], columns.toll[b]
    told = ~np.isnan(tolls[0]) & ~np.isnan(tolls[1])
    ratio = np.abs(
        np.log(np.maximum(np.nan_to_num(tolls[0], nan=1), 0.5))
        - np.log(np.maximum(np.nan_to_num(tolls[1], nan=1), 0.5))
    )
    return {
        "numbers": common,
        "numbers_apart": both & ~common,
        "toll_same": told & (ratio == 0),
        "toll_apart": np.where(told, ratio, 0),
    }
