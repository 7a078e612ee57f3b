"""Tables of official figures, their dated versions, and the series by which their figures know what they are."""

from django.db import models
from django.db.models import Q

from endorr.base.public_ids import PublicIdField
from endorr.statistics.rules.identity import Basis, Trade
from endorr.statistics.rules.versions import Standing

DECLARED_OF_TABLE = ("title", "about", "source", "source_url", "licence")
"""What a version keeps of what was said of its table."""


class FigureTable(models.Model):
    """A table as its readers know it: what it is about, by what basis, from whom, and when to look for news."""

    public_id = PublicIdField()
    key = models.SlugField(max_length=64, unique=True)
    title = models.JSONField()
    about = models.JSONField(default=dict)
    basis = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Basis])
    source = models.JSONField()
    source_url = models.URLField(max_length=500, blank=True)
    licence = models.CharField(max_length=80, blank=True)
    connection = models.JSONField(default=dict)
    check_at = models.DateTimeField(null=True, blank=True, db_index=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    check_failed = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(basis__in=[one.value for one in Basis]), name="table_basis_known"),
        ]

    def __str__(self) -> str:
        return self.key


class FigureVersion(models.Model):
    """A table as it stood; never changed once published, for permalinks and press texts point at it.

    `declared` is what was said of the table and its series then: a figure keeps its meaning as it keeps its value.
    """

    public_id = PublicIdField()
    table = models.ForeignKey(FigureTable, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    standing = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Standing])
    vintage = models.CharField(max_length=40, blank=True)
    head = models.JSONField()
    statuses = models.JSONField(default=list)
    declared = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, db_index=True)
    cells = models.PositiveBigIntegerField()
    figures = models.PositiveBigIntegerField()
    origin = models.CharField(max_length=500, blank=True)
    origin_sha256 = models.CharField(max_length=64, blank=True)
    retrieved_at = models.DateTimeField()
    differences = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="table_version_once"),
            models.UniqueConstraint(
                fields=["table"], condition=Q(standing=Standing.PROPOSED.value), name="one_version_waits_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(standing__in=[one.value for one in Standing]), name="version_standing_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.number}"


class FigureSeries(models.Model):
    """Part of a table with one meaning: what it measures, of what, about whom, in which unit, and where it lies.

    `selection` holds one code per fixed dimension; `geo`, `time` and `split` name the dimensions that are left.
    `power` is the unit's power of ten over kronor, persons or firms; `step` what the figures are rounded to.
    """

    table = models.ForeignKey(FigureTable, on_delete=models.CASCADE, related_name="series")
    key = models.SlugField(max_length=64)
    concept = models.CharField(max_length=40, db_index=True)
    name = models.JSONField()
    unit = models.JSONField()
    power = models.SmallIntegerField(default=0)
    step = models.FloatField(default=1)
    trade = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in Trade])
    population = models.JSONField(default=dict)
    selection = models.JSONField(default=dict)
    geo = models.CharField(max_length=80, blank=True)
    time = models.CharField(max_length=80)
    split = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "key"], name="series_once_a_table"),
            models.CheckConstraint(condition=Q(trade__in=[one.value for one in Trade]), name="series_trade_known"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"
