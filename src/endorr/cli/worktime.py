"""`endorr worktime`: deadlines for a file of questions, and why one of them falls due when it does. Needs no Django."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import IO, Any, cast

import click

from endorr.worktime.builtin import BUILT_IN
from endorr.worktime.errors import WorktimeError
from endorr.worktime.explain import explain as explained
from endorr.worktime.instants import seconds_of
from endorr.worktime.promise import from_wall_clock, in_years
from endorr.worktime.wording import Language

# Lines worked on at a time: enough for array arithmetic, few enough to stream.
LINES = 20_000
BAD_INPUT = 2

IDS = tuple(BUILT_IN)
LANGUAGES = tuple(spoken.value for spoken in Language)


@click.group()
def command() -> None:
    """The working-day clock: when a question must be answered, and why."""


@command.command()
@click.option("--input", "source", required=True, help='JSON lines {"id", "asked", "calendar"}; - for standard input.')
@click.option("--output", "target", required=True, help='JSON lines {"id", "due", "act_by"}; - for standard output.')
def due(source: str, target: str) -> None:
    """Reckon the deadline of every question in a file.

    "asked" is ISO 8601 with an offset; "calendar" is a built-in id and may be left out (SE). Answers are in UTC, in the
    order of the questions. A line that cannot be answered gives {"id", "line", "error"} in its place, is told on
    standard error, and makes the exit code 2; the others are answered all the same.
    """
    with ExitStack() as stack:
        lines, out = _open(source, target, stack)
        bad = read = 0
        numbered = enumerate(lines, start=1)
        while chunk := list(islice(numbered, LINES)):
            for answer in _answers(chunk):
                read += 1
                if "error" in answer:
                    bad += 1
                    click.echo(f"line {answer['line']}: {answer['error']}", err=True)
                out.write(json.dumps(answer) + "\n")
            out.flush()
    if bad:
        click.echo(f"{bad} of {read} questions could not be answered", err=True)
        sys.exit(BAD_INPUT)


@command.command()
@click.argument("asked")
@click.option("--calendar", "named", default="SE", show_default=True, help=f"One of {', '.join(IDS)}.")
@click.option(
    "--language",
    default="sv",
    show_default=True,
    type=click.Choice([spoken.value for spoken in Language]),
    help="Of the answer.",
)
@click.option("--json", "form", flag_value="json", help="The explanation as JSON, in all languages.")
def explain(asked: str, named: str, language: str, form: str | None) -> None:
    """Tell when a question ASKED (such as 2026-06-18T14:00) falls due, and why, day by day.

    A time without offset is read on the calendar's own wall clock, and the answer says so.
    """
    try:
        moment = datetime.fromisoformat(asked)
    except ValueError:
        raise click.BadParameter(f"{asked!r} is not a time such as 2026-06-18T14:00", param_hint="ASKED") from None
    try:
        naive = moment.tzinfo is None
        found = explained(from_wall_clock(moment, named) if naive else moment, named)
    except (WorktimeError, OverflowError) as error:
        raise click.UsageError(str(error)) from error
    note = _assumption(found.calendar.zone, Language(language)) if naive else None
    if form == "json":
        click.echo(json.dumps({**found.as_dict(), "wall_clock_assumed": naive}, ensure_ascii=False, indent=2))
        return
    click.echo("\n".join(filter(None, (note, found.text(language)))))


def _assumption(zone: str, language: Language) -> str:
    if language is Language.EN:
        return f"The time was given without offset and is read on the calendar's wall clock, {zone}."
    return f"Tiden saknar tidszon och läses på kalenderns egen klocka, {zone}."


def _open(source: str, target: str, stack: ExitStack) -> tuple[Iterable[bytes], IO[str]]:
    if _same_file(source, target):
        raise click.UsageError("--input and --output are the same file: the questions would be overwritten")
    try:
        lines = stack.enter_context(click.open_file(source, "rb"))
        out = stack.enter_context(click.open_file(target, "w", encoding="utf-8"))
    except OSError as error:
        raise click.UsageError(f"{error.filename}: {error.strerror}") from error
    return lines, out


def _same_file(source: str, target: str) -> bool:
    files = Path(source), Path(target)
    return "-" not in (source, target) and all(file.exists() for file in files) and files[0].samefile(files[1])


@dataclass(slots=True)
class _Question:
    """One line as read: what is wrong with it, or the second it was asked and the id of its calendar."""

    line: int
    id: Any = None
    error: str = ""
    asked: int = 0
    calendar: str = "SE"


class _BadLineError(ValueError):
    """What is wrong with a line, naming the field."""


def _answers(chunk: list[tuple[int, bytes]]) -> Iterator[dict[str, Any]]:
    import numpy as np

    from endorr.worktime.batch import promises

    questions = [_read(number, line) for number, line in chunk if line.strip()]
    good = [question for question in questions if not question.error]
    # Only the calendars that are asked for, since each takes a while to work out.
    named = list(dict.fromkeys(question.calendar for question in good)) or ["SE"]
    asked = np.array([question.asked for question in good], dtype="int64").view("datetime64[s]")
    answer = promises(asked, named, np.array([named.index(question.calendar) for question in good], dtype="int8"))
    texts = zip(*(np.datetime_as_string(column, timezone="UTC").tolist() for column in answer), strict=True)
    for question in questions:
        if question.error:
            yield {"id": question.id, "line": question.line, "error": question.error}
        else:
            due_text, act_by_text = next(texts)
            yield {"id": question.id, "due": due_text, "act_by": act_by_text}


def _read(number: int, line: bytes) -> _Question:
    question = _Question(number)
    try:
        values = _values(line)
        question.id = _id(values)
        question.calendar = _calendar(values)
        question.asked = _asked(values, question.calendar)
    except _BadLineError as error:
        question.error = str(error)
    return question


def _values(line: bytes) -> dict[str, Any]:
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _BadLineError(f"not JSON: {error}") from error
    if not isinstance(values, dict):
        raise _BadLineError('not a JSON object with "id" and "asked"')
    return values


def _id(values: dict[str, Any]) -> str | int | float:
    found = values.get("id")
    # Infinity and not-a-number are read by Python but are no JSON, so they could not be written back.
    readable = isinstance(found, str | int) or (isinstance(found, float) and isfinite(found))
    if not readable or isinstance(found, bool):
        raise _BadLineError("id: must be given, as text or a number")
    return cast("str | int | float", found)


def _calendar(values: dict[str, Any]) -> str:
    named = values.get("calendar")
    if named is None:
        return "SE"
    if not isinstance(named, str) or named not in BUILT_IN:
        raise _BadLineError(f"calendar: no calendar {named!r}; there are {', '.join(IDS)}")
    return named


def _asked(values: dict[str, Any], named: str) -> int:
    text = values.get("asked")
    if not isinstance(text, str):
        raise _BadLineError("asked: must be given, as ISO 8601 text with an offset from UTC")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _BadLineError(f"asked: {text!r} is not a time in ISO 8601") from None
    if moment.tzinfo is None:
        raise _BadLineError(f"asked: {text!r} has no offset from UTC, such as +02:00 or Z")
    second = seconds_of(moment)
    if not in_years(second, named):
        raise _BadLineError(f"asked: {text!r} lies outside the years 1990-2100")
    return second
