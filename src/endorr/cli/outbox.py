"""endorr outbox: how the messages stand, which could not be delivered, and trying one again."""

import click

from endorr.base.clock import machine_now, now
from endorr.base.outbox.commands import try_again
from endorr.base.outbox.queries import all_undelivered, health


@click.group()
def command() -> None:
    """Look after what is to leave the house."""


@command.command()
def status() -> None:
    """Say how many messages wait, are late or at risk, or could not be delivered."""
    told = health(now=now(), machine_now=machine_now())
    click.echo(f"waiting {told.waiting}, at risk {told.at_risk}, undelivered {told.undelivered}")
    click.echo(f"leases expired {told.leases_expired}, oldest due {told.oldest_due or '-'}")


@command.command()
def undelivered() -> None:
    """List what could not be delivered, without receivers or subjects."""
    for one in all_undelivered():
        click.echo(f"{one.public_id}  {one.created:%Y-%m-%d %H:%M}  about {one.about or '-'}  tries {one.attempts}")


@command.command("try-again")
@click.argument("public_id")
def again(public_id: str) -> None:
    """Put one undelivered message back in the queue."""
    if not try_again(public_id, now=now(), actor="command line"):
        raise click.ClickException(f"{public_id} is not among the undelivered.")
    click.echo(f"{public_id} will be tried again.")
