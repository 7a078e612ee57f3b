"""What is watched about the ledger: how high the chains stand, so that a fall is seen."""

from datetime import datetime

from endorr.base.gauges import Gauge
from endorr.base.ledger.queries import height


def _height(_now: datetime) -> float:
    return float(height())


GAUGES = (Gauge("ledger_events", "Events in all chains of the ledger, by their heads", _height),)
