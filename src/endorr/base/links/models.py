"""The links' table: hashes of tokens, what each opens and for how long."""

from django.db import models
from django.db.models import F, Q

from endorr.base.public_ids import PublicIdField


class CapabilityLink(models.Model):
    """A link that lets whoever holds it see or do one thing; the token itself is nowhere in the house."""

    public_id = PublicIdField()
    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=60)
    target = models.CharField(max_length=80)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=80)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=80, blank=True)
    max_uses = models.PositiveIntegerField(null=True, blank=True)
    used = models.PositiveIntegerField(default=0)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("issued_at")), name="link_expires_after_issue"),
            models.CheckConstraint(
                condition=Q(max_uses__isnull=True) | Q(used__lte=F("max_uses")), name="link_not_overused"
            ),
        ]
        indexes = [models.Index(fields=["target", "purpose"], name="link_by_target")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.target}"
