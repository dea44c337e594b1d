"""A command line in this process, with the fake rooms, and inputs for it."""

from __future__ import annotations

import json
import sys
from typing import NamedTuple

import pytest


class Ended(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    said: list[str]


@pytest.fixture
def vanellus(fake_rooms, capsys, monkeypatch):
    """Runs a command as the programme does; the fake rooms stand in for the real ones."""
    from vanellus.__main__ import main

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["vanellus", *map(str, arguments)])
        with pytest.raises(SystemExit) as ending:
            main()
        out, said = capsys.readouterr()
        return Ended(ending.value.code or 0, out, said.splitlines())

    return run


@pytest.fixture
def documents(tmp_path):
    """Writes records as a JSONL file and returns its path; one of two by default."""

    def write(*records, name="in.jsonl"):
        path = tmp_path / name
        known = records or (
            {"id": "a", "text": "MLI CONSULT RUS 0.9", "published": "2025-04-01", "title": "Talks"},
            {"id": "b", "text": "NER ASSAULT MLI 0.6. RUS AID NER 0.03", "publisher": "Post"},
        )
        lines = [one if isinstance(one, str) else json.dumps(one) for one in known]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write
