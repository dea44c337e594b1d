"""Long English news for the benchmarks: the example's reports, as often as asked for."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from vanellus.reading import read_sources
from vanellus.records import Document

EXAMPLE = Path(__file__).parent.parent / "examples" / "sahel"


def documents(count: int) -> list[Document]:
    """`count` documents, the longest reports of the example over and over under new ids."""
    found = [item for item in read_sources([EXAMPLE]) if isinstance(item, Document)]
    longest = sorted(found, key=lambda document: -len(document.text))[:60]
    return [
        replace(document, id=f"{document.id}-{number}")
        for number, document in zip(range(count), itertools.cycle(longest), strict=False)
    ]


def write_jsonl(path: Path, count: int) -> None:
    """Writes `count` documents as the reader takes them, a few at a time."""
    with path.open("w", encoding="utf-8") as lines:
        for document in _forever(count):
            row = {
                "id": document.id,
                "text": document.text,
                "title": document.title,
                "published": document.published.isoformat() if document.published else None,
                "language": "en",
            }
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def _forever(count: int) -> Iterator[Document]:
    base = documents(60)
    for number, document in zip(range(count), itertools.cycle(base), strict=False):
        yield replace(document, id=f"{document.id}-{number}")
