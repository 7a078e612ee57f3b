"""What is watched about the outbox: the age of what is due, what is at risk, what a person must look at."""

from datetime import datetime

from endorr.base.clock import machine_now
from endorr.base.gauges import Gauge
from endorr.base.outbox.queries import Health, count_parked, health

LATE = 600.0  # seconds: a due message older than this means that nobody delivers


def _health(now: datetime) -> Health:
    return health(now=now, machine_now=machine_now())


def _age(now: datetime) -> float:
    oldest = _health(now).oldest_due
    return (now - oldest).total_seconds() if oldest else 0.0


def _waiting(now: datetime) -> float:
    return _health(now).waiting


def _at_risk(now: datetime) -> float:
    return _health(now).at_risk


def _undelivered(now: datetime) -> float:
    return _health(now).undelivered


def _expired(now: datetime) -> float:
    return _health(now).leases_expired


def _parked(_now: datetime) -> float:
    return count_parked()


GAUGES = (
    Gauge("outbox_oldest_due_seconds", "Since the oldest message still here fell due.", _age, LATE),
    Gauge("outbox_waiting", "Messages not yet handed over.", _waiting),
    Gauge("outbox_at_risk", "Messages tried several times in vain, or soon too late.", _at_risk),
    Gauge("outbox_undelivered", "Messages a person must look at.", _undelivered),
    Gauge("outbox_mail_parked", "Incoming mails that could not be understood.", _parked, 1.0),
    Gauge("outbox_leases_expired", "Messages whose worker has gone silent.", _expired),
)
