"""The keys there are, and have been."""

from django.db import models

from endorr.base.public_ids import PublicIdField
from endorr.base.tenancy.models import Organisation


class ApiKey(models.Model):
    """One key of one organisation; the key itself is not here, only its digest."""

    public_id = PublicIdField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="api_keys")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=10, unique=True)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="api_key_ends_after_it_was_made"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix})"
