"""endorr ledger: verify the chains, export signed heads, show the key to check them by, list the kinds of event."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from endorr.base.clock import now
from endorr.base.ledger.audit import faults
from endorr.base.ledger.heads import Heads, HeadsError, believed, put, signed
from endorr.base.ledger.keys import chain_key, fingerprint, signing_key
from endorr.base.ledger.kinds import all_kinds
from endorr.base.ledger.queries import height, present_heads
from endorr.base.ledger.words import sentence

LANGUAGE = click.option("--language", type=click.Choice(["sv", "en"]), default="sv", help="Of what is said.")


@click.group()
def command() -> None:
    """Look after the ledger of everything that happened."""


@command.command("export-heads")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
def export_heads(output: Path) -> None:
    """Write how far every chain has come, signed; keep it where the database's keepers cannot reach."""
    heads = present_heads(now=now())
    put(signed(heads, key=signing_key()), into=output)
    click.echo(f"{output}: {len(heads.heads)} + {len(heads.diaries)}")


@command.command("public-key")
def public_key() -> None:
    """Print the public key by which others can check exported heads, in hexadecimal."""
    click.echo(signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex())


def _meet_every_room() -> None:
    """Import what names kinds: each room's commands and jobs."""
    for config in apps.get_app_configs():
        for module in (f"{config.name}.commands", f"{config.name}.jobs"):
            if config.name.startswith("endorr.") and find_spec(module) is not None:
                import_module(module)


@command.command()
def kinds() -> None:
    """List every kind of event with what it means."""
    _meet_every_room()
    for name, meaning in all_kinds().items():
        click.echo(f"{name}  {meaning}")


def _files(given: tuple[Path, ...]) -> list[Path]:
    folders = given or (Path(settings.LEDGER_HEADS_FOLDER),)
    return [file for path in folders for file in (sorted(path.glob("*.json")) if path.is_dir() else [path])]


def _read(path: Path, key: Ed25519PublicKey) -> Heads:
    heads = believed(path.read_text(encoding="utf-8"), public_key=key)
    if heads.key != fingerprint(chain_key()):
        raise HeadsError(_("kedjorna är förseglade med en annan nyckel än den som nu är inställd"))
    return heads


def _exported(given: tuple[Path, ...], key: Ed25519PublicKey) -> tuple[list[Heads], int]:
    """Return the heads that can be believed, and how many files could not."""
    heads, bad = [], 0
    for path in _files(given):
        try:
            heads.append(_read(path, key))
        except HeadsError as error:
            bad += 1
            click.echo(f"{path}: {error}")
    return heads, bad


@command.command()
@click.option(
    "--heads",
    "given",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="A file or folder of exported heads; else the folder of the settings.",
)
@click.option("--public-key", "public", help="Hexadecimal; else that of our own signing key.")
@LANGUAGE
def verify(given: tuple[Path, ...], public: str | None, language: str) -> None:
    """Read every row and say which are changed, missing, moved, inserted or cut off; exits with 1 if any is."""
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)) if public else signing_key().public_key()
    with override(language):
        heads, wrong = _exported(given, key)
        for finding in faults(exported=heads):
            wrong += 1
            click.echo(sentence(finding))
        if not wrong:
            told = {"events": height(), "files": len(heads)}
            click.echo(_("Allt stämmer: %(events)s händelser, jämförda med %(files)s exporterade lägen.") % told)
    raise SystemExit(1 if wrong else 0)
