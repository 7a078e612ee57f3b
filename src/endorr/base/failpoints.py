"""Named points at which a test may kill the process, as a power cut would: they do nothing unless armed."""

import os
import signal

# ENDORR_FAILPOINT=outbox.sent kills at the first passing, outbox.sent:3 at the third.
ARMED = "ENDORR_FAILPOINT"

_passed: dict[str, int] = {}


def failpoint(name: str) -> None:
    """Die by SIGKILL here if the environment says so; no clean-up runs, no transaction ends."""
    armed = os.environ.get(ARMED)
    if not armed:
        return
    point, _, nth = armed.partition(":")
    if point != name:
        return
    _passed[name] = _passed.get(name, 0) + 1
    if _passed[name] == int(nth or 1):
        os.kill(os.getpid(), signal.SIGKILL)
