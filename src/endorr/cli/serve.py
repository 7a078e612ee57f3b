"""`endorr serve`: the web pages, for production."""

import os
import sys

import click

from endorr.cli._children import Child, Household
from endorr.cli._production import refuse_unless_sound
from endorr.cli._web import run_web


@click.command("serve")
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="host:port or unix:/path to listen on.")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Web processes, 8 threads each."
)
@click.option("--with-worker", is_flag=True, help="Run a worker beside, as `endorr work` would.")
def command(bind: str, workers: int, with_worker: bool) -> None:
    """Serve the pages. Refuses to start, with exit code 2, on settings that are not fit for the world."""
    refuse_unless_sound()
    if not with_worker:
        run_web(bind=bind, workers=workers)
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "endorr.settings.production")
    with Household([Child("endorr.cli._web", (bind, str(workers))), Child("endorr.cli._worker")]) as household:
        if not household.watch():
            click.echo("The web or the worker keeps dying; see the log above.", err=True)
            sys.exit(1)
