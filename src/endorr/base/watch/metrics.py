"""Figures for Prometheus: requests counted by each web process, everything else read from the database when asked."""

import os
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from endorr.base.clock import now
from endorr.base.gauges import gauges
from endorr.base.tasks.queries import job_counts

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
PREFIX = "endorr_"

_registry = CollectorRegistry()
# By view and status only: a path or an address could name a person.
REQUESTS = Counter(PREFIX + "requests", "Requests answered.", ["view", "method", "status"], registry=_registry)
SECONDS = Histogram(PREFIX + "request_seconds", "Time to answer.", ["view"], registry=_registry)


class _FromDatabase:
    """Reads each room's gauges and the jobs' counts at the moment of asking; the same from whichever process."""

    def collect(self) -> Iterable[Metric]:
        instant = now()
        for gauge in gauges():
            figure = gauge.read(instant)
            if figure is not None:
                yield GaugeMetricFamily(PREFIX + gauge.name, gauge.about, value=figure)
        yield from _jobs()


def _jobs() -> Iterable[Metric]:
    runs = CounterMetricFamily(PREFIX + "job_runs", "Runs noted of each job.", labels=["job"])
    moved = CounterMetricFamily(PREFIX + "job_moved", "Rows moved by each job.", labels=["job"])
    failures = CounterMetricFamily(PREFIX + "job_failures", "Runs of each job that raised.", labels=["job"])
    for name, ran, rows, failed in job_counts():
        runs.add_metric([name], ran)
        moved.add_metric([name], rows)
        failures.add_metric([name], failed)
    return runs, moved, failures


def exposition() -> bytes:
    """Return every figure in Prometheus' text format."""
    figures = CollectorRegistry(auto_describe=False)
    figures.register(_FromDatabase())
    return bytes(generate_latest(_requests()) + generate_latest(figures))


def _requests() -> CollectorRegistry:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return _registry
    together = CollectorRegistry()
    multiprocess.MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together
