"""A minister's meeting by all who have a part in it: the press, two companies, the press officer, the coordinator."""

import os
import re
from dataclasses import replace
from datetime import timedelta

from tests.browser.conftest import Open, Visit
from tests.browser.people import follow, press, sign_in
from tests.meetings.factories import PRESS, ROOM, TABLE, TALK, Tour, calendars, event, link_in, mails

from endorr.base.accounts.models import User
from endorr.base.clock import now
from endorr.meetings import commands
from endorr.meetings.commands import Answer
from endorr.meetings.models import Commitment, Guest, Invitation
from endorr.meetings.rules import GuestKind, Reply, Visibility

HOUR = timedelta(hours=1)


def sound(visit: Visit) -> None:
    assert visit.sideways() <= 0, visit.page.url
    assert visit.axe_violations() == [], visit.page.url
    if folder := os.environ.get("ENDORR_PICTURES"):
        name = re.sub(r"\W+", "-", visit.page.title())[:40]
        number = len(list(os.scandir(folder)))
        visit.page.screenshot(path=f"{folder}/{number:02}-{name}.png", full_page=True)


def go(visit: Visit, path: str) -> None:
    visit.page.goto(re.sub(r"(//[^/]+)/.*", r"\1", visit.page.url) + path)


def work_as(visit: Open, person: User, path: str, *, width: int = 1200) -> Visit:
    opened = visit("/statusz", width=width)
    sign_in(opened, person)
    go(opened, path)
    return opened


def _planned() -> Tour:
    """A meeting in a week with one seat among companies that is taken, one company in the queue, and a press slot."""
    tour, start = Tour(), now() + timedelta(days=7)
    tour.part(replace(TALK, starts_at=start, ends_at=start + HOUR, capacity=1))
    slot = replace(PRESS, starts_at=start + 2 * HOUR, ends_at=start + 3 * HOUR, notice_by=start - 24 * HOUR)
    tour.part(slot)
    table = replace(TABLE, starts_at=start + 4 * HOUR, ends_at=start + 5 * HOUR, visibility=Visibility.OPEN)
    tour.part(table)
    tour.invite(tour.parts["round_table"], "Ulla Union", GuestKind.UNION)
    tour.publish()
    for name in ("Yonas Skogstjärn", "Vera Lindsela"):
        guest = tour.invite(tour.parts["talk"], name)
        commands.answer(guest, tour.parts["talk"], Answer(Reply.YES), now=now(), actor="link:test")
    return tour


def test_from_an_invitation_to_an_answer_back_by_all_who_have_a_part_in_it(visit: Open) -> None:
    tour = _planned()
    yonas, vera = (Guest.objects.get(name__startswith=name).public_id for name in ("Yonas", "Vera"))
    # A reporter on a dark phone finds the press slot and its rule, no link, and gives notice.
    rita = visit(f"/moten/{tour.meeting}/", width=320, scheme="dark")
    assert "video.example" not in rita.page.content()
    sound(rita)
    follow(rita.page, rita.page.get_by_role("link", name="Anmäl dig till pressträffen"))
    sound(rita)
    for field, text in (
        ("Ditt namn", "Rita Reporter"),
        ("Redaktion", "Norra Bladet"),
        ("E-post", "rita@bladet.example"),
    ):
        rita.page.get_by_label(field).fill(text)
    press(rita.page, "Skicka anmälan")
    assert "Tack, vi har din anmälan" in rita.page.content()
    # The press officer lets her in.
    asked = Invitation.objects.get(state="asked")
    per = work_as(visit, tour.per, f"/arbete/moten/{tour.meeting}/press/{asked.public_id}/")
    per.page.get_by_label("Ja", exact=True).check()
    press(per.page, "Skicka svaret")
    sound(per)
    # One company gives its seat up by the mail's link, without scripts; the next is offered it and says yes.
    gives_up = visit(link_in(mails(yonas)[-1]), width=320, javascript=False)
    press(gives_up.page, "Lämna återbud")
    assert "Har lämnat återbud" in gives_up.page.content()
    phone = visit(link_in(mails(vera)[-1]), width=320, scheme="dark")
    sound(phone)
    press(phone.page, "Ja, jag kommer")
    assert "Har en plats" in phone.page.content()
    # The coordinator moves the meeting; then it is time, and the door opens for the admitted.
    talk = Invitation.objects.get(guest__public_id=vera).part
    _move(visit, tour, talk.public_id)
    assert event(calendars(vera)[-1])["SEQUENCE"] == 4
    began = now() - timedelta(minutes=5)
    held = replace(TALK, starts_at=began, ends_at=began + HOUR, capacity=1)
    commands.change_part(talk.public_id, held, now=now(), actor="system:test")
    phone.page.reload()
    door = phone.page.get_by_role("link", name="Gå in i mötesrummet").get_attribute("href")
    answer = phone.page.request.get(re.sub(r"(//[^/]+)/.*", r"\1", phone.page.url) + str(door), max_redirects=0)
    assert answer.headers["location"] == ROOM
    _write_up(visit, tour)
    phone.page.reload()
    assert "Frågan är lyft i EU." in phone.page.content()
    end = visit(f"/moten/{tour.meeting}/vad-blev-det/", width=320)
    sound(end)
    for words in ("En starkare röst för frihandel.", "Frågan är lyft i EU.", "Förslaget är lämnat.", "Hållet"):
        assert words in end.page.content()
    assert "Vera" not in end.page.content()


def _move(visit: Open, tour: Tour, talk: str) -> None:
    sara = work_as(visit, tour.sara, f"/arbete/moten/{tour.meeting}/punkt/{talk}/", width=320)
    sound(sara)
    sara.page.get_by_label("Slutar").fill("23:59")
    press(sara.page, "Spara")
    sound(sara)


def _write_up(visit: Open, tour: Tour) -> None:
    """Note who came and what was said; make it an input, answer it, note a commitment and that it was kept."""
    desk = f"/arbete/moten/{tour.meeting}/"
    sara = work_as(visit, tour.sara, f"{desk}gaster/")
    page = sara.page
    press(page, "Kom Vera Lindsela")
    assert Invitation.objects.get(guest__name="Vera Lindsela").attended
    go(sara, f"{desk}anteckning/")
    page.get_by_label("Anteckning").fill("Många är oroliga för protektionism.")
    press(page, "Spara")
    follow(page, page.get_by_role("link", name="Gör till inspel"))
    page.get_by_label("Vad lyftes?").fill("En starkare röst för frihandel.")
    page.get_by_label(re.compile("Vera Lindsela")).check()
    page.get_by_label("Alla", exact=True).check()
    press(page, "Spara")
    follow(page, page.get_by_role("link", name=re.compile("^Svara")))
    page.get_by_label("Svar").fill("Frågan är lyft i EU.")
    press(page, "Skicka svaret")
    follow(page, page.get_by_role("link", name=re.compile("Nytt åtagande av det här")))
    page.get_by_label("Vad åtog de sig?").fill("Återkomma med ett förslag.")
    page.get_by_label("Vem ska göra det?").select_option("Region Exempel")
    page.get_by_label("Alla", exact=True).check()
    press(page, "Spara")
    sound(sara)
    follow(page, page.get_by_role("link", name=re.compile("Berätta hur det gick")))
    page.get_by_label("Hållet").check()
    page.get_by_label("Vad ledde det till?").fill("Förslaget är lämnat.")
    press(page, "Spara")
    assert Commitment.objects.get().fate == "kept"
    sound(sara)
