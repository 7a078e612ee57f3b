"""`endorr figures`: tables of official figures in the house: list, fill, take in a file, ask the sources."""

import json
import sys
from pathlib import Path

import click

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
ACTOR = "cli:figures"


@click.group(name="figures")
def command() -> None:
    """Tables of official figures, each in dated versions that never change."""


@command.command(name="list")
def list_tables() -> None:
    """Say which tables there are, by what basis, and their latest version."""
    from endorr.statistics.queries import desk

    for row, waiting in desk():
        latest = f"version {row.version.number}, {row.version.figures} figures" if row.version else "no version"
        more = f"; version {waiting.number} waits for a decision" if waiting else ""
        click.echo(f"{row.key:28} {row.basis.value:10} {latest}{more}")


@command.command()
@click.option("--practice/--no-practice", default=False, help="The invented practice world too.")
def seed(*, practice: bool) -> None:
    """Take in the published figures that come with the house; once more changes nothing."""
    from endorr.base.clock import now
    from endorr.statistics.seed.practice import sow_practice
    from endorr.statistics.seed.published import sow_published

    made = sow_published(now())
    made += sow_practice(now()) if practice else 0
    click.echo(f"{made} tables.")


@command.command(name="import")
@click.argument("key")
@click.argument("file", type=FILE)
@click.option("--mapping", type=FILE, help="JSON that says what the columns of a CSV or XLSX file are.")
@click.option("--vintage", default="", help="Such as preliminary or final.")
@click.option("--about", type=FILE, help="JSON with title, basis, source and series, to declare the table first.")
def take_in(key: str, file: Path, mapping: Path | None, vintage: str, about: Path | None) -> None:
    """Publish FILE (PX, JSON-stat, CSV, XLSX) as the next version of the table KEY; a broken file changes nothing."""
    from django.db import transaction

    from endorr.base.clock import now
    from endorr.statistics import importing
    from endorr.statistics.commands import UnknownPlaceError, UnknownTableError, declare
    from endorr.statistics.describing import facts_of, series_of

    try:
        with transaction.atomic():
            if about:
                told = json.loads(about.read_text(encoding="utf-8"))
                declare(key, facts_of(told), series_of(told), now=now(), actor=ACTOR)
            number, warnings = importing.take_in(
                key, file, mapping=mapping.read_bytes() if mapping else b"", vintage=vintage, now=now(), actor=ACTOR
            )
    except importing.UnreadableError as error:
        _give_up("\n".join(problem.text("en") for problem in error.problems))
    except UnknownTableError:
        _give_up(f"There is no table {key}: declare it with --about.")
    except (UnknownPlaceError, KeyError, ValueError) as error:
        _give_up(str(error))
    for warning in warnings:
        click.echo(warning.text("en"), err=True)
    click.echo(f"{key}: version {number}.")


@command.command()
@click.argument("keys", nargs=-1)
def refresh(keys: tuple[str, ...]) -> None:
    """Ask the sources of tables that have one (KEYS, or all); what differs is proposed, nothing is overwritten."""
    from endorr.base.clock import now
    from endorr.statistics.queries import connections
    from endorr.statistics.refreshing import refresh as ask

    for key, connection in connections():
        if keys and key not in keys:
            continue
        found = ask(key, connection, now=now())
        if found is None:
            click.echo(f"{key}: could not be had; its page at the desk says why.", err=True)
        elif found.any:
            click.echo(f"{key}: {found.added} new, {found.gone} gone, {found.changed} changed; a person decides.")
        else:
            click.echo(f"{key}: the same as before.")


def _give_up(message: str) -> None:
    click.echo(message, err=True)
    sys.exit(2)
