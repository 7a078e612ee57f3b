"""The outbox's tables: what is to leave the house, and what came in from outside."""

from django.db import models

from endorr.base.outbox.rules import State
from endorr.base.public_ids import PublicIdField


class OutboxRow(models.Model):
    """One message that is to leave the house, with everything that has been tried: evidence, not plumbing.

    Leased (`lease_until`, `lease_by`) while a worker is busy with it. `unanswered` counts tries in a row that ended
    without anybody knowing how. `matters_at` is when the receiver must have it at the latest; `forget_at`
    when what it says is of no more use and must not lie here (a code to sign in with).
    """

    public_id = PublicIdField()
    channel = models.CharField(max_length=20)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField()
    about = models.CharField(max_length=80, blank=True, db_index=True)
    chain = models.CharField(max_length=40)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=12, default=State.WAITING.value)
    created = models.DateTimeField()
    matters_at = models.DateTimeField(null=True, blank=True)
    next_try = models.DateTimeField()
    give_up_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    unanswered = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_by = models.CharField(max_length=120, blank=True)
    last_error = models.TextField(blank=True)
    alarmed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    forget_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in State]), name="outbox_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.SENT.value, sent_at__isnull=False)
                | (~models.Q(state=State.SENT.value) & models.Q(sent_at__isnull=True)),
                name="outbox_sent_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try"], name="outbox_due", condition=models.Q(state=State.WAITING.value)),
            models.Index(fields=["state", "id"], name="outbox_by_state"),
            models.Index(fields=["forget_at"], name="outbox_to_forget", condition=models.Q(forget_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.public_id} ({self.state})"


class IncomingMail(models.Model):
    """A mail as it came, byte for byte, kept before anybody tries to understand it.

    One that cannot be understood is parked with its trouble (never its words) and waits for a person.
    """

    public_id = PublicIdField()
    mailbox = models.CharField(max_length=120)
    external_id = models.CharField(max_length=250)
    raw = models.BinaryField()
    in_reply_to = models.CharField(max_length=250, blank=True, db_index=True)
    received_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    parked_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mailbox", "external_id"], name="incoming_once")]
        indexes = [
            models.Index(
                fields=["id"],
                name="incoming_untaken",
                condition=models.Q(taken_at__isnull=True, parked_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.mailbox} {self.external_id}"
