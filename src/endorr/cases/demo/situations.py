"""The story's five situations, one for each of the texts the programme began with; people and firms are made up."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from endorr.cases.rules import Sharing

STOCKHOLM = ZoneInfo("Europe/Stockholm")
ASKED_AT = time(15, 30)


class When(StrEnum):
    """When the story's question is asked; the demo's clock is wound there first."""

    NOW = "now"
    FRIDAY = "friday"
    CHRISTMAS = "christmas"
    MIDSUMMER = "midsummer"


WHENS: dict[When, Promise] = {
    When.NOW: _("Nu"),
    When.FRIDAY: _("På fredag kl. 15.30"),
    When.CHRISTMAS: _("Sista arbetsdagen före jul, kl. 15.30"),
    When.MIDSUMMER: _("Torsdagen före midsommar, kl. 15.30"),
}


@dataclass(frozen=True, slots=True)
class Situation:
    """A company with a worry, ready to ask. `shows` says what the story of it is good for."""

    key: str
    place: str
    municipality: str
    title: Promise
    question: Promise
    shows: Promise
    company: str
    name: str
    email: str
    phone: str = ""
    sharing: Sharing = Sharing.YES
    when: When = When.NOW


SITUATIONS = (
    Situation(
        key="vasterbotten",
        place="Skellefteå",
        municipality="2482",
        title=_("Programvara till Sydkorea"),
        question=_(
            "Vi gör simulatorer för gruvmaskiner. En kund i Sydkorea vill köpa för 4 miljoner men betala efter ett år. "
            "Vågar vi, och vem kan hjälpa oss?"
        ),
        shows=_("En vanlig dag: frågan tas av rätt organisation direkt ur mejlet."),
        company="Kvistsimulering AB (påhittat)",
        name="Vera Kvist",
        email="vera@kvistsimulering.example",
    ),
    Situation(
        key="boras",
        place="Borås",
        municipality="1490",
        title=_("Möbeltyg och tullar i USA"),
        question=_(
            "Vi väver möbeltyg. Nya tullar i USA gör att vår största kund vill riva upp ordern. "
            "Vad gäller, och finns det någon som för vår talan?"
        ),
        shows=_("Rådgivaren blir sjuk: ersättaren har frågan, och löftet flyttar sig inte."),
        company="Ljungväv AB (påhittat)",
        name="Farid Ljung",
        email="farid@ljungvav.example",
    ),
    Situation(
        key="vastmanland",
        place="Västerås",
        municipality="1980",
        title=_("Första ordern till Tyskland"),
        question=_(
            "Vi är sex personer inom energi och automation och har fått en order från Hamburg. "
            "Ring mig, jag vet inte vad jag ska fråga om."
        ),
        shows=_("Ring mig: bara ett telefonnummer, och två försök som inte når fram."),
        company="Älvautomation HB (påhittat)",
        name="Leyla Älvtorp",
        email="",
        phone="0980-319 242",
    ),
    Situation(
        key="norrbotten",
        place="Haparanda",
        municipality="2583",
        title=_("E-hälsa över gränsen"),
        question=_(
            "Vi har en app för vård på distans och vill prova den med ett sjukhus i Finland. "
            "Vi vill inte att fler än nödvändigt läser det här."
        ),
        shows=_("Bara mottagaren får läsa: ingen annan ser mer än kommun och tid."),
        company="Myrhälsa AB (påhittat)",
        name="Signe Myrhult",
        email="signe@myrhalsa.example",
        sharing=Sharing.RECEIVER,
    ),
    Situation(
        key="dalarna",
        place="Falun",
        municipality="2080",
        title=_("Vi vill exportera men vet inte hur"),
        question=_(
            "Vi gör trähus och har aldrig sålt utomlands. En norrman ringer varje vecka. "
            "Vart vänder vi oss, och måste vi gå till fem ställen?"
        ),
        shows=_("Fredag blir måndag: och om ingen hör av sig får företaget veta det före, inte efter."),
        company="Kullmyra Trähus (påhittat)",
        name="Ture Kullmyra",
        email="ture@kullmyra.example",
        when=When.FRIDAY,
    ),
)
BY_KEY = {one.key: one for one in SITUATIONS}


def moment_of(when: When, now: datetime) -> datetime:
    """Return the next such moment that is not behind us; `now` itself for now."""
    if when is When.NOW:
        return now
    day = now.astimezone(STOCKHOLM).date()
    found = next(
        moment
        for ahead in range(800)
        if _is(when, day + timedelta(days=ahead))
        and (moment := datetime.combine(day + timedelta(days=ahead), ASKED_AT, tzinfo=STOCKHOLM)) >= now
    )
    return found.astimezone(now.tzinfo)


def _is(when: When, day: date) -> bool:
    match when:
        case When.FRIDAY:
            return day.weekday() == 4
        case When.CHRISTMAS:
            return day == _working_day_before(date(day.year, 12, 24))
        case When.MIDSUMMER:
            # Midsummer's eve is the Friday between 19 and 25 June.
            return day.weekday() == 3 and day.month == 6 and 18 <= day.day <= 24
    return False


def _working_day_before(day: date) -> date:
    before = day - timedelta(days=1)
    return before if before.weekday() < 5 else _working_day_before(before)
