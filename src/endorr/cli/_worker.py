"""The worker process, stopped by SIGTERM or SIGINT after what it has begun."""

import signal


def run_worker() -> None:
    """Work until told to stop."""
    from endorr.base.tasks.worker import Worker

    worker = Worker()
    for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(sign, lambda _signal, _frame: worker.stop())
    worker.run()


def main() -> None:
    """Run as a child: `python -m endorr.cli._worker`."""
    import django

    from endorr.cli._children import leave_with_parent

    leave_with_parent()
    django.setup()
    run_worker()


if __name__ == "__main__":
    main()
