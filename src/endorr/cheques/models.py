"""The tables: rule sets and calls, applications and what was said of them, the money, and what was paid.

Nobody has two duties in a file, no account but the frame is below zero, and a posting knows only the ways there are:
the database refuses it all, whoever asks.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from endorr.base.public_ids import PublicIdField
from endorr.cheques.rules.costs import CostKind, Fault, Stance
from endorr.cheques.rules.eligibility import Trade
from endorr.cheques.rules.money import WAYS, Account, Move
from endorr.cheques.rules.words import (
    Appeal,
    Duty,
    FileKind,
    Funding,
    Ground,
    Outcome,
    Paying,
    State,
)

PERSON = settings.AUTH_USER_MODEL


def _choices(words: type) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]  # type: ignore[attr-defined]


def _known(field: str, words: type, name: str, *, empty: bool = False) -> models.CheckConstraint:
    values = [word.value for word in words] + ([""] if empty else [])  # type: ignore[attr-defined]
    return models.CheckConstraint(condition=Q(**{f"{field}__in": values}), name=name)


class RuleSet(models.Model):
    """One version of the rules of a kind of cheque: a dated row that is never changed, only followed by another.

    Money in öre, shares in per cent; null where the rules are silent. `barred` are trades that get nothing.
    """

    public_id = PublicIdField()
    key = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    source = models.CharField(max_length=200)
    first = models.DateField()
    county = models.CharField(max_length=2, blank=True)
    employees_from = models.PositiveIntegerField(null=True, blank=True)
    employees_to = models.PositiveIntegerField(null=True, blank=True)
    turnover_from = models.PositiveBigIntegerField(null=True, blank=True)
    turnover_to = models.PositiveBigIntegerField(null=True, blank=True)
    amount_from = models.PositiveBigIntegerField(null=True, blank=True)
    amount_to = models.PositiveBigIntegerField(null=True, blank=True)
    share = models.PositiveSmallIntegerField()
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    travel_share = models.PositiveSmallIntegerField(null=True, blank=True)
    running_years = models.PositiveSmallIntegerField(null=True, blank=True)
    one_a_year = models.BooleanField(default=False)
    barred = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="rule_set_version_once"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=100), name="share_is_per_cent"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class CostRow(models.Model):
    """A dated line of the cost catalogue: how a kind of cost stands, by which law, and words that give it away."""

    kind = models.CharField(max_length=20, choices=_choices(CostKind))
    stance = models.CharField(max_length=12, choices=_choices(Stance))
    law = models.CharField(max_length=120, blank=True)
    signs = models.JSONField(default=list)
    first = models.DateField()
    last = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            _known("kind", CostKind, "cost_row_kind_known"),
            _known("stance", Stance, "cost_row_stance_known"),
            models.UniqueConstraint(fields=["kind", "first"], name="cost_row_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.stance}"


class Call(models.Model):
    """A call (utlysning): whose decision it is, by which rules, from when till when, and how one may appeal.

    `days` is within how many days of a complete application there is a decision; `last_number` the latest given.
    """

    public_id = PublicIdField()
    code = models.SlugField(max_length=20, unique=True)
    cooperation = models.ForeignKey("tenancy.Cooperation", on_delete=models.PROTECT, related_name="cheque_calls")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="cheque_calls")
    rules = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="calls")
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    about = models.TextField()
    about_en = models.TextField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    days = models.PositiveSmallIntegerField()
    criteria = models.JSONField(default=list)
    funding = models.CharField(max_length=8, choices=_choices(Funding))
    appeal = models.CharField(max_length=16, choices=_choices(Appeal))
    last_number = models.PositiveIntegerField(default=0)
    fictional = models.BooleanField(default=False)

    class Meta:
        constraints = [
            _known("funding", Funding, "call_funding_known"),
            _known("appeal", Appeal, "call_appeal_known"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="call_closes_after_it_opens"),
        ]

    def __str__(self) -> str:
        return self.code


class Seat(models.Model):
    """A seat on a call's board, held by a person for an organisation."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="board")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="cheque_seats")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="cheque_seats")
    since = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "person"], condition=Q(left_at__isnull=True), name="one_seat_on_a_board"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} i {self.call}"


class Funder(models.Model):
    """Who pays for a call, and by what weight beside the others."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="funders")
    name = models.CharField(max_length=120)
    weight = models.PositiveIntegerField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(condition=Q(weight__gt=0), name="funder_weighs"),
            models.UniqueConstraint(fields=["call", "name"], name="funder_once_a_call"),
        ]

    def __str__(self) -> str:
        return self.name


class Balance(models.Model):
    """What stands on one account of a funder in a call, in öre; the frame alone is below zero."""

    funder = models.ForeignKey(Funder, on_delete=models.PROTECT, related_name="balances")
    account = models.CharField(max_length=10, choices=_choices(Account))
    ore = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            _known("account", Account, "balance_account_known"),
            models.UniqueConstraint(fields=["funder", "account"], name="one_balance_an_account"),
            models.CheckConstraint(
                condition=Q(account=Account.FRAME.value, ore__lte=0)
                | (~Q(account=Account.FRAME.value) & Q(ore__gte=0)),
                name="no_account_is_overdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.funder} {self.account}: {self.ore}"


class Application(models.Model):
    """An application (ansökan): a draft that the company fills in, then a file with a number that everybody works in.

    `rules` is the version it is tried by, frozen at the submission. `sealed_number` holds the company's number while it
    is a draft, so that only this house can read it.
    """

    public_id = PublicIdField()
    number = models.CharField(max_length=30, blank=True)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    rules = models.ForeignKey(RuleSet, on_delete=models.PROTECT, related_name="applications", null=True, blank=True)
    state = models.CharField(max_length=12, choices=_choices(State), default=State.DRAFT.value)
    site = models.URLField(max_length=200)
    language = models.CharField(max_length=5, default="sv")
    company = models.ForeignKey(
        "companies.Company", on_delete=models.PROTECT, related_name="cheque_applications", null=True, blank=True
    )
    company_name = models.CharField(max_length=200, blank=True)
    sealed_number = models.TextField(blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    municipality = models.CharField(max_length=4, blank=True)
    trade = models.CharField(max_length=16, choices=_choices(Trade), blank=True)
    employees = models.PositiveIntegerField(null=True, blank=True)
    turnover = models.PositiveBigIntegerField(null=True, blank=True)
    begun = models.BooleanField(null=True, blank=True)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    asked = models.PositiveBigIntegerField(null=True, blank=True)
    purpose = models.TextField(blank=True)
    need = models.TextField(blank=True)
    certified = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    terms_accepted_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    fictional = models.BooleanField(default=False)

    class Meta:
        constraints = [
            _known("state", State, "application_state_known"),
            _known("trade", Trade, "application_trade_known", empty=True),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="application_number_once"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT.value)
                | Q(state=State.WITHDRAWN.value)
                | (~Q(number="") & Q(company__isnull=False, rules__isnull=False, submitted_at__isnull=False)),
                name="what_is_submitted_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT.value) | Q(sealed_number=""), name="a_number_is_sealed_in_drafts_only"
            ),
        ]
        indexes = [models.Index(fields=["call", "state"], name="application_by_state")]

    def __str__(self) -> str:
        return self.number or self.public_id


class EarlierAid(models.Model):
    """A line of the company's certificate of earlier small aid, in cents of a euro."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="earlier_aid")
    giver = models.CharField(max_length=200)
    on = models.DateField()
    cents = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(cents__gt=0), name="earlier_aid_is_something")]

    def __str__(self) -> str:
        return f"{self.application}: {self.giver}"


class CostLine(models.Model):
    """A cost applied for, in öre without VAT, and how it stands; `judged_by` when a person has looked at it."""

    public_id = PublicIdField()
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="costs")
    kind = models.CharField(max_length=20, choices=_choices(CostKind))
    what = models.CharField(max_length=200)
    ore = models.PositiveBigIntegerField()
    stance = models.CharField(max_length=12, choices=_choices(Stance))
    law = models.CharField(max_length=120, blank=True)
    sign = models.CharField(max_length=60, blank=True)
    why = models.CharField(max_length=300, blank=True)
    judged_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            _known("kind", CostKind, "cost_kind_known"),
            _known("stance", Stance, "cost_stance_known"),
            models.CheckConstraint(condition=Q(ore__gt=0), name="cost_is_something"),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.what}"


class Attachment(models.Model):
    """A file of an application."""

    public_id = PublicIdField()
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=_choices(FileKind))
    at = models.DateTimeField()

    class Meta:
        constraints = [_known("kind", FileKind, "attachment_kind_known")]

    def __str__(self) -> str:
        return f"{self.application}: {self.kind}"


class DutyHeld(models.Model):
    """That a person has taken on a duty in a file: one each, whatever their seats (four eyes over the whole file)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="duties")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="cheque_duties")
    duty = models.CharField(max_length=10, choices=_choices(Duty))
    at = models.DateTimeField()

    class Meta:
        constraints = [
            _known("duty", Duty, "duty_known"),
            models.UniqueConstraint(fields=["application", "person"], name="four_eyes_over_the_whole_file"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(duty=Duty.OFFICER.value), name="one_officer_a_file"
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(duty=Duty.DECIDER.value), name="one_decider_a_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.duty}"


class Completion(models.Model):
    """That the company was asked for what is missing; the time to a decision stands still until it has answered."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="completions")
    asked_at = models.DateTimeField()
    by = models.DateField()
    text = models.TextField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(answered_at__isnull=True), name="asked_for_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.by}"


class Declaration(models.Model):
    """What a member of the board says of their own interest before they see the file: no jäv, or which."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="declarations")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="cheque_declarations")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=14, choices=_choices(Ground), blank=True)
    text = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            _known("ground", Ground, "jav_ground_known", empty=True),
            models.UniqueConstraint(fields=["application", "person"], name="declared_once"),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.ground or 'no conflict'}"


class Assessment(models.Model):
    """What a member of the board thinks: points for each criterion, support or not, and with how much in öre."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="assessments")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="cheque_assessments")
    organisation = models.ForeignKey("tenancy.Organisation", on_delete=models.PROTECT, related_name="+")
    points = models.JSONField(default=dict)
    supports = models.BooleanField()
    ore = models.PositiveBigIntegerField()
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["application", "person"], name="assessed_once")]

    def __str__(self) -> str:
        return f"{self.application}: {self.supports}"


class Recommendation(models.Model):
    """What the board came to, with how the votes fell that day; `minutes` is the record of it."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="recommendation")
    supports = models.BooleanField()
    ore = models.PositiveBigIntegerField()
    eligible = models.PositiveSmallIntegerField()
    needed = models.PositiveSmallIntegerField()
    given = models.PositiveSmallIntegerField()
    supporting = models.PositiveSmallIntegerField()
    reserved = models.BooleanField()
    minutes = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.application}: {self.ore}"


class Decision(models.Model):
    """A decision, never changed: an error is put right by a decision of its own that `amends` the first.

    `facts` is what was known of the company at that moment, kept for the follow-up of those who got and did not get.
    """

    public_id = PublicIdField()
    number = models.CharField(max_length=40, unique=True)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    amends = models.OneToOneField("self", on_delete=models.PROTECT, related_name="amended_by", null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=_choices(Outcome))
    ore = models.PositiveBigIntegerField()
    share = models.PositiveSmallIntegerField()
    last_day = models.DateField(null=True, blank=True)
    reasons = models.TextField()
    stopped_costs = models.JSONField(default=list)
    appeal = models.CharField(max_length=16, choices=_choices(Appeal))
    facts = models.JSONField(default=dict)
    aid_entry = models.CharField(max_length=16, blank=True)
    aid_cents = models.PositiveBigIntegerField(null=True, blank=True)
    aid_rate = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    aid_rate_on = models.DateField(null=True, blank=True)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="cheque_decisions")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = [
            _known("outcome", Outcome, "decision_outcome_known"),
            _known("appeal", Appeal, "decision_appeal_known"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(amends__isnull=True), name="one_first_decision"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[Outcome.GRANTED.value, Outcome.PARTLY.value], ore__gt=0)
                | Q(outcome__in=[Outcome.REFUSED.value, Outcome.DISMISSED.value], ore=0),
                name="only_a_grant_has_a_sum",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Posting(models.Model):
    """An amount in öre out of one account and into another; never changed. A correction is a posting the other way."""

    funder = models.ForeignKey(Funder, on_delete=models.PROTECT, related_name="postings")
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="postings", null=True, blank=True
    )
    move = models.CharField(max_length=10, choices=_choices(Move))
    debit = models.CharField(max_length=10, choices=_choices(Account))
    credit = models.CharField(max_length=10, choices=_choices(Account))
    ore = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=80)

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(condition=Q(ore__gt=0), name="posting_is_something"),
            models.CheckConstraint(
                condition=Q(
                    *(
                        Q(move=move.value, debit=debit.value, credit=credit.value)
                        for move, (debit, credit) in WAYS.items()
                    ),
                    _connector=Q.OR,
                ),
                name="posting_knows_its_way",
            ),
        ]
        indexes = [models.Index(fields=["application", "credit"], name="posting_by_application")]

    def __str__(self) -> str:
        return f"{self.move} {self.ore}"


class PaymentRequest(models.Model):
    """That the company wants to be paid for what it has paid; `ore` is what the controller found to be due."""

    public_id = PublicIdField()
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="payments")
    state = models.CharField(max_length=10, choices=_choices(Paying), default=Paying.REQUESTED.value)
    requested_at = models.DateTimeField()
    ore = models.PositiveBigIntegerField(null=True, blank=True)
    controlled_at = models.DateTimeField(null=True, blank=True)
    controller = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    controlled_text = models.TextField(blank=True)
    ordered_at = models.DateTimeField(null=True, blank=True)
    payer = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    order = models.CharField(max_length=20, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("pk",)
        constraints = [
            _known("state", Paying, "payment_state_known"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(
                    state__in=[
                        Paying.REQUESTED.value,
                        Paying.CONTROLLED.value,
                        Paying.ORDERED.value,
                        Paying.FAILED.value,
                    ]
                ),
                name="one_payment_request_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(controller__isnull=True) | Q(payer__isnull=True) | ~Q(controller=F("payer")),
                name="nobody_pays_what_they_controlled",
            ),
            models.UniqueConstraint(fields=["order"], condition=~Q(order=""), name="payment_order_once"),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.state}"


class Invoice(models.Model):
    """An invoice of a payment request, in öre without VAT, and why it does not count, if it does not."""

    public_id = PublicIdField()
    request = models.ForeignKey(PaymentRequest, on_delete=models.PROTECT, related_name="invoices")
    cost = models.ForeignKey(CostLine, on_delete=models.PROTECT, related_name="invoices")
    supplier = models.CharField(max_length=120)
    number = models.CharField(max_length=40)
    key = models.CharField(max_length=160, db_index=True)
    day = models.DateField()
    paid_on = models.DateField(null=True, blank=True)
    ore = models.PositiveBigIntegerField()
    fault = models.CharField(max_length=20, choices=_choices(Fault), blank=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            _known("fault", Fault, "invoice_fault_known"),
            models.CheckConstraint(condition=Q(ore__gt=0), name="invoice_is_something"),
            models.UniqueConstraint(fields=["request", "key"], name="invoice_once_a_request"),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} {self.number}"


class Report(models.Model):
    """The final report: what was done and what came of it, and that somebody has approved it."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="report")
    text = models.TextField()
    new_markets = models.PositiveSmallIntegerField()
    orders = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.application}: report"


class Recovery(models.Model):
    """That money is demanded back, why, and what has come of it, in öre."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="recoveries")
    ore = models.PositiveBigIntegerField()
    reasons = models.TextField()
    at = models.DateTimeField()
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    repaid = models.PositiveBigIntegerField(default=0)
    lost = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ore__gt=0), name="recovery_is_something"),
            models.CheckConstraint(
                condition=Q(ore__gte=F("repaid") + F("lost")), name="no_more_comes_back_than_was_demanded"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.ore}"
