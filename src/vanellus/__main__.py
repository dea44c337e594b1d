"""`vanellus` and `python -m vanellus`."""

from __future__ import annotations

from vanellus.cli import commands
from vanellus.cli.ending import ended, speak_utf8


def main() -> None:
    """Runs the command line; a fault is one line on standard error and an exit status."""
    speak_utf8()
    with ended():
        commands.main(prog_name="vanellus")


if __name__ == "__main__":
    main()
