"""A text from its first block to its correction: nobody sees it early, everybody sees it at once, no figure is old."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.cases.factories import adviser, organisation, papers_of, viewer
from tests.newsroom.factories import (
    DRAFT,
    FIGURE,
    HEADLINE,
    NOW,
    PNG,
    PressDesk,
    known_as,
    mails,
    signed_in,
    state,
)

from endorr.base.erasing import subject_of
from endorr.base.erasure.commands import forget
from endorr.base.ledger.models import DiaryRow, Event
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.models import Cooperation
from endorr.base.tenancy.rules import Role
from endorr.newsroom import commands, jobs
from endorr.newsroom.models import BoundFigure, Contact, Edition, Release, Sending, Subscriber
from endorr.newsroom.queries import public, staff
from endorr.newsroom.queries.due import next_check, next_lift
from endorr.newsroom.rules.blocks import Block, BlockKind
from endorr.newsroom.rules.figures import Key
from endorr.newsroom.rules.words import Desk, Kind, Licence, Refusal, Refused, State

pytestmark = pytest.mark.django_db

# Wednesday 18 November 2026, 06.15 in Stockholm.
LIFTS = datetime(2026, 11, 18, 5, 15, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
KNOWN = ("commands.figures.known", "commands.out.known", "queries.staff.known")


@pytest.fixture(autouse=True)
def table(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the tables say something, and later something else."""

    def say(value: float | None, edition: str = "varuexport 1") -> None:
        for name in KNOWN:
            monkeypatch.setattr(f"endorr.newsroom.{name}", known_as(value, edition))

    say(43_412)
    return say


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    def stand_at(instant: datetime) -> None:
        for view in ("open_pages", "desk"):
            monkeypatch.setattr(f"endorr.newsroom.views.{view}.now", lambda: instant)
        monkeypatch.setattr("endorr.base.links.views.now", lambda: instant)

    stand_at(NOW)
    return stand_at


@pytest.fixture
def desk() -> PressDesk:
    return PressDesk()


def refusal(deed: Any, *arguments: Any, **named: Any) -> Refused:
    with pytest.raises(Refused) as told:
        deed(*arguments, **named)
    return told.value


def read(response: Any) -> bytes:
    """Read a picture to its end, which closes its file; nothing where there is none."""
    return b"".join(response) if response.streaming else b""


def everywhere(release: str, picture: str, words: str) -> dict[str, bool]:
    """Say where a visitor without right finds a text."""
    visitor = Client()
    shown = read(visitor.get(f"/press/bild/{picture}/"))
    found = {"page": visitor.get(f"/press/{release}/").status_code == 200, "picture": shown == PNG}
    for path in ("/press/", "/press/flode.atom", "/press/flode.json", "/press/sitemap.xml", f"/press/?sok={words}"):
        told = visitor.get(path).content.decode()
        found[path] = f"/press/{release}/" in told
    for other in (f"/en/press/{release}/", f"/press/{release}/version/1/"):
        found[other] = visitor.get(other).status_code == 200
    return found


def test_n2_everything_opens_at_the_same_instant_and_nothing_before(desk: PressDesk, clock: Any) -> None:
    picture = desk.picture()
    draft = replace(DRAFT, blocks=(*DRAFT.blocks, Block(BlockKind.IMAGE, picture=picture)))
    desk.reader("nils@tidning.example")
    release = desk.embargoed(LIFTS, draft)
    clock(LIFTS - MINUTE)
    assert jobs.lift_due(LIFTS - MINUTE) == 0
    before = everywhere(release, picture, "Västerbottens")
    assert not any(before.values()), before
    unknown = Client().get("/press/finns-inte/")
    hidden = Client().get(f"/press/{release}/")
    assert (hidden.status_code, hidden.content) == (404, unknown.content), "what is hidden answers as what is not there"
    assert not any(HEADLINE in mail for mail in mails("nils@tidning.example"))
    assert next_lift(NOW) == LIFTS

    assert jobs.lift_due(LIFTS) == 1
    clock(LIFTS)
    after = everywhere(release, picture, "Västerbottens")
    assert all(after.values()), after
    assert sum(HEADLINE in mail for mail in mails("nils@tidning.example")) == 1
    told = Client().get(f"/press/{release}/").content.decode()
    assert "SCB, varuexport per län." in told
    assert "06.15" in told


def test_a_skipped_night_lifts_when_the_worker_is_back_and_never_twice(desk: PressDesk) -> None:
    desk.reader("nils@tidning.example")
    release = desk.embargoed(LIFTS)
    late = LIFTS + timedelta(hours=9)
    assert jobs.lift_due(late) == 1
    assert jobs.lift_due(late) == 0
    assert not commands.lift(release, now=late + MINUTE)
    row = Release.objects.get()
    assert row.lifted_at == late
    assert Edition.objects.count() == Sending.objects.count() == 1
    assert Event.objects.filter(kind="newsroom.lifted").count() == 1
    assert DiaryRow.objects.filter(subject__startswith="Pressmeddelande").count() == 1


def test_n1_a_figure_that_changed_keeps_the_text_from_being_approved_and_is_mended_in_one_press(
    desk: PressDesk, table: Any
) -> None:
    release = desk.written()
    kept = BoundFigure.objects.get()
    assert (kept.value, kept.edition, kept.source) == (43_412e6, "varuexport 1", "SCB, varuexport per län.")
    commands.submit(release, viewer=desk.writer, now=NOW)
    table(43_630, "varuexport 2")
    refused = refusal(commands.approve, release, LIFTS, viewer=desk.approver, now=NOW)
    assert (refused.refusal, refused.details) == (Refusal.BROKEN_FIGURES, (FIGURE,))
    commands.take_back(release, viewer=desk.writer, now=NOW)
    assert commands.take_suggestion(release, "sv", Key(FIGURE, 0), viewer=desk.writer, now=NOW) == "44 miljarder kronor"
    kept = BoundFigure.objects.get()
    assert (kept.figure, kept.value, kept.edition) == ("44 miljarder kronor", 43_630e6, "varuexport 2")
    commands.submit(release, viewer=desk.writer, now=NOW)
    commands.approve(release, LIFTS, viewer=desk.approver, now=NOW)
    assert state(release) == State.APPROVED


def test_n3_a_withdrawn_table_stops_the_lift_and_the_desk_is_called(desk: PressDesk, table: Any) -> None:
    desk.reader("nils@tidning.example")
    release = desk.embargoed(LIFTS)
    assert next_check(NOW) == LIFTS - timedelta(minutes=30)
    assert jobs.check_soon(LIFTS - timedelta(minutes=31)) == 0
    table(None)
    assert jobs.check_soon(LIFTS - timedelta(minutes=30)) == 1
    assert jobs.check_soon(LIFTS - timedelta(minutes=29)) == 0
    assert any("stämmer inte längre" in mail for mail in mails("per@region-exempel.example"))
    assert jobs.lift_due(LIFTS) == 0
    assert state(release) == State.STOPPED
    assert any("Stoppad" in mail and FIGURE in mail for mail in mails("per@region-exempel.example"))
    assert not Edition.objects.exists()
    assert not Sending.objects.exists()
    assert public.release(release, LIFTS) is None
    table(43_412)
    assert jobs.lift_due(LIFTS + MINUTE) == 0, "a stopped text goes out by no clock, only by two people"
    commands.write(release, "sv", DRAFT, viewer=desk.writer, now=LIFTS)
    commands.submit(release, viewer=desk.writer, now=LIFTS)
    commands.approve(release, LIFTS, viewer=desk.approver, now=LIFTS)
    assert state(release) == State.LIFTED


def test_whoever_asked_cannot_approve_and_others_cannot_see(desk: PressDesk, clock: Any) -> None:
    release = desk.written()
    commands.submit(release, viewer=desk.approver, now=NOW)
    assert refusal(commands.approve, release, LIFTS, viewer=desk.approver, now=NOW).refusal is Refusal.OWN_TEXT
    commands.return_text(release, "Skriv kortare.", viewer=desk.writer, now=NOW)
    assert Release.objects.get().returned_why == "Skriv kortare."
    north = Cooperation.objects.create(slug="norrbotten", name="Norrbotten", county_code="25")
    rolf = adviser("Rolf Låtsas", organisation("Region Nord", north, authority=True), Role.COORDINATOR)
    assert staff.text(viewer(rolf), release, NOW) is None
    with pytest.raises(Release.DoesNotExist):
        commands.write(release, "sv", DRAFT, viewer=viewer(rolf), now=NOW)
    client, own = signed_in(rolf), desk.picture()
    for path in (f"/arbete/press/{release}/", f"/arbete/press/{release}/skriv/sv/", f"/arbete/press/bild/{own}/"):
        assert client.get(path).status_code == 404
    assert read(signed_in(desk.per).get(f"/arbete/press/bild/{own}/")) == PNG


def test_n4_a_picture_under_embargo_or_of_our_own_is_not_in_the_bank(desk: PressDesk) -> None:
    assert refusal(desk.picture, alt="Hamnen i Umeå").refusal is Refusal.ALT_IS_CAPTION
    assert refusal(desk.picture, credit="").refusal is Refusal.NO_CREDIT
    own = desk.picture(licence=Licence.OWN)
    assert refusal(commands.open_picture, own, viewer=desk.writer, now=NOW).refusal is Refusal.NOT_FOR_OTHERS
    picture = desk.picture()
    assert Client().get(f"/press/bild/{picture}/").status_code == 404
    commands.open_picture(picture, viewer=desk.writer, now=NOW)
    response = Client().get(f"/press/bild/{picture}/")
    assert response["Content-Type"] == "image/png"
    assert read(response) == PNG
    assert "Ett fartyg lastas" in Client().get("/press/bilder/").content.decode()


def test_n6_a_text_with_a_trace_of_the_machinery_is_refused_in_any_language(desk: PressDesk) -> None:
    release = desk.begun(languages=("sv", "en"))
    commands.write(release, "sv", DRAFT, viewer=desk.writer, now=NOW)
    commands.bind_figure(release, "sv", Key(FIGURE, 0), known_as(1)("sv").facts[0].basis, viewer=desk.writer, now=NOW)
    refused = refusal(commands.submit, release, viewer=desk.writer, now=NOW)
    assert {one.partition(":")[0] for one in refused.details} == {"no_headline", "no_lead"}, "the English is empty"
    english = replace(DRAFT, headline="Exports grow", lead="Published:\n\nExports grew.", blocks=())
    commands.write(release, "en", english, viewer=desk.writer, now=NOW)
    assert refusal(commands.submit, release, viewer=desk.writer, now=NOW).refusal is Refusal.HAS_FAULTS
    commands.write(release, "en", replace(english, lead="Exports grew."), viewer=desk.writer, now=NOW)
    commands.submit(release, viewer=desk.writer, now=NOW)
    commands.approve(release, NOW, viewer=desk.approver, now=NOW)
    assert "Exports grow" in Client().get(f"/en/press/{release}/").content.decode()
    assert HEADLINE in Client().get(f"/press/{release}/").content.decode()


def test_an_invitation_needs_when_where_and_notice(desk: PressDesk) -> None:
    release = desk.written(kind=Kind.INVITATION)
    assert refusal(commands.submit, release, viewer=desk.writer, now=NOW).details == ("no_time: ",)


def test_n7_the_press_desk_says_by_the_clock_whether_it_answers(desk: PressDesk, clock: Any) -> None:
    assert "Svarar nu, till kl. 16.30" in Client().get("/press/kontakt/").content.decode()
    clock(NOW + timedelta(hours=9))
    assert "Öppnar i morgon kl. 08.00" in Client().get("/press/kontakt/").content.decode()
    clock(datetime(2026, 11, 21, 11, tzinfo=UTC))
    assert "Öppnar måndag 23 november kl. 08.00" in Client().get("/press/kontakt/").content.decode()
    clock(datetime(2026, 6, 19, 9, tzinfo=UTC))
    assert "Opens Monday 22 June at 08:00" in Client().get("/en/press/kontakt/").content.decode()


def test_n8_who_has_left_is_shown_nowhere_not_at_old_texts_either(desk: PressDesk, clock: Any) -> None:
    bo = desk.named("Bo Påhittsson", Desk.SUBJECT, phone="0980-319 299")
    release = desk.embargoed(NOW, contacts=[desk.contact, bo])
    assert "0980-319 299" in Client().get(f"/press/{release}/").content.decode()
    commands.end_contact(bo, viewer=desk.writer, now=NOW)
    told = Client().get(f"/press/{release}/").content.decode()
    assert "0980-319 299" not in told
    assert "Bo Påhittsson" not in told


def test_n9_a_correction_is_dated_and_visible_and_told_to_those_who_took_the_text(desk: PressDesk, clock: Any) -> None:
    desk.reader("nils@tidning.example")
    release = desk.embargoed(NOW)
    desk.reader("eva@tidning.example")
    later = NOW + timedelta(hours=3)
    first = Client().get("/press/flode.atom").content
    better = replace(DRAFT, headline="Västerbottens varuexport växer")
    told: Any = {"viewer": desk.writer, "now": later}
    assert refusal(commands.correct, release, "sv", better, " ", **told).refusal is Refusal.NO_NOTICE
    assert refusal(commands.correct, release, "sv", DRAFT, "Fel ord.", **told).refusal is Refusal.NOTHING_CHANGED
    new = replace(better, lead=better.lead + " Tre av dem var 57 exportföretag i länet.")
    assert refusal(commands.correct, release, "sv", new, "Fel ord.", **told).refusal is Refusal.BROKEN_FIGURES
    notice = "I rubriken stod export. Det gäller varuexport."
    commands.correct(release, "sv", better, notice, **told)
    clock(later)
    page = Client().get(f"/press/{release}/").content.decode()
    assert notice in page
    assert "kl. 12.40" in page
    assert "Västerbottens export växer" in Client().get(f"/press/{release}/version/1/").content.decode()
    assert ids(first) == ids(Client().get("/press/flode.atom").content)
    (entry,) = entries(Client().get("/press/flode.atom").content)
    assert text_of(entry, "updated") > text_of(entry, "published")
    assert any(notice in mail for mail in mails("nils@tidning.example"))
    assert not any(notice in mail for mail in mails("eva@tidning.example")), "who never took it is not told"
    papers = papers_of(desk.region)
    assert papers["newsroom.lifted"]["headline_sv"] == HEADLINE, "what went out is told as it went out"
    assert (papers["newsroom.corrected"]["headline_sv"], papers["newsroom.corrected"]["notice_sv"]) == (
        better.headline,
        notice,
    )


ATOM = "{http://www.w3.org/2005/Atom}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


def entries(feed: bytes) -> list[Element]:
    return list(fromstring(feed).findall(f"{ATOM}entry"))


def text_of(node: Element, name: str) -> str:
    found = node.find(f"{ATOM}{name}")
    assert found is not None, name
    assert found.text, name
    return found.text


def ids(feed: bytes) -> list[str]:
    return [text_of(one, "id") for one in entries(feed)]


def test_the_feed_is_what_rfc_4287_asks_for(desk: PressDesk, clock: Any) -> None:
    """A parser of others' making reads it, and every element that the standard requires is there, in its shape."""
    empty = fromstring(Client().get("/press/flode.atom").content)
    assert INSTANT.fullmatch(text_of(empty, "updated"))
    desk.embargoed(NOW)
    desk.embargoed(NOW, replace(DRAFT, headline="Fler & <större>"))
    response = Client().get("/press/flode.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = fromstring(response.content)
    assert feed.tag == f"{ATOM}feed"
    for node in (feed, *entries(response.content)):
        assert text_of(node, "id").startswith("http")
        assert text_of(node, "title")
        assert INSTANT.fullmatch(text_of(node, "updated"))
        assert [one.get("href") for one in node.findall(f"{ATOM}link") if one.get("rel") == "alternate"]
        author = node.find(f"{ATOM}author")
        assert author is not None
        assert text_of(author, "name")
    assert len(set(ids(response.content))) == 2
    assert {one.get("rel") for one in feed.findall(f"{ATOM}link")} == {"self", "alternate"}
    told = Client().get("/press/flode.json").json()
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert [one["id"] for one in told["items"]] == ids(response.content)


def test_a_reader_confirms_first_leaves_with_one_press_and_is_forgotten(desk: PressDesk, clock: Any) -> None:
    commands.subscribe("nils@tidning.example", language="sv", site="https://dorren.example", now=NOW)
    commands.subscribe("NILS@tidning.example", language="sv", site="https://dorren.example", now=NOW)
    assert len(mails("nils@tidning.example")) == 1
    desk.embargoed(NOW)
    assert len(mails("nils@tidning.example")) == 1, "nothing is sent before it is confirmed"
    path = re.search(r"https://dorren.example(/press/prenumeration/\S+)", mails("nils@tidning.example")[0])
    assert path
    assert Client().get(path[1]).status_code == 200
    assert Subscriber.objects.get().confirmed_at is None, "looking never acts"
    Client().post(path[1], {"gor": "bekrafta"})
    assert Subscriber.objects.get().confirmed_at is not None
    header = OutboxRow.objects.earliest("id").payload["headers"]["List-Unsubscribe"]
    assert path[1] in header
    assert Client().post(path[1], {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Subscriber.objects.get().email == ""

    eva = desk.reader("eva@tidning.example")
    subject = subject_of(eva)
    assert "eva@tidning.example" in subject.addresses
    forget(eva, now=NOW, actor="system:test", addresses=["eva@tidning.example"])
    assert not Subscriber.objects.exclude(email="").exists()
    forget(desk.contact, now=NOW, actor="system:test", addresses=["per@press.example"])
    assert Contact.objects.get().name == ""


def sent(client: Client, path: str, **fields: Any) -> Any:
    form = client.get(path).content.decode()
    nonce = re.search(r'name="form_nonce" value="(\w+)"', form)
    assert nonce, path
    return client.post(path, {"form_nonce": nonce[1], **fields})


def test_the_desk_writes_binds_and_approves_on_its_pages(
    desk: PressDesk, clock: Any, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    per, sara = signed_in(desk.per), signed_in(desk.sara)
    region, door = desk.region.public_id, desk.door.public_id
    plan = {"slag": "release", "utgivare": region, "samverkan": door, "kontakter": desk.contact}
    assert "Välj minst ett ämne" in sent(per, "/arbete/press/nytt/", **plan).content.decode()
    path = sent(per, "/arbete/press/nytt/", **plan, amnen=["export"])["Location"]
    release = Release.objects.get().public_id
    block = {"slag0": "text", "text0": "Se www.dorren.example.", "av0": "", "bild0": "", "plats0": "2"}
    other = {"slag1": "heading", "text1": "Mer att läsa", "av1": "", "bild1": "", "plats1": "1"}
    sent(per, path, rubrik=HEADLINE, ingress=DRAFT.lead, **block, **other)
    page = f"/arbete/press/{release}/"
    assert "0 av 1 siffror har källa" in per.get(page).content.decode()
    assert [one["kind"] for one in Release.objects.get().wordings.get().blocks] == ["heading", "text"]
    assert "Alla siffror måste ha en källa" in sent(per, f"{page}skicka/").content.decode()
    figure = {"siffra": FIGURE, "nr": "0", "rad": "1"}
    short = sent(per, f"{page}siffror/sv/", **figure, gor="kalla", kalla="SCB").content.decode()
    assert "Skriv källan så att en läsare" in short
    assert 'value="SCB"' in short, "nothing typed is lost"
    assert sent(per, f"{page}siffror/sv/", **figure, gor="bind:hq").status_code == 302
    assert sent(per, f"{page}skicka/").status_code == 302
    assert "väntar på godkännande" in mails("sara@region-exempel.example")[0]
    assert per.get(f"{page}godkann/").status_code == 200
    assert "kan inte själv godkänna" in sent(per, f"{page}godkann/", nar="nu").content.decode()
    past = sent(sara, f"{page}godkann/", nar="sedan", dag="2026-11-01", tid="06:15").content.decode()
    assert "Tiden har redan varit" in past
    assert sent(sara, f"{page}godkann/", nar="sedan", dag="2026-11-18", tid="06:15").status_code == 302
    assert Release.objects.get().lifts_at == LIFTS
    jobs.lift_due(LIFTS)
    clock(LIFTS)
    fixed = {"fel": "Ingressen sa fel år.", "kalla": "", "rubrik": "Ny rubrik", "ingress": DRAFT.lead}
    assert sent(per, f"{page}ratta/sv/", **fixed, **block, **other).status_code == 302
    for path_ in ("/press/", f"/press/{release}/", "/press/kontakt/", "/press/bilder/", "/press/flode.atom"):
        with django_assert_max_num_queries(6):
            Client().get(path_)
    for path_ in (page, f"{page}siffror/sv/", "/arbete/press/", "/arbete/press/nytt/", "/arbete/press/bilder/"):
        with django_assert_max_num_queries(12):
            assert per.get(path_).status_code == 200
