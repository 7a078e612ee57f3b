"""endorr mail: take in one mail from the mail server, list those that could not be understood, try one again."""

import sys

import click

from endorr.base.clock import now
from endorr.base.outbox.commands import receive_mail, unpark
from endorr.base.outbox.queries import parked


@click.group("mail")
def command() -> None:
    """Take in mail to the door."""


@command.command()
@click.option("--mailbox", required=True, help="What the mail is filed under: the slug of the cooperation.")
@click.option("--to", "receivers", multiple=True, help="An envelope receiver, where the server does not write it down.")
def receive(mailbox: str, receivers: tuple[str, ...]) -> None:
    """Store one raw message from standard input; the worker takes it in. Fails, so that the server tries again, if
    it could not be stored.
    """
    raw = sys.stdin.buffer.read()
    if not raw.strip():
        raise click.ClickException("There was no message on standard input.")
    lines = b"".join(f"Delivered-To: {one}\r\n".encode() for one in receivers if "\n" not in one)
    stored = receive_mail(raw=lines + raw, mailbox=mailbox, now=now())
    click.echo(stored.public_id)


@command.command("parked")
def list_parked() -> None:
    """List the mails that could not be understood, without senders or subjects."""
    for one in parked(limit=1000):
        click.echo(f"{one.public_id}  {one.received_at:%Y-%m-%d %H:%M}  {one.mailbox}  {len(one.raw)} bytes")


@command.command()
@click.argument("public_id")
def show(public_id: str) -> None:
    """Write one parked mail, as it came, to standard output."""
    found = next((one for one in parked(limit=1000) if one.public_id == public_id), None)
    if found is None:
        raise click.ClickException(f"{public_id} is not among the parked.")
    sys.stdout.buffer.write(found.raw)


@command.command("try-again")
@click.argument("public_id")
def again(public_id: str) -> None:
    """Let the worker try a parked mail anew."""
    if not unpark(public_id):
        raise click.ClickException(f"{public_id} is not among the parked.")
    click.echo(f"{public_id} will be tried again.")
