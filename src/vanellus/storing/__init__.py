"""One DuckDB file that keeps documents, event reports and registers, and answers questions."""

from vanellus.storing.store import TABLES, Store, open_store

__all__ = ["TABLES", "Store", "open_store"]
