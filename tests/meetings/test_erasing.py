"""A guest is forgotten: the name goes everywhere, the link closes, and that somebody came still counts."""

import pytest
from tests.meetings.factories import START, WHO, Tour, invitation, link_in, mails
from tests.meetings.test_commands import YES, says

from endorr.base.erasure.commands import forget
from endorr.base.ledger.models import PersonalValue
from endorr.base.links.models import CapabilityLink
from endorr.base.outbox.models import OutboxRow
from endorr.meetings import commands
from endorr.meetings.models import Guest, Note
from endorr.meetings.queries import own, public

pytestmark = pytest.mark.django_db


def test_a_forgotten_guest_is_gone_from_lists_mails_and_links_and_the_count_stays(client: object) -> None:
    tour = Tour()
    part = tour.part()
    vera = tour.invite(part)
    says(vera, part, YES)
    commands.note_attendance(invitation(vera, part).public_id, came=True, now=START, actor="system:test")
    commands.note(part, "Vera (vera.lindsela@gast.example) vill ha frihandel.", **WHO)
    tour.publish()
    link = link_in(mails(vera)[0])
    assert client.get(link).status_code == 200  # type: ignore[attr-defined]
    forget("vera.lindsela@gast.example", **WHO)
    guest = Guest.objects.get()
    assert (guest.name, guest.email, guest.phone) == ("", "", "")
    assert guest.forgotten_at is not None
    assert "gast.example" not in Note.objects.get().text
    assert own.own_page(vera, WHO["now"]) is None
    assert client.get(link).status_code == 404  # type: ignore[attr-defined]
    assert not CapabilityLink.objects.filter(target=vera, revoked_at__isnull=True).exists()
    assert not any("lindsela" in str(row.payload).lower() for row in OutboxRow.objects.all())
    assert not PersonalValue.objects.exclude(value="").filter(person=vera).exists()
    shown = public.came_of_it(tour.meeting)
    assert shown is not None
    assert shown.turnouts[0][1].attended == 1
    commands.cancel(tour.meeting, why="Ministern är sjuk.", **WHO)
    assert OutboxRow.objects.filter(key__startswith="meetings.cancelled").count() == 0


def test_a_guest_is_forgotten_by_their_public_id_too() -> None:
    tour = Tour()
    vera = tour.invite(tour.part())
    told = forget(vera, **WHO)
    assert told.rooms["meetings.guests"] == 1
    assert forget(vera, **WHO).rooms.get("meetings.guests") is None
