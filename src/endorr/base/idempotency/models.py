"""The answers that are kept under keys."""

from django.db import models

from endorr.base.idempotency.rules import Kind


class KeptAnswer(models.Model):
    """What was answered to the first request with a key; written in the transaction of its deed."""

    scope = models.CharField(max_length=120)
    key = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    digest = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    created = models.DateTimeField()
    purge_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="one_answer_per_key")]

    def __str__(self) -> str:
        return f"{self.scope} {self.key}"
