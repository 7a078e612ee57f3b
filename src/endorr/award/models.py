"""The tables: an award of a year, its sheets, its frozen data, nominations, jurors with interests, and the record."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from endorr.award.rules.jury import LEAST_POINTS, MOST_POINTS, NOMINEES, Standing
from endorr.base.public_ids import PublicIdField


class Award(models.Model):
    """Årets exportregion of a year; `organisation` is the secretariat, `world` whose figures it stands on."""

    public_id = PublicIdField()
    year = models.PositiveSmallIntegerField(unique=True)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="awards")
    world = models.CharField(max_length=10)
    standing = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Standing])
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=[one.value for one in Standing]), name="award_standing_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}"


class CriteriaSheet(models.Model):
    """A version of an award's criteria sheet; the last one is the one that the data are frozen by."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="sheets")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["award", "number"], name="award_sheet_once")]

    def __str__(self) -> str:
        return f"{self.award} blad {self.number}"


class FrozenData(models.Model):
    """All that the composite is made of, and what it came to; never changed.

    `content` is text with one spelling, `digest` its SHA-256, so that anybody can check that it is what it was;
    `result` is what was made of it, and can be made again.
    """

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="frozen")
    sheet = models.ForeignKey(CriteriaSheet, on_delete=models.PROTECT, related_name="+")
    content = models.TextField()
    digest = models.CharField(max_length=64)
    result = models.TextField()
    result_digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"{self.award} {self.digest[:8]}"


class Nomination(models.Model):
    """A nominated region, with the reasons that the public reads."""

    public_id = PublicIdField()
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="nominations")
    county = models.CharField(max_length=2)
    order = models.PositiveSmallIntegerField()
    reasons = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "county"], name="award_region_nominated_once"),
            models.UniqueConstraint(fields=["award", "order"], name="award_nomination_order_once"),
            models.CheckConstraint(condition=Q(order__gte=1, order__lte=NOMINEES), name="award_three_nominations"),
            models.CheckConstraint(condition=~Q(reasons=""), name="award_nomination_has_reasons"),
        ]

    def __str__(self) -> str:
        return f"{self.award}: {self.county}"


class Juror(models.Model):
    """Somebody on the jury, by name and where they come from; emptied when the person is forgotten."""

    public_id = PublicIdField()
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="jurors")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jury_seats", null=True, blank=True
    )
    name = models.CharField(max_length=120, blank=True)
    comes_from = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["award", "person"], name="award_juror_once")]

    def __str__(self) -> str:
        return f"{self.award}: {self.public_id}"


class Interest(models.Model):
    """What a juror has declared about a nominated region: that there is an interest (jäv), or that there is none."""

    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="interests")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="interests")
    has_interest = models.BooleanField()
    what = models.TextField(blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["juror", "nomination"], name="award_interest_declared_once"),
        ]

    def __str__(self) -> str:
        return f"{self.juror} {self.nomination}"


class Assessment(models.Model):
    """A juror's points and reasons for a nominee in one of the things the jury reads itself."""

    juror = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="assessments")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="assessments")
    criterion = models.CharField(max_length=120)
    points = models.PositiveSmallIntegerField()
    why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["juror", "nomination", "criterion"], name="award_assessed_once"),
            models.CheckConstraint(
                condition=Q(points__gte=LEAST_POINTS, points__lte=MOST_POINTS), name="award_points_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.juror} {self.nomination} {self.points}"


class JuryRecord(models.Model):
    """The record (protokoll) of the jury's decision: who won and why, and why not another; a juror confirms it."""

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="record")
    winner = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    reasons = models.TextField()
    deviation = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=80)
    confirmed_by = models.ForeignKey(Juror, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reasons=""), name="award_record_has_reasons"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="award_record_confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award}: protokoll"
