"""The command line: flags only. Each command calls a plain function that returns data.

The modules of the commands are loaded when their command is asked for, so that `--help` is quick.
"""

from __future__ import annotations

import importlib
from typing import Any, Final

import click

from vanellus.cli.ending import ended

_COMMANDS: Final = {
    "code": ("coding", "Read and code reports: one event report a line, or a table."),
    "read": ("coding", "Read reports and write the documents only."),
    "relate": ("relate", "Say what one marked party does to another."),
    "ingest": ("store", "Read, code and keep reports in a store; resumable."),
    "link": ("link", "Join reports of the same event in a store."),
    "why": ("link", "Tell why the reports of an event were joined."),
    "undo": ("link", "Part two reports that are not of one event."),
    "show": ("store", "Summaries of a store on the terminal."),
    "engagement": ("analyses", "Count how much an actor deals with whom, and how."),
    "portfolio": ("analyses", "Share out dealings of an actor among its partners."),
    "shifts": ("analyses", "Date the changes in whom an actor deals with, and how."),
    "blocs": ("analyses", "Find states that cooperate, and who moves between them."),
    "calendar": ("accounts", "Show what is announced, for when, by whom, and what is overdue."),
    "threats": ("accounts", "Count violence by place, perpetrator, kind and toll; its trend."),
    "recommendations": ("registers", "List what is recommended: area, action, addressee, impact."),
    "agenda": ("registers", "List the subjects on whose agenda, by country and pillar."),
    "figures": ("registers", "Lay the values told of one thing side by side."),
    "statements": ("registers", "List who said what of whom, and how many others tell it."),
    "sources": ("accounts", "Compare what each outlet tells: first, late, alone, confirmed."),
    "brief": ("brief", "Tell in plain words what actors do with others, as a page."),
    "serve": ("serve", "Show a store's pages to a browser."),
    "export": ("store", "Write a store's tables as Parquet files, or reviewed sentences."),
    "evaluate": ("evaluate", "Score the coder on a gold file."),
    "settings": ("settings", "List the settings, their values and how to set them."),
}


class _Lazy(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"vanellus.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def invoke(self, ctx: click.Context) -> Any:
        # Here and not around `main`, where click has its own ways with pipes and interruptions.
        with ended():
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            import difflib  # noqa: PLC0415  only after a mistake

            near = difflib.get_close_matches(args[0], _COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"No command {args[0]!r}.{hint} Commands: {', '.join(_COMMANDS)}.")
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Lazy,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Try: vanellus code REPORT.html   |   Documentation: README.md and docs/.",
)
@click.version_option(package_name="vanellus", prog_name="vanellus")
def commands() -> None:
    """Reads news reports and keeps the sourced record of political events in them: who did what
    to whom, when, where, done or only planned, according to whom.
    """
