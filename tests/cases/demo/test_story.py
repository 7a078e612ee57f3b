"""The story a newcomer is told: five situations, wound forward, through the real commands and the real mails."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from tests.cases.demo.house import demo_at, open_demo

from endorr.base.clock.rules import START
from endorr.base.clock.wound import DemoClock
from endorr.base.outbox.queries import messages_about
from endorr.cases.demo.situations import SITUATIONS, When, moment_of
from endorr.cases.models import Case
from endorr.cases.rules import Evidence, State

NOW = START.astimezone(UTC)


def wall(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=START.tzinfo)


def test_the_clock_goes_forward_to_the_next_friday_christmas_or_midsummer() -> None:
    assert moment_of(When.NOW, NOW) == NOW
    assert moment_of(When.FRIDAY, NOW) == wall(2026, 11, 20, 15, 30)
    assert moment_of(When.FRIDAY, wall(2026, 11, 20, 15, 31)) == wall(2026, 11, 27, 15, 30)
    assert moment_of(When.CHRISTMAS, NOW) == wall(2026, 12, 23, 15, 30)
    assert moment_of(When.CHRISTMAS, wall(2028, 12, 1, 9)) == wall(2028, 12, 22, 15, 30)  # the 24th is a Sunday
    assert moment_of(When.MIDSUMMER, NOW) == wall(2027, 6, 24, 15, 30)
    assert moment_of(When.MIDSUMMER, wall(2027, 6, 25, 9)) == wall(2028, 6, 22, 15, 30)


@pytest.fixture(scope="module")
def opened(sown_together: None) -> None:
    open_demo(NOW)


@pytest.fixture
def clock() -> Iterator[DemoClock]:
    with demo_at(NOW) as clock:
        yield clock


class Play:
    """Somebody who plays the story in a browser."""

    def __init__(self) -> None:
        self.client = Client()

    def begin(self, situation: str, **told: str) -> Case:
        self.page = self.client.post("/demo/borja/", {"situation": situation, **self._nonce(), **told}, follow=True)
        self.asked = Case.objects.latest("pk").pk
        return self.case()

    def do(self, what: str, **told: str) -> str:
        self.page = self.client.post("/demo/gor/", {"vad": what, **self._nonce(), **told}, follow=True)
        assert self.page.status_code == 200
        return self.text

    @property
    def text(self) -> str:
        return " ".join(self.page.content.decode().split())

    def case(self) -> Case:
        return Case.objects.select_related("holder", "organisation", "promise", "enquiry").get(pk=self.asked)

    @staticmethod
    def _nonce() -> dict[str, str]:
        from endorr.base.idempotency.forms import FIELD, new_nonce

        return {FIELD: new_nonce()}


@pytest.mark.django_db
def test_without_a_demo_clock_there_is_no_story() -> None:
    assert Client().get("/demo/").status_code == 404
    assert Client().post("/demo/borja/", {"situation": "boras", **Play._nonce()}).status_code == 404
    assert not Case.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("opened")
def test_an_ordinary_day_from_question_to_grade_and_on_to_the_public_figure(clock: DemoClock) -> None:
    play = Play()
    case = play.begin("vasterbotten")
    assert case.promise.due == wall(2026, 11, 18, 9, 40)
    assert "/uppdrag/" in play.text  # the mail as it went out, with its links
    play.do("ta")
    assert play.case().state == State.TAKEN.value
    assert "numret" not in play.do("skriv", ord="Hej Vera! Vi försäkrar den risken. Jag ringer klockan tre.")
    assert play.case().evidence == Evidence.SENT.value
    assert any("Hej Vera" in one.text for one in messages_about(case.public_id))
    assert "Kom du till rätt person?" in play.text
    play.do("ja")
    assert play.case().evidence == Evidence.CONFIRMED.value
    play.do("avsluta")
    assert "Hur bra hjälp fick du?" in play.text
    play.do("betyg", betyg="5")
    assert play.case().grade == 5
    assert "räknas först onsdag 18 november kl. 09.40" in play.text
    assert "är med i siffran nu" in play.do("nasta")
    assert clock.now() > case.promise.due


@pytest.mark.django_db
@pytest.mark.usefixtures("opened")
def test_the_adviser_falls_ill_and_the_deputy_has_it_while_the_promise_stands(clock: DemoClock) -> None:
    play = Play()
    case = play.begin("boras")
    play.do("ta")
    first = play.case().holder
    play.do("sjuk")
    then = play.case()
    assert then.holder is not None
    assert first is not None
    assert then.holder.pk != first.pk
    assert then.holder.name in play.text
    assert then.promise.due == case.promise.due
    play.do("ring")
    assert play.case().state == State.CONTACTED.value
    assert play.case().evidence == Evidence.STATED.value


@pytest.mark.django_db
@pytest.mark.usefixtures("opened")
def test_call_me_is_sought_in_vain_and_a_try_keeps_no_promise(clock: DemoClock) -> None:
    play = Play()
    case = play.begin("vastmanland")
    assert case.enquiry.email == ""
    play.do("sok")
    play.do("sok")
    assert play.case().contacted_at is None
    assert "lämnat någon e-postadress" in play.do("skriv", ord="Hej")
    play.do("nej")
    assert play.case().right_person is None


@pytest.mark.django_db
@pytest.mark.usefixtures("opened")
def test_over_midsummer_a_question_for_the_receiver_alone_waits_for_monday(clock: DemoClock) -> None:
    play = Play()
    case = play.begin("norrbotten", nar="midsummer")
    assert clock.now() == wall(2027, 6, 24, 15, 30)
    assert case.promise.due == wall(2027, 6, 28, 15, 30)
    assert "midsommarafton" in play.text.lower()
    play.do("nasta")
    assert clock.now().astimezone(START.tzinfo).date().isoformat() == "2027-06-28"
    play.do("ta")
    assert play.case().organisation is not None
    assert play.case().organisation.legal_entity_id == case.enquiry.receiver_id  # type: ignore[union-attr]


@pytest.mark.django_db
@pytest.mark.usefixtures("opened")
def test_friday_becomes_monday_and_a_miss_is_told_to_the_company(clock: DemoClock) -> None:
    play = Play()
    case = play.begin("dalarna")
    assert clock.now() == wall(2026, 11, 20, 15, 30)
    assert case.promise.due == wall(2026, 11, 23, 15, 30)
    for _ in range(6):
        if "Löftet är brutet" in play.text:
            break
        play.do("nasta")
    assert "Vi höll inte vårt löfte" in play.text
    assert any("inte hört av oss" in one.subject for one in messages_about(case.public_id) if "ture@" in one.to)
    play.do("ohord")
    assert "ringt" in play.text
    play.do("ring")
    assert "Vi höll inte vårt löfte" in play.text


FEASTS = {
    "midsummer": (wall(2027, 6, 24, 15, 30), wall(2027, 6, 28, 15, 30), "midsommarafton"),
    "christmas": (wall(2026, 12, 23, 15, 30), wall(2026, 12, 28, 15, 30), "julafton"),
}
EVERY_DAY = {("vastmanland", "midsummer")}
OVER = [
    pytest.param(one.key, feast, marks=[] if (one.key, feast) in EVERY_DAY else [pytest.mark.long])
    for one in SITUATIONS
    for feast in FEASTS
]


@pytest.mark.django_db
@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(("situation", "feast"), OVER)
def test_each_situation_is_asked_before_a_feast_and_kept_after_it(clock: DemoClock, situation: str, feast: str) -> None:
    play, (asked_at, due, named) = Play(), FEASTS[feast]
    case = play.begin(situation, nar=feast)
    assert (clock.now(), case.promise.due) == (asked_at, due)
    assert named in play.text.lower(), "the page says why it takes so long"
    for _ in range(8):
        if clock.now() > asked_at + timedelta(days=1):
            break
        play.do("nasta")
    assert clock.now() < due
    play.do("ta")
    play.do("ring")
    assert "Vi höll vårt löfte" in play.text
    play.do("ja")
    play.do("avsluta")
    play.do("betyg", betyg="4")
    assert (play.case().evidence, play.case().grade) == (Evidence.CONFIRMED.value, 4)
    assert "är med i siffran nu" in play.do("nasta")


@pytest.mark.django_db
@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("feast", [pytest.param("christmas"), pytest.param("midsummer", marks=pytest.mark.long)])
def test_a_feast_is_left_in_peace_and_a_miss_after_it_is_told(clock: DemoClock, feast: str) -> None:
    """Nobody does anything: nobody hears anything while all is closed, and the miss is told."""
    play, (asked_at, due, _named) = Play(), FEASTS[feast]
    case = play.begin("dalarna", nar=feast)
    for _ in range(10):
        if "Löftet är brutet" in play.text:
            break
        play.do("nasta")
    assert "Löftet är brutet" in play.text
    told = [one.created.astimezone(START.tzinfo).date() for one in messages_about(case.public_id)]
    assert {day for day in told if asked_at.date() < day < due.date()} == set()
    assert due.date() in told


@pytest.mark.django_db
@pytest.mark.usefixtures("opened")
def test_ones_own_worry_is_asked_and_what_cannot_be_asked_stays_typed(clock: DemoClock) -> None:
    play = Play()
    play.page = play.client.post(
        "/demo/borja/", {"situation": "egen", "fraga": "Kan vi sälja ved?", "kommun": "Atlantis", **Play._nonce()}
    )
    assert "Kan vi sälja ved?" in play.text
    assert "ingen kommun som heter så" in play.text
    assert play.begin("egen", fraga="Kan vi sälja ved?", kommun="Umeå").enquiry.question == "Kan vi sälja ved?"
    assert "Din egen fråga" in play.text
    play.client.post("/demo/borja/", {"situation": "", **Play._nonce()})
    assert "Välj en situation" in play.client.get("/demo/").content.decode()
    assert "Choose a situation" in play.client.get("/en/demo/").content.decode()
    assert play.client.post("/demo/borja/", {"situation": "mars", **Play._nonce()}).status_code == 404
    assert len(SITUATIONS) == 5
