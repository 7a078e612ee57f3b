"""The tables: services and their versions, signposts, symptoms, feedback, watches, checked links, feeds, to-dos."""

from django.db import models
from django.db.models import F, Q

from endorr.base.public_ids import PublicIdField
from endorr.catalogue.rules.words import Applicant, Confidence, Status


def _known(field: str, words: type, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [word.value for word in words]}), name=name)  # type: ignore[attr-defined]


class Edition(models.Model):
    """The catalogue as a whole: one row with a new mark after every change; what is kept in memory goes by the mark."""

    mark = models.CharField(max_length=16)

    def __str__(self) -> str:
        return self.mark


class Service(models.Model):
    """A service (stöd): the fields of `rules.card.Card`, and who stands behind them.

    `check_due_at` is when the owner is asked again whether all is still true; `verified_at` empty means never.
    """

    public_id = PublicIdField()
    key = models.SlugField(max_length=80, unique=True)
    name_sv = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    provider = models.CharField(max_length=200)
    provider_kind = models.CharField(max_length=30)
    organisation_key = models.CharField(max_length=60, blank=True)
    family = models.SlugField(max_length=60, blank=True)
    topics = models.JSONField(default=list)
    applicant = models.CharField(max_length=12, default=Applicant.COMPANY.value)
    for_whom_sv = models.TextField(blank=True)
    for_whom_en = models.TextField(blank=True)
    gives_sv = models.TextField(blank=True)
    gives_en = models.TextField(blank=True)
    cost_sv = models.TextField(blank=True)
    cost_en = models.TextField(blank=True)
    how_sv = models.TextField(blank=True)
    how_en = models.TextField(blank=True)
    note_sv = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    own_share = models.PositiveSmallIntegerField(null=True, blank=True)
    max_amount_sek = models.PositiveBigIntegerField(null=True, blank=True)
    answer_time = models.CharField(max_length=40, blank=True)
    answer_time_text = models.TextField(blank=True)
    coverage = models.JSONField(default=list)
    coverage_confidence = models.CharField(max_length=10, default=Confidence.STATED.value)
    eligibility = models.JSONField(default=list)
    status = models.CharField(max_length=12, default=Status.CURRENT.value)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    languages = models.JSONField(default=list)
    synonyms = models.JSONField(default=list)
    old_names = models.JSONField(default=list)
    related = models.JSONField(default=list)
    source = models.TextField(blank=True)
    read_on = models.DateField(null=True, blank=True)
    page_date = models.CharField(max_length=200, blank=True)

    owner = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="services", null=True, blank=True
    )
    number = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.CharField(max_length=80, blank=True)
    check_due_at = models.DateTimeField()
    check_asked_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, related_name="merged", null=True, blank=True)

    class Meta:
        constraints = [
            _known("status", Status, "service_status_known"),
            _known("applicant", Applicant, "service_applicant_known"),
            _known("coverage_confidence", Confidence, "service_confidence_known"),
            models.CheckConstraint(
                condition=Q(own_share__isnull=True) | Q(own_share__lte=100), name="service_share_is_per_cent"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="service_not_merged_into_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["check_due_at"], name="service_by_check"),
            models.Index(fields=["closes_at"], name="service_by_closing"),
        ]

    def __str__(self) -> str:
        return self.key


class ServiceVersion(models.Model):
    """A service as it stood from one moment on, what changed, and who did it; never changed itself."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    card = models.JSONField()
    changed = models.JSONField(default=list)
    note = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "number"], name="service_version_once")]

    def __str__(self) -> str:
        return f"{self.service} {self.number}"


class Signpost(models.Model):
    """An organisation to which a company may be shown (hänvisning); `kind` marks those of which there are many."""

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, blank=True)
    name_sv = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    does_sv = models.TextField()
    does_en = models.TextField(blank=True)
    web = models.TextField(blank=True)

    class Meta:
        ordering = ["name_sv"]

    def __str__(self) -> str:
        return self.key


class Symptom(models.Model):
    """How a company that needs a service, any service of a family, or an organisation would say so."""

    public_id = PublicIdField()
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="symptoms", null=True, blank=True)
    signpost = models.ForeignKey(Signpost, on_delete=models.CASCADE, related_name="symptoms", null=True, blank=True)
    family = models.SlugField(max_length=60, blank=True)
    language = models.CharField(max_length=5)
    phrase = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(service__isnull=False, signpost__isnull=True, family="")
                | Q(service__isnull=True, signpost__isnull=False, family="")
                | (Q(service__isnull=True, signpost__isnull=True) & ~Q(family="")),
                name="symptom_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["service", "language", "phrase"],
                condition=Q(service__isnull=False),
                name="symptom_once_a_service",
            ),
            models.UniqueConstraint(
                fields=["signpost", "language", "phrase"],
                condition=Q(signpost__isnull=False),
                name="symptom_once_a_signpost",
            ),
            models.UniqueConstraint(
                fields=["family", "language", "phrase"], condition=~Q(family=""), name="symptom_once_a_family"
            ),
        ]

    def __str__(self) -> str:
        return self.phrase


class Feedback(models.Model):
    """Somebody says that something about a service is wrong; the giver follows the answer by an unguessable address."""

    public_id = PublicIdField()
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="feedback")
    text = models.TextField()
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=5, default="sv")
    given_at = models.DateTimeField()
    due_at = models.DateTimeField()
    calendar = models.CharField(max_length=64)
    calendar_version = models.PositiveIntegerField()
    told_owner_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=80, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="feedback_by_due", condition=Q(answered_at__isnull=True))]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | Q(answered_at__isnull=False),
                name="feedback_answer_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.public_id}"


class Watch(models.Model):
    """Somebody wants to know when a service changes (bevaka); nothing is sent before they have said yes by mail."""

    public_id = PublicIdField()
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="watches")
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=5, default="sv")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "email"], name="watch_once_an_address")]

    def __str__(self) -> str:
        return f"{self.service}: {self.public_id}"


class LinkCheck(models.Model):
    """What came of looking whether the page behind a service is still there."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="link_checks")
    checked_at = models.DateTimeField()
    alive = models.BooleanField()
    why = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["service", "checked_at"], name="link_check_by_time")]

    def __str__(self) -> str:
        return f"{self.service} {self.checked_at:%Y-%m-%d}: {self.alive}"


class Todo(models.Model):
    """Something for a service's owner to put right; one open of a kind for each service."""

    public_id = PublicIdField()
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="todos")
    kind = models.CharField(max_length=20)
    detail = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField()
    told_owner_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "kind"], condition=Q(done_at__isnull=True), name="todo_one_open_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.kind}"


class Double(models.Model):
    """Two services that seem to be one, until a person decides."""

    public_id = PublicIdField()
    first = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="double_once")]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"


class Feed(models.Model):
    """A partner's own catalogue that ours follows, in the words of HSDS."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    owner = models.ForeignKey(
        "tenancy.Organisation", on_delete=models.PROTECT, related_name="feeds", null=True, blank=True
    )

    def __str__(self) -> str:
        return self.slug


class FeedItem(models.Model):
    """One service of a feed, and what it looked like when it was last taken in."""

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="items")
    external_id = models.CharField(max_length=80)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="feed_items")
    digest = models.CharField(max_length=64)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "external_id"], name="feed_item_once")]

    def __str__(self) -> str:
        return f"{self.feed}: {self.external_id}"


class FeedReading(models.Model):
    """One time a feed was read, and what came of it; what was refused is kept with its reason, cut short."""

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="readings")
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=80)
    counts = models.JSONField(default=dict)
    refused = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.feed} {self.read_at:%Y-%m-%d}"
