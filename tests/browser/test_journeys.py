"""The main job from the first page to the public figure, on phones: by mail alone, signed in, and as "Ring mig"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from playwright.sync_api import Page
from tests.browser.aloud import assert_reads_as, spoken
from tests.browser.conftest import Open, Scheme, Visit
from tests.browser.people import follow, press, sign_in
from tests.cases.demo.house import clock_at
from tests.cases.factories import LONG_AGO, NOW, adviser, region_of, viewer
from tests.cases.factories import asked as asked_before
from tests.cases.test_mail import written
from tests.matching.factories import north as door_with_catalogue

from endorr.base.accounts.models import User
from endorr.base.clock import now
from endorr.base.clock.wound import DemoClock
from endorr.base.outbox.commands import receive_mail
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.models import Cooperation, Membership, Organisation
from endorr.base.tenancy.rules import Role
from endorr.cases import commands, jobs
from endorr.cases.figures.commands import bring_up_to_date
from endorr.cases.models import Case
from endorr.cases.rules import Outcome, Talk, Way

QUESTION = "Kan vi försäkra oss om vår kund i Turkiet inte betalar på 90 dagars kredit?"
DUE = "onsdag 18 november kl. 09.40"
WAYS = (
    pytest.param("light", True, False, id="heard"),
    pytest.param("dark", True, True, id="examined in the dark", marks=pytest.mark.long),
    pytest.param("light", False, False, id="without scripts", marks=pytest.mark.long),
)
"""Each journey is heard every day; the accessibility engine looks at all of its pages when there is time."""


@pytest.fixture
def clock() -> Iterator[DemoClock]:
    with clock_at(NOW) as clock:
        yield clock


@pytest.fixture
def north(clock: DemoClock) -> Cooperation:
    """Västerbotten's door, the catalogue, and five promises kept last week: fewer are not published."""
    made = door_with_catalogue()
    anna = viewer(adviser("Anna Berg", region_of(made), Role.COORDINATOR))
    for day in range(5):
        then = NOW - timedelta(days=8, minutes=day)
        case = asked_before(then, email=f"firma{day}@exempel.example", company=f"Firma {day}").case
        commands.take(case, anna, now=then)
        commands.log_contact(case, anna, Talk(Way.CALL, then + timedelta(hours=2)), now=then + timedelta(hours=2))
        commands.close(case, anna, Outcome.HELPED, now=then + timedelta(hours=3))
    OutboxRow.objects.all().delete()
    return made


@pytest.fixture
def anna(north: Cooperation) -> User:
    return User.objects.get(name="Anna Berg")


@pytest.fixture
def karin(north: Cooperation) -> User:
    """The adviser of another organisation, behind the function that the match proposes."""
    person = User.objects.get(email="karin@partner.example")
    ekn = Organisation.objects.get(slug="ekn")
    Membership.objects.create(person=person, organisation=ekn, role=Role.ADVISER.value, valid_from=LONG_AGO)
    return person


@dataclass
class Journey:
    """One company's phone and what happens around it; `told` is what a screen reader is given on the way."""

    phone: Visit
    open: Open
    scheme: Scheme
    examined: bool
    clock: DemoClock
    private: str = ""
    told: list[str] = field(default_factory=list)

    def heard(self, visit: Visit) -> Page:
        """Look at a page as everybody must be able to, and keep what it says."""
        self.told.append(spoken(visit.page))
        return self.seen(visit)

    def seen(self, visit: Visit) -> Page:
        """Look at a page as everybody must be able to."""
        visit.assert_sound(examined=self.examined)
        return visit.page

    def another(self, path: str = "/") -> Visit:
        """Somebody else's phone, set as the company's is."""
        return self.open(path, width=320, scheme=self.scheme, javascript=self.phone.scripts)

    def passes(self, time: timedelta) -> None:
        """Let time pass, and the worker see to what falls due."""
        at = self.clock.wind(time)
        for job in (jobs.match_new, jobs.take_mail_in, jobs.warn, jobs.ask_afterwards, bring_up_to_date):
            job(at)

    def mail(self, visit: Visit, to: str, name: str) -> None:
        """Open the latest mail of a kind to somebody as a mail program shows it."""
        rows = OutboxRow.objects.filter(key__startswith=f"cases.{name}:").order_by("-pk")
        letter = next(row.payload for row in rows if row.payload["to"] == to)
        visit.page.set_content(letter["html"])


@pytest.fixture
def begin(visit: Open, clock: DemoClock) -> "Begin":
    return Begin(visit, clock)


@dataclass
class Begin:
    open: Open
    clock: DemoClock

    def __call__(self, scheme: Scheme, scripts: bool, examined: bool, path: str = "/") -> Journey:
        phone = self.open(path, width=320, scheme=scheme, javascript=scripts)
        return Journey(phone, self.open, scheme, examined, self.clock)


def asks(journey: Journey) -> None:
    """Type the question on the first page and send it; keep the address of the private page."""
    page = journey.seen(journey.phone)
    page.get_by_label("Vad vill du ha hjälp med?").fill(QUESTION)
    press(page, "Fortsätt")
    page.get_by_label("I vilken kommun finns ni?").fill("Umeå")
    page.get_by_label("Företag (frivilligt)").fill("Linds Lampor")
    page.get_by_label("Ditt namn").fill("Vera Lind")
    page.get_by_label("E-post").fill("vera@lampor.example")
    press(page, "Fortsätt")
    page.get_by_label("Ja, dela med den som kan hjälpa").check()
    press(page, "Fortsätt")
    assert DUE in page.inner_text("main"), "the time is told before the question is sent"
    press(page, "Skicka frågan")
    assert DUE in journey.seen(journey.phone).inner_text("main")
    follow(page, page.get_by_role("link", name="fraga/min/"))
    journey.private = page.url


def is_counted(journey: Journey) -> None:
    """The promise's time runs out, and the public page has one more kept promise than before."""
    public = journey.another("/vart-lofte/vasterbotten/")
    assert "5 av 5" in public.page.inner_text("main")
    journey.passes(timedelta(days=1))
    public.page.reload()
    assert "6 av 6" in journey.seen(public).inner_text("main")


@pytest.mark.parametrize(("scheme", "scripts", "examined"), WAYS)
def test_from_the_first_page_to_the_public_figure_by_mail_alone(
    karin: User, begin: Begin, scheme: Scheme, scripts: bool, examined: bool
) -> None:
    """Karin, of another organisation, never signs in; Vera answers from her mail too."""
    journey = begin(scheme, scripts, examined)
    asks(journey)
    journey.heard(journey.phone)
    journey.passes(timedelta(minutes=1))
    desk = journey.another()
    journey.mail(desk, karin.email, "proposed")
    assert "Linds" not in desk.page.content(), "nothing of the question crosses the wall before it is taken"
    journey.told.append(spoken(desk.page))
    follow(desk.page, desk.page.get_by_role("link", name="Jag tar den"))
    journey.heard(desk)
    assert not Case.objects.filter(holder=karin).exists(), "a link that a mail program opens must not act"
    press(desk.page, "Jag tar den")
    assert QUESTION in journey.heard(desk).inner_text("main")
    journey.passes(timedelta(minutes=20))
    journey.mail(desk, karin.email, "taken")
    journey.told.append(spoken(desk.page))
    _answers_the_mail(karin.email)
    journey.passes(timedelta(minutes=1))
    journey.phone.page.goto(journey.private)
    assert "Vi höll vårt löfte" in journey.heard(journey.phone).inner_text("main")

    journey.passes(timedelta(hours=2))
    journey.mail(journey.phone, "vera@lampor.example", "right_person")
    journey.told.append(spoken(journey.phone.page))
    follow(journey.phone.page, journey.phone.page.get_by_role("link").first)
    journey.heard(journey.phone)
    press(journey.phone.page, "Ja, jag kom till rätt person")
    journey.heard(journey.phone)
    journey.mail(desk, karin.email, "taken")
    follow(desk.page, desk.page.get_by_role("link", name="Allt om frågan"))
    _ends(desk.page)
    journey.heard(desk)
    _grades(journey)
    is_counted(journey)
    case = _newest()
    assert (case.organisation.slug if case.organisation else "", case.evidence) == ("ekn", "confirmed")
    if scripts:  # without them a button or two is not there
        assert_reads_as("kept-by-mail", journey.told)


def _answers_the_mail(sender: str) -> None:
    to = OutboxRow.objects.filter(key__startswith="cases.taken:").latest("pk").payload["reply_to"]
    raw = written(f"Karin Påhitt <{sender}>", to, "Hej Vera! Ja, det går att försäkra. Jag ringer klockan tre.")
    receive_mail(raw=raw, mailbox="vasterbotten", now=now())


def _ends(page: Page) -> None:
    page.get_by_text("Avsluta frågan").first.click()
    page.get_by_label("Företaget fick hjälp").check()
    press(page, "Avsluta frågan")


def _grades(journey: Journey) -> None:
    """Vera grades what she got on her own page."""
    page = journey.phone.page
    page.goto(journey.private)
    journey.heard(journey.phone)
    page.get_by_label("Mycket bra").check()
    press(page, "Skicka")
    journey.heard(journey.phone)
    assert Case.objects.get(pk=_newest().pk).grade == 5


def _newest() -> Case:
    return Case.objects.select_related("organisation", "enquiry").latest("pk")


@pytest.mark.parametrize(("scheme", "scripts", "examined"), WAYS)
def test_from_the_first_page_to_the_public_figure_signed_in(
    karin: User, begin: Begin, scheme: Scheme, scripts: bool, examined: bool
) -> None:
    """Karin finds the anonymous card in her queue, takes it, calls, and closes, all signed in."""
    journey = begin(scheme, scripts, examined)
    asks(journey)
    journey.passes(timedelta(minutes=1))
    desk = journey.another()
    sign_in(desk, karin)
    work = desk.page
    work.goto(re.sub(r"/fraga/.*", "/arbete/fragor/", journey.private))
    assert "Linds" not in journey.heard(desk).content(), "an anonymous card until it is delivered"
    press(work, "Ta frågan i Umeå")
    assert QUESTION in journey.heard(desk).inner_text("main")
    journey.passes(timedelta(minutes=20))
    work.get_by_label("Samtal").check()
    press(work, "Spara kontakten")
    journey.heard(desk)
    journey.phone.page.goto(journey.private)
    assert "Vi höll vårt löfte" in journey.seen(journey.phone).inner_text("main")
    journey.passes(timedelta(minutes=5))
    press(journey.phone.page, "Ja")
    work.reload()
    _ends(work)
    journey.heard(desk)
    told = list(journey.told)
    _grades(journey)
    is_counted(journey)
    assert _newest().right_person is True
    if scripts:  # without them a button or two is not there
        assert_reads_as("signed-in", told)


@pytest.mark.parametrize(("scheme", "scripts", "examined"), WAYS)
def test_from_ring_me_to_the_public_figure(
    karin: User, begin: Begin, scheme: Scheme, scripts: bool, examined: bool
) -> None:
    """Vera leaves a number and nothing more to be reached by; Karin calls it before she opens anything else."""
    journey = begin(scheme, scripts, examined, "/ring-mig/")
    page = journey.heard(journey.phone)
    page.get_by_label("Telefon").fill("0600-11 22 33")
    page.get_by_label("Ditt namn").fill("Vera Lind")
    page.get_by_label("I vilken kommun finns ni?").fill("Umeå")
    page.locator("[name=sprak]").select_option("ar")
    page.locator("[name=fraga]").fill(QUESTION)
    press(page, "Fortsätt")
    journey.heard(journey.phone).get_by_label("Ja, dela med den som kan hjälpa").check()
    press(page, "Fortsätt")
    assert DUE in journey.heard(journey.phone).inner_text("main")
    press(page, "Skicka frågan")
    assert DUE in journey.heard(journey.phone).inner_text("main")
    follow(page, page.get_by_role("link", name="fraga/min/"))
    journey.private = page.url
    journey.passes(timedelta(minutes=1))
    desk = journey.another()
    journey.mail(desk, karin.email, "proposed")
    follow(desk.page, desk.page.get_by_role("link", name="Jag tar den"))
    press(desk.page, "Jag tar den")
    journey.passes(timedelta(minutes=20))
    journey.mail(desk, karin.email, "taken")
    assert desk.page.get_by_role("link", name="0600-11 22 33").get_attribute("href") == "tel:0600112233"
    follow(desk.page, desk.page.get_by_role("link", name="Jag har ringt"))
    journey.heard(desk)
    press(desk.page, "Spara kontakten")
    journey.heard(desk)
    page.goto(journey.private)
    assert "Vi höll vårt löfte" in journey.heard(journey.phone).inner_text("main")
    journey.passes(timedelta(minutes=5))
    press(page, "Ja")
    _ends(desk.page)
    journey.heard(desk)
    _grades(journey)
    is_counted(journey)
    asked = _newest().enquiry
    assert (asked.call_me, asked.speaks, asked.phone, asked.email) == (True, "ar", "0600-11 22 33", "")
    if scripts:  # without them a button or two is not there
        assert_reads_as("ring-me", journey.told)


def test_the_public_promise_page_reads_as_sentences(karin: User, begin: Begin) -> None:
    public = begin("light", True, False, "/vart-lofte/vasterbotten/")
    public.passes(timedelta(minutes=1))
    public.phone.page.reload()
    told = [spoken(public.phone.page)]
    public.clock.wind(timedelta(days=16))
    public.phone.page.reload()
    public.heard(public.phone)
    public.phone.page.goto(re.sub(r"/vart-lofte/.*", "/vart-lofte/", public.phone.page.url))
    public.heard(public.phone)
    assert_reads_as("promise", told + public.told)


def test_who_goes_back_and_sends_again_has_one_case(north: Cooperation, begin: Begin) -> None:
    journey = begin("light", True, False)
    asks(journey)
    page = journey.phone.page
    for _step in range(3):
        page.go_back()
        page.wait_for_load_state()
    press(page, "Visa bekräftelsen")
    assert "Vi har din fråga" in page.content()
    assert Case.objects.filter(enquiry__company="Linds Lampor").count() == 1
