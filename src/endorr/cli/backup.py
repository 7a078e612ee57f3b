"""`endorr backup`: the whole house in one file, made while it works."""

import hashlib
import time
from pathlib import Path

import click
from django.conf import settings

from endorr.base.backup.archive import DamagedError, make
from endorr.base.backup.engines import ToolMissingError
from endorr.base.clock import machine_now, now


@click.command("backup")
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write it to."
)
@click.option(
    "--passphrase-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Seal the backup under the first line of this file. Without the passphrase nobody can restore it.",
)
def command(output: Path, passphrase_file: Path | None) -> None:
    """Write database and files to one file. The keys are not in it: keep them elsewhere."""
    started = time.monotonic()
    try:
        made = make(
            output,
            machine_now=machine_now(),
            keys=key_fingerprints(),
            heads=present_heads_signed(),
            passphrase=passphrase_of(passphrase_file),
        )
    except (DamagedError, ToolMissingError) as error:
        raise click.ClickException(str(error)) from error
    megabytes = made.stat().st_size / 1e6
    click.echo(f"{made} ({megabytes:.1f} MB, {time.monotonic() - started:.1f} s)")


def passphrase_of(path: Path | None) -> bytes | None:
    """Return the first line of a passphrase file; raises ClickException when it is too short to keep anybody out."""
    if path is None:
        return None
    first = path.read_bytes().split(b"\n", 1)[0].strip()
    if len(first) < 12:
        raise click.ClickException(f"The first line of {path} has fewer than 12 characters.")
    return first


def present_heads_signed() -> str:
    """Return how far the ledger's chains have come, signed: what is restored must reach at least so far."""
    from endorr.base.ledger.heads import signed
    from endorr.base.ledger.keys import signing_key
    from endorr.base.ledger.queries import present_heads

    return signed(present_heads(now=now()), key=signing_key())


def key_fingerprints() -> dict[str, str]:
    """Return what the keys that a backup needs can be recognised by, without telling the keys."""
    from endorr.base.ledger.keys import chain_key, fingerprint, secret_key

    secret = hashlib.sha256(b"endorr secret " + settings.SECRET_KEY.encode()).hexdigest()[:16]
    companies = fingerprint(secret_key("COMPANY_KEY"))
    return {"secret": secret, "ledger": fingerprint(chain_key()), "companies": companies}
