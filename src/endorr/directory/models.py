"""The tables: what organisations are, how they cooperate, which functions answer where, and who holds them.

Days are inclusive: a row holds from its first day through its last; without a last day it holds until further notice.
A row read in a public source keeps its address and the day it was read; `verified_on` is the day somebody in charge
last confirmed it, and empty means never.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from endorr.base.public_ids import PublicIdField
from endorr.directory.rules import ChannelKind, Competence, Duty, Lead, Obligation, Part, Place, Standing


def _ends_after_it_starts(name: str, first: str = "valid_from", last: str = "valid_to") -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": F(first)}), name=f"{name}_ends_after_start"
    )


def _known(field: str, words: type, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [word.value for word in words]}), name=name)  # type: ignore[attr-defined]


def _choices(words: type) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]  # type: ignore[attr-defined]


class Need(models.Model):
    """Something a company may need help with: the first word of the vocabulary of competence."""

    code = models.SlugField(max_length=40, unique=True)
    name_sv = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.code


class Profile(models.Model):
    """What the directory knows of an organisation beside its identity: its key among its kind, its site, its source."""

    organisation = models.OneToOneField("tenancy.Organisation", on_delete=models.PROTECT, related_name="profile")
    kind = models.SlugField(max_length=40)
    website = models.URLField(blank=True)
    source = models.TextField(blank=True)
    read_on = models.DateField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["kind"], name="profile_by_kind")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.kind}"


class DutyFlag(models.Model):
    """What an organisation is in one activity ("": in all it does), and on which host when it is a network label."""

    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="duty_flags")
    activity = models.CharField(max_length=60, blank=True)
    duty = models.CharField(max_length=20, choices=_choices(Duty))
    host = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="hosted_labels", null=True, blank=True
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    read_on = models.DateField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            _ends_after_it_starts("duty_flag"),
            _known("duty", Duty, "duty_flag_known"),
            models.CheckConstraint(
                condition=Q(host__isnull=True) | Q(duty=Duty.NETWORK_LABEL.value), name="only_labels_have_hosts"
            ),
            models.UniqueConstraint(
                fields=["organisation", "activity", "duty", "valid_from"], name="duty_flag_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.duty}"


class Terms(models.Model):
    """On which terms an organisation takes part in a cooperation."""

    participation = models.OneToOneField("tenancy.Participation", on_delete=models.CASCADE, related_name="terms")
    obligation = models.CharField(max_length=10, choices=_choices(Obligation))
    source = models.TextField(blank=True)
    read_on = models.DateField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [_known("obligation", Obligation, "obligation_known")]

    def __str__(self) -> str:
        return f"{self.participation}: {self.obligation}"


class Leadership(models.Model):
    """Which organisation leads a cooperation in which way, from one day through another."""

    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="leaderships")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="leaderships")
    lead = models.CharField(max_length=12, choices=_choices(Lead))
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    read_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            _ends_after_it_starts("leadership"),
            _known("lead", Lead, "lead_known"),
            models.UniqueConstraint(fields=["cooperation", "lead", "valid_from"], name="one_lead_of_a_kind_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.cooperation}: {self.organisation} ({self.lead})"


class Agreement(models.Model):
    """One version of the agreement a cooperation rests on; a new version follows the one before it."""

    public_id = PublicIdField()
    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="agreements")
    version = models.PositiveSmallIntegerField()
    tasks = models.TextField(blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    parties = models.ManyToManyField("tenancy.Organisation", related_name="agreements")

    class Meta:
        constraints = [
            _ends_after_it_starts("agreement"),
            models.UniqueConstraint(fields=["cooperation", "version"], name="agreement_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.cooperation}, version {self.version}"


class Partnership(models.Model):
    """Work shared across the borders of regions or countries."""

    public_id = PublicIdField()
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    read_on = models.DateField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [_ends_after_it_starts("partnership")]

    def __str__(self) -> str:
        return self.name


class PartnershipSide(models.Model):
    """One side of a partnership: a cooperation here, or a partner abroad told by name and country (ISO 3166-1)."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="sides")
    cooperation = models.ForeignKey(
        "tenancy.Cooperation", on_delete=models.PROTECT, related_name="partnership_sides", null=True, blank=True
    )
    partner = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, default="SE")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cooperation__isnull=False, partner="") | (Q(cooperation__isnull=True) & ~Q(partner="")),
                name="partnership_side_is_one_thing",
            ),
            models.UniqueConstraint(fields=["partnership", "cooperation"], name="cooperation_once_in_partnership"),
        ]

    def __str__(self) -> str:
        return self.partner or str(self.cooperation)


class Function(models.Model):
    """A role that answers: it belongs to an organisation, may serve one cooperation, and outlives those who hold it.

    `desk` marks the cooperation's own desk, which takes what nobody else does. `fictional` marks what belongs to the
    demo and exists nowhere.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="functions")
    cooperation = models.ForeignKey(
        "tenancy.Cooperation", on_delete=models.PROTECT, related_name="functions", null=True, blank=True
    )
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    desk = models.BooleanField(default=False)
    fictional = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    read_on = models.DateField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            _ends_after_it_starts("function"),
            models.UniqueConstraint(
                fields=["organisation", "cooperation", "name", "valid_from"], name="function_named_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "name", "valid_from"],
                condition=Q(cooperation__isnull=True),
                name="function_named_once_outside",
            ),
            models.CheckConstraint(
                condition=Q(desk=False) | Q(cooperation__isnull=False), name="a_desk_serves_a_cooperation"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Skill(models.Model):
    """One thing a function is good at. Without any skill of a kind (but needs) a function takes every one of it."""

    function = models.ForeignKey(Function, on_delete=models.CASCADE, related_name="skills")
    kind = models.CharField(max_length=10, choices=_choices(Competence))
    code = models.CharField(max_length=40)

    class Meta:
        constraints = [
            _known("kind", Competence, "skill_kind_known"),
            models.UniqueConstraint(fields=["function", "kind", "code"], name="skill_once"),
        ]
        # From a need straight to the functions that meet it, without touching the table.
        indexes = [models.Index(fields=["kind", "code", "function"], name="skill_by_code")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.code}"


class Coverage(models.Model):
    """That a function covers a municipality (by its official code), from one day through another.

    Whoever needs other municipalities for another need opens another function.
    """

    function = models.ForeignKey(Function, on_delete=models.CASCADE, related_name="coverages")
    municipality = models.CharField(max_length=4)
    standing = models.CharField(max_length=12, choices=_choices(Standing))
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    read_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            _ends_after_it_starts("coverage"),
            _known("standing", Standing, "standing_known"),
            models.UniqueConstraint(fields=["function", "municipality", "valid_from"], name="coverage_once_a_day"),
        ]
        indexes = [
            # Holds all that a look-up reads, so that the table itself is never touched.
            models.Index(
                fields=["municipality", "function", "valid_from", "valid_to", "standing"], name="coverage_by_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.function} i {self.municipality}"


class Mapping(models.Model):
    """That a cooperation has gone through a municipality: from that day its list is complete, and silence a hole."""

    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="mappings")
    municipality = models.CharField(max_length=4)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            _ends_after_it_starts("mapping"),
            models.UniqueConstraint(fields=["municipality", "cooperation", "valid_from"], name="mapping_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.valid_from}"


class Holding(models.Model):
    """That a person stands behind a function, from one day through another.

    `capacity` is how many questions the person can have open at once there (None: not said).
    """

    public_id = PublicIdField()
    function = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="holdings")
    place = models.CharField(max_length=10, choices=_choices(Place))
    rank = models.PositiveSmallIntegerField(default=1)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            _ends_after_it_starts("holding"),
            _known("place", Place, "place_known"),
            models.UniqueConstraint(fields=["function", "person", "valid_from"], name="holding_once_a_day"),
        ]
        indexes = [models.Index(fields=["person", "valid_from"], name="holding_by_person")]

    def __str__(self) -> str:
        return f"{self.person}: {self.function}"


class Absence(models.Model):
    """That a person is away, the last day included. Why is not stored, for it may be a matter of health."""

    public_id = PublicIdField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences")
    first_day = models.DateField()
    last_day = models.DateField()
    part = models.CharField(max_length=10, choices=_choices(Part), default=Part.WHOLE.value)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="absence_ends_after_start"),
            _known("part", Part, "absence_part_known"),
            models.CheckConstraint(
                condition=Q(part=Part.WHOLE.value) | Q(last_day=F("first_day")), name="half_days_come_one_at_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "last_day"], name="absence_by_person"),
            models.Index(fields=["last_day", "first_day", "part", "person"], name="absence_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.first_day}–{self.last_day}"


class Channel(models.Model):
    """A way to reach a function or an organisation (exactly one of them)."""

    organisation = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="channels", null=True, blank=True
    )
    function = models.ForeignKey(Function, on_delete=models.CASCADE, related_name="channels", null=True, blank=True)
    kind = models.CharField(max_length=10, choices=_choices(ChannelKind))
    value = models.CharField(max_length=200)
    fictional = models.BooleanField(default=False)
    source = models.TextField(blank=True)
    read_on = models.DateField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            _known("kind", ChannelKind, "channel_kind_known"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, function__isnull=False)
                | Q(organisation__isnull=False, function__isnull=True),
                name="channel_has_one_owner",
            ),
            models.UniqueConstraint(fields=["organisation", "kind", "value"], name="channel_once_an_organisation"),
            models.UniqueConstraint(fields=["function", "kind", "value"], name="channel_once_a_function"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"


class Sheet(models.Model):
    """A spreadsheet of people and coverage on its way in: checked, shown, and emptied once accepted or too old.

    `rows` are the parsed rows; they hold names and addresses, so they live no longer than the check needs them.
    """

    public_id = PublicIdField()
    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="sheets")
    sent_by = models.CharField(max_length=80)
    sent_at = models.DateTimeField()
    rows = models.JSONField(default=list)
    accepted_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.cooperation} {self.sent_at}"
