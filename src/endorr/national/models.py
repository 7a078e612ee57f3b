"""The room's own tables: when a centre was established, the night's count of holes, and lists from other tools."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from endorr.base.public_ids import PublicIdField


class Establishment(models.Model):
    """When a centre was established, as a public source says; `on` is null where no source tells the day."""

    cooperation = models.OneToOneField("tenancy.Cooperation", on_delete=models.PROTECT, related_name="establishment")
    on = models.DateField(null=True, blank=True)
    pilot = models.BooleanField(default=False)
    source = models.CharField(max_length=300)
    read_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.cooperation}: {self.on}"


class HoleCount(models.Model):
    """How many (municipality, need) pairs of a centre's county are covered, open or unknown, counted in the night."""

    cooperation = models.OneToOneField("tenancy.Cooperation", on_delete=models.CASCADE, related_name="hole_count")
    counted_at = models.DateTimeField()
    covered = models.PositiveIntegerField()
    holes = models.PositiveIntegerField()
    unknown = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.cooperation}: {self.holes}"


class Report(models.Model):
    """A participant list of one year from a centre that uses another tool: counted, not kept.

    One that is accepted takes the place of the one before; until then it counts nowhere.
    """

    public_id = PublicIdField()
    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="national_reports")
    year = models.PositiveSmallIntegerField()
    received_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="national_reports")
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    without_number = models.PositiveIntegerField()
    twice = models.PositiveIntegerField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "year"],
                condition=Q(accepted_at__isnull=False, replaced_at__isnull=True),
                name="one_report_counts_a_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.cooperation} {self.year}"


class ReportedCompany(models.Model):
    """A company of a list, as the keyed hash of its number."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="companies")
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "digest"], name="reported_company_once")]

    def __str__(self) -> str:
        return self.digest[:8]
