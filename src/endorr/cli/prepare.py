"""`endorr prepare`: makes tables, shared cache and static files fit this version, before `serve` at each upgrade."""

import click

from endorr.cli._ground import gather_static, make_tables


@click.command("prepare")
def command() -> None:
    """Migrate the database and collect the static files, each only when something has changed."""
    click.echo("Tables: brought up to date." if make_tables() else "Tables: already up to date.")
    click.echo("Static files: collected." if gather_static() else "Static files: unchanged.")
