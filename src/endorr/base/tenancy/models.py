"""The bare identity rows on which every wall between organisations stands."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from endorr.base.public_ids import PublicIdField
from endorr.base.tenancy.rules import Role


def _ends_after_it_starts(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name=f"{name}_ends_after_start"
    )


class LegalEntity(models.Model):
    """Who answers in law for what was received: a Region, a company, a state body."""

    public_id = PublicIdField()
    name = models.CharField(max_length=200)
    number = models.CharField(max_length=20, blank=True)
    is_authority = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A partner in the export cooperation, as people know it; several may share one legal entity."""

    public_id = PublicIdField()
    legal_entity = models.ForeignKey(LegalEntity, on_delete=models.PROTECT, related_name="organisations")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Cooperation(models.Model):
    """A regional exportsamverkan: one door, in one county, kept by several organisations."""

    public_id = PublicIdField()
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    county_code = models.CharField(max_length=2)

    def __str__(self) -> str:
        return self.name


class Participation(models.Model):
    """An organisation's part in a cooperation, from one day through another.

    `ended_at` is the instant at which the part was ended: it counts no more, though its last day is not over.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="participations")
    cooperation = models.ForeignKey(Cooperation, on_delete=models.PROTECT, related_name="participations")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            _ends_after_it_starts("participation"),
            models.UniqueConstraint("organisation", "cooperation", "valid_from", name="participation_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} i {self.cooperation}"


class Membership(models.Model):
    """A seat: the role a person holds in an organisation, perhaps for one cooperation, from one day through another.

    `ended_at` is the instant at which somebody cut the seat short: it counts no more, though its last day is not over.
    """

    public_id = PublicIdField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    cooperation = models.ForeignKey(
        Cooperation, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True
    )
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            _ends_after_it_starts("membership"),
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.role})"


class Brand(models.Model):
    """How a cooperation looks at its own door: a logo and two colours that pass the contrast rules.

    `version` goes up with each change and is part of the addresses, so that no browser shows the old look.
    """

    cooperation = models.OneToOneField(Cooperation, on_delete=models.CASCADE, related_name="brand")
    primary = models.CharField(max_length=7)
    accent = models.CharField(max_length=7)
    logo = models.BinaryField(null=True, blank=True)
    logo_type = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.cooperation}: {self.primary}, {self.accent}"
