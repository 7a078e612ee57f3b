"""endorr award: weigh a frozen award again, from its file alone."""

import sys
from pathlib import Path

import click


@click.group()
def command() -> None:
    """Årets exportregion."""


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def recompute(file: Path) -> None:
    """Print how the regions of a frozen copy stand, and the digests to hold against the award's page."""
    from endorr.award.freezing import digest, read_result
    from endorr.award.freezing import recompute as again
    from endorr.core.counties import BY_CODE

    try:
        content = file.read_text(encoding="utf-8")
        result = again(content)
    except (ValueError, KeyError, TypeError) as error:
        click.echo(f"{file} is no frozen copy of an award: {error}", err=True)
        sys.exit(2)
    found = read_result(result)
    for one in found.placed:
        shares = f"first {one.first / found.draws:.1%}, top three {one.top3 / found.draws:.1%}"
        click.echo(f"{one.rank:>3} ({one.best}-{one.worst})  {BY_CODE[one.code].short:<17} {one.score:6.2f}  {shares}")
    for code in found.left_out:
        click.echo(f"  -  {BY_CODE[code].short}: too much is missing")
    click.echo(f"data   {digest(content)}\nresult {digest(result)}")
