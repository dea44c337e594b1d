"""Reading: files, folders, addresses, feeds, archives and records to clean documents.

A reader of one format hands on a `Draft` (its blocks in order, its metadata); `finish` takes the
page furniture out, lays the blocks out as one text and makes the `Document`. Importing this room
loads none of the parsers; each is loaded by the first source that needs it.
"""

from __future__ import annotations

from vanellus.reading.document import document_of_record, read_document
from vanellus.reading.sources import is_there, read_sources

__all__ = ["document_of_record", "is_there", "read_document", "read_sources"]
