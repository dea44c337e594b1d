"""Of what kind a source is: by its name, by its content type, else by how it begins."""

from __future__ import annotations

import json
import re
import zlib
from enum import StrEnum
from typing import Final


class SourceKind(StrEnum):
    """The formats that can be read."""

    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"
    JSONL = "jsonl"
    CSV = "csv"
    FEED = "feed"
    WARC = "warc"


SUFFIXES: Final = {
    ".html": SourceKind.HTML,
    ".htm": SourceKind.HTML,
    ".xhtml": SourceKind.HTML,
    ".txt": SourceKind.TEXT,
    ".text": SourceKind.TEXT,
    ".md": SourceKind.MARKDOWN,
    ".markdown": SourceKind.MARKDOWN,
    ".jsonl": SourceKind.JSONL,
    ".ndjson": SourceKind.JSONL,
    ".csv": SourceKind.CSV,
    ".tsv": SourceKind.CSV,
    ".xml": SourceKind.FEED,
    ".rss": SourceKind.FEED,
    ".atom": SourceKind.FEED,
    ".warc": SourceKind.WARC,
    ".warc.gz": SourceKind.WARC,
}
_TYPES: Final = {
    "text/html": SourceKind.HTML,
    "application/xhtml+xml": SourceKind.HTML,
    "text/markdown": SourceKind.MARKDOWN,
    "text/csv": SourceKind.CSV,
    "application/jsonl": SourceKind.JSONL,
    "application/x-ndjson": SourceKind.JSONL,
    "application/ndjson": SourceKind.JSONL,
    "application/rss+xml": SourceKind.FEED,
    "application/atom+xml": SourceKind.FEED,
    "application/warc": SourceKind.WARC,
}
_COLUMNS: Final = frozenset("id text title published url publisher language author".split())
_PAGE: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|main|header|section|div|p|h1)\b",
    re.IGNORECASE,
)
_FEED: Final = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_OBJECT: Final = re.compile(rb'\{\s*(?:"|\})')


def kind_by_name(name: str) -> SourceKind | None:
    """The kind that the ending of a file's name tells, None for an unknown ending."""
    lower = name.lower()
    if lower.endswith(".warc.gz"):
        return SourceKind.WARC
    dot = lower.rfind(".")
    return SUFFIXES.get(lower[dot:]) if dot > 0 else None


def kind_by_type(content_type: str) -> SourceKind | None:
    """The kind that a content type tells, None for one that says too little (`text/plain`)."""
    return _TYPES.get(content_type)


def kind_by_content(head: bytes) -> SourceKind:
    """The kind that the first bytes of a source show; plain text if nothing else."""
    if head.startswith(b"WARC/") or _inflated(head).startswith(b"WARC/"):
        return SourceKind.WARC
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        if _FEED.search(start[:2000]):
            return SourceKind.FEED
        if _PAGE.match(start) or (start[:5] == b"<?xml" and b"<html" in start[:4000].lower()):
            return SourceKind.HTML
        return SourceKind.FEED if start.startswith(b"<?xml") else SourceKind.TEXT
    if _OBJECT.match(start):
        return SourceKind.JSONL if _is_line_of_json(start) else SourceKind.TEXT
    if start.startswith(b"---\n"):
        return SourceKind.MARKDOWN
    names = {name.strip(b'" \r') for name in re.split(rb"[,;\t]", start.split(b"\n", 1)[0])}
    if b"text" in names and len(names) > 1 and names <= {name.encode() for name in _COLUMNS}:
        return SourceKind.CSV
    return SourceKind.TEXT


def _is_line_of_json(start: bytes) -> bool:
    line, end, _ = start.partition(b"\n")
    if not end:
        return True  # the line is longer than what was looked at, or the only one
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        # A broken line is told from text that begins with a brace by the names in it.
        return b'"text"' in line or b'"id"' in line


def _inflated(head: bytes) -> bytes:
    if not head.startswith(b"\x1f\x8b"):
        return b""
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""
