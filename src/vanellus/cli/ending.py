"""How a command ends: each fault with its one line on standard error and its exit status."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from vanellus.cli.progress import say
from vanellus.errors import InputError, VanellusError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FAULT: Final = 1
"""Some input could not be used, or the work could not be done."""
INTERRUPTED: Final = 130
"""As shells tell it: 128 and the number of SIGINT."""


@contextmanager
def ended() -> Iterator[None]:
    """Whatever ends the work inside leads to an exit status, and to a line where it is a fault."""
    try:
        try:
            yield
        finally:
            with faults_of("standard output"):
                sys.stdout.flush()
    except VanellusError as error:
        _silence()
        say(str(error))
        sys.exit(FAULT)
    except BrokenPipeError:
        # The reader of the pipe has gone (`| head`): nothing is wrong, and nothing can be said.
        _silence()
        sys.exit(0)
    except OSError as error:
        # A full disk or a lost device: the fault of the world, not of the programme.
        _silence()
        say(f"{error.filename or 'standard output'}: {error.strerror or error}")
        sys.exit(FAULT)
    except KeyboardInterrupt:
        _silence()
        say("interrupted")
        sys.exit(INTERRUPTED)


@contextmanager
def faults_of(out: Path | str) -> Iterator[None]:
    """Faults of the file system inside are raised as InputError about that output.

    A reader of a pipe that has gone is no fault, and passes as BrokenPipeError.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(
            where=str(out),
            problem=f"can't be written: {error.strerror or error}",
            valid="a path in a folder that exists, may be written to and has room",
        ) from error


def speak_utf8() -> None:
    """Makes standard output UTF-8 in pipes, and never fail for a character."""
    out: Any = sys.stdout
    if isinstance(out, io.TextIOWrapper):
        encoding = None if out.isatty() else "utf-8"
        # What can't be written as it is comes out as JSON would write it.
        out.reconfigure(encoding=encoding, errors="backslashreplace")


def _silence() -> None:
    """Lets the interpreter throw away at its end what could not be written."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        return
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
