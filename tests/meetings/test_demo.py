"""The demo's campaign is sown by the real commands, and its story reads where it stands."""

import re
from datetime import datetime, timedelta
from time import process_time
from typing import Any

import pytest
from django.test import Client

from endorr.base.accounts.models import User
from endorr.base.demo.people import seed_people
from endorr.base.ledger.audit import faults
from endorr.base.tenancy.queries import viewer_of
from endorr.meetings import commands
from endorr.meetings.commands import Answer, PressRequest
from endorr.meetings.demo.commands import LEAVES, WAITS, friday_after, site, sow
from endorr.meetings.demo.story import STORIES, steps
from endorr.meetings.models import Campaign, Guest, Invitation, Meeting, Part
from endorr.meetings.queries import public
from endorr.meetings.rules import Reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def peopled(tuesday: datetime, settings: Any) -> datetime:
    settings.DEMO = True
    seed_people(tuesday)
    return tuesday


def test_the_campaign_is_sown_once_and_its_story_reads_what_is_done(
    peopled: datetime, client: Client, figure: object
) -> None:
    assert steps(peopled) == ()
    began = process_time()
    sow(peopled)
    took = process_time() - began
    figure(f"meetings: sown in {took:.2f} s of processor time")  # type: ignore[operator]
    assert took < 2, "half a second on a quiet machine"
    sow(peopled)
    assert Campaign.objects.count() == 1
    assert Meeting.objects.count() == 2
    talk = Part.objects.get(title__startswith="Digitalt ministermöte")
    assert (talk.capacity, talk.taken, talk.starts_at.date()) == (5, 5, friday_after(peopled.date()))
    assert Invitation.objects.get(part=talk, state="queued").guest.email == WAITS.address
    (held, coming) = Meeting.objects.order_by("pk")
    came = public.came_of_it(held.public_id)
    assert came is not None
    assert [one.fate.value for one in came.commitments] == ["kept", "open"]
    assert [bool(one.answer) for one in came.inputs] == [True, False]
    assert all(guest.email.endswith(".example") for guest in Guest.objects.all())
    assert coming.site == site()
    assert list(faults()) == []
    _the_story_points_at_pages_that_are_there(peopled, client)


def _the_story_points_at_pages_that_are_there(peopled: datetime, client: Client) -> None:
    told = steps(peopled)
    assert [one.done for one in told] == [False] * len(told)
    press = Part.objects.get(kind="press")
    request = PressRequest("Rita Reporter", "Norra Bladet", "rita@bladet.example")
    commands.ask_for_place(press.public_id, request, now=peopled, actor="anonymous")
    leaves = Guest.objects.get(email=LEAVES.address)
    talk = Part.objects.get(kind="talk")
    commands.answer(leaves.public_id, talk.public_id, Answer(Reply.NO), now=peopled, actor="demo")
    told = steps(peopled)
    assert [place for place, one in enumerate(told) if one.done] == [0, 2]
    for one in told:
        if not one.where:
            continue
        if one.who:
            person = User.objects.get(email=one.who)
            assert viewer_of(person.pk, on=peopled.date()).signed_in
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.get(one.where).status_code == 200, one.says
        client.logout()
    offer = client.get(told[3].where).content.decode()
    assert re.search(r"http://127\.0\.0\.1:\d+/inbjudan/", offer)
    assert [one.done for one in steps(peopled + timedelta(days=30))].count(True) == 3
    assert [story.key for story in STORIES] == ["ministermote"]
