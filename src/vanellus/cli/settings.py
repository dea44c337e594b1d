"""`vanellus settings`."""

from __future__ import annotations

import click

from vanellus.settings import SETTINGS, setting


@click.command("settings")
def settings_command() -> None:
    """List the settings, their values and how to set them."""
    for entry in SETTINGS:
        value = setting(entry.name)
        mark = "" if value == entry.default else f"   (default {entry.default})"
        click.echo(f"{entry.variable}={value} {entry.unit}{mark}\n    {entry.help}")
