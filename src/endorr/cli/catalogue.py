"""`endorr catalogue`: a partner's own catalogue taken in from a file, and what came of it said row by row."""

from pathlib import Path

import click

from endorr.base.clock import now
from endorr.base.tenancy.queries import organisations_by_slug
from endorr.catalogue.commands.feeds import LARGEST, FeedRefusedError, Report, open_feed, read_feed

ACTOR = "system:cli"
WRONG = 2


@click.group()
def command() -> None:
    """What help exists."""


@command.command()
@click.argument("feed")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", help="What the feed is called, the first time it is read.")
@click.option("--owner", help="The organisation that answers for its services, by its short name.")
def take(feed: str, file: Path, name: str | None, owner: str | None) -> None:
    """Take in the services of FILE, in the words of HSDS 3, as the partner's catalogue FEED.

    The same file again changes nothing; what is no longer in it becomes inactive. A row that cannot be taken is set
    aside with its reason, and the others are taken. A file that cannot be read at all changes nothing.
    """
    open_feed(feed, name or feed, owner=_owner(owner) if owner else None)
    try:
        report = read_feed(feed, _bounded(file), now=now(), actor=ACTOR)
    except FeedRefusedError as error:
        click.echo(f"{file} was refused: {error}. Nothing has changed.", err=True)
        raise SystemExit(WRONG) from error
    _tell(report)


def _bounded(file: Path) -> bytes:
    # One byte more than is taken is enough to have it refused, and never more than that is read.
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def _owner(slug: str) -> str:
    known = organisations_by_slug()
    if slug not in known:
        raise click.UsageError(f"no organisation is called {slug!r}")
    return known[slug]


def _tell(report: Report) -> None:
    click.echo(", ".join(f"{count} {what}" for what, count in report.counts().items()))
    for row, reason in report.refused:
        click.echo(f"set aside: {row}: {reason}")
