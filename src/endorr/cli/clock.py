"""`endorr clock`: shows the clock, and winds the demo's."""

from datetime import datetime, timedelta

import click

from endorr.base.clock import STOCKHOLM, configured_clock
from endorr.base.clock.rules import after_weekend
from endorr.base.clock.wound import DemoClock
from endorr.base.jobs import next_due


@click.group("clock")
def command() -> None:
    """Show the clock; in a demo, wind it forward."""


@command.command()
def show() -> None:
    """Print the present instant on the Stockholm wall."""
    _say(configured_clock().now())


@command.command()
@click.option("--hours", type=click.FloatRange(min=0, min_open=True), help="By so many hours.")
@click.option(
    "--to", "instant", metavar="ISO", help="To an instant, such as 2026-11-20T16:30 (Stockholm) or with an offset."
)
@click.option("--over-weekend", is_flag=True, help="To Monday 08.00 after the next weekend.")
@click.option("--next-event", is_flag=True, help="To the earliest instant at which something falls due.")
def forward(hours: float | None, instant: str | None, over_weekend: bool, next_event: bool) -> None:
    """Wind the demo's clock forward, in exactly one way; worker and pages follow at once."""
    clock = configured_clock()
    if not isinstance(clock, DemoClock):
        raise click.ClickException("Only a demo's clock can be wound.")
    if [hours is not None, instant is not None, over_weekend, next_event].count(True) != 1:
        raise click.UsageError("Say one of --hours, --to, --over-weekend and --next-event.")
    now = clock.now()
    target = _target(now, hours=hours, instant=instant, over_weekend=over_weekend)
    if target is None:
        raise click.ClickException("Nothing is due ahead.")
    try:
        clock.wind_to(target)
    except ValueError as error:
        raise click.ClickException("The clock is never wound back.") from error
    _say(clock.now())


def _target(now: datetime, *, hours: float | None, instant: str | None, over_weekend: bool) -> datetime | None:
    if hours is not None:
        return now + timedelta(hours=hours)
    if instant is not None:
        return _parsed(instant)
    return after_weekend(now) if over_weekend else next_due(now)


def _parsed(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no ISO instant such as 2026-11-20T16:30") from error
    return instant if instant.tzinfo else instant.replace(tzinfo=STOCKHOLM)


def _say(instant: datetime) -> None:
    click.echo(instant.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M:%S %Z"))
