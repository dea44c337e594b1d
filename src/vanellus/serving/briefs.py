"""The brief of a page's question, as a file to take away."""

from __future__ import annotations

import re
from typing import Annotated, Final

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from vanellus.briefing.brief import as_html, as_markdown, brief_of
from vanellus.briefing.question import Question
from vanellus.errors import InputError
from vanellus.serving.parties import party_in
from vanellus.serving.site import Flag, Reading, Since, Text, Until
from vanellus.serving.who import who_of

router = APIRouter()
FORMS: Final = {"html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8"}
_MOST: Final = 12
"""Parties that a brief may be asked for."""
Names = Annotated[list[str], Query(max_length=_MOST)]


@router.get("/brief", name="brief")
def brief_file(
    *, request: Request, store: Reading, one: Names, other: Names = [],  # noqa: B006  FastAPI copies
    since: Since = None, until: Until = None, pillar: Text = None, members: Flag = False,
    form: str = "html",
) -> Response:  # fmt: skip
    """The brief on what `one` (or several of them together) does with `other`, as a file."""
    if form not in FORMS:
        raise InputError(where="form", problem=f"{form[:20]!r} is none", valid=", ".join(FORMS))
    actors, partners = (
        tuple(
            who_of(request, store, party_in(store, each)["party"], members=members)
            for each in given
            if each.strip()
        )
        for given in (one, other)
    )
    question = Question(actors=actors, partners=partners, since=since, until=until, pillar=pillar)
    brief = brief_of(store, question)
    words = "-".join(who.name for who in (*actors, *partners))
    name = re.sub(r"[^A-Za-z0-9]+", "-", words).strip("-")[:60] or "brief"
    return Response(
        as_html(brief) if form == "html" else as_markdown(brief),
        media_type=FORMS[form],
        headers={"Content-Disposition": f'attachment; filename="brief-{name}.{form}"'},
    )
