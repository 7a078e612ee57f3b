"""Writes what keeps the catalogue true: looked-up links, what is due to be checked, to-dos, what watchers are told."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from endorr.base.ledger.kinds import kind
from endorr.catalogue import letters
from endorr.catalogue.commands.services import mark_edition, note
from endorr.catalogue.commands.voices import send
from endorr.catalogue.models import Feedback, LinkCheck, Service, Todo, Watch
from endorr.catalogue.queries.owners import mails_of
from endorr.catalogue.rules.words import Status

ASKED = kind("catalogue.check_asked", "The owner of a service was asked whether all that is said of it is still true.")
LINK_DEAD = kind("catalogue.link_dead", "The page behind a service could not be opened twice in three days.")
DEAD_WITHIN = timedelta(days=3)
DISTINCT = timedelta(hours=1)  # a second look sooner says nothing new
KEEP_ADDRESS = timedelta(days=90)  # after the answer


@transaction.atomic
def note_link(key: str, *, alive: bool, why: str = "", now: datetime, actor: str, site: str = "") -> bool:
    """Note whether the page behind a service could be opened; say whether that opened a to-do for the owner.

    Once is not enough: two looks in three days, at least an hour apart, must both have failed. A page that opens
    again closes the to-do.
    """
    service = Service.objects.select_for_update(of=("self",)).select_related("owner").get(key=key)
    LinkCheck.objects.create(service=service, checked_at=now, alive=alive, why=why[:120])
    if alive:
        Todo.objects.filter(service=service, kind="dead_link", done_at__isnull=True).update(done_at=now, done_by=actor)
        return False
    before = LinkCheck.objects.filter(service=service, checked_at__lte=now - DISTINCT).order_by("-checked_at").first()
    if before is None or before.alive or now - before.checked_at > DEAD_WITHIN:
        return False
    _todo, opened = Todo.objects.get_or_create(
        service=service, kind="dead_link", done_at=None, defaults={"detail": service.source[:300], "opened_at": now}
    )
    if opened:
        note(service, LINK_DEAD, now=now, actor=actor, why=why[:120])
        link = f"{site}/arbete/katalog/{service.key}/"
        letter = letters.link_dead(name=service.name_sv, address=service.source, link=link)
        for to in mails_of(service.owner_id):
            send(letter, to=to, key=f"catalogue.dead:{_todo.public_id}:{to}", about=service.public_id, now=now)
    return opened


@transaction.atomic
def ask_owners(*, now: datetime, actor: str, site: str = "") -> int:
    """Ask, once, the owners of services that nobody has confirmed for 180 days; return how many services that was."""
    due = list(
        Service.objects.select_for_update(of=("self",))
        .filter(check_due_at__lte=now, check_asked_at__isnull=True, merged_into__isnull=True)
        .filter(status__in=[Status.CURRENT.value, Status.HISTORICAL.value])
        .order_by("key")
    )
    by_owner: defaultdict[int | None, list[Service]] = defaultdict(list)
    for service in due:
        by_owner[service.owner_id].append(service)
        Todo.objects.get_or_create(service=service, kind="overdue", done_at=None, defaults={"opened_at": now})
        note(service, ASKED, now=now, actor=actor, due=service.check_due_at.isoformat())
    for owner, services in by_owner.items():
        for to in mails_of(owner):
            letter = letters.check_due(names=[one.name_sv for one in services], link=f"{site}/arbete/katalog/")
            send(letter, to=to, key=f"catalogue.check:{owner}:{now:%Y%m%d}:{to}", about=services[0].public_id, now=now)
    Service.objects.filter(pk__in=[one.pk for one in due]).update(check_asked_at=now)
    if due:
        mark_edition()
    return len(due)


@transaction.atomic
def tell_watchers(*, now: datetime, site: str = "") -> int:
    """Tell those who watch a service that has got a new version since they were last told; return how many."""
    rows = list(
        Watch.objects.select_for_update(of=("self",))
        .filter(confirmed_at__isnull=False, told_number__lt=F("service__number"))
        .select_related("service")
    )
    for row in rows:
        letter = letters.watched_changed(
            name=row.service.name_sv,
            link=f"{site}/stod/{row.service.key}/",
            stop=f"{site}/stod/bevaka/{row.public_id}/",
            language=row.language,
        )
        key = f"catalogue.changed:{row.public_id}:{row.service.number}"
        send(letter, to=row.email, key=key, about=row.public_id, now=now)
        row.told_number = row.service.number
        row.save(update_fields=["told_number"])
    return len(rows)


@transaction.atomic
def finish_todo(public_id: str, *, now: datetime, actor: str) -> None:
    """Note that somebody has put something right; done again changes nothing."""
    Todo.objects.filter(public_id=public_id, done_at__isnull=True).update(done_at=now, done_by=actor)


@transaction.atomic
def forget(*, now: datetime) -> int:
    """Erase addresses no longer needed: of answered feedback after 90 days, of watches nobody confirmed in seven."""
    gone, _ = Watch.objects.filter(confirmed_at__isnull=True, asked_at__lt=now - timedelta(days=7)).delete()
    erased = Feedback.objects.filter(answered_at__lt=now - KEEP_ADDRESS, erased_at__isnull=True).update(
        email="", text="", erased_at=now
    )
    return gone + erased
