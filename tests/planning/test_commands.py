"""The planner at a real door: who should have what, what a coordinator says, and what the one who has it answers."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.cases.factories import NOW, UMEA, adviser, asked, door, organisation, region_of, signed_in, viewer
from tests.directory.factories import function

from endorr.base.accounts.models import User
from endorr.base.beside import beside
from endorr.base.tenancy.models import Cooperation
from endorr.base.tenancy.rules import Role
from endorr.cases.commands import take
from endorr.cases.models import Case, Enquiry
from endorr.cases.rules import Sharing
from endorr.directory.commands import report_absence
from endorr.directory.rules import Part
from endorr.planning import queries
from endorr.planning.commands.placing import answer, plan
from endorr.planning.commands.trials import ask_trial, run_trial
from endorr.planning.commands.wishes import pause, resume, say, take_back
from endorr.planning.country import search
from endorr.planning.jobs import plan_all
from endorr.planning.models import Placing
from endorr.planning.rules.assignment import Why
from endorr.planning.rules.staff import Code
from endorr.planning.rules.stress import Stress
from endorr.planning.rules.wishes import Answer, Refusal, Refused, Wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Cooperation:
    """A door with customs help at Almi (Anna, deputy Bo) and finance help at the region (Rut)."""
    made = door()
    almi = organisation("Almi Exempel", made)
    for name, at in (("anna", almi), ("bo", almi), ("rut", region_of(made))):
        adviser(name, at)
    names = {one.name: one.email for one in User.objects.all()}
    function("Tull", almi, within=made, good_at=["customs"], covers=[UMEA], held_by=["anna"], deputies=["bo"])
    function("Finansiering", region_of(made), within=made, good_at=["finance"], covers=[UMEA], held_by=["rut"])
    assert names
    return made


def person(name: str) -> User:
    return User.objects.get(email=f"{name}@partner.example")


def wanting(need: str, **changes: Any) -> Case:
    case = Case.objects.get(public_id=asked(**changes).case)
    Case.objects.filter(pk=case.pk).update(need=need)
    return case


def placed(case: Case) -> Placing:
    return Placing.objects.get(case=case, ended_at__isnull=True)


def coordinator(made: Cooperation) -> User:
    return adviser("karin", region_of(made), Role.COORDINATOR)


class TestPlan:
    def test_a_question_goes_to_the_one_who_can(self, made: Cooperation) -> None:
        case = wanting("customs")
        assert plan(made.pk, now=NOW) == 1
        assert placed(case).person == person("anna")
        assert placed(case).risk < 0.05

    def test_whoever_is_away_is_not_proposed_but_the_deputy(self, made: Cooperation) -> None:
        report_absence(
            person("anna").public_id, first_day=NOW.date(), last_day=NOW.date() + timedelta(days=3), part=Part.WHOLE,
            now=NOW, actor="test",
        )  # fmt: skip
        case = wanting("customs")
        plan(made.pk, now=NOW)
        assert placed(case).person == person("bo")

    def test_what_is_said_already_is_not_said_again(self, made: Cooperation) -> None:
        wanting("customs")
        assert [plan_all(NOW), plan_all(NOW + timedelta(minutes=15))] == [1, 0]

    def test_a_question_only_the_receiver_may_read_stays_with_the_receiver(self, made: Cooperation) -> None:
        case = wanting("customs", sharing=Sharing.RECEIVER)
        plan(made.pk, now=NOW)
        assert placed(case).person is None
        page = queries.why_page(viewer(coordinator(made)), case.public_id)
        assert page
        assert {row.code for row in page.codes if "Almi" in row.function} == {Code.SHARING}

    def test_a_question_that_waits_no_more_loses_its_placing(self, made: Cooperation) -> None:
        case = wanting("customs")
        plan(made.pk, now=NOW)
        Case.objects.filter(pk=case.pk).update(contacted_at=NOW)
        plan(made.pk, now=NOW + timedelta(minutes=15))
        assert not Placing.objects.filter(case=case, ended_at__isnull=True).exists()

    def test_the_number_of_queries_does_not_grow_with_the_questions(
        self, made: Cooperation, django_assert_max_num_queries: object
    ) -> None:
        for _ in range(6):
            wanting("customs")
        plan(made.pk, now=NOW)
        with django_assert_max_num_queries(17):  # type: ignore[operator]
            plan(made.pk, now=NOW)


class TestWhy:
    def test_it_is_answered_a_year_later_from_what_was_stored(self, made: Cooperation) -> None:
        case = wanting("finance")
        plan(made.pk, now=NOW)
        function("Tull två", region_of(made), within=made, good_at=["finance"], covers=[UMEA], held_by=["ny"])
        page = queries.why_page(viewer(coordinator(made)), case.public_id)
        assert page
        assert {(row.person, row.code) for row in page.codes} == {
            ("anna", Code.NEED), ("bo", Code.NEED), ("rut", Code.FITS),
        }  # fmt: skip

    def test_another_cooperation_sees_nothing(self, made: Cooperation) -> None:
        case = wanting("finance")
        plan(made.pk, now=NOW)
        other = coordinator(door("Exportsamverkan Halland", "13", "Region Annan"))
        assert queries.why_page(viewer(other), case.public_id) is None
        assert queries.placed_in(viewer(other), made.public_id) == ()


class TestWishes:
    def test_a_coordinator_pins_and_takes_back(self, made: Cooperation) -> None:
        case, who = wanting("customs"), viewer(coordinator(made))
        plan(made.pk, now=NOW)
        said = say(case.public_id, person("bo").public_id, Wish.PIN, who, cooperation_id=made.pk, now=NOW)
        plan(made.pk, now=NOW)
        assert (placed(case).person, placed(case).why) == (person("bo"), Why.PINNED.value)
        take_back(said, who, now=NOW)
        plan(made.pk, now=NOW)
        assert placed(case).person == person("anna")

    def test_somebody_who_cannot_is_not_pinned(self, made: Cooperation) -> None:
        case, who = wanting("customs"), viewer(coordinator(made))
        with pytest.raises(Refused) as refused:
            say(case.public_id, person("rut").public_id, Wish.PIN, who, cooperation_id=made.pk, now=NOW)
        assert refused.value.refusal is Refusal.CANNOT

    def test_a_conflict_of_interest_is_kept_out(self, made: Cooperation) -> None:
        case, who = wanting("customs"), viewer(coordinator(made))
        say(case.public_id, person("anna").public_id, Wish.EXCLUDE, who, cooperation_id=made.pk, now=NOW)
        plan(made.pk, now=NOW)
        assert placed(case).person == person("bo")

    def test_a_pause_holds_until_it_ends(self, made: Cooperation) -> None:
        case, who = wanting("customs"), viewer(coordinator(made))
        day = NOW.date()
        paused = pause(
            person("anna").pk, who, cooperation=made.public_id, first_day=day, last_day=day + timedelta(days=9), now=NOW
        )
        plan(made.pk, now=NOW)
        assert placed(case).person == person("bo")
        resume(paused, who, now=NOW)
        plan(made.pk, now=NOW)
        assert placed(case).person == person("anna")


class TestPullingBack:
    @pytest.fixture
    def late(self, made: Cooperation) -> Placing:
        """Anna has a question she has not begun, and is away from tomorrow; Bo would have time."""
        case = wanting("customs")
        anna = adviser("annatva", organisation("Almi Två", made))
        function("Tull fyra", organisation("Almi Tre", made), within=made, good_at=["customs"], covers=[UMEA])
        take(case.public_id, viewer(anna), now=NOW)
        Case.objects.filter(pk=case.pk).update(holder=person("anna"))
        report_absence(
            person("anna").public_id, first_day=NOW.date(), last_day=date(2026, 12, 31), part=Part.WHOLE,
            now=NOW, actor="test",
        )  # fmt: skip
        plan(made.pk, now=NOW)
        return placed(case)

    def test_it_is_proposed_to_the_one_who_has_it(self, late: Placing) -> None:
        assert (late.why, late.person) == (Why.PULLED_BACK.value, person("bo"))
        assert late.before - late.risk > 0.25

    def test_only_the_one_who_has_it_answers_and_once(self, made: Cooperation, late: Placing) -> None:
        with pytest.raises(Refused):
            answer(late.public_id, viewer(adviser("carl", region_of(made))), Answer.YES, now=NOW)
        holder = adviser("innehavare", region_of(made))
        Placing.objects.filter(pk=late.pk).update(holder=holder)
        Case.objects.filter(pk=late.case_id).update(holder=holder)
        answer(late.public_id, viewer(holder), Answer.NO, now=NOW)
        with pytest.raises(Refused):
            answer(late.public_id, viewer(holder), Answer.NO, now=NOW)

    def test_beside_the_question_its_adviser_and_its_coordinator_read_of_it(
        self, made: Cooperation, late: Placing, django_assert_num_queries: Any
    ) -> None:
        case, holder = late.case.public_id, adviser("innehavare", region_of(made))
        Placing.objects.filter(pk=late.pk).update(holder=holder)
        for who, heading in ((holder, "Någon annan hinner"), (coordinator(made), "Planeringen")):
            reader = viewer(who)
            with django_assert_num_queries(1):
                (told,) = beside("cases:case", reader, case, now=NOW)
            assert told.heading == heading
            assert "bo" in told.text
        stranger = viewer(adviser("carl", region_of(made)))
        assert list(beside("cases:case", stranger, case, now=NOW)) == []

    def test_a_question_that_has_moved_since_is_not_given_back(self, made: Cooperation, late: Placing) -> None:
        holder, other = adviser("innehavare", region_of(made)), adviser("kollega", region_of(made))
        Placing.objects.filter(pk=late.pk).update(holder=holder)
        Case.objects.filter(pk=late.case_id).update(holder=other)
        with pytest.raises(Refused):
            answer(late.public_id, viewer(holder), Answer.YES, now=NOW)
        assert Case.objects.get(pk=late.case_id).holder == other


class TestCountry:
    def test_a_function_elsewhere_is_found_and_told_apart(self, made: Cooperation) -> None:
        halland = door("Exportsamverkan Halland", "13", "Region Annan")
        far = organisation("Handelskammaren Långt Bort", halland)
        function("Sanktioner", far, within=halland, good_at=["sanctions"], covers=["1380"], held_by=["sara"])
        found = search("sanctions", UMEA, "sv", on=NOW.date())
        assert [(one.organisation, one.nearby) for one in found.candidates] == [("Handelskammaren Långt Bort", False)]
        assert found.counts[Code.PLACE] == 1
        assert found.counts[Code.NEED] == 3

    def test_it_takes_the_same_number_of_queries_however_many_answer(
        self, made: Cooperation, django_assert_num_queries: Any
    ) -> None:
        with django_assert_num_queries(6):
            search("customs", UMEA, "sv", on=NOW.date())


class TestTrials:
    def test_a_cooperation_tries_its_own_staff(self, made: Cooperation) -> None:
        who = viewer(coordinator(made))
        public_id = ask_trial(made.public_id, Stress.NORMAL, who, a_day=2.0, now=NOW)
        assert [run_trial(public_id, now=NOW), run_trial(public_id, now=NOW)] == [True, False]
        row = queries.trial_by_id(who, public_id)
        assert row
        assert row.outcome["outcomes"][0]["kept"] > 0.5


def sent(client: Client, name: str, **told: str) -> HttpResponse:
    """Fill in a form on a page and send it, with the nonce the page came with."""
    page = client.get(reverse(name)).content.decode()
    nonce = page.partition('name="form_nonce" value="')[2].partition('"')[0]
    answered: HttpResponse = client.post(reverse(name), {"form_nonce": nonce, **told})  # type: ignore[assignment]
    return answered


class TestPages:
    def test_a_coordinator_walks_through_them(self, made: Cooperation) -> None:
        case = wanting("customs")
        client = signed_in(coordinator(made))
        plan(made.pk, now=NOW)
        page = client.get(reverse("planning:plan")).content.decode()
        assert case.number in page
        assert "anna" in page
        why = client.get(reverse("planning:why", args=[case.public_id])).content.decode()
        assert "Arbetar inte med det här behovet" in why
        whole = client.get(reverse("planning:country", args=[case.public_id])).content.decode()
        assert "Almi Exempel" in whole
        asked_for = sent(client, "planning:trials", stress="july", a_day="1,5")
        assert "löftena" in client.get(asked_for["Location"]).content.decode()
        paused = sent(
            client, "planning:pauses", person=person("bo").public_id, first_day="2026-12-02", last_day="2026-12-01"
        )
        assert "Sista dagen ligger före den första" in paused.content.decode()

    def test_a_question_whose_place_is_its_county_only_breaks_no_page(self, made: Cooperation) -> None:
        case = wanting("customs")
        Enquiry.objects.filter(case=case).update(municipality="24")
        plan(made.pk, now=NOW)
        assert placed(case).person == person("anna")
        client = signed_in(coordinator(made))
        assert case.number in client.get(reverse("planning:plan")).content.decode()
        assert client.get(reverse("planning:why", args=[case.public_id])).status_code == 200

    def test_an_adviser_sees_own_proposals_only(self, made: Cooperation) -> None:
        client = signed_in(adviser("carl", region_of(made)))
        assert "Inga byten" in client.get(reverse("planning:asked_back")).content.decode()
        assert client.get(reverse("planning:plan")).status_code == 404
