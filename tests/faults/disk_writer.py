"""A process that puts mail in the outbox until told how many, and says of each whether it was kept."""

import sys
from datetime import datetime

import django


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(now: datetime, count: int) -> None:
    django.setup()
    from django.db import DatabaseError, connection, transaction

    from endorr.base.ledger.commands import record
    from endorr.base.ledger.kinds import kind
    from endorr.base.outbox.commands import enqueue_mail
    from endorr.cli._ground import make_tables

    asked = kind("tests.asked", "A company asked something, in a test")
    make_tables()
    with connection.cursor() as cursor:
        # What the tables left in the log would be room to write in.
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)" if connection.vendor == "sqlite" else "CHECKPOINT")
    say("ready")
    sys.stdin.readline()
    for number in range(count):
        try:
            with transaction.atomic():
                enqueue_mail(
                    to="a@exempel.se",
                    subject="s",
                    text="t" * 2000,
                    html="",
                    language="sv",
                    now=now,
                    key=f"k{number}",
                    about=f"e{number}",
                )
                record(chain="prov", kind=asked, subject=f"e{number}", actor="anonymous", now=now, facts={"n": number})
        except DatabaseError as error:
            say(f"refused {number} {error}")
            connection.close()
        else:
            say(f"kept {number}")


if __name__ == "__main__":
    main(datetime.fromisoformat(sys.argv[1]), int(sys.argv[2]))
