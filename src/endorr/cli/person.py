"""endorr person: forget somebody who asks for it."""

import click

from endorr.base.clock import now
from endorr.base.erasure.commands import forget


@click.group()
def command() -> None:
    """Answer what a person may ask of what is kept of them."""


@command.command("forget")
@click.argument("who")
@click.option("--address", "addresses", multiple=True, help="A further address the person writes from.")
@click.option("--disposal", default="", help="The decision on disposal (gallring) by which diary rows go too.")
def forget_person(who: str, addresses: tuple[str, ...], disposal: str) -> None:
    """Erase what the house keeps of a person; every chain of the ledger stays valid.

    WHO is the public id of an account, a question, a contact at a company or feedback, or else a mail address.
    """
    done = forget(who, now=now(), actor="operator", addresses=addresses, disposal=disposal)
    for what, count in done.rooms.items():
        click.echo(f"{what}: {count}")
    click.echo(f"ledger values: {done.ledger.values}, diary rows: {done.ledger.diary_rows}")
    if done.ledger.diary_rows_kept:
        click.echo(f"Kept until a decision on disposal is named: {done.ledger.diary_rows_kept} diary rows.")
