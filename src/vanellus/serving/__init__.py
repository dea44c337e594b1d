"""The observatory: pages of a store, made on the server and read without script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vanellus.serving.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    # fastapi is loaded when an app is asked for.
    if name == "create_app":
        from vanellus.serving.app import create_app  # noqa: PLC0415

        return create_app
    raise AttributeError(f"module 'vanellus.serving' has no attribute {name!r}")
