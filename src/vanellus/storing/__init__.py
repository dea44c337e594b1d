"""One DuckDB file that keeps documents, event reports and registers, and answers questions."""

from vanellus.storing.links import Links, linking_in, part, parted, reading_links, unpart
from vanellus.storing.served import add_served_tables, add_tables
from vanellus.storing.snapshots import copy_store, stamp_of
from vanellus.storing.store import TABLES, Store, open_store

__all__ = [
    "TABLES",
    "Links",
    "Store",
    "add_served_tables",
    "add_tables",
    "copy_store",
    "linking_in",
    "open_store",
    "part",
    "parted",
    "reading_links",
    "stamp_of",
    "unpart",
]
