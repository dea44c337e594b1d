"""The app: pages, their guard and the copy of the store that they read."""

from __future__ import annotations

import importlib
import importlib.util
from collections import OrderedDict
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fastapi import FastAPI
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from vanellus.serving.drawer import Drawer
from vanellus.serving.faults import tell_faults
from vanellus.serving.guard import Guard
from vanellus.serving.looking import Index
from vanellus.serving.other_process import OtherProcess
from vanellus.serving.remembered import Remembered
from vanellus.serving.reviewing import Reviewing
from vanellus.serving.snapshot import Snapshots
from vanellus.serving.vega_script import VegaScript
from vanellus.serving.warming import entrances, large_ones, warm

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

MODULES: Final = (
    "home", "lists", "event_page", "document_page", "search", "about", "dossiers",
    "vega_script",
)  # fmt: skip
"""Modules with pages; each has a `router`."""
REVIEW_MODULES: Final = ("review_pages",)
"""The same of what is there only where reviews are taken."""


def create_app(
    store_path: str | Path,
    *,
    token: str | None = None,
    review: bool = False,
    ahead: bool = False,
) -> FastAPI:
    """The app that shows the store in `store_path`; with a `token` only to those who have it, who
    may review reports if `review` says so.

    With `ahead` the pages that are likely to be asked for are made in the background, and long
    dossiers by a process of their own.

    Raises NotAStore, StoreTooNew, StoreError for a store that can't be read. One that is being
    written to is read nevertheless, as it was after the last transaction.
    """
    snapshots = Snapshots(Path(store_path))
    index = Index(snapshots.folder / "search.sqlite")

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        yield
        if app.state.review is not None:
            app.state.review.close()
        snapshots.close()
        app.state.drawer.end()
        if app.state.gatherer is not None:
            app.state.gatherer.end()

    app = FastAPI(
        title="Vanellus",
        lifespan=living,
        # The pages that FastAPI makes of these load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.snapshots = snapshots
    app.state.index = index
    app.state.drawer = Drawer()
    app.state.gatherer = OtherProcess() if ahead else None
    app.state.vega = VegaScript(snapshots.folder)
    app.state.pages = OrderedDict()
    app.add_middleware(Remembered, snapshots=snapshots, kept=app.state.pages)
    app.add_middleware(Guard, token=token)
    tell_faults(app)
    app.router.routes.append(
        Mount("/static", StaticFiles(packages=[("vanellus.serving", "static")]), name="static")
    )
    app.state.review = Reviewing(snapshots, token=token) if review and token else None
    for name in (*MODULES, *(REVIEW_MODULES if app.state.review else ())):
        if importlib.util.find_spec(f"vanellus.serving.{name}") is not None:
            module = importlib.import_module(f"vanellus.serving.{name}")
            app.include_router(module.router)
    if ahead:
        snapshots.on_refresh(
            lambda store: warm(app, snapshots, entrances(store), token=token),
        )
    snapshots.on_refresh(index.refresh)
    if ahead:
        snapshots.on_refresh(lambda store: warm(app, snapshots, large_ones(store), token=token))
    snapshots.start()
    if app.state.review is not None:
        app.state.review.start()
    return app
