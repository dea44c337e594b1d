"""`vanellus serve`."""

from __future__ import annotations

import ipaddress
import socket
import sys
from typing import TYPE_CHECKING

import click

from vanellus.cli.options import STORE
from vanellus.cli.progress import say
from vanellus.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path


@click.command("serve")
@STORE
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="0 takes one that is free.")  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--token", envvar="VANELLUS_TOKEN",
    help="Show pages only to those who have it; needed for any address but this machine's own. "
    "Better given as the variable VANELLUS_TOKEN, where other users can't see it.",
)  # fmt: skip
@click.option(
    "--review", is_flag=True,
    help="Let those who have the token accept, correct and reject reports.",
)  # fmt: skip
def serve_command(*, path: Path, port: int, host: str, token: str | None, review: bool) -> None:
    """Show a store's pages to a browser.

    The pages read copies of the store, so that `ingest` can go on writing to it; what it commits
    is shown a few seconds later. Nothing leaves the machine. Reviews are kept beside the store at
    once (STORE.reviews.jsonl) and taken into it as soon as no other command has it open.
    """
    check_reach(host, token)
    if review and token is None:
        raise InputError(
            where="--review",
            problem="needs a token, so that nobody else decides",
            valid="VANELLUS_TOKEN or --token, of 12 characters or more",
        )
    import uvicorn  # noqa: PLC0415  only for this command

    from vanellus.serving import create_app  # noqa: PLC0415  as above

    listener = _listener(host, port)
    try:
        app = create_app(path, token=token, review=review, ahead=True)
        # What charts need takes seconds to start: the first reader should not wait for it.
        app.state.drawer.begin()
        app.state.vega.begin()
    except BaseException:
        listener.close()
        raise
    # Short turns: a page of milliseconds is not to wait for a dossier of seconds at every question
    # that it asks of the store.
    sys.setswitchinterval(0.001)
    config = uvicorn.Config(app, log_level="warning", server_header=False)
    name, number = listener.getsockname()[:2]
    shown = f"[{name}]" if ":" in name else name
    say(f"{path} is shown at http://{shown}:{number}/ (end with Ctrl-C)")
    uvicorn.Server(config).run(sockets=[listener])


def check_reach(host: str, token: str | None) -> None:
    """Raises InputError for an address that others can reach without a token, and for a token that
    could be guessed.
    """
    if token is not None and len(token) < 12:
        raise InputError(where="--token", problem="is too short", valid="12 characters or more")
    if token is None and not _is_own(host):
        raise InputError(
            where=f"--host {host}",
            problem="others could read the store there",
            valid="127.0.0.1, or a --token of 12 characters or more",
        )


def _is_own(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise InputError(
            where=f"http://{host}:{port}",
            problem=f"can't be listened on: {error.strerror or error}",
            valid="another --port, or an address of this machine",
        ) from error
    listener.listen(128)
    return listener
