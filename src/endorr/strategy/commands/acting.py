"""Writes actions: proposed, decided with an owner and a day, settled in words; and tells who is late."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from endorr.base.clock import local_date
from endorr.base.ledger.kinds import kind
from endorr.base.ledger.rules import NATIONAL, Fact
from endorr.base.outbox.commands import enqueue_mail
from endorr.base.outbox.rendering import render_mail
from endorr.base.tenancy.queries import organisation_by_id, seated_as
from endorr.base.tenancy.rules import Role, Viewer
from endorr.strategy import letters
from endorr.strategy.commands._common import locked, note
from endorr.strategy.models import Action, Goal, Programme, Strategy, Theme
from endorr.strategy.rules.deeds import Answer, Bar, Barred, Standing, check_decided

PROPOSED = kind("strategy.action_proposed", "An action was proposed in a strategy")
DECIDED = kind("strategy.action_decided", "An action was decided, with an owner and a day")
SETTLED = kind("strategy.action_settled", "It was told what became of an action")
OVERDUE = kind("strategy.action_overdue", "An action's day had passed; its owner was told and everybody can see it")


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """An action to propose: what, for which goal, out of which theme, in which programme (public ids, "" for none)."""

    text: str
    goal: str = ""
    theme: str = ""
    programme: str = ""


@transaction.atomic
def propose_action(strategy: str, viewer: Viewer, plan: ActionPlan, *, now: datetime) -> str:
    """Propose an action and return its public id; barred out of a theme that has not been accepted."""
    row = locked(strategy, viewer)
    theme = Theme.objects.get(strategy=row, public_id=plan.theme) if plan.theme else None
    if theme is not None and theme.answer != Answer.ACCEPTED.value:
        raise Barred(Bar.NOT_ACCEPTED)
    made = Action.objects.create(
        strategy=row,
        goal=Goal.objects.get(version__strategy=row, version__valid_to__isnull=True, public_id=plan.goal)
        if plan.goal
        else None,
        theme=theme,
        programme=Programme.objects.get(public_id=plan.programme) if plan.programme else None,
        text=plan.text,
        standing=Standing.PROPOSED.value,
        proposed_at=now,
        proposed_by=viewer.actor,
    )
    facts: dict[str, Fact] = {"goal": plan.goal, "theme": plan.theme}
    note(row, PROPOSED, made.public_id, facts, now=now, actor=viewer.actor)
    return made.public_id


def _action(row: Strategy, public_id: str) -> Action:
    return Action.objects.select_for_update(of=("self",)).select_related("owner").get(strategy=row, public_id=public_id)


@transaction.atomic
def decide_action(strategy: str, viewer: Viewer, action: str, *, owner: str, due: date | None, now: datetime) -> None:
    """Decide on an action: who does it and by when. Barred without either, and for a day that has passed."""
    row = locked(strategy, viewer)
    found = _action(row, action)
    if found.standing != Standing.PROPOSED.value:
        raise Barred(Bar.DECIDED_ALREADY)
    check_decided(owner=owner, due=due, today=local_date(now))
    found.owner, found.due = organisation_by_id(owner), due
    found.standing, found.decided_at, found.decided_by = Standing.DECIDED.value, now, viewer.actor
    found.save(update_fields=["owner", "due", "standing", "decided_at", "decided_by"])
    facts: dict[str, Fact] = {"owner": owner, "due": due.isoformat() if due else ""}
    note(row, DECIDED, found.public_id, facts, now=now, actor=viewer.actor)


@transaction.atomic
def settle_action(strategy: str, viewer: Viewer, action: str, *, outcome: str, now: datetime) -> None:
    """Tell that an action is done, and what came of it."""
    _settle(strategy, viewer, action, Standing.DONE, outcome=outcome, now=now)


@transaction.atomic
def close_action(strategy: str, viewer: Viewer, action: str, *, why: str, now: datetime) -> None:
    """Close an action that will not be done, with the reason."""
    _settle(strategy, viewer, action, Standing.CLOSED, outcome=why, now=now)


def _settle(strategy: str, viewer: Viewer, action: str, to: Standing, *, outcome: str, now: datetime) -> None:
    row = locked(strategy, viewer)
    found = _action(row, action)
    if found.standing not in {Standing.DECIDED.value, *([Standing.PROPOSED.value] if to is Standing.CLOSED else [])}:
        raise Barred(Bar.NOT_NOW)
    if not outcome.strip():
        raise Barred(Bar.NO_REASON)
    found.standing, found.settled_at, found.outcome = to.value, now, outcome.strip()
    found.save(update_fields=["standing", "settled_at", "outcome"])
    note(row, SETTLED, found.public_id, {"standing": to.value}, now=now, actor=viewer.actor)


@transaction.atomic
def tell_overdue(action: str, *, now: datetime) -> bool:
    """Tell an action's owner, once, that its day has passed; say whether it was this call that did."""
    late = Action.objects.filter(
        public_id=action, standing=Standing.DECIDED.value, due__lt=local_date(now), told_overdue_at__isnull=True
    )
    if not late.update(told_overdue_at=now):
        return False
    found = Action.objects.select_related("strategy__cooperation", "strategy__organisation", "owner").get(
        public_id=action
    )
    row = found.strategy
    due = found.due.isoformat() if found.due else ""
    note(row, OVERDUE, found.public_id, {"due": due}, now=now, actor="system:strategy")
    for role in (Role.COORDINATOR, Role.NATIONAL_COORDINATOR, Role.ADMINISTRATOR):
        seated = [one for one in seated_as(role, on=local_date(now)) if one.organisation_id == found.owner_id]
        if not seated:
            continue
        with override("sv"):
            said = letters.overdue(found)
            page = row.site + reverse("strategy:strategy", args=[row.slug])
            context = {"letter": said, "address": page, "why": letters.why_owner()}
            mail = render_mail("strategy/mail/letter", subject=said.subject, context=context, language="sv")
        for one in seated:
            enqueue_mail(
                to=one.email,
                subject=mail.subject,
                text=mail.text,
                html=mail.html,
                language="sv",
                now=now,
                key=f"strategy.overdue:{found.public_id}:{one.person_id}",
                about=row.public_id,
                chain=row.cooperation.public_id if row.cooperation else NATIONAL,
            )
        break
    return True
