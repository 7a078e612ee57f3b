"""The tables: campaigns, meetings and their parts, who is invited to what, what was said there and promised."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from endorr.base.public_ids import PublicIdField
from endorr.meetings.rules import Fate, GuestKind, Method, PartKind, State, Visibility


def _choices(words: type) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]  # type: ignore[attr-defined]


def _known(field: str, words: type, name: str, *, blank: tuple[str, ...] = ()) -> models.CheckConstraint:
    values = [*blank, *(word.value for word in words)]  # type: ignore[attr-defined]
    return models.CheckConstraint(condition=Q(**{f"{field}__in": values}), name=name)


class Campaign(models.Model):
    """A string of meetings with one aim, such as a minister's tour of the regions."""

    public_id = PublicIdField()
    slug = models.SlugField(max_length=60, unique=True)
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="campaigns")
    name = models.CharField(max_length=120)
    about = models.TextField()
    about_en = models.TextField(blank=True)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """A meeting that an organisation hosts; in a campaign it is a stop on the tour.

    `site` is the address the house had when it was planned, for mails that no visitor calls for. `press_person` is
    whom the press gives notice to.
    """

    public_id = PublicIdField()
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="meetings", null=True, blank=True)
    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="meetings")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    about = models.TextField()
    about_en = models.TextField(blank=True)
    place = models.CharField(max_length=120)
    press_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    press_phone = models.CharField(max_length=40, blank=True)
    site = models.CharField(max_length=200)
    planned_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=False) | Q(cancelled_why=""), name="meeting_why_when_cancelled"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Part(models.Model):
    """A part of a meeting: its own time, audience and number of seats.

    `room` is the address of the digital room and is shown to nobody but who is admitted, at the door. `taken` counts
    the seats that are taken or offered; the database lets it never pass `capacity`.
    """

    public_id = PublicIdField()
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=12, choices=_choices(PartKind))
    title = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    about = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    room = models.CharField(max_length=500, blank=True)
    audience = models.JSONField(default=list)
    visibility = models.CharField(max_length=8, choices=_choices(Visibility))
    capacity = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    offer_hours = models.PositiveSmallIntegerField(default=24)
    notice_by = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            _known("kind", PartKind, "part_kind_known"),
            _known("visibility", Visibility, "part_visibility_known"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="part_ends_after_start"),
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="part_never_overfull"),
            models.CheckConstraint(condition=Q(capacity__gte=1, offer_hours__gte=1), name="part_has_seats"),
            models.CheckConstraint(
                condition=~Q(kind=PartKind.PRESS.value) | Q(notice_by__isnull=False), name="press_part_has_notice"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Guest(models.Model):
    """Somebody who is to come to a meeting, on whose behalf; emptied when forgotten.

    `nameable` is their own yes to being named in what is published.
    """

    public_id = PublicIdField()
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="guests")
    kind = models.CharField(max_length=12, choices=_choices(GuestKind))
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    organisation_name = models.CharField(max_length=200, blank=True)
    company = models.ForeignKey(
        "companies.Company", on_delete=models.PROTECT, related_name="meeting_guests", null=True, blank=True
    )
    language = models.CharField(max_length=12)
    nameable = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            _known("kind", GuestKind, "guest_kind_known"),
            models.UniqueConstraint(fields=["meeting", "email"], condition=~Q(email=""), name="guest_once_a_meeting"),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True) | Q(name="", email="", phone=""), name="forgotten_guest_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Invitation(models.Model):
    """A guest and a part: where it stands, its place in the queue, and what the guest's calendar was last told.

    The public id is the calendar entry's UID and never changes; `sequence` is the number of the last calendar message.
    """

    public_id = PublicIdField()
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="invitations")
    guest = models.ForeignKey(Guest, on_delete=models.PROTECT, related_name="invitations")
    state = models.CharField(max_length=10, choices=_choices(State))
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField(null=True, blank=True)
    moves_in = models.BooleanField(default=False)
    offer_ends = models.DateTimeField(null=True, blank=True)
    question = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_why = models.TextField(blank=True)
    attended = models.BooleanField(null=True, blank=True)
    sequence = models.PositiveIntegerField(null=True, blank=True)
    method = models.CharField(max_length=8, choices=_choices(Method), blank=True)

    class Meta:
        constraints = [
            _known("state", State, "invitation_state_known"),
            _known("method", Method, "calendar_method_known", blank=("",)),
            models.UniqueConstraint(fields=["part", "guest"], name="invited_once_to_a_part"),
            models.CheckConstraint(
                condition=Q(state=State.OFFERED.value, offer_ends__isnull=False)
                | (~Q(state=State.OFFERED.value) & Q(offer_ends__isnull=True)),
                name="an_offer_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(state=State.QUEUED.value, queued_at__isnull=False)
                | (~Q(state=State.QUEUED.value) & Q(queued_at__isnull=True)),
                name="who_waits_has_a_place",
            ),
            models.CheckConstraint(
                condition=Q(sequence__isnull=True, method="") | (Q(sequence__isnull=False) & ~Q(method="")),
                name="calendar_told_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["offer_ends"], name="offers_due", condition=Q(state=State.OFFERED.value)),
            models.Index(fields=["part", "state"], name="invitation_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.guest} / {self.part}: {self.state}"


class Note(models.Model):
    """What somebody wrote down in a part of a meeting, for the host alone."""

    public_id = PublicIdField()
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.public_id


class Input(models.Model):
    """An input (inspel): what was voiced in a part, and the answer that those who voiced it got back."""

    public_id = PublicIdField()
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="inputs")
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="inputs", null=True, blank=True)
    text = models.TextField()
    visibility = models.CharField(max_length=8, choices=_choices(Visibility))
    marked_at = models.DateTimeField()
    marked_by = models.CharField(max_length=80)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            _known("visibility", Visibility, "input_visibility_known"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="input_answered_in_words",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Voice(models.Model):
    """That a guest stands behind an input; never published by name."""

    input = models.ForeignKey(Input, on_delete=models.PROTECT, related_name="voices")
    guest = models.ForeignKey(Guest, on_delete=models.PROTECT, related_name="voices")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["input", "guest"], name="voice_once")]

    def __str__(self) -> str:
        return f"{self.guest}: {self.input}"


class Commitment(models.Model):
    """A commitment (åtagande): what an organisation promised in a part, by which day, and what became of it."""

    public_id = PublicIdField()
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="commitments")
    input = models.ForeignKey(Input, on_delete=models.PROTECT, related_name="commitments", null=True, blank=True)
    owner = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="commitments")
    text = models.TextField()
    due = models.DateField()
    visibility = models.CharField(max_length=8, choices=_choices(Visibility))
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    fate = models.CharField(max_length=8, choices=_choices(Fate), default=Fate.OPEN.value)
    outcome = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            _known("fate", Fate, "commitment_fate_known"),
            _known("visibility", Visibility, "commitment_visibility_known"),
            models.CheckConstraint(
                condition=Q(fate=Fate.OPEN.value, settled_at__isnull=True)
                | (~Q(fate=Fate.OPEN.value) & Q(settled_at__isnull=False)),
                name="commitment_settled_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["fate", "due"], name="commitment_by_due")]

    def __str__(self) -> str:
        return self.public_id
