"""A demo's door with something on every page of it, and the table of those pages; people and companies are made up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.cases.demo.house import demo_at, open_demo
from tests.cases.factories import asked, viewer

from endorr.base.accounts.models import User
from endorr.base.clock.rules import START
from endorr.base.links.commands import issue
from endorr.base.tenancy.models import Organisation
from endorr.cases import commands, jobs
from endorr.cases.commands.sharing import MAY_SHARE
from endorr.cases.figures.commands import bring_up_to_date
from endorr.cases.models import Case, FollowUp, SharingRequest
from endorr.cases.rules import Outcome, Sharing, Talk, Way
from endorr.directory.models import Function

NOW = START.astimezone(UTC)
HOUR = timedelta(hours=1)
PAST, SECOND = NOW - timedelta(days=5), timedelta(seconds=1)
LONG = "Skogsmaskinsimulatorutvecklarna i Västerbottens inland (påhittat)"
WORRY = (
    "Vi gör simulatorer för skogsmaskiner. En kund i Sydkorea vill köpa för 4 miljoner men betala efter ett år. "
    "Vågar vi, och vem kan hjälpa oss med betalningsgarantier och certifieringskrav?"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its address, who is signed in (a mail address, or nobody), and the button that leads on."""

    path: str
    person: str = ""
    then: str = ""

    def __str__(self) -> str:
        return f"{self.path} {self.then}".strip()


@dataclass
class Door:
    """What the table's addresses are made of."""

    cases: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)


SARA, KARIN = "sara@region-vasterbotten.example", "karin@almi.example"


@contextmanager
def furnished() -> Iterator[list[Sheet]]:
    """Sow the door and give its pages; the clock stands where a demo begins."""
    with demo_at(NOW):
        open_demo(NOW)
        yield pages(sown())


def person(address: str) -> Any:
    return viewer(User.objects.get(email=address))


def sown() -> Door:
    """Ask, take, offer, miss and close some questions, each kept at the stage its page is about."""
    door, sara = Door(), person(SARA)
    for day in range(5):
        _helped(PAST - day * HOUR, email=f"firma{day}@exempel.example", company=f"Firma {day} (påhittat)")
    door.cases = {
        "waiting": _asked(NOW - HOUR, company=LONG),
        "taken": _asked(NOW - 2 * HOUR, phone="0600-11 22 33", good_times="efter lunch, inte onsdag"),
        "contacted": _asked(NOW - 3 * HOUR, email="vera2@lampor.example"),
        "offered": _asked(NOW - 4 * HOUR, email="vera3@lampor.example", company=LONG),
        "asks_first": _asked(NOW - 5 * HOUR, email="vera4@lampor.example", sharing=Sharing.ASK),
        "missed": _asked(PAST, email="vera5@lampor.example", company=LONG),
        "closed": _helped(NOW - 6 * HOUR, email="vera6@lampor.example"),
    }
    _work(door, sara)
    jobs.match_new(NOW)
    jobs.warn(NOW)
    bring_up_to_date(NOW)
    _link(door)
    _begin(door)
    return door


def _asked(at: datetime, **told: Any) -> str:
    return asked(at, **{"question": WORRY, "municipality": "2482", **told}).case


def _helped(at: datetime, **told: Any) -> str:
    case, sara = _asked(at, **told), person(SARA)
    commands.take(case, sara, now=at)
    commands.log_contact(case, sara, Talk(Way.CALL, at + HOUR), now=at + HOUR)
    commands.close(case, sara, Outcome.HELPED, text="De fick en garanti.", now=at + HOUR)
    return case


def _work(door: Door, sara: Any) -> None:
    for name in ("taken", "contacted", "asks_first"):
        commands.take(door.cases[name], sara, now=NOW - HOUR)
    taken = door.cases["taken"]
    commands.write_note(taken, sara, "Har exporterat till Finland förut.", shared=True, now=NOW)
    commands.add_message(taken, "Vi behöver svar före mässan.", now=NOW)
    commands.add_file(taken, [b"%PDF-1.7\n%offert"], name="offert-betalningsvillkor-sydkorea.pdf", now=NOW)
    commands.keep_canned_answer(sara, name="Första svaret", text_sv="Hej! " * 30, text_en="Hello! " * 30, now=NOW)
    commands.log_contact(door.cases["contacted"], sara, Talk(Way.CALL, NOW, text="De ringer igen."), now=NOW)
    almi = Organisation.objects.get(slug="almi-24")
    karin = Function.objects.filter(organisation=almi, holdings__person__email=KARIN).first()
    if karin is None:
        karin = Function.objects.filter(organisation=almi).first()
    assert karin is not None
    commands.refer(door.cases["offered"], sara, function=karin.public_id, text="De vill ha lån.", now=NOW)
    commands.ask_to_share(door.cases["asks_first"], sara, organisation=almi.pk, why="Almi ger lån.", now=NOW)


def _token(purpose: str, target: str) -> str:
    return issue(purpose=purpose, target=target, now=NOW, expires_at=NOW + timedelta(days=9), actor="system:test").token


def _link(door: Door) -> None:
    closed, contacted = door.cases["closed"], door.cases["contacted"]
    row, wanted = Case.objects.get(public_id=closed), SharingRequest.objects.get()
    sara, karin = User.objects.get(email=SARA), User.objects.get(email=KARIN)
    for name, case in door.cases.items():
        door.links[f"own {name}"] = _token(commands.STATUS, case)
    door.links |= {
        "sara taken": _token(commands.TASK, f"{door.cases['taken']}:{sara.pk}"),
        "karin waiting": _token(commands.TASK, f"{door.cases['waiting']}:{karin.pk}"),
        "karin offered": _token(commands.TASK, f"{door.cases['offered']}:{karin.pk}"),
        "right": _token(commands.RIGHT, contacted),
        "wrong": _token(commands.WRONG, contacted),
        "share": _token(MAY_SHARE, wanted.public_id),
        "grade": _token(commands.AFTER, FollowUp.objects.get(case=row, asking="satisfaction").public_id),
        "came": _token(commands.AFTER, FollowUp.objects.get(case=row, asking="three_months").public_id),
    }


def _begin(door: Door) -> None:
    who = {"namn": "Vera Kvist", "kommun": "Skellefteå", "dela": "yes"}
    whole = {**who, "fraga": WORRY, "epost": "vera@exempel.example"}
    call = {**who, "ring": "ja", "telefon": "0600-11 22 33", "sprak": "ar"}
    begun = {"begun": {"fraga": WORRY}, "whole": whole, "call": call, "far": {**whole, "kommun": "Halmstad"}}
    door.drafts = {name: commands.start_draft(answers, now=NOW) for name, answers in begun.items()}


def pages(door: Door) -> list[Sheet]:
    """Return every page of the door, whoever it is for."""
    draft, link = "/fraga/utkast/{}/", "/fraga/min/{}/"
    return [
        Sheet("/"),
        Sheet("/ll/"),
        Sheet("/fraga/"),
        Sheet("/fraga/", then="Fortsätt"),
        Sheet(draft.format(door.drafts["begun"]) + "om-dig/"),
        Sheet(draft.format(door.drafts["begun"]) + "om-dig/", then="Fortsätt"),
        Sheet(draft.format(door.drafts["whole"]) + "dela/"),
        Sheet(draft.format(door.drafts["whole"]) + "kontrollera/"),
        Sheet(draft.format(door.drafts["begun"]) + "kontrollera/"),
        Sheet(draft.format(door.drafts["far"]) + "kontrollera/"),
        Sheet("/ring-mig/"),
        Sheet("/ring-mig/", then="Fortsätt"),
        Sheet(draft.format(door.drafts["call"]) + "kontrollera/"),
        Sheet("/via/almi-24/"),
        *(Sheet(link.format(token)) for name, token in door.links.items() if name.startswith("own ")),
        Sheet(link.format(door.links["own waiting"]) + "skickad/"),
        *(Sheet(f"/uppdrag/{door.links[name]}/") for name in ("karin waiting", "karin offered", "sara taken")),
        Sheet(f"/uppdrag/{door.links['sara taken']}/?gor=ringt"),
        Sheet(f"/uppdrag/{door.links['karin waiting']}/?gor=retur"),
        Sheet(f"/fraga/ratt-person/{door.links['right']}/"),
        Sheet(f"/fraga/fel-person/{door.links['wrong']}/"),
        Sheet(f"/fraga/dela/{door.links['share']}/"),
        Sheet(f"/fraga/efterat/{door.links['grade']}/"),
        Sheet(f"/fraga/efterat/{door.links['came']}/"),
        Sheet("/uppdrag/" + "x" * 43 + "/"),
        Sheet("/vart-lofte/"),
        Sheet("/vart-lofte/vasterbotten/"),
        Sheet("/demo/"),
        Sheet("/arbete/fragor/", SARA),
        Sheet("/arbete/fragor/?visa=alla", KARIN),
        Sheet("/arbete/fragor/ny/", SARA),
        Sheet("/arbete/fragor/ny/", SARA, then="Spara frågan"),
        Sheet("/arbete/tavla/", SARA),
        Sheet("/arbete/svarsmallar/", SARA),
        *(Sheet(f"/arbete/fragor/{case}/", SARA) for case in door.cases.values()),
        *(Sheet(f"/arbete/fragor/{door.cases[name]}/", KARIN) for name in ("waiting", "offered")),
        Sheet(f"/arbete/fragor/{door.cases['taken']}/erbjud/", SARA),
        Sheet(f"/arbete/fragor/{door.cases['taken']}/logg/", SARA),
        Sheet(f"/arbete/fragor/{door.cases['offered']}/logg/", SARA),
        Sheet(f"/arbete/fragor/{door.cases['taken']}/tider/", SARA),
        Sheet(f"/arbete/fragor/{door.cases['missed']}/tider/", SARA),
    ]
