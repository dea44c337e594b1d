"""Documents in, readings out: sentences, the event model, decoding, registers."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vanellus.coding.appeals import is_appeal
    from vanellus.coding.coder import Asked, Coder
    from vanellus.coding.sentences import split_sentences

__all__ = ["Asked", "Coder", "is_appeal", "split_sentences"]

_HOME = {
    "Asked": "coder",
    "Coder": "coder",
    "is_appeal": "appeals",
    "split_sentences": "sentences",
}


def __getattr__(name: str) -> Any:
    # The training uses labels and tokens of this room and needs none of the rest.
    if name in _HOME:
        return getattr(importlib.import_module(f"vanellus.coding.{_HOME[name]}"), name)
    raise AttributeError(f"module 'vanellus.coding' has no attribute {name!r}")
