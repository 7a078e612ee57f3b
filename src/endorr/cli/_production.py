"""Everything that keeps a house from being opened to the world, said all at once."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
from django.conf import settings

# RFC 2606 keeps these names for examples: no real person has an address under them.
DEMO_ADDRESS = r"(\.|@)(example|test|invalid|localhost)$|(\.|@)example\.(com|net|org|se)$"


def problems() -> list[str]:
    """Return what is wrong, in plain words, the deploy findings of Django included; empty when the house may open."""
    found = [*getattr(settings, "PROBLEMS", ()), *_settings_problems()]
    return found or [*_deploy_findings(), *_demo_accounts()]


def refuse_unless_sound() -> None:
    """End the command with exit code 2 when something is wrong, saying all of it."""
    found = problems()
    if not found:
        return
    click.echo("The house is not opened to the world like this:", err=True)
    for problem in found:
        click.echo(f"  - {problem}", err=True)
    click.echo("docs/operations.md tells of every setting. For a look on your own machine: script/demo", err=True)
    raise SystemExit(2)


def _settings_problems() -> Iterator[str]:
    if settings.DEMO:
        yield "These are the demo's settings. Set DJANGO_SETTINGS_MODULE=endorr.settings.production."
    if settings.CLOCK != "endorr.base.clock.source.SystemClock":
        yield f"The clock is {settings.CLOCK}: a clock that can be wound keeps no promise."
    if re.match(r"(demo|test)-only-|django-insecure-", settings.SECRET_KEY):
        yield "The secret is the default one, known to everybody. Set ENDORR_SECRET_KEY or ENDORR_SECRET_KEY_FILE."
    if not settings.ALLOWED_HOSTS:
        yield "No host name is allowed. Set ENDORR_ALLOWED_HOSTS, for instance exporthjalpen.region.se."
    if "*" in settings.ALLOWED_HOSTS:
        yield "Every host name is allowed. Name yours in ENDORR_ALLOWED_HOSTS."
    if settings.DEBUG:
        yield "DEBUG is on: errors would show what nobody may see."


def _deploy_findings() -> Iterator[str]:
    from django.core import checks

    for finding in checks.run_checks(include_deployment_checks=True):
        if not finding.is_silenced():
            yield f"{finding.msg} ({finding.id})"


def _demo_accounts() -> Iterator[str]:
    from django.db import DatabaseError

    from endorr.base.accounts.queries import count_addresses, fictional_addresses

    try:
        count, fictional = count_addresses(DEMO_ADDRESS), fictional_addresses()
    except DatabaseError as error:
        yield f"The database does not answer as it should ({type(error).__name__}). Is it there, and migrated?"
        return
    if fictional:
        more = f" and {len(fictional) - 3} more" if len(fictional) > 3 else ""
        yield f"These accounts are marked as made-up people: {', '.join(fictional[:3])}{more}."
    if count:
        yield f"The database holds {count} demo accounts (under .example). A demo is never opened to the world."


def readable(path: str) -> bool:
    """Say whether a file that a setting names can be read."""
    try:
        with Path(path).open("rb"):
            return True
    except OSError:
        return False
