"""The tables: strategies, versions, goals and figures; inputs, themes and actions; programmes and participants."""

from django.db import models
from django.db.models import F, Q

from endorr.base.public_ids import PublicIdField
from endorr.companies.rules import Support
from endorr.strategy.rules.deeds import Answer, Standing


class Strategy(models.Model):
    """A strategy of an organisation, for a cooperation's county or (without one) for the country.

    `world` is whose figures its goals are followed by; `site` the address of the house, for its mails.
    """

    public_id = PublicIdField()
    slug = models.SlugField(max_length=80, unique=True)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="strategies")
    cooperation = models.ForeignKey(
        "tenancy.Cooperation", on_delete=models.PROTECT, related_name="strategies", null=True, blank=True
    )
    world = models.CharField(max_length=10)
    site = models.CharField(max_length=200)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.slug


class Version(models.Model):
    """A version of a strategy: a draft until it is adopted, then in force from one day until the next takes over."""

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    about = models.TextField()
    decided_by = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["strategy", "number"], name="strategy_version_once"),
            models.UniqueConstraint(
                fields=["strategy"], condition=Q(adopted_at__isnull=True), name="strategy_one_draft"
            ),
            models.UniqueConstraint(
                fields=["strategy"],
                condition=Q(adopted_at__isnull=False, valid_to__isnull=True),
                name="strategy_one_version_in_force",
            ),
            models.CheckConstraint(
                condition=Q(adopted_at__isnull=True, valid_from__isnull=True, valid_to__isnull=True)
                | (Q(adopted_at__isnull=False, valid_from__isnull=False) & ~Q(decided_by="")),
                name="strategy_adopted_from_a_day_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="strategy_version_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strategy} {self.number}"


class Goal(models.Model):
    """A goal: an indicator of an area on one basis, from what was read in one year to what is wanted in another.

    `meaning` is a digest of the basis and the definition as they were; `start` was read, never typed.
    """

    public_id = PublicIdField()
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="goals")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    indicator = models.CharField(max_length=60)
    area = models.CharField(max_length=2)
    basis = models.CharField(max_length=12)
    meaning = models.CharField(max_length=64)
    from_year = models.PositiveSmallIntegerField()
    start = models.FloatField()
    to_year = models.PositiveSmallIntegerField()
    aim = models.FloatField()
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=80)
    set_after_known = models.BooleanField()
    comes_from = models.ForeignKey("self", on_delete=models.PROTECT, related_name="became", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="strategy_goal_order_once"),
            models.CheckConstraint(condition=Q(to_year__gt=F("from_year")), name="strategy_goal_lies_ahead"),
            models.CheckConstraint(condition=~Q(text=""), name="strategy_goal_in_words"),
        ]

    def __str__(self) -> str:
        return self.text


class Figure(models.Model):
    """What an indicator was read to be, for an area and a year; never changed, a revised figure is a row of its own."""

    world = models.CharField(max_length=10)
    indicator = models.CharField(max_length=60)
    area = models.CharField(max_length=2)
    basis = models.CharField(max_length=12)
    meaning = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    value = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    counted = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["world", "indicator", "area", "meaning", "year", "read_at"], name="strategy_figure_once"
            ),
            models.CheckConstraint(condition=Q(counted__lte=F("of")), name="strategy_figure_counts_what_there_is"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.area} {self.year}"


class Party(models.Model):
    """Somebody invited to be heard; emptied when forgotten."""

    public_id = PublicIdField()
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="parties")
    name = models.CharField(max_length=120, blank=True)
    organisation_name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, default="sv")
    invited_at = models.DateTimeField()
    invited_by = models.CharField(max_length=80)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "email"], condition=~Q(email=""), name="strategy_party_invited_once"
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True) | Q(name="", email="", organisation_name=""),
                name="strategy_forgotten_party_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Theme(models.Model):
    """What several inputs are about, and what was decided of it, with the reason."""

    public_id = PublicIdField()
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="themes")
    name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    answer = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in Answer], default=Answer.OPEN.value
    )
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["strategy", "name"], name="strategy_theme_once"),
            models.CheckConstraint(
                condition=Q(answer__in=[one.value for one in Answer]), name="strategy_theme_answer_known"
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.OPEN.value, reason="", decided_at__isnull=True)
                | (~Q(answer=Answer.OPEN.value) & ~Q(reason="") & Q(decided_at__isnull=False)),
                name="strategy_theme_decided_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Input(models.Model):
    """An input (inspel): from an invited party in writing, or voiced at a meeting (`reference`, by `voices` people).

    What was said is never published; the reply goes to whoever said it.
    """

    public_id = PublicIdField()
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="inputs")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="inputs", null=True, blank=True)
    reference = models.CharField(max_length=16, blank=True)
    heard_at = models.CharField(max_length=200, blank=True)
    voices = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    received_at = models.DateTimeField()
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="inputs", null=True, blank=True)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "reference"], condition=~Q(reference=""), name="strategy_input_taken_up_once"
            ),
            models.CheckConstraint(
                condition=Q(party__isnull=False, reference="") | (Q(party__isnull=True) & ~Q(reference="")),
                name="strategy_input_has_one_source",
            ),
            models.CheckConstraint(
                condition=Q(replied_at__isnull=True, reply="") | (Q(replied_at__isnull=False) & ~Q(reply="")),
                name="strategy_input_replied_in_words",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Move(models.Model):
    """That somebody put an input in a theme, or took it out; `undone_at` when that was taken back."""

    public_id = PublicIdField()
    input = models.ForeignKey(Input, on_delete=models.PROTECT, related_name="moves")
    before = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="moved_out", null=True, blank=True)
    after = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="moved_in", null=True, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.public_id


class Programme(models.Model):
    """A programme over several regions, such as Exportlyftet; run by one organisation."""

    public_id = PublicIdField()
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    about = models.TextField()
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="programmes")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="strategy_programme_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeRegion(models.Model):
    """That a cooperation's region takes part in a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="regions")
    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="programmes")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "cooperation"], name="strategy_programme_region_once"),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.cooperation}"


class Participant(models.Model):
    """That a company received something in a programme, in which region, from which organisation, on which day."""

    public_id = PublicIdField()
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="participants")
    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="+")
    company = models.ForeignKey("companies.Company", on_delete=models.PROTECT, related_name="programme_parts")
    support = models.CharField(max_length=14, choices=[(one.value, one.value) for one in Support])
    on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "cooperation", "organisation", "company", "support", "on"],
                name="strategy_participant_once",
            ),
            models.CheckConstraint(
                condition=Q(support__in=[one.value for one in Support]), name="strategy_participant_support_known"
            ),
        ]
        indexes = [models.Index(fields=["programme", "on"], name="strategy_participant_by_day")]

    def __str__(self) -> str:
        return f"{self.programme}: {self.company}"


class Action(models.Model):
    """An action (åtgärd): what shall be done, for which goal, out of which theme, by whom and when; and what became.

    Without an owner and a day it can be proposed, never decided.
    """

    public_id = PublicIdField()
    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="actions")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="actions", null=True, blank=True)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="actions", null=True, blank=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="actions", null=True, blank=True)
    text = models.CharField(max_length=300)
    owner = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="actions", null=True, blank=True
    )
    due = models.DateField(null=True, blank=True)
    standing = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Standing])
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=80)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    told_overdue_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(standing__in=[one.value for one in Standing]), name="strategy_action_standing_known"
            ),
            models.CheckConstraint(
                condition=~Q(standing__in=[Standing.DECIDED.value, Standing.DONE.value])
                | Q(owner__isnull=False, due__isnull=False, decided_at__isnull=False),
                name="strategy_action_decided_with_owner_and_day",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=[Standing.PROPOSED.value, Standing.DECIDED.value], settled_at__isnull=True)
                | (
                    Q(standing__in=[Standing.DONE.value, Standing.CLOSED.value], settled_at__isnull=False)
                    & ~Q(outcome="")
                ),
                name="strategy_action_settled_in_words",
            ),
        ]
        indexes = [models.Index(fields=["standing", "due"], name="strategy_action_by_due")]

    def __str__(self) -> str:
        return self.text
