"""About: what the store holds, which runs filled it, by which model, and what was left out."""

from __future__ import annotations

import json
from importlib.metadata import version

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from vanellus.serving.site import Reading, page

router = APIRouter()


@router.get("/about", name="about")
def about_page(request: Request, store: Reading) -> Response:
    """What the store holds and how it came about."""
    runs = store.query("FROM runs ORDER BY first_started DESC")
    for run in runs:
        run["settings"] = json.loads(run["settings"])
    return page(
        request,
        "about.html",
        title="About this store",
        version=version("vanellus"),
        counts=store.counts(),
        runs=runs,
    )
