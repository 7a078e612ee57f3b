"""endorr policy: who may what, address by address."""

from pathlib import Path

import click
import django

PERMISSIONS = Path("docs") / "permissions.md"
HEAD = """# Who may what

Made by `script/endorr policy table --write` from each room's `policy.py`; a house test keeps it current.
HEAD follows GET. Whoever may use no method of an address hears what they would hear if it did not exist.

"""


@click.group()
def command() -> None:
    """Who may what, address by address."""


@command.command()
@click.option("--write", is_flag=True, help="Write docs/permissions.md instead of printing.")
def table(*, write: bool) -> None:
    """Print the table of permissions."""
    django.setup()
    from endorr.base.policy.table import as_markdown

    if write:
        PERMISSIONS.write_text(HEAD + as_markdown() + "\n", encoding="utf-8")
    else:
        click.echo(as_markdown())
