"""Debian's Chromium against real `vanellus serve` processes.

Without Chromium the tests are skipped; where the environment says CI they fail instead, so that
nobody takes a silent skip for a pass.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from browser_serving import PATIENCE, rows, serving

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDE = 1440
PAGE_PATIENCE = 60
"""Seconds for anything on a page."""


@pytest.fixture(scope="session")
def chromium():
    """The path of the browser."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    missing = "no Chromium on the PATH: install Debian's package `chromium` to run these tests"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A server with the addresses of one page of each kind, by a name."""

    base: str
    store: Path
    pages: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="session")
def by_hand(chromium, tmp_path_factory):
    """The server of the store made by hand: lists, events, documents, among them a hostile one."""
    from served_by_hand import HOSTILE, make_store

    path = make_store(tmp_path_factory.mktemp("by_hand") / "s.duckdb")
    with serving(path) as base:
        deadline = time.monotonic() + PATIENCE
        while not rows(f"{base}/search.json?q=met"):
            # The index is made in the background.
            assert time.monotonic() < deadline, "the index was not made in time"
            time.sleep(0.05)
        met = rows(f"{base}/events.json?least=2&state=held")[0]["event_id"]
        bad = next(
            row["event_id"]
            for row in rows(f"{base}/events.json?since=2025-05-01")
            if "script" in row["sentence"]
        )
        yield Site(
            base=base,
            store=path,
            pages={
                **{name: f"/{name}" for name in LISTS},
                "home": "/",
                "event": f"/event/{met}",
                "near": f"/event/{met}/near",
                "document": "/document/talks",
                "registers": "/document/attack00",
                "search": "/search?q=met",
                "about": "/about",
                "missing": "/nowhere",
                "hostile document": f"/document/{quote(HOSTILE, safe='')}",
                "hostile event": f"/event/{bad}",
                "hostile search": "/search?q=attacks+far",
            },
        )


@pytest.fixture(scope="session")
def told(chromium, tmp_path_factory):
    """The server of a store with some hundred random events: dossiers, charts, the network."""
    sys.path.insert(0, str(HERE.parent / "briefing"))
    from told_store import fill_told

    from vanellus.storing import open_store

    path = tmp_path_factory.mktemp("told") / "s.duckdb"
    with open_store(path) as store:
        fill_told(store, events=120)
    with serving(path) as base:
        yield Site(
            base=base,
            store=path,
            pages={
                "actor": "/actor/MLI",
                "bloc": "/bloc/AES",
                "pair": "/pair?one=MLI&other=RUS",
                "choose": "/pair",
                "network": "/network",
                "shifts": "/shifts",
            },
        )


LISTS = (
    "events", "documents", "calendar", "recommendations", "figures", "sources", "actors", "dropped",
    "agenda", "statements", "offices",
)  # fmt: skip
BY_HAND = (
    *LISTS, "home", "event", "near", "document", "registers", "search", "about", "missing",
    "hostile document", "hostile event", "hostile search",
)  # fmt: skip
TOLD = ("actor", "bloc", "pair", "choose", "network", "shifts")


@pytest.fixture(params=[*BY_HAND, *TOLD])
def each_page(request):
    """The whole address of each page in turn."""
    site = request.getfixturevalue("told" if request.param in TOLD else "by_hand")
    return site.base + site.pages[request.param]


@pytest.fixture(scope="module")
def browser(chromium):
    """The browser; for one module, since Playwright keeps a loop running that other tests need."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def browse(browser):
    """Opens an address in a window of its own; at the end none may have had troubles: errors in
    its console, refusals by its policy, faults of a script, requests to another address.
    """
    opened = []

    def browse(address, *, width=WIDE, height=900, **how):
        page = browser.new_context(viewport={"width": width, "height": height}, **how).new_page()
        page.set_default_timeout(PAGE_PATIENCE * 1000)
        page.troubles = watch(page, address)
        opened.append(page)
        page.goto(address)
        return page

    yield browse
    troubles = [each for page in opened for each in page.troubles]
    for page in opened:
        page.context.close()
    assert troubles == []


def watch(page, address):
    """What goes wrong in the page, as it happens."""
    troubles = []
    base = "/".join(address.split("/")[:3])

    def said(message):
        # That a page is not there, or not for everybody, is an answer.
        answer = re.search("status of 40[14]", message.text) and message.location["url"] == address
        if message.type in ("error", "warning") and not answer:
            troubles.append(message.text)

    def asked(request):
        if not request.url.startswith((f"{base}/", "data:")):
            troubles.append(f"asked for {request.url}")

    page.on("console", said)
    page.on("pageerror", lambda fault: troubles.append(str(fault)))
    page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
    page.context.on("request", asked)
    return troubles
