"""`vanellus` and `python -m vanellus`."""

from __future__ import annotations

import os
import sys

from vanellus.errors import VanellusError


def main() -> None:
    """Runs the command line; an error of ours is one line on standard error and exit status 1."""
    from vanellus.cli import commands  # noqa: PLC0415  the errors above must work without it

    try:
        commands.main(prog_name="vanellus")
    except VanellusError as error:
        print(f"vanellus: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of the pipe has gone (`| head`): nothing is wrong, and nothing can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
