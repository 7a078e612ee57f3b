"""`endorr backup`: the whole house in one file, made while it works."""

import hashlib
import subprocess
import time
from pathlib import Path

import click
from django.conf import settings
from django.db import DatabaseError, connection

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
@click.option("--every", type=click.IntRange(1, 1440), help="Go on for ever: begin one every so many minutes.")
@click.option("--keep", type=click.IntRange(2), help="Remove all but the newest this many backups from the folder.")
def command(output: Path, passphrase_file: Path | None, every: int | None, keep: int | None) -> None:
    """Write database and files to one file. The keys are not in it: keep them elsewhere."""
    passphrase = passphrase_of(passphrase_file)
    while True:
        started = time.monotonic()
        try:
            _make_one(output, passphrase, keep=keep)
        except (DamagedError, ToolMissingError, DatabaseError, OSError, subprocess.CalledProcessError) as error:
            if every is None:
                raise click.ClickException(str(error)) from error
            # The next may do better; that none has been made for long is seen by the age of the newest file.
            click.echo(f"No backup: {error}", err=True)
            connection.close()
        if every is None:
            return
        time.sleep(max(0.0, every * 60 - (time.monotonic() - started)))


def _make_one(output: Path, passphrase: bytes | None, *, keep: int | None) -> None:
    started = time.monotonic()
    made = make(
        output,
        machine_now=machine_now(),
        keys=key_fingerprints(),
        heads=present_heads_signed(),
        passphrase=passphrase,
    )
    click.echo(f"{made} ({made.stat().st_size / 1e6:.1f} MB, {time.monotonic() - started:.1f} s)")
    if keep is not None:
        for old in sorted(output.glob("endorr-*.tar.gz*"))[:-keep]:
            old.unlink()


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
