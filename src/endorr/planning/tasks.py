"""What takes too long for a page: trying a staff dry."""

from django.tasks import task

from endorr.base.clock import now
from endorr.planning.commands.trials import run_trial


@task()
def try_dry(trial: str) -> bool:
    """Run a trial that has been asked for; asked twice it runs once."""
    return run_trial(trial, now=now())
