"""The tables: who was asked for, what coordinators have said, where each question should go, and what was tried dry."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from endorr.base.public_ids import PublicIdField
from endorr.planning.rules.assignment import Why
from endorr.planning.rules.stress import Stress
from endorr.planning.rules.wishes import Answer, Wish

PERSON = settings.AUTH_USER_MODEL


def _choices(words: type) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]  # type: ignore[attr-defined]


def _known(field: str, words: type, name: str, *, empty: bool = False) -> models.CheckConstraint:
    values = [word.value for word in words] + ([""] if empty else [])  # type: ignore[attr-defined]
    return models.CheckConstraint(condition=Q(**{f"{field}__in": values}), name=name)


class Line(models.Model):
    """A staff in its order, kept once for the many placings whose packed codes speak of it; never changed.

    `advisers` are `person:function` by public id; `digest` is that of the list.
    """

    digest = models.CharField(max_length=64, unique=True)
    advisers = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.digest


class Placing(models.Model):
    """Where a question should go, decided at an instant; the latest one of a question has no `ended_at`.

    risk        of a broken promise there, 0 to 1; `before` where it was
    codes       one reason code for every adviser of `line`, packed
    answer      what the one who has the question said of the proposal to pull it back
    """

    public_id = PublicIdField()
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="placings")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="placings", null=True, blank=True)
    function = models.ForeignKey(
        "directory.Function", on_delete=models.PROTECT, related_name="placings", null=True, blank=True
    )
    holder = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="placings_from", null=True, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    risk = models.FloatField()
    before = models.FloatField()
    why = models.CharField(max_length=16, choices=_choices(Why))
    runner_up = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="placings_second", null=True, blank=True
    )
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="placings")
    codes = models.BinaryField()
    rules = models.CharField(max_length=20)
    answer = models.CharField(max_length=4, choices=_choices(Answer), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            _known("why", Why, "placing_why_known"),
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at__isnull=True), name="one_placing_at_a_time"),
            models.CheckConstraint(condition=Q(risk__gte=0, risk__lte=1), name="risk_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.at}"


class Said(models.Model):
    """That a coordinator has pinned a question to a person, or excluded the person from it."""

    public_id = PublicIdField()
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="said")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="said_of")
    wish = models.CharField(max_length=8, choices=_choices(Wish))
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            _known("wish", Wish, "wish_known"),
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(ended_at__isnull=True), name="one_wish_of_a_person_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True, wish=Wish.PIN.value), name="one_pin_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.wish}"


class Pause(models.Model):
    """That a person is given no new questions in a cooperation for some days, the last included."""

    public_id = PublicIdField()
    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="pauses")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="pauses")
    first_day = models.DateField()
    last_day = models.DateField()
    by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="pause_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.first_day}"


class Trial(models.Model):
    """A staff tried dry on a virtual clock: what was asked, and what came of it."""

    public_id = PublicIdField()
    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="trials")
    stress = models.CharField(max_length=20, choices=_choices(Stress))
    a_day = models.FloatField(null=True, blank=True)
    by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    outcome = models.JSONField(default=dict)

    class Meta:
        constraints = [_known("stress", Stress, "stress_known")]
        indexes = [models.Index(fields=["cooperation", "-asked_at"], name="trial_latest")]

    def __str__(self) -> str:
        return f"{self.cooperation} {self.stress}"
