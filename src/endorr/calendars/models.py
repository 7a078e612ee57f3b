"""A door's calendar, its versions, and the days that feeds have proposed."""

from django.db import models

from endorr.base.public_ids import PublicIdField
from endorr.calendars.rules import Standing


class DoorCalendar(models.Model):
    """The calendar of one cooperation's door; `slug` is the id by which promises remember it."""

    public_id = PublicIdField()
    slug = models.SlugField(max_length=64, unique=True)
    cooperation = models.OneToOneField("tenancy.Cooperation", on_delete=models.PROTECT, related_name="calendar")

    def __str__(self) -> str:
        return self.slug


class CalendarVersion(models.Model):
    """A calendar as it stood from one moment on; never changed, for promises point at it."""

    calendar = models.ForeignKey(DoorCalendar, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    note = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "number"], name="calendar_version_once")]

    def __str__(self) -> str:
        return f"{self.calendar} {self.number}"


class ProposedDay(models.Model):
    """One date that an imported feed would change, until a person says yes or no."""

    public_id = PublicIdField()
    calendar = models.ForeignKey(DoorCalendar, on_delete=models.CASCADE, related_name="proposals")
    day = models.DateField()
    summary = models.CharField(max_length=200)
    hours = models.JSONField(default=list)
    source = models.CharField(max_length=200)
    standing = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in Standing], default=Standing.PROPOSED.value
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["calendar", "day", "source"], name="day_proposed_once_by_a_source"),
            models.CheckConstraint(
                condition=models.Q(standing__in=[one.value for one in Standing]), name="proposal_standing_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.calendar} {self.day}: {self.summary}"
