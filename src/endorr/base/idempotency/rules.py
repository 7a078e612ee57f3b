"""Which keys are taken, how a request is recognised, and how long an answer is kept."""

import hashlib
import re
from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum

# Printable and short: a key is stored and compared, never interpreted.
KEY = re.compile(r"[A-Za-z0-9._:-]{8,100}")


class Kind(StrEnum):
    """Where a key comes from."""

    FORM = "form"
    CALL = "call"
    TASK = "task"


# A form may lie open over a long weekend. Whoever calls the API may repeat a call for as long as the question it
# belongs to can be open. A task outlives its worker by days at most.
KEPT = {Kind.FORM: timedelta(days=14), Kind.CALL: timedelta(days=400), Kind.TASK: timedelta(days=30)}


def acceptable(key: str) -> bool:
    """Say whether a key has the shape we store: 8 to 100 letters, digits, dots, underscores, colons and hyphens."""
    return KEY.fullmatch(key) is not None


def digest(parts: Iterable[str | bytes]) -> str:
    """Return the SHA-256 by which a request is recognised, in hexadecimal; no two lists of parts share one."""
    found = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        found.update(len(raw).to_bytes(8) + raw)
    return found.hexdigest()
