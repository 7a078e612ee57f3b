"""A worker process to be killed: delivers what is due at given instants, round after round, until nothing is left."""

import sys
from datetime import datetime

import django


def main(now: datetime, machine: datetime) -> None:
    django.setup()
    from endorr.base.outbox.jobs import deliver_due, worker_name

    print("ready", flush=True)  # noqa: T201 - the test waits for this line
    while deliver_due(now=now, machine=lambda: machine, worker=worker_name()):
        pass


if __name__ == "__main__":
    main(*(datetime.fromisoformat(text) for text in sys.argv[1:3]))
