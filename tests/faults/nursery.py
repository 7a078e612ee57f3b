"""Has loaded the house once and forks a process for each one asked for, which costs a hundredth of a start.

Asked on the socket that is its standard input: a line of JSON with a module, its arguments and its environment, and
the descriptor to speak to. There it is told `pid N`, then whatever the module's `main` prints, then `ended CODE`.
"""

import importlib
import json
import os
import signal
import socket
import sys

import django

LONGEST = 65536


def live(asked: dict[str, object], speak: int) -> None:
    """Be the process that was asked for, with what it says going to whoever asked."""
    from django.conf import settings

    from endorr.settings.common import mailer

    os.dup2(speak, 1)
    environment = asked["environment"]
    assert isinstance(environment, dict)
    os.environ.update(environment)
    if "ENDORR_SMTP_URL" in environment:
        settings.MAILERS = {"default": mailer(environment["ENDORR_SMTP_URL"])}
    arguments = asked["arguments"]
    assert isinstance(arguments, list)
    importlib.import_module(str(asked["module"])).main(*arguments)


def keep(asked: dict[str, object], speak: int) -> None:
    """Start the process, and tell its number and how it ended: it may be killed at any moment."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    go, told = os.pipe()
    born = os.fork()
    if born == 0:
        code = 1
        try:
            os.read(go, 1)
            live(asked, speak)
            code = 0
        finally:
            sys.stdout.flush()
            os._exit(code)
    os.write(speak, f"pid {born}\n".encode())
    os.write(told, b"!")
    _, status = os.waitpid(born, 0)
    os.write(speak, f"ended {os.waitstatus_to_exitcode(status)}\n".encode())


def main() -> None:
    django.setup()
    importlib.import_module("endorr.base.outbox.jobs")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=0) as line:
        while True:
            text, descriptors, _, _ = socket.recv_fds(line, LONGEST, 1)
            if not text:
                return
            (speak,) = descriptors
            if os.fork() == 0:
                try:
                    keep(json.loads(text), speak)
                finally:
                    os._exit(0)
            os.close(speak)


if __name__ == "__main__":
    main()
