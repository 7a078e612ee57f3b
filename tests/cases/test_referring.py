"""A question goes to whoever can help: offered, accepted, returned, or back at the door when nobody answers."""

from datetime import timedelta

import pytest
from tests.cases.factories import NOW, WHO, adviser, asked, door, organisation, region_of, viewer
from tests.directory.factories import function

from endorr.base.accounts.models import User
from endorr.base.ledger.models import Event
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.models import Cooperation, Membership
from endorr.base.tenancy.rules import Role, Viewer
from endorr.cases import commands, jobs
from endorr.cases.models import Case, Delivery, Entry, Referral
from endorr.cases.queries import case_for, case_of_link
from endorr.cases.rules import Refusal, Refused, Sharing, State, Talk, Way
from endorr.directory.commands import report_absence, seat_person
from endorr.directory.models import Function
from endorr.directory.rules import Part, Place

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def north() -> Cooperation:
    return door()


@pytest.fixture
def anna(north: Cooperation) -> Viewer:
    return viewer(adviser("Anna Berg", region_of(north)))


def seated(name: str, at: str, place: Place = Place.HOLDER, rank: int = 1) -> User:
    """Seat an adviser behind a function."""
    row = Function.objects.select_related("organisation").get(public_id=at)
    person = adviser(name, row.organisation)
    seat_person(at, person.public_id, place=place, rank=rank, from_day=NOW.date(), **WHO)
    return person


@pytest.fixture
def guarantees(north: Cooperation) -> str:
    return function("Garantier", organisation("Kreditnämnden Exempel", north), within=north)


@pytest.fixture
def lena(guarantees: str) -> User:
    return seated("Lena Ek", guarantees)


def case_of(public_id: str) -> Case:
    return Case.objects.get(public_id=public_id)


def why(deed: object, *args: object, **kwargs: object) -> Refusal:
    with pytest.raises(Refused) as caught:
        deed(*args, **kwargs)  # type: ignore[operator]
    return caught.value.refusal


def test_an_offer_is_mailed_as_a_card_and_delivered_when_it_is_accepted_while_the_promise_runs_on(
    north: Cooperation, anna: Viewer, guarantees: str, lena: User
) -> None:
    receipt = asked()
    given = case_of_link(receipt.case, NOW).promise
    assert case_for(viewer(lena), receipt.case, NOW) is None
    commands.refer(receipt.case, anna, function=guarantees, text="De vill ha en garanti.", now=NOW)
    assert case_of(receipt.case).state == State.REFERRED
    assert case_of(receipt.case).holder_id == anna.user_id, "whoever offers it answers for it"
    assert not Delivery.objects.exists(), "nothing is handed out before they take it"
    assert case_for(viewer(lena), receipt.case, NOW) is None
    assert Event.objects.filter(kind="cases.delivered").count() == 0
    mail = OutboxRow.objects.get(key__startswith="cases.offered").payload
    assert mail["to"] == lena.email
    assert "Anna Berg, Region Exempel" in mail["text"]
    assert "Jag tar den:" in mail["text"]
    for secret in ("De vill ha en garanti.", "lampor", "Vera", "0600-11"):
        assert secret not in mail["text"], "until they take it they see need, place and time"
    commands.accept(receipt.case, viewer(lena), now=NOW + HOUR)
    handed = Delivery.objects.get()
    assert (handed.organisation.name, handed.ground, "email" in handed.fields) == (
        "Kreditnämnden Exempel",
        "medgivande",
        True,
    )
    assert handed.at == NOW + HOUR
    taken = OutboxRow.objects.get(key__startswith="cases.taken", payload__to=lena.email).payload
    assert "Linds Lampor" in taken["text"]
    assert "reply_to" in taken, "it can be answered from the mail"
    after = case_of(receipt.case)
    assert (after.holder, after.held_for.public_id if after.held_for else "") == (lena, guarantees)
    assert case_of_link(receipt.case, NOW + HOUR).promise == given


def test_a_company_that_changes_its_mind_ends_an_offer_before_anything_was_handed_out(
    anna: Viewer, guarantees: str, lena: User
) -> None:
    receipt = asked()
    commands.refer(receipt.case, anna, function=guarantees, text="", now=NOW)
    commands.change_sharing(receipt.case, Sharing.RECEIVER, now=NOW + HOUR)
    assert (case_of(receipt.case).referred_to, case_of(receipt.case).holder_id) == (None, anna.user_id)
    assert why(commands.accept, receipt.case, viewer(lena), now=NOW + HOUR) is Refusal.NOT_REFERRED
    assert not Delivery.objects.exists()
    told = OutboxRow.objects.get(key__startswith="cases.offer_ended").payload
    assert told["to"] == "anna@region-exempel.example"
    assert "du har frågan kvar" in told["text"]


def test_the_wrong_organisation_sends_it_back_and_nobody_has_lost_time(
    anna: Viewer, guarantees: str, lena: User
) -> None:
    receipt = asked()
    commands.refer(receipt.case, anna, function=guarantees, text="", now=NOW)
    commands.decline(receipt.case, viewer(lena), text="Det här är Tullverkets.", now=NOW + HOUR)
    after = case_of(receipt.case)
    assert (after.holder_id, after.state) == (anna.user_id, "taken")
    assert "cases.declined" in {row.key.partition(":")[0] for row in OutboxRow.objects.all()}
    assert why(commands.accept, receipt.case, viewer(lena), now=NOW) is Refusal.NOT_REFERRED


def test_an_offer_nobody_answers_is_back_at_the_door_at_its_inner_target_and_up_the_ladder(
    north: Cooperation, anna: Viewer, guarantees: str, lena: User
) -> None:
    sara = adviser("Sara Lead", region_of(north), Role.COORDINATOR)
    receipt = asked()
    commands.refer(receipt.case, anna, function=guarantees, text="", now=NOW)
    until = Referral.objects.get().answer_by
    assert jobs.lapse_offers(until - timedelta(seconds=1)) == 0
    assert jobs.lapse_offers(until) == 1
    assert jobs.lapse_offers(until) == 0
    after = case_of(receipt.case)
    assert (after.holder, after.referred_to, after.state) == (None, None, "asked")
    told = {row.payload["to"] for row in OutboxRow.objects.filter(key__startswith="cases.lapsed")}
    assert {sara.email, "jour@vasterbotten.example", "anna@region-exempel.example"} == told


def test_where_only_the_receiver_may_read_an_offer_is_refused_and_nothing_leaves(
    anna: Viewer, guarantees: str, lena: User
) -> None:
    receipt = asked(sharing=Sharing.RECEIVER)
    assert why(commands.refer, receipt.case, anna, function=guarantees, text="", now=NOW) is Refusal.ONLY_RECEIVER
    assert not Delivery.objects.exists()
    assert case_of(receipt.case).holder is None, "what was refused is undone whole"


def test_nobody_is_offered_a_question_for_a_function_where_everybody_is_away(
    anna: Viewer, guarantees: str, lena: User
) -> None:
    report_absence(lena.public_id, first_day=NOW.date(), last_day=NOW.date(), part=Part.WHOLE, **WHO)
    receipt = asked()
    assert why(commands.refer, receipt.case, anna, function=guarantees, text="", now=NOW) is Refusal.NOBODY_THERE


def test_whoever_falls_ill_is_followed_by_the_deputy_and_who_has_been_in_touch_keeps_the_question(
    anna: Viewer, guarantees: str, lena: User
) -> None:
    deputy = seated("Didrik Vik", guarantees, Place.DEPUTY)
    waits, talked = asked(), asked(email="b@b.example", question="Vad kostar en carnet?")
    for one in (waits, talked):
        commands.take(one.case, viewer(lena), now=NOW)
    commands.log_contact(talked.case, viewer(lena), Talk(Way.CALL, NOW), now=NOW)
    tomorrow = NOW + DAY
    report_absence(lena.public_id, first_day=tomorrow.date(), last_day=tomorrow.date(), part=Part.WHOLE, **WHO)
    assert jobs.cover_absent(NOW) == 0
    assert jobs.cover_absent(tomorrow) == 1
    assert (case_of(waits.case).holder, case_of(talked.case).holder) == (deputy, lena)
    assert OutboxRow.objects.get(key__startswith="cases.covered").payload["to"] == deputy.email


def test_whoever_leaves_leaves_every_question_and_without_a_deputy_the_door_has_it(
    anna: Viewer, guarantees: str, lena: User
) -> None:
    receipt = asked()
    commands.take(receipt.case, viewer(lena), now=NOW)
    commands.log_contact(receipt.case, viewer(lena), Talk(Way.CALL, NOW), now=NOW)
    Membership.objects.filter(person=lena).update(ended_at=NOW)
    assert jobs.cover_absent(NOW + HOUR) == 1
    after = case_of(receipt.case)
    assert (after.holder, after.function.name) == (None, "Exportjouren")
    assert Entry.objects.filter(kind="covered").exists()
    told = OutboxRow.objects.filter(key__startswith="cases.let_go")
    assert [row.payload["to"] for row in told] == ["jour@vasterbotten.example"]


def test_a_question_is_covered_in_office_hours_only(anna: Viewer, guarantees: str, lena: User) -> None:
    seated("Didrik Vik", guarantees, Place.DEPUTY)
    receipt = asked()
    commands.take(receipt.case, viewer(lena), now=NOW)
    Membership.objects.filter(person=lena).update(ended_at=NOW)
    assert jobs.cover_absent(NOW + 12 * HOUR) == 0
    assert case_of(receipt.case).holder == lena
