"""The tables: ceilings and rates by date, a group's companies' accounts, and what stands on them."""

from django.db import models
from django.db.models import F, Q

from endorr.aid.rules import Instrument, Kind, Window
from endorr.base.public_ids import PublicIdField


def _choices(words: type) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]  # type: ignore[attr-defined]


def _known(field: str, words: type, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [word.value for word in words]}), name=name)  # type: ignore[attr-defined]


class CeilingRow(models.Model):
    """The most a group may receive while an act is in force; reference data, loaded by a command."""

    act = models.CharField(max_length=60)
    cents = models.PositiveBigIntegerField()
    years = models.PositiveSmallIntegerField()
    window = models.CharField(max_length=8, choices=_choices(Window))
    first = models.DateField(unique=True)
    last = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            _known("window", Window, "aid_window_known"),
            models.CheckConstraint(condition=Q(last__isnull=True) | Q(last__gte=F("first")), name="ceiling_ends_after"),
        ]

    def __str__(self) -> str:
        return self.act


class Rate(models.Model):
    """Kronor for a euro on a day, and who says so; `told_by` typed it in."""

    on = models.DateField(unique=True)
    kronor = models.DecimalField(max_digits=9, decimal_places=4)
    source = models.CharField(max_length=120)
    told_by = models.CharField(max_length=80)
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kronor__gt=0), name="rate_is_positive")]

    def __str__(self) -> str:
        return f"{self.on}: {self.kronor}"


class Account(models.Model):
    """A company's account: the row that is locked, with those of its whole group, while an amount is weighed."""

    company = models.OneToOneField("companies.Company", on_delete=models.PROTECT, related_name="aid_account")

    def __str__(self) -> str:
        return f"aid of {self.company_id}"


class Entry(models.Model):
    """An amount on an account, in cents gross, on the day the right to it arose; never changed, perhaps adjusted.

    `giver` is an authority's name where the company has certified the aid itself; `reference` the public id of what it
    came out of, so that entering it again enters nothing.
    """

    public_id = PublicIdField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=_choices(Kind))
    instrument = models.CharField(max_length=8, choices=_choices(Instrument))
    act = models.CharField(max_length=60)
    on = models.DateField()
    cents = models.BigIntegerField()
    ore = models.BigIntegerField(null=True, blank=True)
    rate = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    rate_on = models.DateField(null=True, blank=True)
    organisation = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="aid_entries", null=True, blank=True
    )
    giver = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    adjusts = models.ForeignKey("self", on_delete=models.PROTECT, related_name="adjustments", null=True, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            _known("kind", Kind, "aid_kind_known"),
            _known("instrument", Instrument, "aid_instrument_known"),
            models.CheckConstraint(
                condition=Q(kind=Kind.ADJUSTMENT.value, adjusts__isnull=False)
                | (~Q(kind=Kind.ADJUSTMENT.value) & Q(adjusts__isnull=True, cents__gt=0)),
                name="only_an_adjustment_adjusts",
            ),
            models.UniqueConstraint(
                fields=["reference", "kind"],
                condition=~Q(reference="") & ~Q(kind=Kind.ADJUSTMENT.value),
                name="aid_once_of_a_reference",
            ),
        ]
        indexes = [models.Index(fields=["account", "on"], name="aid_by_day")]

    def __str__(self) -> str:
        return f"{self.on}: {self.cents}"
