"""`vanellus settings`."""

from __future__ import annotations

import click

from vanellus.settings import SETTINGS, page, setting


@click.command("settings")
@click.option("--page", "as_page", is_flag=True, help="The page docs/settings.md instead.")
def settings_command(*, as_page: bool) -> None:
    """List the settings, their values and how to set them."""
    if as_page:
        click.echo(page(), nl=False)
        return
    for entry in SETTINGS:
        value = setting(entry.name)
        mark = "" if value == entry.default else f"   (default {entry.default})"
        click.echo(f"{entry.variable}={value} {entry.unit}{mark}\n    {entry.help}")
