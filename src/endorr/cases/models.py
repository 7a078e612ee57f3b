"""The tables of the door: drafts, what came in, its promise and warnings, and everything done about it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from endorr.base.public_ids import PublicIdField
from endorr.cases.rules import Channel, Evidence, Outcome, Sharing, State, Way
from endorr.worktime import Step

PERSON = settings.AUTH_USER_MODEL


def _choices(words: type) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]  # type: ignore[attr-defined]


def _known(field: str, words: type, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [word.value for word in words]}), name=name)  # type: ignore[attr-defined]


class Draft(models.Model):
    """What a visitor has filled in so far, under a key that nobody can guess; emptied when the question is sent."""

    key = models.CharField(max_length=32, unique=True)
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField(db_index=True)
    sent = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.started_at}"


class NumberSeries(models.Model):
    """The last case number given in a year."""

    year = models.PositiveSmallIntegerField(unique=True)
    number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.number}"


class Enquiry(models.Model):
    """What a company asked, exactly as it came in, who asked, and who received it in law. Never changed."""

    public_id = PublicIdField()
    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="enquiries")
    receiver = models.ForeignKey("tenancy.LegalEntity", on_delete=models.PROTECT, related_name="enquiries")
    channel = models.CharField(max_length=10, choices=_choices(Channel))
    site = models.CharField(max_length=200)
    received_at = models.DateTimeField()
    language = models.CharField(max_length=16)
    question = models.TextField()
    municipality = models.CharField(max_length=4)
    company = models.CharField(max_length=200, blank=True)
    company_number = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    good_times = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            _known("channel", Channel, "enquiry_channel_known"),
            models.CheckConstraint(condition=~Q(email="") | ~Q(phone=""), name="who_asks_can_be_reached"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Case(models.Model):
    """A question and where it is. `function` answers for it whoever has it; `state` is what `rules.Life` says."""

    public_id = PublicIdField()
    number = models.CharField(max_length=20, unique=True)
    enquiry = models.OneToOneField(Enquiry, on_delete=models.PROTECT, related_name="case")
    function = models.ForeignKey("directory.Function", on_delete=models.PROTECT, related_name="cases")
    need = models.SlugField(max_length=40, blank=True)
    sharing = models.CharField(max_length=10, choices=_choices(Sharing))
    state = models.CharField(max_length=10, choices=_choices(State), default=State.ASKED.value)
    holder = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="cases", null=True, blank=True)
    organisation = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="cases", null=True, blank=True
    )
    referred_to = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="referred_cases", null=True, blank=True
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    contacted_at = models.DateTimeField(null=True, blank=True)
    evidence = models.CharField(max_length=10, choices=_choices(Evidence), blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=_choices(Outcome), blank=True)
    right_person = models.BooleanField(null=True, blank=True)
    grade = models.PositiveSmallIntegerField(null=True, blank=True)
    grade_text = models.TextField(blank=True)

    class Meta:
        constraints = [
            _known("state", State, "case_state_known"),
            _known("sharing", Sharing, "case_sharing_known"),
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
        indexes = [models.Index(fields=["state"], name="case_by_state")]

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
    step = models.CharField(max_length=16, choices=_choices(Step))
    due = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "step"], name="reminder_once_a_step")]
        indexes = [models.Index(fields=["due"], condition=Q(done_at__isnull=True), name="reminder_waiting")]

    def __str__(self) -> str:
        return f"{self.case}: {self.step}"


class Contact(models.Model):
    """That a named person was in contact with the company, or tried to."""

    public_id = PublicIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contacts")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="contacts")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="contacts")
    at = models.DateTimeField()
    logged_at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=_choices(Way))
    reached = models.BooleanField()
    evidence = models.CharField(max_length=10, choices=_choices(Evidence))
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            _known("way", Way, "contact_way_known"),
            models.CheckConstraint(condition=Q(at__lte=F("logged_at")), name="contact_is_logged_afterwards"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.at}"


class Kind(models.TextChoices):
    """What a line of a case's story tells."""

    MESSAGE = "message"  # the company wrote
    UNHEARD = "unheard"  # the company says that nobody has been in touch
    CONFIRMED = "confirmed"  # the company says that somebody was
    TOLD = "told"  # the company was told that the promise may break
    TAKEN = "taken"
    GIVEN_BACK = "given_back"
    SHARED = "shared"  # the company changed what may be shared
    CLOSED = "closed"
    GRADED = "graded"


class Entry(models.Model):
    """One line of a case's story; `person` and `organisation` are empty when the company or the house did it."""

    public_id = PublicIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Kind.choices)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="entries", null=True, blank=True)
    organisation = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="entries", null=True, blank=True
    )
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.case} {self.kind}"


class Delivery(models.Model):
    """That a question was handed out to another organisation than the receiver's: which fields, on which ground."""

    public_id = PublicIdField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deliveries")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="deliveries")
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    fields = models.JSONField(default=list)
    ground = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "organisation"], name="delivered_once_to_each")]

    def __str__(self) -> str:
        return f"{self.case} -> {self.organisation}"
