"""Keeps what came along with a mail: files we take stand with the question, and what we do not take is said."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from endorr.base.files.commands import RefusedFileError, why_refused
from endorr.cases.commands.filing import CASE_FILES, MOST_FILES, add_file
from endorr.cases.commands.following import add_message
from endorr.cases.mail.reading import LONGEST, Letter, Sent
from endorr.cases.rules import Refused
from endorr.cases.words import FILE_REFUSALS

OUTLOOKS_OWN = "winmail.dat"
TNEF = b"\x78\x9f\x3e\x22"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What came along: the files to keep, and a line for each that is not."""

    kept: tuple[Sent, ...]
    lines: tuple[str, ...]


def enclosed(letter: Letter) -> Enclosed:
    """Look at the files of a mail by what they hold; nothing is left out in silence, and the text is kept whatever."""
    told = [(sent, _why(sent, place)) for place, sent in enumerate(letter.files)]
    kept = tuple(sent for sent, why in told if not why)
    lines = [str(NOT_TAKEN) % {"file": sent.name or str(NAMELESS), "why": why} for sent, why in told if why]
    if len(lines) > MOST_FILES:
        lines = [*lines[:MOST_FILES], str(MORE) % {"count": len(lines) - MOST_FILES}]
    return Enclosed(kept, tuple(lines))


def _why(sent: Sent, place: int) -> str:
    if place >= MOST_FILES:
        return str(TOO_MANY)
    if sent.name.lower() == OUTLOOKS_OWN or sent.content.startswith(TNEF):
        return str(WINMAIL)
    reason = why_refused(sent.content, purpose=CASE_FILES)
    return str(FILE_REFUSALS[reason]) if reason else ""


def words(letter: Letter, text: str, came: Enclosed) -> str:
    """Return what a mail says, with a line on what did not come along: what was cut, locked or refused."""
    return "\n\n".join(_parts(letter, text, came))


def _parts(letter: Letter, text: str, came: Enclosed) -> Iterator[str]:
    if told := text[:LONGEST] or letter.subject:
        yield told
    else:
        yield str(EMPTY)
    if len(text) > LONGEST:
        yield str(CUT)
    if letter.locked:
        yield str(LOCKED)
    yield from came.lines


def keep(case: str, came: Enclosed, *, now: datetime) -> None:
    """Keep the files with a question; one there is no room for any more is told of on it."""
    for sent in came.kept:
        try:
            with transaction.atomic():
                add_file(case, [sent.content], name=sent.name, now=now)
        except (Refused, RefusedFileError):
            add_message(case, str(NOT_TAKEN) % {"file": sent.name, "why": TOO_MANY}, now=now)


CUT = gettext_lazy("Mejlet var längre än så. Resten finns kvar i mejlet.")
EMPTY = gettext_lazy("Mejlet var tomt.")
LOCKED = gettext_lazy(
    "Mejlet är krypterat och kan inte läsas här. Be avsändaren skriva igen utan kryptering, eller ring."
)
NOT_TAKEN = gettext_lazy("Filen %(file)s följde med mejlet men togs inte emot. %(why)s")
MORE = gettext_lazy("%(count)s filer till följde med mejlet och togs inte emot.")
NAMELESS = gettext_lazy("utan namn")
TOO_MANY = gettext_lazy("En fråga kan ha högst 20 filer.")
WINMAIL = gettext_lazy(
    "Det är Outlooks eget paket, som andra program inte öppnar. Be avsändaren skicka filerna var för sig."
)
