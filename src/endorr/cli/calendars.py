"""`endorr calendars`: the doors' calendars, and days out of a feed for a person to decide."""

from pathlib import Path

import click

from endorr.base.clock import local_date, now
from endorr.calendars.commands import propose_days
from endorr.calendars.feeds import FEED_BYTES, read_feed
from endorr.calendars.queries import calendar_by_id, doors
from endorr.worktime import CalendarError
from endorr.worktime.feed import Proposal


@click.group()
def command() -> None:
    """Each door's own calendar."""


@command.command("list")
def list_command() -> None:
    """List the doors that have a calendar of their own, each with its latest version."""
    for door in doors():
        click.echo(f"{door.id:24} version {door.calendar.version:<4} {door.name}")


@command.command()
@click.argument("door")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def propose(door: str, file: Path) -> None:
    """Read an iCalendar FILE as days that a person may accept for DOOR, one by one.

    Nothing changes by itself: the days are shown to those who keep the calendar. The same file again adds nothing.
    """
    if door not in {one.id for one in doors()}:
        raise click.UsageError(f"no door {door!r} has a calendar of its own; `endorr calendars list` tells which do")
    if file.stat().st_size > FEED_BYTES:
        raise click.UsageError(f"{file} is larger than {FEED_BYTES} bytes")
    try:
        found = read_feed(file.read_bytes(), calendar_by_id(door), today=local_date(now()))
    except CalendarError as error:
        raise click.UsageError(f"{file}: {error}") from error
    for one in found:
        click.echo(_line(one))
    click.echo(f"{propose_days(door, found, source=file.name)} of {len(found)} days are new and wait to be decided")


def _line(one: Proposal) -> str:
    left = ", ".join(str(window) for window in one.hours)
    return f"{one.day}  {'open ' + left if left else 'closed'}  {one.summary}"
