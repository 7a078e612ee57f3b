"""The tables of those who answer: referrals, co-owners, notes, their own clock, canned answers, who saw what."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from endorr.base.public_ids import PublicIdField
from endorr.cases.models.case import Case
from endorr.cases.models.columns import choices, known
from endorr.cases.rules import HoldReason, MissCause, Reply, Verdict

PERSON = settings.AUTH_USER_MODEL


class Referral(models.Model):
    """That a question was offered to another organisation, and what it said; `answer_by` is its inner target.

    `waits_for_company`: the company wants to be asked first, and nothing is offered until it has said yes.
    """

    public_id = PublicIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="referrals_made")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="referrals_made")
    to = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="referrals")
    function = models.ForeignKey(
        "directory.Function", on_delete=models.PROTECT, related_name="referrals", null=True, blank=True
    )
    text = models.TextField(blank=True)
    offered_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    waits_for_company = models.BooleanField(default=False)
    verdict = models.CharField(max_length=10, choices=choices(Verdict), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="referrals_answered", null=True, blank=True
    )
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(verdict=""), name="one_open_referral_a_case"),
            models.CheckConstraint(
                condition=Q(verdict="", answered_at__isnull=True)
                | (Q(verdict__in=[one.value for one in Verdict]) & Q(answered_at__isnull=False)),
                name="an_answered_referral_says_when",
            ),
            models.CheckConstraint(condition=~Q(to=F("organisation")), name="a_referral_leads_elsewhere"),
        ]
        indexes = [models.Index(fields=["answer_by"], condition=Q(verdict=""), name="referral_waiting")]

    def __str__(self) -> str:
        return f"{self.case} -> {self.to}"


class CoOwner(models.Model):
    """Somebody who works on a question beside the one who has it and leads."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="co_owners")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="shared_cases")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="shared_cases")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(ended_at__isnull=True), name="co_owner_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.person}"


class Note(models.Model):
    """What those who answer write down for themselves: for their own organisation, or `shared` with the co-owners."""

    public_id = PublicIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="case_notes")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="case_notes")
    at = models.DateTimeField()
    text = models.TextField()
    shared = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.case} {self.at}"


class CannedAnswer(models.Model):
    """An answer an organisation gives often, in Swedish and, if it wants, in English."""

    public_id = PublicIdField()
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="canned_answers")
    name = models.CharField(max_length=80)
    text_sv = models.TextField()
    text_en = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=Q(retired_at__isnull=True), name="canned_answer_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class AnswerTime(models.Model):
    """The second clock: by when an organisation has said it will give its own answer, in working-day time.

    `budget` is the working-day time it was given; holds are added to it. It never touches the promise.
    """

    public_id = PublicIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answer_times")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="answer_times")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="answer_times")
    since = models.DateTimeField()
    budget = models.DurationField()
    due = models.DateTimeField()
    met_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation"], condition=Q(met_at__isnull=True), name="one_running_answer_time_each"
            ),
            models.CheckConstraint(condition=Q(due__gt=F("since")), name="an_answer_time_lies_ahead"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.due}"


class Hold(models.Model):
    """That a second clock stood still, from one instant to another, and why."""

    clock = models.ForeignKey(AnswerTime, on_delete=models.PROTECT, related_name="holds")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=12, choices=choices(HoldReason))
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            known("reason", HoldReason, "hold_reason_known"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")), name="a_hold_ends_after_it_began"
            ),
            models.UniqueConstraint(fields=["clock"], condition=Q(ended_at__isnull=True), name="one_hold_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.clock}: {self.reason}"


class RePromise(models.Model):
    """A promise given anew by a person, as rule 8 lets it: the original stays, and is what figures judge."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="re_promises")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="re_promises")
    at = models.DateTimeField()
    before = models.DateTimeField()
    due = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(due__lt=F("before")) | ~Q(reason=""), name="a_later_promise_says_why")
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.due}"


class MissReason(models.Model):
    """Why a promise was missed, as somebody who answers tells it; a case may get more than one answer."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="miss_reasons")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="miss_reasons")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="miss_reasons")
    at = models.DateTimeField()
    cause = models.CharField(max_length=12, choices=choices(MissCause))
    text = models.TextField(blank=True)

    class Meta:
        constraints = [known("cause", MissCause, "miss_cause_known")]

    def __str__(self) -> str:
        return f"{self.case}: {self.cause}"


class Seen(models.Model):
    """That a person opened a question on a day: the log of who has seen what, one row a day."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="seen")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="seen_cases")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="seen_cases")
    day = models.DateField()
    first_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person", "day"], name="seen_once_a_day")]

    def __str__(self) -> str:
        return f"{self.case} {self.person} {self.day}"


class MailIntake(models.Model):
    """That a mail became a question or part of one: the same mail in two mailboxes is taken once."""

    external_id = models.CharField(max_length=250, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="mails_in")
    mailbox = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case} {self.mailbox}"


class ReplyAddress(models.Model):
    """An address a mail can be answered to: whose words it carries, about which case. The token is stored hashed."""

    token_hash = models.CharField(max_length=64, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reply_addresses")
    use = models.CharField(max_length=10, choices=choices(Reply))
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="reply_addresses", null=True, blank=True)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            known("use", Reply, "reply_use_known"),
            models.CheckConstraint(
                condition=Q(use=Reply.COMPANY.value, person__isnull=True)
                | (~Q(use=Reply.COMPANY.value) & Q(person__isnull=False)),
                name="staff_replies_are_somebodys",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.use}"


class Habit(models.Model):
    """How a person wants the queue to work: single keys stay off until switched on."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="case_habit")
    single_keys = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.person}"
