"""The ledger's tables: chained events, the personal values that may be erased, and the authorities' diaries."""

from django.db import models

from endorr.base.ledger.rules import FIRST, Direction


class Chain(models.Model):
    """Where a chain ends: the row locked while an event is added, so that numbers have neither hole nor twin."""

    name = models.CharField(max_length=40, unique=True)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=FIRST)

    def __str__(self) -> str:
        return f"{self.name}:{self.seq}"


class Event(models.Model):
    """Something that happened, as it was when it happened; never changed, never removed."""

    chain = models.CharField(max_length=40)
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    actor = models.CharField(max_length=80)
    facts = models.JSONField()
    digests = models.JSONField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="event_once_in_its_chain")]
        indexes = [
            models.Index(fields=["subject", "id"], name="event_by_subject"),
            models.Index(fields=["kind", "id"], name="event_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.chain}:{self.seq} {self.kind}"


class PersonalValue(models.Model):
    """What an event knew of a person: the value and its salt until erased, then an empty row that says so."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="personal")
    name = models.CharField(max_length=60)
    person = models.CharField(max_length=80, db_index=True)
    salt = models.CharField(max_length=64)
    value = models.TextField()
    erased_by = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="erased", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "name"], name="personal_value_once"),
            models.CheckConstraint(
                condition=models.Q(erased_by__isnull=True) | models.Q(salt="", value=""), name="erased_means_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}.{self.name}"


class DiarySeries(models.Model):
    """One authority's numbers in one year; locked while a number is given."""

    entity = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entity", "year"], name="diary_series_once_a_year")]

    def __str__(self) -> str:
        return f"{self.entity} {self.year}: {self.number}"


class DiaryRow(models.Model):
    """One document in an authority's diary (OSL 5 kap. 2 §): date, number, from or to whom, short subject."""

    entity = models.CharField(max_length=40)
    entity_name = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    on = models.DateField()
    direction = models.CharField(max_length=3, choices=[(one.value, one.value) for one in Direction])
    subject = models.CharField(max_length=200)
    about = models.CharField(max_length=80, db_index=True)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="diary_rows")
    counterpart_digest = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entity", "year", "number"], name="diary_number_once"),
            models.CheckConstraint(
                condition=models.Q(direction__in=[one.value for one in Direction]), name="diary_direction_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"


class DiaryCounterpart(models.Model):
    """From or to whom a document passed: a personal value, kept apart so that it can be disposed of."""

    row = models.OneToOneField(DiaryRow, on_delete=models.PROTECT, related_name="counterpart")
    person = models.CharField(max_length=80, db_index=True)
    salt = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    disposal = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"counterpart of {self.row}"


class SecrecyMark(models.Model):
    """A note that a document may hold secrets (OSL 5 kap. 5 §): no decision, each request is tried anew."""

    row = models.ForeignKey(DiaryRow, on_delete=models.PROTECT, related_name="marks")
    ground = models.CharField(max_length=200)
    on = models.DateField()
    by = models.CharField(max_length=80)
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"{self.row}: {self.ground}"
