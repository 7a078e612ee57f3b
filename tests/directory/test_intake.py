"""A new cooperation's spreadsheet: every fault at its place, nothing saved before it is accepted, nothing twice."""

import io
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from tests.directory.factories import NOW, SINCE, TUESDAY, UMEA, cooperation, needs, organisation, person

from endorr.base.accounts.models import User
from endorr.base.clock import local_date, now
from endorr.base.ledger.models import Event
from endorr.base.tenancy.models import Cooperation, Membership, Organisation
from endorr.base.tenancy.queries import viewer_of
from endorr.base.tenancy.rules import Role
from endorr.directory.intake import commands, queries
from endorr.directory.intake.queries import Step
from endorr.directory.intake.rules import Fault, Heading, Known, Line, Wrong, check, packed, unpacked
from endorr.directory.intake.sheets import ROWS, UnreadableError, read_table, template
from endorr.directory.models import Coverage, Function, Holding, Sheet, Terms
from endorr.directory.queries import evaluate
from endorr.directory.rules import Obligation, Place, Verdict

HEADINGS = [heading.value for heading in Heading]
KNOWN = Known(
    organisations={"almi nord": "almi-id"},
    needs={"lån och kapital": "loans", "loans": "loans", "tull": "customs"},
    languages={"svenska": "sv", "tyska": "de"},
    municipalities={"umeå": "2480", "2480": "2480", "skellefteå": "2482", "lund": "1281"},
    county="24",
    today=TUESDAY,
)


def row(**other: str) -> list[str]:
    """A good row; give headings (E_post, Från ...) to change."""
    good = {
        "Organisation": "Almi Nord",
        "Funktion": "Exportfinansiering",
        "Namn": "Eva Påhitt",
        "E-post": "Eva@almi.example",
        "Behov": "Lån och kapital; tull",
        "Språk": "Svenska, tyska",
        "Kommuner": "Umeå; Skellefteå",
        "Till": "",
    }
    good |= {name.replace("_", "-"): value for name, value in other.items()}
    return [good.get(heading, "") for heading in HEADINGS]


def faults(*rows: Sequence[str]) -> list[Fault]:
    return check([HEADINGS, *rows], KNOWN)[1]


def test_a_good_row_becomes_a_line() -> None:
    lines, wrong = check([HEADINGS, row(Kapacitet="10", Från="2026-12-01")], KNOWN)
    assert wrong == []
    assert lines == [
        Line(
            organisation="almi-id",
            function="Exportfinansiering",
            name="Eva Påhitt",
            email="eva@almi.example",
            place=Place.HOLDER,
            needs=("loans", "customs"),
            languages=("sv", "de"),
            municipalities=("2480", "2482"),
            first=date(2026, 12, 1),
            last=None,
            capacity=10,
        )
    ]


@pytest.mark.parametrize(
    ("heading", "value", "wrong"),
    [
        (Heading.ORGANISATION, "Almi Syd", Wrong.ORGANISATION),
        (Heading.ORGANISATION, "", Wrong.MISSING),
        (Heading.NAME, "x" * 121, Wrong.TOO_LONG),
        (Heading.EMAIL, "eva", Wrong.ADDRESS),
        (Heading.PLACE, "chef", Wrong.PLACE),
        (Heading.NEEDS, "trolleri", Wrong.NEED),
        (Heading.NEEDS, " ; ", Wrong.MISSING),
        (Heading.LANGUAGES, "klingonska", Wrong.LANGUAGE),
        (Heading.PLACES, "Ankeborg", Wrong.MUNICIPALITY),
        (Heading.PLACES, "Lund", Wrong.COUNTY),
        (Heading.FIRST, "i morgon", Wrong.DAY),
        (Heading.LAST, "2026-11-16", Wrong.BEFORE),
        (Heading.CAPACITY, "många", Wrong.NUMBER),
        (Heading.CAPACITY, "0", Wrong.NUMBER),
    ],
)
def test_each_fault_is_told_at_its_row_and_column(heading: Heading, value: str, wrong: Wrong) -> None:
    bad = row()
    bad[HEADINGS.index(heading.value)] = value
    (found,) = faults(row(E_post="annan@almi.example", Namn="Ola"), bad)
    assert (found.row, found.heading, found.wrong) == (3, heading, wrong)


def test_rows_are_compared_with_each_other() -> None:
    assert [(one.row, one.wrong) for one in faults(row(), row())] == [(3, Wrong.TWICE)]
    other = row(Funktion="Tull", Namn="Eva Annan")
    assert [(one.row, one.wrong) for one in faults(row(), other)] == [(3, Wrong.OTHER_NAME)]


def test_a_missing_column_and_an_empty_sheet_are_told() -> None:
    assert [one.heading for one in check([["Organisation", "namn"]], KNOWN)[1]] == [
        Heading.FUNCTION,
        Heading.EMAIL,
        Heading.NEEDS,
        Heading.PLACES,
    ]
    assert [one.wrong for one in check([HEADINGS, [""] * 4], KNOWN)[1]] == [Wrong.EMPTY_SHEET]


def test_the_whole_county_can_be_written_in_two_words() -> None:
    lines, _ = check([HEADINGS, row(Kommuner="Hela länet")], KNOWN)
    assert lines[0].municipalities == ("2480", "2482")


@given(st.lists(st.lists(st.text(max_size=40), max_size=14), max_size=6))
def test_whatever_is_sent_is_checked_without_falling_over(table: list[list[str]]) -> None:
    lines, wrong = check([HEADINGS, *table], KNOWN)
    assert all(1 <= one.row <= len(table) + 1 for one in wrong)
    for line in lines:
        assert unpacked(packed(line)) == line


def workbook(*rows: Sequence[Any]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for one in rows:
        sheet.append(list(one))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_workbook_and_two_kinds_of_csv_read_alike() -> None:
    rows = [HEADINGS, row()]
    semicolons = "\n".join(";".join(f'"{cell}"' for cell in one) for one in rows)
    expected = read_table(workbook(*rows))
    assert read_table(semicolons.encode("utf-8-sig")) == [list(one) for one in rows]
    assert read_table(semicolons.encode("cp1252")) == [list(one) for one in rows]
    assert check(expected, KNOWN) == check(rows, KNOWN)


def test_days_and_numbers_of_a_workbook_become_text() -> None:
    assert read_table(workbook(["Från", "Kapacitet"], [date(2026, 12, 1), 10]))[1] == ["2026-12-01", "10"]


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 not a workbook", b"\0" * 40, b"a;b\n" * (ROWS + 2), b"x" * 2_000_001],
    ids=["broken", "binary", "long", "large"],
)
def test_what_is_no_sheet_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_table(content)


def test_the_template_has_the_headings_and_the_needs() -> None:
    book = load_workbook(io.BytesIO(template([("loans", "Lån och kapital")], ["Almi"])))
    assert [cell.value for cell in book.worksheets[0][1]] == HEADINGS
    assert book["Behov"]["A1"].value == "Lån och kapital"


@pytest.fixture
def almi() -> Organisation:
    return organisation("Almi Nord")


@pytest.fixture
def north(almi: Organisation) -> Cooperation:
    needs("loans", "customs")
    door = cooperation("Nord", "24", organisation("Region Nord"), almi)
    for part in door.participations.all():
        Terms.objects.create(participation=part, obligation=Obligation.SHALL.value)
    return door


@pytest.fixture
def karin(north: Cooperation) -> Client:
    karin = person("Karin")
    Membership.objects.create(
        person=karin, organisation=organisation("Region Nord"), role=Role.COORDINATOR, valid_from=SINCE
    )
    client = Client()
    client.force_login(karin, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def send(client: Client, north: Cooperation, *rows: Sequence[str]) -> Any:
    upload = SimpleUploadedFile("personer.xlsx", workbook(HEADINGS, *rows))
    return client.post(f"/arbete/samverkan/{north.public_id}/underlag/", {"sheet": upload}, follow=True)


DEPUTY = row(Namn="Ola Påhitt", E_post="ola@almi.example", Plats="Ersättare", Behov="loans", Från="2026-01-01")
HOLDER = row(Behov="loans", Från="2026-01-01")


def counts() -> list[int]:
    return [model.objects.count() for model in (Function, Holding, Coverage, User, Membership)]


@pytest.mark.django_db
def test_nothing_is_saved_before_it_is_accepted_and_twice_changes_nothing(
    karin: Client, north: Cooperation, almi: Organisation
) -> None:
    before = counts()
    shown = send(karin, north, HOLDER, DEPUTY)
    assert "2 rader är kontrollerade" in shown.content.decode()
    assert counts() == before
    address = shown.redirect_chain[-1][0]
    assert "1 nya funktioner, 2 nya platser, 2 nya kommuner" in karin.post(address, follow=True).content.decode()
    assert evaluate(UMEA, "loans", on=local_date(now())).verdict is Verdict.COVERED
    assert list(Holding.objects.order_by("pk").values_list("place", flat=True)) == [Place.HOLDER, Place.DEPUTY]
    assert Sheet.objects.get().rows == []
    after = counts()
    again = send(karin, north, HOLDER, DEPUTY)
    karin.post(again.redirect_chain[-1][0])
    assert counts() == after
    assert Event.objects.filter(kind=commands.ACCEPTED).order_by("-pk")[0].facts["unchanged"] == 2


@pytest.mark.django_db
def test_a_bad_row_stops_the_whole_sheet_and_is_told_in_words(karin: Client, north: Cooperation) -> None:
    shown = send(karin, north, HOLDER, row(Kommuner="Ankeborg", Behov="loans", E_post="ola@almi.example", Namn="Ola"))
    text = shown.content.decode()
    assert "1 sak behöver rättas. Inget har sparats." in text
    assert "Ankeborg" in text
    assert "Kommunen finns inte. Skriv namnet, till exempel Umeå." in text
    assert not Sheet.objects.exists()


@pytest.mark.django_db
def test_an_organisation_outside_the_cooperation_is_not_let_in_by_a_sheet(karin: Client, north: Cooperation) -> None:
    organisation("Almi Syd")
    assert "inte med i samverkan" in send(karin, north, row(Organisation="Almi Syd")).content.decode()


@pytest.mark.django_db
def test_a_file_that_is_no_sheet_is_told_at_the_field(karin: Client, north: Cooperation) -> None:
    upload = SimpleUploadedFile("bild.png", b"\x89PNG\0\0")
    shown = karin.post(f"/arbete/samverkan/{north.public_id}/underlag/", {"sheet": upload})
    assert "Filen går inte att läsa" in shown.content.decode()


@pytest.mark.django_db
def test_an_accepted_sheet_cannot_be_accepted_again(karin: Client, north: Cooperation) -> None:
    address = send(karin, north, HOLDER).redirect_chain[-1][0]
    karin.post(address)
    assert karin.post(address).status_code == 404


@pytest.mark.django_db
def test_a_sheet_nobody_accepted_is_thrown_away_after_a_day(north: Cooperation) -> None:
    lines, _ = check([HEADINGS, HOLDER], KNOWN)
    commands.keep_sheet(north.public_id, lines, now=NOW, actor="test")
    assert commands.throw_away_old_sheets(NOW + timedelta(hours=23)) == 0
    assert commands.throw_away_old_sheets(NOW + timedelta(hours=24)) == 1
    assert not Sheet.objects.exists()


@pytest.mark.django_db
def test_the_checklist_follows_the_work(karin: Client, north: Cooperation) -> None:
    def steps() -> dict[Step, tuple[int, int]]:
        viewer = viewer_of(person("Karin").pk, on=local_date(now()))
        rows = queries.checklist(viewer, north.public_id, on=local_date(now()))
        assert rows is not None
        return {row.step: (row.done, row.of) for row in rows}

    assert steps()[Step.STAFFED] == (0, 0)
    karin.post(send(karin, north, HOLDER).redirect_chain[-1][0])
    assert (steps()[Step.STAFFED], steps()[Step.DEPUTIES], steps()[Step.MAPPED]) == ((1, 1), (0, 1), (0, 15))
    assert "genomgångna" in karin.post(f"/arbete/samverkan/{north.public_id}/", follow=True).content.decode()
    assert steps()[Step.MAPPED] == (15, 15)
    assert evaluate("2482", "customs", on=local_date(now())).verdict is Verdict.HOLE


@pytest.mark.django_db
def test_the_template_can_be_fetched_and_others_get_nothing(karin: Client, north: Cooperation) -> None:
    path = f"/arbete/samverkan/{north.public_id}/underlag/mall/"
    assert karin.get(path).content[:2] == b"PK"
    elsewhere = cooperation("Syd", "12", organisation("Region Syd"))
    assert karin.get(f"/arbete/samverkan/{elsewhere.public_id}/underlag/mall/").status_code == 404
