"""What a coordinator does in a minute: a member added, a person replaced by a deputy, a municipality moved."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.directory.factories import (
    ACTOR,
    SINCE,
    SKELLEFTEA,
    UMEA,
    cooperation,
    function,
    mapped,
    needs,
    organisation,
    person,
)

from endorr.base.accounts.models import User
from endorr.base.clock import local_date, now
from endorr.base.tenancy.models import Cooperation, Membership, Organisation
from endorr.base.tenancy.queries import viewer_of
from endorr.base.tenancy.rules import Role
from endorr.directory.members.commands import (
    add_member,
    begin_partnership,
    flag_duty,
    member_leaves,
    name_lead,
    set_agreement,
)
from endorr.directory.models import Agreement, DutyFlag, Function, Holding, Leadership, PartnershipSide, Terms
from endorr.directory.queries import evaluate
from endorr.directory.rules import Duty, Lead, Obligation, Place, Verdict
from endorr.directory.staff import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def region() -> Organisation:
    return organisation("Region Nord")


@pytest.fixture
def almi() -> Organisation:
    return organisation("Almi Nord")


@pytest.fixture
def north(region: Organisation, almi: Organisation) -> Cooperation:
    door = cooperation("Nord", "24", region, almi)
    for part in door.participations.all():
        Terms.objects.create(participation=part, obligation=Obligation.SHALL.value)
    mapped(door, UMEA, SKELLEFTEA)
    return door


def seated(name: str, at: Organisation, role: Role = Role.ADVISER) -> User:
    somebody = person(name)
    Membership.objects.create(person=somebody, organisation=at, role=role, valid_from=SINCE)
    return somebody


@pytest.fixture
def karin(region: Organisation, north: Cooperation) -> Client:
    """Karin coordinates Nord from the region."""
    return signed_in(seated("Karin", region, Role.COORDINATOR))


def signed_in(somebody: User) -> Client:
    client = Client()
    client.force_login(somebody, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def finance(almi: Organisation, north: Cooperation) -> str:
    seated("Eva", almi)
    seated("Ola", almi)
    return function("Exportfinansiering", almi, within=north, covers=[UMEA], held_by=["Eva"], deputies=["Ola"])


def get(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


SHOWINGS = count()


def send(client: Client, path: str, **filled: Any) -> str:
    once = {"form_nonce": f"0123456789abcdef{next(SHOWINGS)}", **filled}
    response: HttpResponse = client.post(path, once, follow=True)  # type: ignore[assignment]
    assert response.status_code == 200
    return response.content.decode()


def today() -> str:
    return local_date(now()).isoformat()


def seat_of(name: str) -> Holding:
    return Holding.objects.get(person__name=name, valid_to__isnull=True)


def test_karin_lets_the_deputy_take_over(karin: Client, finance: str) -> None:
    assert "Eva" in get(karin, f"/arbete/funktioner/{finance}/")
    path = f"/arbete/funktioner/{finance}/{seat_of('Eva').public_id}/byt/"
    assert "Ola" in get(karin, path)
    said = send(karin, path, person=person("Ola").public_id, from_day=today())
    assert "Funktionen fortsätter" in said
    assert seat_of("Ola").place == Place.HOLDER


def test_karin_moves_a_municipality(karin: Client, finance: str, region: Organisation, north: Cooperation) -> None:
    other = function("Finansiering hos regionen", region, within=north, held_by=["Mia"])
    said = send(karin, f"/arbete/funktioner/{finance}/flytta/", municipality=UMEA, after=other, from_day=today())
    assert "Kommunen är flyttad" in said
    found = evaluate(UMEA, "finance", on=local_date(now()))
    assert found.functions == (Function.objects.get(public_id=other).pk,)


def test_karin_adds_a_member_and_lets_it_leave_the_same_day(karin: Client, north: Cooperation) -> None:
    chamber = organisation("Handelskammaren")
    lars = seated("Lars", chamber)
    members = f"/arbete/samverkan/{north.public_id}/medlemmar/"
    send(karin, f"{members}ny/", organisation=chamber.public_id, obligation=Obligation.INVITED)
    assert "Handelskammaren" in get(karin, members)
    assert north.pk in viewer_of(lars.pk, on=local_date(now())).cooperation_ids
    desk = function("Ursprung", chamber, within=north, good_at=["origin"], covers=[UMEA], held_by=["Lars"])
    said = send(karin, f"{members}{chamber.public_id}/avsluta/")
    assert "är inte längre med" in said
    assert north.pk not in viewer_of(lars.pk, on=local_date(now())).cooperation_ids
    assert evaluate(UMEA, "origin", on=local_date(now())).verdict is Verdict.HOLE
    assert Function.objects.get(public_id=desk).valid_to == local_date(now()) - timedelta(days=1)


def test_karin_adds_a_deputy_and_ends_the_holders_seat(karin: Client, finance: str, almi: Organisation) -> None:
    seated("Mia", almi)
    send(karin, f"/arbete/funktioner/{finance}/lagg-till/", person=person("Mia").public_id, from_day=today())
    assert (seat_of("Mia").place, seat_of("Mia").rank) == (Place.DEPUTY, 2)
    send(karin, f"/arbete/funktioner/{finance}/{seat_of('Eva').public_id}/avsluta/", from_day=today())
    page = queries.function_page(viewer_of(person("Karin").pk, on=local_date(now())), finance, on=local_date(now()))
    assert page is not None
    assert page.row.answering == "Ola"
    yesterday = local_date(now()) - timedelta(days=1)
    Holding.objects.filter(person=person("Eva")).update(valid_from=yesterday - timedelta(days=90), valid_to=yesterday)
    told = get(karin, f"/arbete/funktioner/{finance}/")
    assert "Tidigare bakom funktionen" in told
    assert "Eva" in told, "whoever takes over, the one before is not gone"


def test_eva_reports_her_own_absence_and_takes_it_back(finance: str) -> None:
    eva = signed_in(person("Eva"))
    filled = {"person": person("Eva").public_id, "first_day": today(), "last_day": today(), "part": "whole"}
    assert "Ersättaren svarar så länge" in send(eva, "/arbete/franvaro/", **filled)
    viewer = viewer_of(person("Eva").pk, on=local_date(now()))
    (absence,) = queries.absences(viewer, on=local_date(now()))
    assert "Ola" in get(eva, "/arbete/funktioner/")
    send(eva, f"/arbete/franvaro/{absence.public_id}/ta-tillbaka/")
    assert queries.absences(viewer, on=local_date(now())) == []


def test_a_last_day_before_the_first_is_told_at_the_field(finance: str) -> None:
    eva = signed_in(person("Eva"))
    first, last = local_date(now()), local_date(now()) - timedelta(days=1)
    filled = {"person": person("Eva").public_id, "part": "whole"}
    said = send(eva, "/arbete/franvaro/", first_day=first.isoformat(), last_day=last.isoformat(), **filled)
    assert "Sista dagen kan inte vara före första dagen." in said


def test_an_adviser_may_look_and_not_change(finance: str) -> None:
    ola = signed_in(person("Ola"))
    shown = get(ola, f"/arbete/funktioner/{finance}/")
    assert "/byt/" not in shown
    assert ola.get(f"/arbete/funktioner/{finance}/flytta/").status_code == 404


def test_holes_are_listed_before_a_company_finds_them(karin: Client, finance: str) -> None:
    needs("finance", "customs")
    shown = get(karin, "/arbete/luckor/")
    assert "customs" in shown
    assert "Skellefteå" in shown


def test_another_cooperation_sees_nothing_of_it(finance: str, north: Cooperation) -> None:
    elsewhere = organisation("Region Syd")
    cooperation("Syd", "12", elsewhere)
    sven = signed_in(seated("Sven", elsewhere, Role.COORDINATOR))
    assert "Exportfinansiering" not in get(sven, "/arbete/funktioner/")
    assert sven.get(f"/arbete/funktioner/{finance}/").status_code == 404
    assert sven.get(f"/arbete/samverkan/{north.public_id}/medlemmar/").status_code == 404


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/arbete/funktioner/", 12),
        ("/arbete/funktioner/{}/", 12),
        ("/arbete/franvaro/", 12),
        ("/arbete/luckor/", 12),
        ("/arbete/samverkan/{cooperation}/medlemmar/", 12),
        ("/arbete/samverkan/{cooperation}/villkor/", 12),
    ],
)
def test_pages_ask_the_database_at_most_twelve_times(
    karin: Client, finance: str, django_assert_max_num_queries: Any, path: str, most: int
) -> None:
    north = Cooperation.objects.get()
    with django_assert_max_num_queries(most):
        get(karin, path.format(finance, cooperation=north.public_id))


WHO: dict[str, Any] = {"actor": ACTOR}


def test_an_agreement_follows_the_one_before(north: Cooperation, region: Organisation, almi: Organisation) -> None:
    first, second = SINCE, SINCE + timedelta(days=400)
    parties = [region.public_id, almi.public_id]
    for day in (first, second):
        set_agreement(north.public_id, parties, tasks="Möte var sjätte vecka", from_day=day, now=now(), **WHO)
    rows = list(Agreement.objects.order_by("version").values_list("version", "valid_from", "valid_to"))
    assert rows == [(1, first, second - timedelta(days=1)), (2, second, None)]


def test_a_new_lead_follows_the_one_before(north: Cooperation, region: Organisation, almi: Organisation) -> None:
    then = SINCE + timedelta(days=30)
    name_lead(north.public_id, region.public_id, Lead.OPERATION, from_day=SINCE, now=now(), **WHO)
    name_lead(north.public_id, almi.public_id, Lead.OPERATION, from_day=then, now=now(), **WHO)
    rows = Leadership.objects.order_by("valid_from").values_list("organisation__name", "valid_to")
    assert list(rows) == [("Region Nord", then - timedelta(days=1)), ("Almi Nord", None)]


def test_a_network_label_moves_from_host_to_host(region: Organisation, almi: Organisation) -> None:
    label, then = organisation("Nätverket Nord"), SINCE + timedelta(days=365)
    for host, day in ((region, SINCE), (almi, then)):
        flag_duty(label.public_id, Duty.NETWORK_LABEL, host=host.public_id, from_day=day, now=now(), **WHO)
    rows = DutyFlag.objects.order_by("valid_from").values_list("host__name", "valid_to")
    assert list(rows) == [("Region Nord", then - timedelta(days=1)), ("Almi Nord", None)]


def test_a_partnership_crosses_the_border(north: Cooperation) -> None:
    begin_partnership(
        "nord-oulu",
        "Nord och Oulu",
        cooperations=[north.public_id],
        abroad=[("Business Oulu", "FI")],
        from_day=SINCE,
        now=now(),
        **WHO,
    )
    sides = PartnershipSide.objects.order_by("pk").values_list("cooperation__name", "partner", "country")
    assert list(sides) == [("Nord", "", "SE"), (None, "Business Oulu", "FI")]


def test_who_leaves_leads_no_more(north: Cooperation, almi: Organisation) -> None:
    add_member(organisation("Connect").public_id, north.public_id, Obligation.INVITED, now=now(), **WHO)
    name_lead(north.public_id, almi.public_id, Lead.OPERATION, from_day=SINCE, now=now(), **WHO)
    member_leaves(almi.public_id, north.public_id, now=now(), **WHO)
    assert Leadership.objects.get().valid_to == local_date(now())


def test_karin_keeps_the_terms_of_the_cooperation(
    karin: Client, north: Cooperation, region: Organisation, almi: Organisation
) -> None:
    south = cooperation("Syd", "12")
    terms = f"/arbete/samverkan/{north.public_id}/villkor/"
    said = send(karin, f"{terms}ledning/", lead=Lead.OPERATION, organisation=almi.public_id, from_day=today())
    assert "Driver arbetet" in said
    for tasks in ("Möte var sjätte vecka", "Möte varje månad"):
        filled = {"parties": [region.public_id, almi.public_id], "tasks": tasks, "from_day": today(), "until": ""}
        said = send(karin, f"{terms}overenskommelse/", **filled)
    assert "Version 2" in said
    for _click in range(2):
        send(karin, f"{terms}overenskommelse/", **filled, form_nonce="0123456789abcdef-double")
    assert Agreement.objects.count() == 3
    assert "Almi Nord, Region Nord" in said
    filled = {"name": "Kvarken", "others": [south.public_id], "partner": "Österbotten", "country": "fi"}
    said = send(karin, f"{terms}samarbete/", **filled, from_day=today())
    assert "Syd, Österbotten (FI)" in said
    kvarken = PartnershipSide.objects.filter(cooperation=north).get().partnership
    said = send(karin, f"{terms}samarbete-slut/", partnership=kvarken.public_id, last_day=today())
    assert "upphör efter den dagen" in said
    said = send(karin, f"{terms}kanal/", organisation=almi.public_id, kind="phone", value="0980-319 200")
    assert "0980-319 200" in said
    said = send(karin, f"{terms}utseende/", primary="#0b5a3c", accent="#0b5a3c")
    assert "#0b5a3c" in said


@pytest.mark.parametrize(
    ("deed", "filled", "words"),
    [
        ("ledning", {}, "Välj på vilket sätt"),
        ("overenskommelse", {"tasks": "Möten"}, "Välj minst en organisation"),
        ("samarbete", {"name": "Kvarken"}, "Välj en annan samverkan"),
        ("samarbete", {"name": "Kvarken", "partner": "Österbotten"}, "landets två bokstäver"),
        ("samarbete-slut", {}, "Välj ett samarbete"),
        ("kanal", {"kind": "mail", "value": "inget"}, "namn@exempel.se"),
        ("kanal", {"kind": "phone", "value": "ring oss"}, "090-12 34 56"),
        ("utseende", {"primary": "grön", "accent": "#000000"}, "#1a5c4b"),
        ("utseende", {"primary": "#ffff00", "accent": "#ffff00"}, "#"),
    ],
)
def test_terms_that_cannot_be_taken_are_told_in_words(
    karin: Client, north: Cooperation, deed: str, filled: dict[str, str], words: str
) -> None:
    said = send(karin, f"/arbete/samverkan/{north.public_id}/villkor/{deed}/", **filled)
    assert words in said
    assert "Fel:" in said


def test_the_terms_are_read_by_colleagues_and_changed_by_the_coordinator(
    finance: str, north: Cooperation, almi: Organisation
) -> None:
    eva = signed_in(person("Eva"))
    terms = f"/arbete/samverkan/{north.public_id}/villkor/"
    assert "Utse vem som leder" not in get(eva, terms)
    assert eva.get(f"{terms}ledning/").status_code == 404
    elsewhere = organisation("Region Syd")
    cooperation("Syd", "12", elsewhere)
    sven = signed_in(seated("Sven", elsewhere, Role.COORDINATOR))
    assert sven.get(terms).status_code == sven.get(f"{terms}ledning/").status_code == 404
