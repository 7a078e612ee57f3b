"""What the trade asks of a catalogue one can trust, K2 to K14, one story each."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.catalogue.factories import BY, NOW, card, member, organisation, service, viewer

from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.rules import Role
from endorr.calendars.commands import open_calendar
from endorr.catalogue.commands.feeds import LARGEST, FeedRefusedError, open_feed, read_feed
from endorr.catalogue.commands.services import (
    CardRefusedError,
    add_service,
    change_service,
    merge_services,
    set_symptoms,
    verify_service,
)
from endorr.catalogue.commands.upkeep import ask_owners, forget, note_link, tell_watchers
from endorr.catalogue.commands.voices import answer_feedback, ask_to_watch, confirm_watch, give_feedback
from endorr.catalogue.formats.hsds import to_hsds
from endorr.catalogue.models import Feed, Feedback, FeedReading, Service, Todo, Watch
from endorr.catalogue.queries import public, staff
from endorr.catalogue.queries.public import Wanted
from endorr.catalogue.rules.card import Card
from endorr.catalogue.rules.eligibility import Rule, RuleKind
from endorr.catalogue.rules.words import Standing, Status
from endorr.worktime import calendar

pytestmark = pytest.mark.django_db

SITE = "https://export.example"


def found(text: str = "", *, now: datetime = NOW, **wanted: Any) -> list[str]:
    return [one.entry.card.key for one in public.find(Wanted(text=text, **wanted), now=now).found]


def mails() -> list[tuple[str, str]]:
    return [(row.payload["to"], row.payload["subject"]) for row in OutboxRow.objects.order_by("pk")]


def test_k2_what_nobody_checked_for_180_days_is_marked_sinks_and_its_owner_is_asked() -> None:
    owner = organisation(mail="katalog@exempel.example")
    service(owner=owner)
    service("exportlan-norr", name_sv="Exportlån norr", gives_sv="Annat", owner=owner)
    late = NOW + timedelta(days=180)
    verify_service("exportlan-norr", now=NOW + timedelta(days=1), actor="person:test")
    assert found("exportlån", now=late - timedelta(seconds=1))[0] == "exportlan"
    assert found("exportlån", now=late) == ["exportlan-norr", "exportlan"]
    page = public.page_of("exportlan", now=late)
    assert page is not None
    assert page.found.standing is Standing.OVERDUE
    assert ask_owners(now=late, actor="system:test", site=SITE) == 1
    assert ask_owners(now=late, actor="system:test", site=SITE) == 0, "asked once"
    assert [to for to, _subject in mails()] == ["katalog@exempel.example"]
    assert [todo.kind for todo in staff.todos(viewer(Role.ADVISER, owner))] == ["overdue"]
    verify_service("exportlan", now=late, actor="person:test")
    assert staff.todos(viewer(Role.ADVISER, owner)) == ()


def test_k3_a_link_dead_twice_in_three_days_becomes_a_task_and_once_does_not() -> None:
    owner = organisation(mail="katalog@exempel.example")
    service(owner=owner)
    day = timedelta(days=1)
    dead: dict[str, Any] = {"alive": False, "why": "404", "actor": "system:test"}
    assert not note_link("exportlan", **dead, now=NOW)
    assert not note_link("exportlan", **dead, now=NOW + 4 * day), "the first look was too long ago"
    note_link("exportlan", alive=True, now=NOW + 5 * day, actor="system:test")
    assert not note_link("exportlan", **dead, now=NOW + 6 * day), "it answered in between"
    assert note_link("exportlan", **dead, now=NOW + 7 * day)
    assert not note_link("exportlan", **dead, now=NOW + 8 * day), "one open task is enough"
    assert Todo.objects.get().kind == "dead_link"
    assert len(mails()) == 1
    note_link("exportlan", alive=True, now=NOW + 9 * day, actor="system:test")
    assert Todo.objects.get().done_at == NOW + 9 * day


def test_k4_two_partners_cards_of_one_service_are_found_and_merged() -> None:
    service("exportcheck-norr", name_sv="Exportcheck Norrbotten", coverage=("25",))
    service("exportcheck-nb", name_sv="Exportcheck i Norrbotten", coverage=("25",), synonyms=("checken",))
    service("exportcheck-syd", name_sv="Exportcheck Norrbotten", coverage=("12",))
    everyone = viewer(Role.NATIONAL_COORDINATOR, organisation())
    pairs = [(row.first_key, row.second_key) for row in staff.doubles(everyone)]
    assert pairs == [("exportcheck-nb", "exportcheck-norr")], "another county's is a neighbour, no double"
    set_symptoms("exportcheck-nb", [("sv", "Vi vill ha bidrag")], **BY)
    merge_services("exportcheck-norr", "exportcheck-nb", **BY)
    assert staff.doubles(everyone) == ()
    kept = Service.objects.get(key="exportcheck-norr")
    assert "Exportcheck i Norrbotten" in kept.old_names
    assert "checken" in kept.synonyms
    assert kept.symptoms.count() == 1
    assert "exportcheck-nb" not in found("exportcheck")
    assert Client().get("/stod/exportcheck-nb/")["Location"] == "/stod/exportcheck-norr/"


def test_k5_an_answer_time_in_words_is_asked_for_as_a_duration_and_the_words_are_kept() -> None:
    with pytest.raises(CardRefusedError) as refused:
        add_service(card(answer_time="ca 2 veckor"), **BY)
    assert [(one.field, one.nearest) for one in refused.value.objections] == [("answer_time", ("P14D",))]
    service(answer_time="P14D", answer_time_text="ca 2 veckor")
    row = Service.objects.get()
    assert (row.answer_time, row.answer_time_text) == ("P14D", "ca 2 veckor")


def test_k6_what_is_for_skane_is_hidden_in_dalarna_unless_nearby_is_asked() -> None:
    service("skane", name_sv="Exportlån Skåne", coverage=("12",))
    service("gavleborg", name_sv="Exportlån Gävleborg", coverage=("21",))
    service("alla", name_sv="Exportlån", coverage=("SE",))
    assert set(found(place="20")) == {"alla"}
    assert public.find(Wanted(place="20"), now=NOW).more_nearby == 1
    assert set(found(place="20", nearby=True)) == {"alla", "gavleborg"}
    assert set(found(place="1280")) == {"alla", "skane"}
    assert set(found()) == {"alla", "skane", "gavleborg"}


def test_k7_where_english_is_missing_swedish_stands_with_its_tag_and_a_note(client: Client) -> None:
    service(name_en="Export loan")
    page = client.get("/en/stod/exportlan/").content.decode()
    assert re.search(r"<h1[^>]*lang=\"en\"[^>]*>Export loan</h1>", page)
    assert re.search(r"<p[^>]*lang=\"sv\"[^>]*>Lån till företag som fått en exportorder</p>", page)
    assert "Part of the text is still in Swedish only." in page


@pytest.mark.parametrize(
    ("fields", "nearest"),
    [
        ({"coverage": ("02",)}, ("01", "03", "04")),
        ({"coverage": ("2483",)}, ("2482", "2481", "2480")),
        ({"eligibility": (Rule(RuleKind.SECTOR, codes=("34",)),)}, ("33", "35", "32")),
    ],
)
def test_k8_unknown_codes_are_refused_with_the_nearest_valid_ones(fields: Any, nearest: tuple[str, ...]) -> None:
    with pytest.raises(CardRefusedError) as refused:
        add_service(card(**fields), **BY)
    assert refused.value.objections[0].nearest[0] == nearest[0]
    assert set(refused.value.objections[0].nearest) <= {*nearest, "36", "37", "2485"}
    assert not Service.objects.exists()


def feed_of(*cards: Card) -> bytes:
    return json.dumps({"contents": [to_hsds(one) for one in cards]}, ensure_ascii=False).encode()


def test_k9_a_partners_feed_twice_changes_nothing_and_what_vanished_becomes_inactive() -> None:
    open_feed("partner", "Partnern", owner=organisation().public_id)
    both = feed_of(card("ett", name_sv="Ett"), card("tva", name_sv="Två"))
    first = read_feed("partner", both, **BY)
    assert (sorted(first.added), first.refused) == (["ett", "tva"], [])
    before = list(Service.objects.order_by("key").values())
    second = read_feed("partner", both, **BY)
    assert second.counts() == {"added": 0, "changed": 0, "unchanged": 2, "vanished": 0, "refused": 0}
    assert list(Service.objects.order_by("key").values()) == before
    third = read_feed("partner", feed_of(card("ett", name_sv="Ett, nytt")), **BY)
    assert (third.changed, third.vanished) == (["ett"], ["tva"])
    assert Service.objects.get(key="tva").status == Status.INACTIVE.value
    assert found() == ["ett"]
    back = read_feed("partner", both, **BY)
    assert sorted(back.changed) == ["ett", "tva"]
    assert sorted(found()) == ["ett", "tva"]


def test_k9_a_feed_never_takes_over_anothers_card() -> None:
    service("ett", name_sv="Vårt")
    open_feed("partner", "Partnern")
    read_feed("partner", feed_of(card("ett", name_sv="Deras")), **BY)
    assert Service.objects.get(key="ett").name_sv == "Vårt"
    assert Service.objects.get(key="ett-partner").name_sv == "Deras"


def hostile() -> dict[str, bytes]:
    return {
        "too large": b'["' + b"a" * (LARGEST + 10) + b'"]',
        "too deep": b"[" * 100_000 + b"]" * 100_000,
        "no json": b"\xff\xfe<html>",
        "no list": b'{"contents": {"id": "1"}}',
        "too many": json.dumps([{}] * 5_001).encode(),
        "nan": b'[{"id": "1", "name": NaN, "status": "active"}',
    }


@pytest.mark.parametrize("kind", list(hostile()))
def test_k10_a_feed_that_cannot_be_read_is_refused_whole_and_reported(kind: str) -> None:
    service()
    open_feed("partner", "Partnern")
    with pytest.raises(FeedRefusedError):
        read_feed("partner", hostile()[kind], **BY)
    assert Service.objects.count() == 1
    assert FeedReading.objects.get().refused[0][0] == "the feed"


def test_k10_bad_rows_are_set_aside_with_their_reasons_and_the_good_are_taken(client: Client) -> None:
    open_feed("partner", "Partnern")
    good = to_hsds(card("bra", name_sv="Bra", related=("ond", "bra")))
    evil = to_hsds(card("ond", name_sv="<script>alert(1)</script>", related=("bra", "ond")))
    rows = [
        good,
        evil,
        {**good, "name": 7},
        {**to_hsds(card("fel")), "status": "perhaps"},
        {**to_hsds(card("lang")), "description": "x" * 10_000},
        {**to_hsds(card("skadlig")), "url": "javascript:alert(1)"},
        {**to_hsds(card("lista")), "attributes": [{"link_type": "endorr:topics", "value": "7"}]},
        {**to_hsds(card("falsk")), "attributes": [{"link_type": "endorr:own_share", "value": '"halva"'}]},
        "text",
        None,
    ]
    report = read_feed("partner", json.dumps(rows).encode(), **BY)
    assert sorted(report.added) == ["bra", "ond"], "services that point at each other are no trouble"
    assert len(report.refused) == 8
    assert all(reason for _row, reason in report.refused)
    page = client.get("/stod/ond/").content.decode()
    assert "<script>alert" not in page


def test_k11_a_call_that_closes_at_noon_is_gone_a_second_later_and_can_be_watched(client: Client) -> None:
    noon = datetime(2026, 11, 17, 11, 0, tzinfo=UTC)
    service("utlysning", name_sv="Utlysning", closes_at=noon)
    assert found("utlysning", now=noon) == ["utlysning"]
    assert found("utlysning", now=noon + timedelta(seconds=1)) == []
    gone = public.page_of("utlysning", now=noon + timedelta(seconds=1))
    assert gone is not None
    assert gone.found.standing is Standing.GONE
    ask_to_watch("utlysning", "ada@foretag.example", language="sv", site=SITE, now=noon)
    confirm_watch(Watch.objects.get().public_id, now=noon)
    assert tell_watchers(now=noon, site=SITE) == 0, "nothing has changed yet"
    again = replace(card("utlysning", name_sv="Utlysning"), closes_at=noon + timedelta(days=365))
    change_service("utlysning", again, now=noon + timedelta(days=1), actor="person:test")
    assert tell_watchers(now=noon + timedelta(days=1), site=SITE) == 1
    assert tell_watchers(now=noon + timedelta(days=1), site=SITE) == 0
    assert [to for to, _subject in mails()] == ["ada@foretag.example"] * 2


def test_k12_every_page_holds_a_government_service_with_its_area_and_channel(client: Client) -> None:
    service(coverage=("12", "2480"), phone="08-000 00 00", answer_time="P14D")
    page = client.get("/stod/exportlan/").content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert block is not None
    told = json.loads(block[1])
    assert told["@type"] == "GovernmentService"
    assert [one["name"] for one in told["areaServed"]] == ["Skåne län", "Umeå"]
    assert told["serviceChannel"]["processingTime"] == "P14D"
    linked = client.get("/api/v1/catalogue/services/exportlan.jsonld")
    assert linked["Content-Type"].startswith("application/ld+json")
    assert linked.json() == told


def test_k13_the_day_before_christmas_beats_the_weekly_hours_when_an_answer_falls_due() -> None:
    owner = organisation()
    coop = member(owner)
    service(owner=owner)
    hours = calendar("SE").changed(id="dorren", name="Dörren", half_day_close=None)
    open_calendar(coop.public_id, hours, now=NOW, actor="system:test")
    wednesday = datetime(2026, 12, 23, 13, 0, tzinfo=UTC)
    row = give_feedback("exportlan", "Fel", site=SITE, now=wednesday, actor="anonymous")
    assert row.due_at == datetime(2026, 12, 28, 13, 0, tzinfo=UTC), "24-27 December are no working days"
    assert row.calendar == "dorren"


def test_k14_wrong_information_reaches_the_owner_in_a_working_day_and_the_giver_sees_the_answer(client: Client) -> None:
    owner = organisation(mail="katalog@exempel.example")
    service(owner=owner)
    friday = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
    row = give_feedback(
        "exportlan", "Beloppet är fel", email="Ada@foretag.example", site=SITE, now=friday, actor="anonymous"
    )
    assert row.due_at == datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    assert row.told_owner_at == friday
    assert [one.public_id for one in staff.open_feedback(viewer(Role.ADVISER, owner))] == [row.public_id]
    assert staff.open_feedback(viewer(Role.ADVISER, organisation("Annan"))) == ()
    answer_feedback(row.public_id, "Rättat.", site=SITE, now=friday + timedelta(hours=1), actor="person:test")
    with pytest.raises(Feedback.DoesNotExist):
        answer_feedback(row.public_id, "En gång till.", site=SITE, now=friday + timedelta(hours=2), actor="person:test")
    assert [to for to, _subject in mails()] == ["katalog@exempel.example", "ada@foretag.example"]
    assert "Rättat." in client.get(f"/stod/synpunkt/{row.public_id}/").content.decode()
    assert forget(now=friday + timedelta(days=91)) == 1
    assert Feedback.objects.get().email == ""


def test_a_feed_is_known_by_its_slug() -> None:
    with pytest.raises(Feed.DoesNotExist):
        read_feed("okand", b"[]", **BY)
