"""One DuckDB file that keeps documents, event reports and registers, and answers questions."""

from vanellus.storing.corrections import check_correction, corrected, corrected_participants
from vanellus.storing.joins_decided import part, parted, unpart
from vanellus.storing.journal import Journal, Review, journal_of
from vanellus.storing.links import Links, linking_in, reading_links
from vanellus.storing.reviews import take_in
from vanellus.storing.served import add_expected, add_served_tables, add_tables, read_by_pages
from vanellus.storing.snapshots import copy_store, stamp_of
from vanellus.storing.store import TABLES, Store, open_store
from vanellus.storing.training_lines import TaughtLines, training_lines

__all__ = [
    "TABLES",
    "Journal",
    "Links",
    "Review",
    "Store",
    "TaughtLines",
    "add_expected",
    "add_served_tables",
    "add_tables",
    "check_correction",
    "copy_store",
    "corrected",
    "corrected_participants",
    "journal_of",
    "linking_in",
    "open_store",
    "part",
    "parted",
    "read_by_pages",
    "reading_links",
    "stamp_of",
    "take_in",
    "training_lines",
    "unpart",
]
