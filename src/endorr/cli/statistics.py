"""endorr statistics: what a file of statistics is, and the same table in another format."""

import sys
from pathlib import Path
from typing import NoReturn

import click

from endorr.statistics.formats.files import Wishes, read_table, write_table
from endorr.statistics.formats.flat import Mapping, Separator, read_mapping
from endorr.statistics.formats.jsonstat import Form
from endorr.statistics.formats.problems import Problem, UnreadableError, UnwritableError
from endorr.statistics.formats.px.writer import CHARSETS
from endorr.statistics.inspection import WORDS, describe
from endorr.statistics.table import Table

WRONG = 2
FILE = click.Path(path_type=Path)

spoken = click.option(
    "--language", type=click.Choice(["sv", "en"]), default="sv", show_default=True, help="Of the answer."
)
mapped = click.option("--mapping", type=FILE, help="JSON that says what the columns of a CSV or XLSX file are.")


@click.group(name="statistics")
def command() -> None:
    """Statistics in and out: PX, JSON-stat 2, CSV and XLSX."""


@command.command()
@click.argument("file", type=FILE)
@mapped
@spoken
def inspect(file: Path, mapping: Path | None, language: str) -> None:
    """Say in plain words what FILE is."""
    table, warnings = _read(file, mapping, language)
    for line in describe(table, language):
        click.echo(line)
    if warnings:
        click.echo(f"{WORDS[language]['warnings']}: {len(warnings)}")
    for warning in warnings:
        click.echo(f"  {warning.text(language)}")


@command.command()
@click.argument("source", metavar="IN", type=FILE)
@click.argument("target", metavar="OUT", type=FILE)
@mapped
@click.option("--to-language", default="", help="The language of the table to write, where the format has but one.")
@click.option("--charset", type=click.Choice(list(CHARSETS)), default="utf-8", show_default=True, help="Of PX.")
@click.option("--form", type=click.Choice(list(Form)), default=Form.DENSE, show_default=True, help="Of JSON-stat.")
@click.option("--separator", type=click.Choice(list(Separator)), default=Separator.SEMICOLON, help="Of CSV.")
@spoken
def convert(
    *,
    source: Path,
    target: Path,
    mapping: Path | None,
    to_language: str,
    charset: str,
    form: str,
    separator: str,
    language: str,
) -> None:
    """Write the table of IN as OUT; the file names' endings say the formats."""
    table, warnings = _read(source, mapping, language)
    for warning in warnings:
        click.echo(warning.text(language), err=True)
    try:
        write_table(table, target, Wishes(to_language, charset, Form(form), Separator(separator)))
    except (UnwritableError, OSError) as error:
        _give_up(f"{target}: {error}")


def _read(path: Path, mapping: Path | None, language: str) -> tuple[Table, tuple[Problem, ...]]:
    try:
        return read_table(path, _mapping(mapping))
    except UnreadableError as error:
        _give_up("\n".join(problem.text(language) for problem in error.problems))
    except OSError as error:
        _give_up(str(error))


def _mapping(path: Path | None) -> Mapping | None:
    return read_mapping(path.read_bytes(), path.name) if path else None


def _give_up(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(WRONG)
