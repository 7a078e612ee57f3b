"""Takes a file in that belongs to a question."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from endorr.base.files.commands import store
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import Direction
from endorr.cases.commands.story import Passed, locked, note, tell
from endorr.cases.models import CaseFile, Kind
from endorr.cases.rules import Holder, Refusal, Refused

FILED = kind("cases.filed", "A file was added to a question")
CASE_FILES = "cases.file"
MOST_FILES = 20


@transaction.atomic
def add_file(
    case: str, chunks: Iterable[bytes], *, name: str, now: datetime, by: Holder | None = None, actor: str = ""
) -> str:
    """Keep a file with a question and return its public id; without `by` it is the company's own.

    Raises RefusedFileError for one that is not taken; Refused(CLOSED) for a closed case, (TOO_MANY) past twenty.
    """
    found = locked(case)
    if found.closed_at is not None:
        raise Refused(Refusal.CLOSED)
    if CaseFile.objects.filter(case=found).count() >= MOST_FILES:
        raise Refused(Refusal.TOO_MANY)
    actor = actor or f"case:{case}"
    owner = found.function.organisation_id
    stored = store(chunks, name=name, purpose=CASE_FILES, owner_id=owner, actor=actor[:60], now=now)
    kept = CaseFile.objects.create(
        case=found,
        file=stored,
        at=now,
        person_id=by.person if by else None,
        organisation_id=by.organisation if by else None,
    )
    tell(found, Kind.FILE, now=now, by=by, text=stored.shown_name)
    passed = None if by else Passed(Direction.INCOMING, "Fil till fråga om export")
    note(found, FILED, now=now, actor=actor, passed=passed, file=kept.public_id, sha256=stored.sha256)
    return kept.public_id
