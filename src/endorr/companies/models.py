"""The tables: companies under numbers that nobody can read back, who knows what of them, what they have received.

A number that may be a person's own is stored as a keyed hash only. Everything that an organisation was told of a
company lies on its own rows, behind its own wall; the company itself is a number, or the absence of one.
"""

from django.db import models
from django.db.models import F, Q

from endorr.base.public_ids import PublicIdField
from endorr.companies.rules import Kind, Support


def _choices(words: type) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]  # type: ignore[attr-defined]


def _known(field: str, words: type, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [word.value for word in words]}), name=name)  # type: ignore[attr-defined]


class Company(models.Model):
    """Somebody who asks. `digest` is the keyed hash of the number, `number` the number itself when anybody may see it.

    `merged_into` is the company that a person has found this one to be; it leads to the last one, never to a chain.
    """

    public_id = PublicIdField()
    kind = models.CharField(max_length=12, choices=_choices(Kind))
    number = models.CharField(max_length=24, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, related_name="merged", null=True, blank=True)

    class Meta:
        constraints = [
            _known("kind", Kind, "company_kind_known"),
            models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="company_number_once"),
            models.CheckConstraint(condition=Q(number="") | ~Q(digest=""), name="company_number_is_hashed"),
            models.CheckConstraint(
                condition=Q(number="") | ~Q(kind=Kind.SOLE_TRADER.value), name="sole_traders_number_not_stored"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="company_not_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Acquaintance(models.Model):
    """That an organisation knows a company, and what it was told: a name as written, a municipality by its code."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="acquaintances")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="companies")
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=120, db_index=True)
    municipality = models.CharField(max_length=4, blank=True)
    since = models.DateTimeField()
    fictional = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "organisation"], name="company_known_once")]
        indexes = [models.Index(fields=["organisation", "since"], name="company_by_organisation")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.company}"


class Contact(models.Model):
    """Somebody at a company, as one organisation knows them; emptied when forgotten."""

    public_id = PublicIdField()
    acquaintance = models.ForeignKey(Acquaintance, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    task = models.CharField(max_length=120, blank=True)
    added_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True) | Q(name="", email="", phone="", task=""),
                name="forgotten_contact_is_empty",
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class Received(models.Model):
    """Something a company has received (insats): what, from whom, on which day; `service` is a key of the catalogue.

    `reference` is the public id of what it came out of, so that noting it again notes nothing.
    """

    public_id = PublicIdField()
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="received")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="delivered_support")
    cooperation = models.ForeignKey(
        "tenancy.Cooperation", on_delete=models.PROTECT, related_name="delivered_support", null=True, blank=True
    )
    support = models.CharField(max_length=14, choices=_choices(Support))
    service = models.CharField(max_length=80, blank=True)
    what = models.CharField(max_length=300, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=80)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            _known("support", Support, "support_known"),
            models.UniqueConstraint(
                fields=["reference", "organisation", "support"],
                condition=~Q(reference=""),
                name="received_once_of_a_reference",
            ),
        ]
        indexes = [models.Index(fields=["on", "company"], name="received_by_day")]

    def __str__(self) -> str:
        return f"{self.company} {self.on}: {self.support}"


class Apart(models.Model):
    """That a person has looked at two companies and found them to be two; `first` is the one with the lower row."""

    first = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="apart_from_later")
    second = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="apart_from_earlier")
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="apart_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"


class Group(models.Model):
    """A group (koncern): companies under one owner, which count as one where small aid is concerned."""

    public_id = PublicIdField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id


class GroupPart(models.Model):
    """That a company belongs to a group, from one day through another; `told_by` is the organisation that knows it."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="parts")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="group_parts")
    told_by = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="told_groups")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="group_part_ends_after_start",
            ),
            models.UniqueConstraint(fields=["company", "valid_from"], name="group_part_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.company} i {self.group}"
