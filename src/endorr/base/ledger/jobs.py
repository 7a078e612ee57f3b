"""What the worker does for the ledger: signs how far every chain has come and puts it where the settings say."""

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

from django.conf import settings

from endorr.base.clock import local_date
from endorr.base.jobs import Daily
from endorr.base.ledger.heads import put, signed
from endorr.base.ledger.keys import signing_key
from endorr.base.ledger.queries import present_heads


def export_heads(now: datetime, _missed: Sequence[datetime] = ()) -> int:
    """Write today's signed heads into `LEDGER_HEADS_FOLDER`; written again on the same day they replace the earlier."""
    path = Path(settings.LEDGER_HEADS_FOLDER) / f"heads-{local_date(now).isoformat()}.json"
    put(signed(present_heads(now=now), key=signing_key()), into=path)
    return 1


JOBS = (Daily("ledger.export_heads", time(0, 15), export_heads),)
