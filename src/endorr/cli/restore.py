"""`endorr restore`: a house out of a backup, in an empty place, with proof that it is the same."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from endorr.base.backup.archive import (
    SQLITE,
    DamagedError,
    Manifest,
    SealedError,
    place_files,
    place_shelf,
    unpack,
)
from endorr.base.backup.engines import NotEmptyError, ToolMissingError, restore_postgresql, restore_sqlite
from endorr.base.backup.sealing import WrongPassphraseError
from endorr.base.files.shelf import SHELF
from endorr.cli.backup import key_fingerprints, passphrase_of
from endorr.settings.common import database

DATABASE_FILE = "endorr.sqlite3"


@click.command("restore")
@click.argument("backup", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), required=True, help="Empty folder for the files."
)
@click.option("--database", "url", help="postgresql://... of an empty database, for a backup of PostgreSQL.")
@click.option("--passphrase-file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--without-shelf", is_flag=True, help="Go on though files of the shelf, such as figures, are missing.")
def command(backup: Path, into: Path, url: str | None, passphrase_file: Path | None, *, without_shelf: bool) -> None:
    """Restore BACKUP into an empty place and check that everything is there; nothing that exists is overwritten."""
    started = time.monotonic()
    if into.exists() and any(into.iterdir()):
        raise click.ClickException(f"{into} is not empty; a backup is restored into an empty place only.")
    into.parent.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix=".restoring-", dir=into.parent) as work:
            manifest = unpack(backup, Path(work), passphrase=passphrase_of(passphrase_file))
            _see_shelf(backup.parent / SHELF, manifest, without=without_shelf)
            files = _put_back(Path(work), into, manifest, url)
            files += len(manifest.shelf) - len(place_shelf(backup.parent / SHELF, into / "files" / SHELF, manifest))
    except SealedError as error:
        raise click.ClickException("This backup is sealed: give --passphrase-file.") from error
    except WrongPassphraseError as error:
        raise click.ClickException("The passphrase is wrong, or the backup has been changed.") from error
    except NotEmptyError as error:
        raise click.ClickException(f"The database {error} is not empty.") from error
    except (DamagedError, ToolMissingError, sqlite3.DatabaseError, subprocess.CalledProcessError) as error:
        raise click.ClickException(f"Not restored: {error}.") from error
    _say(manifest, files, into, time.monotonic() - started)
    _verify(manifest, into, url)


def _see_shelf(beside: Path, manifest: Manifest, *, without: bool) -> None:
    """Say which shelved files are not beside the backup; raises DamagedError unless told to go on without."""
    missing = [sha256 for sha256 in manifest.shelf if not (beside / sha256[:2] / sha256).exists()]
    if missing and not without:
        raise DamagedError(
            f"{len(missing)} of {len(manifest.shelf)} shelved files are not in {beside}; put the folder back beside "
            "the backup, or say --without-shelf"
        )
    for sha256 in missing:
        click.echo(f"Missing from the shelf: {sha256}", err=True)


def _put_back(unpacked: Path, into: Path, manifest: Manifest, url: str | None) -> int:
    into.mkdir(parents=True, exist_ok=True, mode=0o700)
    if manifest.engine == SQLITE:
        counts = restore_sqlite(unpacked / "database", into / DATABASE_FILE)
    elif url is None:
        raise DamagedError("this is a backup of PostgreSQL, so --database must name an empty PostgreSQL database")
    else:
        counts = restore_postgresql(unpacked / "database", database(url))
    if counts != manifest.counts:
        changed = sorted(name for name in counts | manifest.counts if counts.get(name) != manifest.counts.get(name))
        raise DamagedError(f"these tables do not have the rows they had: {', '.join(changed)}")
    return place_files(unpacked, into / "files", manifest)


def _verify(manifest: Manifest, into: Path, url: str | None) -> None:
    """Read the restored ledger through, up to the heads it had; another process, for this one has its own database."""
    if manifest.keys != key_fingerprints():
        raise click.ClickException("The ledger cannot be verified without the keys it was made with.")
    heads = into / "ledger-heads.json"
    heads.write_text(manifest.heads, encoding="utf-8")
    restored = {**os.environ, "ENDORR_DATABASE_URL": url or f"sqlite:///{(into / DATABASE_FILE).resolve()}"}
    command = [sys.executable, "-m", "endorr", "ledger", "verify", "--heads", str(heads)]
    verified = subprocess.run(  # noqa: S603 - our own interpreter and our own command
        command, env=restored, capture_output=True, text=True, check=False
    )
    click.echo(verified.stdout.strip())
    if verified.returncode:
        raise click.ClickException(f"The restored ledger does not verify. {verified.stderr.strip()}")


def _say(manifest: Manifest, files: int, into: Path, seconds: float) -> None:
    rows = sum(manifest.counts.values())
    click.echo(f"Restored into {into}: {rows} rows in {len(manifest.counts)} tables, {files} files, {seconds:.1f} s.")
    click.echo(f"It is the house as it was at {manifest.made_at}.")
    present = key_fingerprints()
    for name, fingerprint in manifest.keys.items():
        if present.get(name) != fingerprint:
            click.echo(
                f"The {name} key here is not the one it was made with ({fingerprint}); put that one back.", err=True
            )
    os.sync()
