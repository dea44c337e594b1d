"""One DuckDB file that keeps documents, event reports and registers, and answers questions."""

from vanellus.storing.links import Links, linking_in, part, parted, reading_links, unpart
from vanellus.storing.store import TABLES, Store, open_store

__all__ = [
    "TABLES",
    "Links",
    "Store",
    "linking_in",
    "open_store",
    "part",
    "parted",
    "reading_links",
    "unpart",
]
