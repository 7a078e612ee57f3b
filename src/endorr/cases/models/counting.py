"""What has been counted: a month's tallies, which companies were reached, and how far the counting has come.

All of it follows from the other tables and can be counted anew; it is kept so that a page costs the same however many
questions there are.
"""

from django.db import models


class CountedThrough(models.Model):
    """How far a cooperation's counting has come: the last event that is in it, and the instant promises are due by."""

    cooperation = models.OneToOneField("tenancy.Cooperation", on_delete=models.PROTECT, related_name="counted_through")
    seq = models.PositiveBigIntegerField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.cooperation_id}: {self.seq}"


class MonthTally(models.Model):
    """One organisation's promises at one door, of the questions received in one month (its first day)."""

    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="month_tallies")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="month_tallies")
    month = models.DateField(db_index=True)
    counts = models.JSONField()
    hours = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "organisation", "month"], name="one_tally_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class ReachedCompany(models.Model):
    """That an organisation first reached a company in a month; the company by the public id it is counted by."""

    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="reached_companies")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="reached_companies")
    year = models.PositiveSmallIntegerField()
    month = models.DateField()
    company = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperation", "organisation", "month", "company"], name="reached_once_a_month"
            )
        ]
        indexes = [
            models.Index(fields=["year", "cooperation", "company"], name="reached_in_a_year"),
            models.Index(fields=["month", "company"], name="reached_in_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class Reach(models.Model):
    """How many companies were reached in a period (a year or a month), each counted once.

    Empty `cooperation`: by anybody's door; empty `organisation`: by any organisation.
    """

    period = models.CharField(max_length=7)
    cooperation = models.ForeignKey(
        "tenancy.Cooperation", on_delete=models.PROTECT, related_name="reaches", null=True, blank=True
    )
    organisation = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="reaches", null=True, blank=True
    )
    companies = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["period", "cooperation"], name="reach_by_period")]

    def __str__(self) -> str:
        return f"{self.period}: {self.companies}"
