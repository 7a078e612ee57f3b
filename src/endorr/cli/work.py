"""`endorr work`: the worker, for production. Any number may run, anywhere."""

import click

from endorr.cli._production import refuse_unless_sound
from endorr.cli._worker import run_worker


@click.command("work")
def command() -> None:
    """Sweep what is due, deliver what waits, run tasks asked for; SIGTERM ends it after what it has begun."""
    refuse_unless_sound()
    run_worker()
