"""Fills the peer: python -m benchmarks._helpdesk_fill 10000, in its own set and with its own settings."""

import random
import sys
from datetime import timedelta


def fill(count: int) -> None:
    """Make a public queue, one superuser, and as many tickets as wanted, 60 % of them open, each with a follow-up."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.utils import timezone
    from helpdesk.models import FollowUp, Queue, Ticket  # type: ignore[import-not-found]

    call_command("migrate", verbosity=0)
    call_command("loaddata", "emailtemplate.json", verbosity=0)
    User.objects.create_superuser("anna", "anna@region.example", "ett långt lösenord")
    queue = Queue.objects.create(
        title="Export", slug="export", allow_public_submission=True, new_ticket_cc="jour@region.example"
    )
    chance, now = random.Random(count), timezone.now()
    words = "Vi vill sälja lampor till Norge och undrar vad som gäller för tullen. " * 7
    tickets = Ticket.objects.bulk_create(
        (
            Ticket(
                title=f"Tull {number}",
                queue=queue,
                created=now - timedelta(minutes=chance.randrange(1_000_000)),
                submitter_email=f"f{number}@bolag.example",
                status=1 if chance.random() < 0.6 else 4,
                priority=chance.randint(1, 5),
                description=words,
                secret_key=f"{number:036}",
            )
            for number in range(count)
        ),
        batch_size=2000,
    )
    FollowUp.objects.bulk_create(
        (FollowUp(ticket=one, date=one.created, title="Öppnad", comment=words, public=True) for one in tickets),
        batch_size=2000,
    )


if __name__ == "__main__":
    import django

    django.setup()
    fill(int(sys.argv[1]))
