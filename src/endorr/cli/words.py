"""endorr words: bring the catalogues up to date with the code, say what is wrong with them, compile them."""

from pathlib import Path

import click

from endorr.base.i18n import catalogue
from endorr.base.i18n.whole import catalogue_faults, extract, source_faults


@click.group()
def command() -> None:
    """Keep the words of every language in step with the code."""


@command.command("extract")
@click.argument("others", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def extract_command(others: tuple[Path, ...]) -> None:
    """Put new texts into the catalogues, untranslated, and take unused ones out.

    OTHERS are catalogues named <language>.po whose translations are taken too, such as the other side of a merge.
    """
    for language, (new, gone) in extract(*others).items():
        click.echo(f"{language}: {len(new)} new, {len(gone)} gone")
        for text in gone:
            click.echo(f"  gone: {text!r}")


@command.command()
def check() -> None:
    """Say what is missing or wrong; exits with 1 if anything is."""
    found = [*catalogue_faults(), *source_faults()]
    for fault in found:
        click.echo(fault)
    raise SystemExit(1 if found else 0)


@command.command("compile")
def compile_command() -> None:
    """Compile the catalogues that changed."""
    for path in catalogue.compile_changed():
        click.echo(path.relative_to(catalogue.PACKAGE))
