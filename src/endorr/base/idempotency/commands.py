"""Does a deed once per key, and purges answers that have been kept long enough."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from endorr.base.failpoints import failpoint
from endorr.base.idempotency.models import KeptAnswer
from endorr.base.idempotency.rules import KEPT, Kind, acceptable


class OtherRequestError(Exception):
    """The key was used before, for a request that was not the same."""


class UnacceptableKeyError(ValueError):
    """The key has a shape we do not store."""


class _Undone(Exception):  # noqa: N818 - carries an answer out of a transaction; nobody outside sees it
    def __init__(self, answer: Any) -> None:
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Answer:
    """What a deed answered, as JSON values; `replayed` when it was done at an earlier request.

    An answer that is not `kept` undoes what was written on the way to it, and the key may be used again: a form that
    came back with errors.
    """

    value: Any
    kept: bool = True
    replayed: bool = False


def remember(key: str, *, scope: str, digest: str, kind: Kind, now: datetime, deed: Callable[[], Answer]) -> Answer:
    """Do a deed unless it was done under this key before; return its answer, then or now.

    Key, deed and answer are one transaction: of a hundred at once, one does the deed and the others wait for its
    answer. A crash leaves neither, so that the next try finishes the work instead of repeating a failure.

    `scope` says whose key it is and for what (the same key of two people are two keys). Raises OtherRequestError when
    the key came with another `digest` before, UnacceptableKeyError for a key of another shape, and what `deed` raises.
    """
    if not acceptable(key):
        raise UnacceptableKeyError(key)
    try:
        with transaction.atomic():
            row, mine = _claim(key, scope=scope, digest=digest, kind=kind, now=now)
            if not mine:
                return _replayed(row, digest=digest)
            answer = _kept(row, deed)
    except _Undone as undone:
        return Answer(undone.answer, kept=False)
    failpoint("idempotency.committed")
    return answer


def _claim(key: str, *, scope: str, digest: str, kind: Kind, now: datetime) -> tuple[KeptAnswer, bool]:
    try:
        # On PostgreSQL a second claim waits here for the first one's transaction; on SQLite at its beginning.
        with transaction.atomic():
            row = KeptAnswer.objects.create(
                scope=scope, key=key, kind=kind.value, digest=digest, created=now, purge_at=now + KEPT[kind]
            )
    except IntegrityError:
        return KeptAnswer.objects.get(scope=scope, key=key), False
    failpoint("idempotency.claimed")
    return row, True


def _replayed(row: KeptAnswer, *, digest: str) -> Answer:
    if row.digest != digest:
        raise OtherRequestError(row.key)
    return Answer(row.answer, replayed=True)


def _kept(row: KeptAnswer, deed: Callable[[], Answer]) -> Answer:
    answer = deed()
    if not answer.kept:
        raise _Undone(answer.value)
    row.answer = answer.value
    row.save(update_fields=["answer"])
    failpoint("idempotency.answered")
    return answer


def purge(*, now: datetime) -> int:
    """Delete the answers whose time is up; return how many that were."""
    deleted, _ = KeptAnswer.objects.filter(purge_at__lte=now).delete()
    return deleted
