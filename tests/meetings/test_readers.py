"""Readers that are not ours take our calendar messages as they are meant: ical.js, and the standard's own rules."""

import json
import os
import shutil
import subprocess
from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.meetings.factories import HOUR, START, TALK, WHO, Tour, calendars, invitation, mails
from tests.meetings.test_commands import YES, says

from endorr.base.outbox.channels import Message
from endorr.base.outbox.channels.mail.message import built
from endorr.meetings import commands
from endorr.meetings.models import Part

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("read_calendars.mjs")
SUMMER = datetime(2027, 6, 11, 8, tzinfo=UTC)  # Friday 11 June 2027, 10.00 in Stockholm


def story() -> tuple[str, list[bytes]]:
    """Invite, confirm, move into summer time and cancel; return the guest and the four messages as they were mailed."""
    tour = Tour()
    part = tour.part(about="Fem företag, åäö; komma, semikolon\noch en ny rad.")
    vera = tour.invite(part, "Vera Åsmyra")
    says(vera, part, YES)
    moved = replace(TALK, starts_at=SUMMER, ends_at=SUMMER + HOUR)
    commands.change_part(part, moved, **WHO)
    commands.cancel(tour.meeting, why="Ministern är sjuk.", **WHO)
    files = [one["content"] for mail in mails(vera) for one in mail.payload["attachments"]]
    return vera, [b64decode(file) for file in files]


def read_by_others(files: list[bytes]) -> list[dict[str, Any]]:
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules" / "ical.js").is_dir():
        if os.environ.get("CI"):
            pytest.fail("no Node, or no ical.js beside it: npm ci")
        pytest.skip("ical.js is not here: script/test --long installs it where there is Node")
    texts = json.dumps([file.decode() for file in files])
    done = subprocess.run([node, str(SCRIPT)], input=texts, capture_output=True, text=True, check=True, cwd=ROOT)
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


@pytest.mark.long
def test_m4_ical_js_reads_the_new_time_in_stockholm_and_then_that_it_is_cancelled() -> None:
    vera, files = story()
    uid = f"{invitation(vera, _part(vera)).public_id}@endorr"
    told = read_by_others(files)
    assert [one["method"] for one in told] == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]
    assert [one["sequence"] for one in told] == [0, 1, 2, 3]
    assert {one["uid"] for one in told} == {uid}
    assert len({one["organizer"] for one in told}) == 1
    assert [one["status"] for one in told] == ["TENTATIVE", "CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert {one["zone"] for one in told} == {"Europe/Stockholm"}
    assert [one["wall"] for one in told] == ["2026-12-11T10:00:00"] * 2 + ["2027-06-11T10:00:00"] * 2
    assert datetime.fromisoformat(told[0]["starts"]) == START
    assert [datetime.fromisoformat(told[2][name]) for name in ("starts", "ends")] == [SUMMER, SUMMER + HOUR]
    assert told[1]["attendees"] == [["mailto:vera.asmyra@gast.example", "ACCEPTED"]]
    assert told[0]["summary"] == "Digitalt ministermöte"
    assert told[0]["location"] == "Digitalt"
    assert "video.example" not in json.dumps(told)


def _part(guest: str) -> str:
    return Part.objects.get(invitations__guest__public_id=guest).public_id


def test_a_message_keeps_the_standards_form_and_its_mail_says_the_method() -> None:
    vera, files = story()
    for file, calendar in zip(files, calendars(vera), strict=True):
        assert file.count(b"\n") == file.count(b"\r\n"), "lines end with CRLF (RFC 5545, 3.1)"
        assert max(map(len, file.split(b"\r\n"))) <= 75, "and are folded"
        (event,) = calendar.walk("VEVENT")
        (zone,) = calendar.walk("VTIMEZONE")
        assert event["DTSTART"].params["TZID"] == str(zone["TZID"])
        for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "ORGANIZER", "ATTENDEE", "SEQUENCE", "SUMMARY", "STATUS"):
            assert name in event, f"{name} is needed (RFC 5546, 3.2)"
        assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(hours=1)
    for mail, method in zip(mails(vera), ["REQUEST", "REQUEST", "REQUEST", "CANCEL"], strict=True):
        sent = built(Message(mail.public_id, mail.message_id, mail.created, mail.payload)).message()
        (part,) = [one for one in sent.walk() if one.get_content_type() == "text/calendar"]
        assert part.get_param("method") == method, "in the calendar and in the mail alike (RFC 6047, 2.4)"
        assert f"METHOD:{method}" in part.get_content()
