"""Addresses that users of a store's pages may ask for, drawn from the whole of it."""

from __future__ import annotations

import base64
import json
import random
import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from vanellus.storing import Store

WEIGHTS: Final = {
    "home": 4, "events": 4, "events, later page": 6, "events, sorted": 3, "events of a party": 8,
    "events filtered": 8, "documents": 2, "documents filtered": 4, "calendar": 4, "figures": 2,
    "sources": 1, "actors": 3, "event": 16, "near": 1, "document": 10, "search": 8, "actor": 6,
    "bloc": 1, "pair": 4, "network": 2, "export": 2, "about": 1,
}  # fmt: skip
"""How often each kind of page is asked for, against the others."""
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_MOST: Final = 3000


class Addresses:
    """Draws addresses: `any_of(kind)` gives another one each time, as far as there are others."""

    def __init__(self, store: Store, *, seed: int = 0) -> None:
        self._chosen = random.Random(seed)  # noqa: S311  no secret
        drawn = f"USING SAMPLE {_MOST} ROWS (reservoir, 1)"
        self._events = _column(store, f"SELECT event_id FROM events {drawn}")  # noqa: S608  constants
        self._documents = _column(store, f"SELECT doc_id FROM documents {drawn}")  # noqa: S608  as above
        # By their events, as readers come from events to those who take part; and each once.
        self._parties = _column(
            store, f"SELECT party FROM event_sides WHERE via IS NULL {drawn}"  # noqa: S608  as above
        )  # fmt: skip
        self._others = _column(
            store, f"SELECT party FROM (SELECT DISTINCT party FROM event_sides) {drawn}"  # noqa: S608  as above
        )  # fmt: skip
        self._blocs = _column(
            store, "SELECT via FROM event_sides WHERE via IS NOT NULL GROUP BY 1 ORDER BY 1"
        )
        self._pairs = store.query(
            "SELECT a.party AS one, b.party AS other FROM"  # noqa: S608  as above
            f" (SELECT event_id, party FROM event_sides WHERE via IS NULL {drawn}) a"
            " JOIN event_sides b USING (event_id) WHERE a.party <> b.party AND b.via IS NULL"
            " ORDER BY ALL"
        )
        self._values = {
            name: _column(store, f"SELECT {name} FROM events GROUP BY 1 ORDER BY 1")  # noqa: S608  as above
            for name in ("type", "pillar", "state", "mode", "place_name")
        }
        self._countries = _column(
            store, "SELECT place_country FROM events GROUP BY 1 ORDER BY count(*) DESC LIMIT 60"
        )
        self._outlets = _column(store, "SELECT publisher FROM documents GROUP BY 1 ORDER BY 1")
        spans = store.query(
            "SELECT quantile_disc(date_start, 0.01) AS first, max(published) AS last"
            " FROM events, (SELECT max(published) AS published FROM documents) d"
        )[0]
        self._first: date = spans["first"]
        self._days = max((spans["last"] - self._first).days, 1)
        self._size: int = store.query("SELECT count(*) AS n FROM events")[0]["n"]
        texts = _column(store, f"SELECT text FROM documents {drawn}")  # noqa: S608  as above
        self._words = [_WORD.findall(text) for text in texts[:1000]]

    def any_of(self, kind: str) -> str:
        """An address of this kind."""
        return self._kinds()[kind]()

    def _kinds(self) -> dict[str, Callable[[], str]]:
        return {
            "home": lambda: "/",
            "events": lambda: self._of(["/events", "/events?limit=100"]),
            "events, later page": lambda: _list("events", after=self._after()),
            "events, sorted": self._sorted,
            "events of a party": lambda: _list("events", party=self._party(), **self._some(0, 1)),
            "events filtered": lambda: _list("events", **self._some(1, 3)),
            "documents": lambda: self._of(["/documents", "/documents?sort=-events"]),
            "documents filtered": self._documents_filtered,
            "calendar": lambda: _list(
                "calendar", **self._of([{}, {"overdue": "1"}, {"country": self._country()},
                                        {"party": self._party()}, {"since": self._day()}]),
            ),
            "figures": lambda: _list(
                "figures", **self._of([{}, {"country": self._country()}, {"since": self._day()}])
            ),
            "sources": lambda: self._of(["/sources", "/sources?sort=-events"]),
            "actors": lambda: _list(
                "actors", **self._of([{}, {"kind": "state"}, {"words": self._word()[:4]},
                                      {"country": self._country()}, {"sort": "-conflict"}]),
            ),
            "event": lambda: f"/event/{quote(self._of(self._events), safe='')}",
            "near": lambda: f"/event/{quote(self._of(self._events), safe='')}/near",
            "document": lambda: f"/document/{quote(self._of(self._documents), safe='')}",
            "search": lambda: f"/search?{urlencode({'q': self._asked_words()})}",
            "actor": lambda: f"/actor/{quote(self._party(), safe='')}",
            "bloc": lambda: f"/bloc/{quote(self._of(self._blocs), safe='')}"
            if self._blocs else "/actors",
            "pair": lambda: f"/pair?{urlencode(self._of(self._pairs))}",
            "network": lambda: self._of(
                ["/network", f"/network?period={self._day()[:4]}",
                 f"/network?{urlencode({'around': self._party()})}"]
            ),
            "export": lambda: _list("events.csv", party=self._party(), **self._some(1, 2)),
            "about": lambda: "/about",
        }  # fmt: skip

    def _of(self, several: list[Any]) -> Any:
        return self._chosen.choice(several)

    def _party(self) -> str:
        return str(self._of(self._parties if self._chosen.random() < 0.7 else self._others))

    def _country(self) -> str:
        # The first ones are asked for more often, as they are told more often.
        return str(self._countries[int(len(self._countries) * self._chosen.random() ** 2)])

    def _day(self) -> str:
        given = self._first + timedelta(days=self._chosen.randrange(self._days))
        return given.isoformat()

    def _word(self) -> str:
        return str(self._of(self._of(self._words) or ["news"]))

    def _asked_words(self) -> str:
        words = self._of(self._words) or ["news"]
        at = self._chosen.randrange(len(words))
        form = self._chosen.random()
        if form < 0.4:
            return str(words[at])
        if form < 0.7:
            return f"{words[at]} {self._of(words)}"
        return f'"{" ".join(words[at : at + 2])}"'

    def _after(self) -> str:
        text = json.dumps([None, self._chosen.randrange(self._size)])
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def _sorted(self) -> str:
        some = self._some(0, 1)
        column = ("independent_sources", "score", "type", "date_start", "place_name", "state")
        down = self._of(["-", ""])
        return _list("events", sort=down + self._of(list(column)), **some)

    def _some(self, least: int, most: int) -> dict[str, str]:
        """Filters of events: from `least` to `most` of them."""
        offered: dict[str, Callable[[], str]] = {
            "type": lambda: self._of(self._values["type"]),
            "pillar": lambda: self._of(self._values["pillar"]),
            "state": lambda: self._of(self._values["state"]),
            "country": self._country,
            "since": self._day,
            "until": self._day,
            "least": lambda: str(self._chosen.randrange(2, 5)),
            "disputed": lambda: "1",
            "mode": lambda: self._of(self._values["mode"]) or "",
            "place": lambda: self._of(self._values["place_name"]) or "",
            "with": self._party,
        }
        names = self._chosen.sample(list(offered), self._chosen.randint(least, most))
        return {name: offered[name]() for name in names}

    def _documents_filtered(self) -> str:
        asked = self._of(
            [{"publisher": self._of(self._outlets) or ""}, {"words": self._word()},
             {"since": self._day()}, {"until": self._day(), "copies": "1"}, {"silent": "1"},
             {"sort": "title", "since": self._day()}]
        )  # fmt: skip
        return _list("documents", **asked)


def _list(name: str, **query: str) -> str:
    asked = urlencode(query)
    return f"/{name}?{asked}" if asked else f"/{name}"


def _column(store: Store, sql: str) -> list[Any]:
    return [next(iter(row.values())) for row in store.query(sql)]
