"""A question and where it is; its promise, and the steps of its ladder."""

from django.db import models
from django.db.models import F, Q

from endorr.base.public_ids import PublicIdField
from endorr.cases.models.asking import Enquiry
from endorr.cases.models.columns import PERSON, choices, known
from endorr.cases.rules import Evidence, Outcome, Sharing, State
from endorr.worktime import Step


class Case(models.Model):
    """A question and where it is; `state` is what `rules.Life` says.

    `function` is the door's desk, which answers for it whoever has it; `held_for` is the function in which it is
    answered, whose deputies get it when the holder is away. `match_due` asks for a proposal until there is one.
    `right_person`, `helped_in_time` (helped within 24 hours) and `grade` are the company's own word; null: no answer.
    `cooperation`, `act_by`, `due` and the calendar are the enquiry's and the promise's, which never change: they stand
    here too so that what waits is found and counted in one index, however much has been closed.
    """

    public_id = PublicIdField()
    number = models.CharField(max_length=20, unique=True)
    enquiry = models.OneToOneField(Enquiry, on_delete=models.PROTECT, related_name="case")
    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="cases")
    act_by = models.DateTimeField()
    due = models.DateTimeField()
    calendar_id = models.CharField(max_length=64)
    calendar_version = models.PositiveIntegerField()
    function = models.ForeignKey("directory.Function", on_delete=models.PROTECT, related_name="cases")
    need = models.SlugField(max_length=40, blank=True)
    match_due = models.DateTimeField(null=True, blank=True)
    sharing = models.CharField(max_length=10, choices=choices(Sharing))
    state = models.CharField(max_length=10, choices=choices(State), default=State.ASKED.value)
    holder = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="cases", null=True, blank=True)
    organisation = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="cases", null=True, blank=True
    )
    referred_to = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="referred_cases", null=True, blank=True
    )
    held_for = models.ForeignKey(
        "directory.Function", on_delete=models.PROTECT, related_name="held_cases", null=True, blank=True
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    contacted_at = models.DateTimeField(null=True, blank=True)
    evidence = models.CharField(max_length=10, choices=choices(Evidence), blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=choices(Outcome), blank=True)
    right_person = models.BooleanField(null=True, blank=True)
    helped_in_time = models.BooleanField(null=True, blank=True)
    grade = models.PositiveSmallIntegerField(null=True, blank=True)
    grade_text = models.TextField(blank=True)

    class Meta:
        constraints = [
            known("state", State, "case_state_known"),
            known("sharing", Sharing, "case_sharing_known"),
            models.CheckConstraint(
                condition=Q(holder__isnull=True, organisation__isnull=True)
                | Q(holder__isnull=False, organisation__isnull=False),
                name="who_has_a_case_has_an_organisation",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.TAKEN.value, State.CONTACTED.value, State.REFERRED.value])
                | Q(holder__isnull=False),
                name="a_taken_case_has_a_holder",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED.value, closed_at__isnull=False)
                | (~Q(state=State.CLOSED.value) & Q(closed_at__isnull=True)),
                name="a_closed_case_says_when",
            ),
            models.CheckConstraint(
                condition=Q(grade__isnull=True) | Q(grade__gte=1, grade__lte=5), name="grade_one_to_five"
            ),
        ]
        # Those over what is open hold all that is counted, the conditions too: SQLite then reads the index alone.
        indexes = [
            models.Index(fields=["state"], name="case_by_state"),
            models.Index(fields=["match_due"], condition=Q(match_due__isnull=False), name="case_to_match"),
            models.Index(
                fields=[
                    *("cooperation", "act_by", "due", "calendar_id", "calendar_version", "organisation", "function"),
                    *("contacted_at", "closed_at"),
                ],
                condition=Q(closed_at__isnull=True, contacted_at__isnull=True),
                name="case_unanswered",
            ),
            models.Index(
                fields=["holder", "cooperation", "act_by", "contacted_at", "closed_at"],
                condition=Q(closed_at__isnull=True),
                name="case_open_by_holder",
            ),
            models.Index(fields=["cooperation", "due", "contacted_at", "closed_at"], name="case_by_due"),
        ]

    def __str__(self) -> str:
        return self.number


class GivenPromise(models.Model):
    """The promise as it was given at intake, with the rules it was reckoned by; never changed."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="promise")
    received = models.DateTimeField()
    due = models.DateTimeField()
    act_by = models.DateTimeField(db_index=True)
    calendar_id = models.CharField(max_length=64)
    calendar_version = models.PositiveIntegerField()
    tzdata_version = models.CharField(max_length=20)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(due__gt=F("received")), name="a_promise_lies_ahead")]

    def __str__(self) -> str:
        return f"{self.due}"


class Reminder(models.Model):
    """One step of a promise's ladder: when it is due, and when it was seen to."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reminders")
    step = models.CharField(max_length=16, choices=choices(Step))
    due = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "step"], name="reminder_once_a_step")]
        indexes = [models.Index(fields=["due"], condition=Q(done_at__isnull=True), name="reminder_waiting")]

    def __str__(self) -> str:
        return f"{self.case}: {self.step}"
