"""A process to be killed: delivers what is due at given instants, round after round, until nothing is left."""

from datetime import datetime


def main(now: str, machine: str) -> None:
    from endorr.base.outbox.jobs import deliver_due, worker_name

    instant, ticks = datetime.fromisoformat(now), datetime.fromisoformat(machine)
    print("ready", flush=True)  # noqa: T201 - the test waits for this line
    while deliver_due(now=instant, machine=lambda: ticks, worker=worker_name()):
        pass
