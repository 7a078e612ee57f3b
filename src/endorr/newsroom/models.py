"""The tables: texts for the press and their versions, what their figures are bound to, pictures, contacts, readers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from endorr.base.public_ids import PublicIdField
from endorr.newsroom.rules.words import LANGUAGES, Desk, Kind, Licence, State, Topic


def _choices(words: type) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]  # type: ignore[attr-defined]


def _known(field: str, words: type, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [word.value for word in words]}),  # type: ignore[attr-defined]
        name=name,
    )


class Boilerplate(models.Model):
    """What a publisher says of itself, or of the cooperation it publishes for, at the end of each text."""

    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="boilerplates")
    cooperation = models.ForeignKey(
        "tenancy.Cooperation", on_delete=models.PROTECT, related_name="boilerplates", null=True, blank=True
    )
    text = models.TextField()
    text_en = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "cooperation"], name="boilerplate_once"),
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(cooperation__isnull=True), name="one_own_boilerplate"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.text[:40]}"


class Contact(models.Model):
    """Somebody the press may call: about a subject, or at the press desk; hours in minutes after midnight.

    One who has left is shown nowhere any more, also not at old texts.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="press_contacts")
    desk = models.CharField(max_length=8, choices=_choices(Desk))
    name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    opens = models.PositiveSmallIntegerField()
    closes = models.PositiveSmallIntegerField()
    added_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            _known("desk", Desk, "press_desk_known"),
            models.CheckConstraint(condition=Q(closes__gt=F("opens"), closes__lte=24 * 60), name="press_desk_opens"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Picture(models.Model):
    """A picture with the words for who cannot see it, its caption, its credit and the terms it may be used on.

    It is shown to nobody outside before a text that uses it is, or somebody opens it in the bank.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="press_pictures")
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="press_picture")
    alt = models.CharField(max_length=400, blank=True)
    alt_en = models.CharField(max_length=400, blank=True)
    decorative = models.BooleanField(default=False)
    caption = models.CharField(max_length=400)
    caption_en = models.CharField(max_length=400, blank=True)
    credit = models.CharField(max_length=160)
    licence = models.CharField(max_length=8, choices=_choices(Licence))
    added_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            _known("licence", Licence, "picture_licence_known"),
            models.CheckConstraint(condition=~Q(credit=""), name="picture_has_credit"),
            models.CheckConstraint(condition=Q(decorative=True) | ~Q(alt=""), name="picture_has_words"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Release(models.Model):
    """A text for the press: who publishes it, how far it has come, and the one instant at which it opens everywhere.

    `site` is the address the house had when it was begun: the feed's ids are made of it and never change.
    """

    public_id = PublicIdField()
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="releases")
    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="releases")
    kind = models.CharField(max_length=12, choices=_choices(Kind))
    state = models.CharField(max_length=10, choices=_choices(State))
    site = models.CharField(max_length=200)
    begun_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    notice_by = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    contacts = models.ManyToManyField(Contact, related_name="releases")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    returned_why = models.CharField(max_length=500, blank=True)
    lifts_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            _known("kind", Kind, "release_kind_known"),
            _known("state", State, "release_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.LIFTED.value, lifted_at__isnull=False)
                | (~Q(state=State.LIFTED.value) & Q(lifted_at__isnull=True)),
                name="lifted_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.APPROVED.value, State.LIFTED.value])
                | Q(approved_by__isnull=False, submitted_by__isnull=False, lifts_at__isnull=False),
                name="approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("submitted_by")), name="release_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) | Q(lifted_at__gte=F("lifts_at")), name="never_lifted_early"
            ),
        ]
        indexes = [
            models.Index(fields=["lifts_at"], name="embargo_due", condition=Q(state=State.APPROVED.value)),
            models.Index(fields=["-lifted_at"], name="releases_out", condition=Q(state=State.LIFTED.value)),
        ]

    def __str__(self) -> str:
        return self.public_id


class ReleaseTopic(models.Model):
    """One of the topics of a text."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="topics")
    topic = models.CharField(max_length=12, choices=_choices(Topic))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "topic"], name="topic_once"),
            _known("topic", Topic, "topic_known"),
        ]

    def __str__(self) -> str:
        return self.topic


class Wording(models.Model):
    """A text in one language, as it is being written; what is out is an Edition."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=2)
    headline = models.CharField(max_length=160, blank=True)
    lead = models.TextField(blank=True)
    blocks = models.JSONField(default=list)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "language"], name="wording_once_a_language"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="wording_language_known"),
        ]

    def __str__(self) -> str:
        return f"{self.release} ({self.language})"


class BoundFigure(models.Model):
    """What a figure of a wording is bound to: a claim on a basis with the value and table version it had, or words."""

    wording = models.ForeignKey(Wording, on_delete=models.CASCADE, related_name="figures")
    figure = models.CharField(max_length=120)
    nth = models.PositiveSmallIntegerField()
    claim = models.JSONField(null=True, blank=True)
    basis = models.CharField(max_length=10, blank=True)
    value = models.FloatField(default=0)
    edition = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=300)
    bound_at = models.DateTimeField()
    bound_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wording", "figure", "nth"], name="figure_bound_once"),
            models.CheckConstraint(condition=~Q(source=""), name="bound_figure_has_source"),
        ]

    def __str__(self) -> str:
        return self.figure


class Edition(models.Model):
    """A text as it went out, whole: the first when the embargo lifted, each later one a correction with its notice."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="editions")
    language = models.CharField(max_length=2)
    number = models.PositiveSmallIntegerField()
    headline = models.CharField(max_length=160)
    lead = models.TextField()
    blocks = models.JSONField()
    about = models.JSONField()
    figures = models.JSONField()
    pictures = models.ManyToManyField(Picture, related_name="editions")
    notice = models.CharField(max_length=500, blank=True)
    out_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "language", "number"], name="edition_once"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(notice=""), name="correction_has_notice"),
        ]

    def __str__(self) -> str:
        return f"{self.release} {self.language} {self.number}"


class Subscriber(models.Model):
    """Somebody who wants each text by mail, and has confirmed it; emptied when they leave or are forgotten."""

    public_id = PublicIdField()
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=12)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="subscriber_once"),
            models.CheckConstraint(condition=Q(left_at__isnull=True) | Q(email=""), name="who_left_is_empty"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Sending(models.Model):
    """That a subscriber was sent a text: who is told when it is corrected."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="sendings")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.PROTECT, related_name="sendings")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "subscriber"], name="sent_once")]

    def __str__(self) -> str:
        return f"{self.release} to {self.subscriber}"
