"""A cheque from the first line of the draft to the final report, by the scenarios of the trade."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.cases.factories import adviser, organisation, papers_of, viewer
from tests.cheques.factories import (
    KR,
    LATER,
    LIMITS,
    NOW,
    NUMBER,
    SITE,
    THOUSAND,
    TODAY,
    Scene,
    assessed,
    draft,
    filled,
    granted,
    invoice,
    paid,
    recommended,
    reported,
    ruling,
    running,
    scene,
    submitted,
    supported,
    with_board,
)

from endorr.aid.commands import Declared
from endorr.aid.commands import declare as declare_aid
from endorr.aid.models import Entry, Rate
from endorr.aid.queries import account_of, room_on
from endorr.base.documents import Paper, said_in
from endorr.base.ledger.models import DiaryRow, Event
from endorr.base.outbox.models import OutboxRow
from endorr.base.tenancy.models import Membership
from endorr.base.tenancy.rules import Role
from endorr.cheques import commands
from endorr.cheques.commands import Opinion, Ruling
from endorr.cheques.commands.applying import AidTold, CostTold
from endorr.cheques.models import Application, Decision, DutyHeld, Funder, PaymentRequest, Posting
from endorr.cheques.queries.files import aid_tab, application_tab, board_tab, decision_tab, head, listing
from endorr.cheques.rules.costs import CostKind, Fault, Stance
from endorr.cheques.rules.money import Account
from endorr.cheques.rules.words import Duty, Ground, Outcome, Refusal, Refused, State
from endorr.companies.commands import Told, put_in_group, recognise
from endorr.companies.models import Received

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def sown(sown_together: None) -> Scene:
    return scene()


@pytest.fixture
def made(sown: Scene, db: None) -> Scene:
    return deepcopy(sown)


def row(application: str) -> Application:
    return Application.objects.get(public_id=application)


def refused(deed: object, *args: object, **more: object) -> Refused:
    with pytest.raises(Refused) as caught:
        deed(*args, **more)  # type: ignore[operator]
    return caught.value


class TestTheApplication:
    def test_a_draft_is_kept_sealed_and_becomes_a_file_with_a_number(self, made: Scene) -> None:
        application = draft(made)
        assert NUMBER.replace("-", "") not in row(application).sealed_number
        assert commands.submit(application, now=NOW) == "EC26-001"
        found = row(application)
        assert (found.state, found.sealed_number, found.rules) == (State.SUBMITTED, "", made.row().rules)
        assert found.company is not None
        assert found.company.number == "SE5599999991"
        assert DiaryRow.objects.filter(about=application).count() == 1
        assert OutboxRow.objects.filter(about=application).count() == 2

    def test_g4_the_same_form_sent_twice_is_one_application(self, made: Scene) -> None:
        application = submitted(made)
        assert commands.submit(application, now=NOW) == "EC26-001"
        assert Application.objects.count() == 1
        assert made.row().last_number == 1

    def test_what_is_left_out_stops_the_sending_and_the_draft_is_kept(self, made: Scene) -> None:
        application = draft(made, need="")
        assert refused(commands.submit, application, now=NOW).refusal is Refusal.INCOMPLETE
        assert row(application).purpose == "Vi ska sälja lampor i Tyskland."

    def test_nobody_begins_when_the_call_has_closed(self, made: Scene) -> None:
        found = refused(commands.begin, made.call, "a@b.example", site=SITE, language="sv", now=LATER)
        assert found.refusal is Refusal.NOT_OPEN

    def test_what_is_missing_is_asked_for_and_the_time_stands_still(self, made: Scene) -> None:
        application = submitted(made)
        before = row(application).answer_by
        commands.take_up(application, made.lars, now=NOW)
        commands.ask_completion(application, made.lars, "Skicka offerten.", date(2027, 1, 8), now=NOW)
        assert row(application).state == State.COMPLETING
        commands.save(application, filled(months=9), now=LATER)
        commands.answer_completion(application, "Här är den.", now=LATER)
        found = row(application)
        assert before is not None
        assert found.answer_by is not None
        assert (found.state, (found.answer_by - before).days, found.months) == (State.SUBMITTED, 60, 9)
        assert refused(commands.answer_completion, application, "Igen.", now=LATER).refusal is Refusal.NOT_NOW

    def test_the_rules_are_those_of_the_day_it_was_sent(self, made: Scene) -> None:
        application = submitted(made)
        commands.use_rules(made.call, "skane", now=NOW, actor="system:test")
        assert row(application).rules != made.row().rules

    def test_taken_back_its_money_is_free(self, made: Scene) -> None:
        application = recommended(made)
        assert made.balances()["reserved"] == 200 * THOUSAND
        commands.withdraw(application, now=NOW)
        assert made.balances()["reserved"] == 0
        assert refused(commands.decide, application, made.sara, ruling(), now=NOW).refusal is Refusal.NOT_NOW


SALES_OFFICE = CostTold(CostKind.CONSULTANT, "Run our sales office in Hamburg", 100 * THOUSAND)
STUDY = CostTold(CostKind.STUDY, "Marknadsstudie", 200 * THOUSAND)


class TestTheBoard:
    def test_g5_export_aid_is_flagged_never_supported_and_named_in_the_decision(self, made: Scene) -> None:
        application = with_board(made, costs=(STUDY, SALES_OFFICE))
        line = row(application).costs.get(what=SALES_OFFICE.what)
        assert (line.stance, line.sign) == (Stance.EXPORT_AID, "sales office")
        commands.declare(application, made.board[0], None, "", now=NOW)
        found = refused(
            commands.assess,
            application,
            made.board[0],
            Opinion(dict.fromkeys(made.row().criteria, 4), True, 150 * THOUSAND, "Bra."),
            now=NOW,
        )
        assert (found.refusal, found.ore) == (Refusal.EXPORT_AID, 100 * THOUSAND)
        for member in made.board:
            supported(application, member, 100 * THOUSAND)
        commands.recommend(application, made.lars, 100 * THOUSAND, "Säljkontoret räknas bort.", now=NOW)
        commands.decide(application, made.sara, ruling(100 * THOUSAND), now=NOW)
        (stopped,) = Decision.objects.get(application__public_id=application).stopped_costs
        assert (stopped["what"], stopped["law"]) == (SALES_OFFICE.what, "(EU) 2023/2831, artikel 1.1 d")

    def test_a_false_alarm_is_lifted_with_a_reason_but_never_a_kind_the_law_shuts_out(self, made: Scene) -> None:
        office = CostTold(CostKind.SALES_OFFICE, "Hamburg", 10 * THOUSAND)
        application = submitted(made, costs=(STUDY, SALES_OFFICE, office))
        flagged, barred = (row(application).costs.get(what=one.what).public_id for one in (SALES_OFFICE, office))
        allow = (made.lars, flagged, Stance.ALLOWED, "En förstudie om kontoret, ingen drift.")
        commands.judge_cost(application, *allow, now=NOW)
        assert row(application).costs.get(public_id=flagged).stance == Stance.ALLOWED
        found = refused(commands.judge_cost, application, made.lars, barred, Stance.ALLOWED, "Ändå.", now=NOW)
        assert found.refusal is Refusal.EXPORT_AID

    def test_g8_who_has_jav_sees_nothing_and_the_quorum_is_counted_anew(self, made: Scene) -> None:
        application = with_board(made)
        karin, jon, eva = made.board
        assert application_tab(karin, application, now=NOW) is None  # before having said anything
        commands.declare(application, eva, Ground.PARTY, "Jag äger aktier.", now=NOW)
        supported(application, karin, 200 * THOUSAND)
        supported(application, jon, 180 * THOUSAND)
        commands.recommend(application, made.lars, 180 * THOUSAND, "Eva deltog inte.", now=NOW)
        found = row(application).recommendation
        assert (found.eligible, found.needed, found.given) == (2, 2, 2)
        for query in (application_tab, board_tab, decision_tab, aid_tab):
            assert query(eva, application, now=NOW) is None
        told = head(eva, application, now=NOW)
        assert told is not None
        assert told.conflicted
        assert [one.hidden for one in listing(eva)] == [True]
        assert refused(commands.declare, application, eva, None, "", now=NOW).refusal is Refusal.NOT_NOW

    def test_jav_that_is_found_late_takes_the_vote_away(self, made: Scene) -> None:
        application = assessed(made)
        eva = made.board[2]
        commands.declare(application, eva, Ground.RELATIVE, "", now=NOW)
        commands.declare(application, eva, None, "", now=NOW)  # and is not taken back
        board = board_tab(made.lars, application, now=NOW)
        assert board is not None
        assert (board.tally.eligible, board.tally.given) == (2, 2)
        assert board.standpoints[2].supports is None

    def test_each_thinks_for_themselves_before_seeing_the_others(self, made: Scene) -> None:
        application = with_board(made)
        karin, jon, _eva = made.board
        supported(application, karin, 200 * THOUSAND)
        commands.declare(application, jon, None, "", now=NOW)
        blind = board_tab(jon, application, now=NOW)
        assert blind is not None
        assert [one.supports for one in blind.standpoints] == [None, None, None]
        supported(application, jon, 150 * THOUSAND, supports=True)
        seen = board_tab(jon, application, now=NOW)
        assert seen is not None
        assert [one.ore for one in seen.standpoints] == [200 * THOUSAND, 150 * THOUSAND, 0]

    def test_nobody_from_elsewhere_sees_a_file_or_votes(self, made: Scene) -> None:
        application = with_board(made)
        stranger = viewer(adviser("Nina Nord", organisation("Annan", made.row().cooperation)))
        assert head(stranger, application, now=NOW) is None
        assert listing(stranger) == ()
        assert refused(commands.declare, application, stranger, None, "", now=NOW).refusal is Refusal.NOT_ON_THE_BOARD
        assert refused(commands.take_up, application, stranger, now=NOW).refusal is Refusal.NO_SEAT

    def test_without_a_quorum_nothing_is_recommended(self, made: Scene) -> None:
        application = with_board(made)
        supported(application, made.board[0], 200 * THOUSAND)
        found = refused(commands.recommend, application, made.lars, 200 * THOUSAND, "Bara en.", now=NOW)
        assert found.refusal is Refusal.NO_QUORUM

    def test_what_the_board_does_not_support_is_refused_with_reasons(self, made: Scene) -> None:
        application = with_board(made)
        for member in made.board:
            supported(application, member, 0, supports=False)
        commands.recommend(application, made.lars, 0, "Ingen efterfrågan.", now=NOW)
        assert refused(commands.decide, application, made.sara, ruling(), now=NOW).refusal is Refusal.NO_QUORUM
        commands.decide(application, made.sara, Ruling(0, "Gruppen såg ingen efterfrågan."), now=NOW)
        decision = Decision.objects.get()
        assert (decision.outcome, row(application).state) == (Outcome.REFUSED, State.REFUSED)
        assert decision.facts["employees"] == 12  # kept for the comparison two years on


class TestSmallAid:
    def test_g3_past_the_groups_ceiling_it_is_blocked_and_the_highest_offered(self, made: Scene) -> None:
        # At 10 kronor a euro 300 000 kronor are 30 000 euro.
        commands_rate(made, "10.00")
        sister = recognise(Told("Systern AB", "559999-9983"), organisation=made.region.public_id, **WHO)
        declare_aid(sister, Declared("Almi", 270_001_00, date(2025, 3, 1)), **WHO)
        application = assessed(made, 300 * THOUSAND, asked=300 * THOUSAND, costs=(big(600),))
        company = row(application).company
        assert company is not None
        put_in_group(company.public_id, sister, organisation=made.region.public_id, from_day=date(2025, 1, 1), **WHO)
        found = refused(commands.recommend, application, made.lars, 300 * THOUSAND, "Enig.", now=NOW)
        assert (found.refusal, found.ore) == (Refusal.OVER_THE_CEILING, 29_999 * 10 * KR)
        tab = aid_tab(made.lars, application, now=NOW)
        assert tab is not None
        assert dict(tab.room.by_company) == {sister: 270_001_00}
        assert tab.names == {sister: "Systern AB"}
        commands.recommend(application, made.lars, 299_990 * KR, "Sänkt till det som ryms.", now=NOW)
        commands.decide(application, made.sara, ruling(299_990 * KR), now=NOW)
        assert room_on(company.public_id, on=TODAY).left == 0

    def test_what_came_between_recommendation_and_decision_is_weighed_again(self, made: Scene) -> None:
        application = recommended(made)
        company = row(application).company
        assert company is not None
        declare_aid(company.public_id, Declared("Staten", 299_000_00, date(2026, 1, 1)), **WHO)
        found = refused(commands.decide, application, made.sara, ruling(), now=NOW)
        assert (found.refusal, found.ore) == (Refusal.OVER_THE_CEILING, 11_500 * KR)
        assert Decision.objects.count() == 0
        assert made.balances()["committed"] == 0

    def test_the_certificate_goes_onto_the_account_once(self, made: Scene) -> None:
        earlier = (AidTold("Almi", date(2025, 3, 1), 12_000_00),)
        application = submitted(made, earlier_aid=earlier)
        commands.take_up(application, made.lars, now=NOW)
        commands.ask_completion(application, made.lars, "Mer.", date(2027, 1, 8), now=NOW)
        commands.save(application, filled(earlier_aid=(*earlier, AidTold("EEN", date(2025, 4, 1), 3_000_00))), now=NOW)
        commands.answer_completion(application, "Två stöd.", now=NOW)
        company = row(application).company
        assert company is not None
        _room, entries = account_of(company.public_id, on=TODAY)
        assert [(one.giver, one.cents) for one in entries] == [("Almi", 12_000_00), ("EEN", 3_000_00)]


WHO: dict[str, Any] = {"now": NOW, "actor": "system:test"}


def big(kronor_thousands: int) -> CostTold:
    return CostTold(CostKind.CONSULTANT, "Etablering", kronor_thousands * THOUSAND)


def commands_rate(made: Scene, kronor: str) -> None:

    Rate.objects.filter(on=TODAY).update(kronor=Decimal(kronor))


class TestFourEyes:
    def test_g7_who_assessed_or_handled_neither_decides_nor_controls_whatever_their_seats(self, made: Scene) -> None:
        application = recommended(made)
        for role in (Role.COORDINATOR, Role.CONTROLLER, Role.ADMINISTRATOR):
            Membership.objects.create(
                person=made.people["lars"], organisation=made.region, role=role.value, valid_from=date(2020, 1, 1)
            )
        everywhere = viewer(made.people["lars"])
        found = refused(commands.decide, application, everywhere, ruling(), now=NOW)
        assert found.refusal is Refusal.ANOTHER_DUTY
        commands.decide(application, made.sara, ruling(), now=NOW)
        commands.accept_terms(application, now=NOW)
        commands.request_payment(application, [invoice(application)], now=LATER)
        assert refused(commands.control, application, everywhere, "Ok.", now=LATER).refusal is Refusal.ANOTHER_DUTY
        tried = Event.objects.filter(kind="cheques.held_off", subject=application)
        assert [one.facts["tried"] for one in tried.order_by("pk")] == ["decide", "control"]
        with pytest.raises(IntegrityError), transaction.atomic():
            DutyHeld.objects.create(
                application=row(application), person=made.people["lars"], duty=Duty.CONTROLLER.value, at=NOW
            )

    def test_who_controlled_does_not_pay(self, made: Scene) -> None:
        application = running(made)
        commands.request_payment(application, [invoice(application)], now=LATER)
        commands.control(application, made.olle, "Stämmer.", now=LATER)
        assert refused(commands.order, application, made.olle, now=LATER).refusal is Refusal.ANOTHER_DUTY
        with pytest.raises(IntegrityError), transaction.atomic():
            PaymentRequest.objects.update(payer=made.people["olle"])

    def test_one_officer_a_file(self, made: Scene) -> None:
        application = submitted(made)
        commands.take_up(application, made.lars, now=NOW)
        assert refused(commands.take_up, application, made.sara, now=NOW).refusal is Refusal.TAKEN


class TestTheDecision:
    def test_a_grant_commits_money_enters_aid_and_tells_the_company(self, made: Scene) -> None:
        application = granted(made)
        decision = Decision.objects.get()
        assert decision.number == "EC26-001-B1"
        assert decision.aid_cents == 17_391_31
        assert made.balances() == {
            **dict.fromkeys([one.value for one in Account], 0),
            "frame": -1_000 * THOUSAND,
            "available": 800 * THOUSAND,
            "committed": 200 * THOUSAND,
        }
        assert Received.objects.get(reference=application).support == "cheque"
        assert OutboxRow.objects.filter(key__startswith="cheques.decided").count() == 1
        assert refused(commands.decide, application, made.sara, ruling(), now=NOW).refusal is Refusal.NOT_NOW

    def test_g13_an_error_is_put_right_by_a_decision_of_its_own(self, made: Scene) -> None:
        application = granted(made)
        assert commands.amend(application, made.sara, ruling(150 * THOUSAND, "Räknefel."), now=LATER) == "EC26-001-B2"
        tab = decision_tab(made.lars, application, now=LATER)
        assert tab is not None
        first, second = tab.decisions
        assert (first.ore, first.reasons, first.amended_by) == (200 * THOUSAND, "Ny marknad, god plan.", "EC26-001-B2")
        assert (second.ore, second.amends) == (150 * THOUSAND, "EC26-001-B1")
        assert made.balances()["committed"] == 150 * THOUSAND
        assert [one.cents for one in Entry.objects.order_by("pk")] == [17_391_31, 13_043_48 - 17_391_31]
        commands.amend(application, made.sara, ruling(180 * THOUSAND, "För mycket räknades bort."), now=LATER)
        assert made.balances()["available"] == 820 * THOUSAND

    def test_a_broken_rule_is_never_granted(self, made: Scene) -> None:
        application = recommended(made, begun=True)
        assert refused(commands.decide, application, made.sara, ruling(), now=NOW).refusal is Refusal.BROKEN_RULE

    def test_what_was_never_completed_is_dismissed(self, made: Scene) -> None:
        application = submitted(made)
        commands.take_up(application, made.lars, now=NOW)
        commands.ask_completion(application, made.lars, "Offert.", date(2027, 1, 8), now=NOW)
        commands.decide(application, made.sara, Ruling(0, "Ingen offert kom."), now=LATER)
        assert Decision.objects.get().outcome == Outcome.DISMISSED

    def test_g20_two_funders_share_an_odd_sum(self, made: Scene) -> None:
        application = assessed(made, 100_001 * KR)
        commands.recommend(application, made.lars, 100_001 * KR, "Udda.", now=NOW)
        odd = Ruling(100_001, "Ett öre för mycket.", date(2027, 10, 1))
        assert refused(commands.decide, application, made.sara, odd, now=NOW).refusal is Refusal.UNDER_THE_LIMIT
        commands.decide(application, made.sara, ruling(100_001 * KR), now=NOW)
        shares = Posting.objects.filter(move="commit").values_list("funder__name", "ore")
        assert dict(shares) == {"Regionen": 60_000_60, "EU": 40_000_40}


class TestPayment:
    def test_g6_an_invoice_from_before_the_decision_drops_exactly_its_line(self, made: Scene) -> None:
        application = running(made)
        early = invoice(application, 40_000, "F-2", day=date(2026, 12, 17))
        commands.request_payment(application, [invoice(application, 100_000), early], now=LATER)
        faults = dict(PaymentRequest.objects.get().invoices.values_list("number", "fault"))
        assert faults == {"F-1": "", "F-2": Fault.BEFORE_THE_DECISION}
        assert commands.control(application, made.olle, "F-2 är för tidig.", now=LATER) == 50 * THOUSAND

    def test_g10_real_cost_decides_the_payout_and_the_rest_is_free(self, made: Scene) -> None:
        application = running(made)
        paid(made, application)
        reported(application)
        commands.approve_report(application, made.lars, now=LATER)
        assert commands.close(application, made.lars, now=LATER) == 50 * THOUSAND
        balances = made.balances()
        assert (balances["paid"], balances["committed"], balances["available"]) == (
            150 * THOUSAND,
            0,
            850 * THOUSAND,
        )
        first, adjusted = Entry.objects.order_by("pk")
        assert adjusted.on == first.on == TODAY
        assert first.cents + adjusted.cents == 13_043_48
        self._each_part_is_a_field_that_can_be_masked(made)

    def _each_part_is_a_field_that_can_be_masked(self, made: Scene) -> None:
        papers, told = papers_of(made.region), filled()
        applied = papers["cheques.submitted"]
        person = {"name": told.contact_name, "email": told.email, "phone": told.phone}
        affairs = {"purpose": told.purpose, "need": told.need}
        assert applied.items() >= (person | affairs).items()
        assert not [key for key, said in applied.items() if key not in person and told.contact_name in said]
        assert {"company", "company_number", "municipality", "employees", "turnover", "asked", "costs"} <= set(applied)
        assert papers["cheques.decided"]["reasons"] == ruling().reasons
        assert papers["cheques.reported"]["text"] == "Vi har en återförsäljare."
        assert "F-1" in papers["cheques.requested"]["invoices"]
        about = Application.objects.get().public_id
        elsewhere = made.people["karin"].memberships.get().organisation.legal_entity.public_id
        assert said_in(Paper(elsewhere, about, "cheques.submitted", about, NOW)) == [], "no other's document is told"

    def test_the_same_invoice_is_never_paid_twice(self, made: Scene) -> None:
        first, second = running(made), running(made, number="559999-9983")
        paid(made, first)
        commands.request_payment(second, [invoice(second, number="f 1", supplier="studio nord ab")], now=LATER)
        assert PaymentRequest.objects.latest("pk").invoices.get().fault == Fault.SEEN_BEFORE
        assert refused(commands.control, second, made.olle, "Redan betald.", now=LATER).refusal is (
            Refusal.NOTHING_TO_PAY
        )
        commands.reject(second, made.olle, "Fakturan är redan betald.", now=LATER)
        commands.request_payment(second, [invoice(second, number="F-9")], now=LATER)

    def test_a_payment_that_comes_back_is_committed_again_and_paid_once(self, made: Scene) -> None:
        application = running(made)
        commands.request_payment(application, [invoice(application)], now=LATER)
        commands.control(application, made.olle, "Stämmer.", now=LATER)
        commands.order(application, made.siv, now=LATER)
        commands.note_returned(application, made.siv, now=LATER)
        assert made.balances()["committed"] == 200 * THOUSAND
        commands.order(application, made.siv, now=LATER)
        commands.confirm_paid(application, made.siv, now=LATER)
        assert refused(commands.confirm_paid, application, made.siv, now=LATER).refusal is Refusal.NOT_NOW
        assert made.balances()["paid"] == 150 * THOUSAND

    def test_what_the_controller_strikes_does_not_count(self, made: Scene) -> None:
        application = running(made)
        both = [invoice(application, 100_000), invoice(application, 60_000, "F-2")]
        commands.request_payment(application, both, now=LATER)
        struck = PaymentRequest.objects.get().invoices.get(number="F-2").public_id
        why = {struck: "Köpt av ett närstående företag."}
        assert commands.control(application, made.olle, "Stickprov.", now=LATER, struck=why) == 50 * THOUSAND

    def test_money_demanded_back_comes_back_or_is_written_off(self, made: Scene) -> None:
        application = running(made)
        paid(made, application)
        found = refused(commands.demand_back, application, made.sara, 151 * THOUSAND, "För mycket.", now=LATER)
        assert found.refusal is Refusal.NO_MONEY
        commands.demand_back(application, made.sara, 100 * THOUSAND, "Fel uppgifter.", now=LATER)
        commands.note_repaid(application, made.siv, 70 * THOUSAND, now=LATER)
        commands.write_off(application, made.sara, 30 * THOUSAND, "Konkurs.", now=LATER)
        balances = made.balances()
        assert (balances["paid"], balances["receivable"], balances["lost"]) == (50 * THOUSAND, 0, 30 * THOUSAND)
        assert sum(balances.values()) == 0
        recovery = row(application).recoveries.get()
        assert (recovery.repaid, recovery.lost) == (70 * THOUSAND, 30 * THOUSAND)

    def test_nothing_is_closed_while_money_is_on_its_way_or_without_a_report(self, made: Scene) -> None:
        application = running(made)
        assert refused(commands.close, application, made.lars, now=LATER).refusal is Refusal.NO_REPORT
        commands.request_payment(application, [invoice(application)], now=LATER)
        assert refused(commands.close, application, made.lars, now=LATER).refusal is Refusal.STILL_PAYING


def test_who_leaves_the_board_counts_no_more(made: Scene) -> None:
    application = assessed(made)
    commands.leave_board(made.call, made.people["eva"].pk, now=NOW, actor="system:test")
    board = board_tab(made.lars, application, now=NOW)
    assert board is not None
    assert board.tally.eligible == 2


def test_the_same_rules_told_again_are_no_new_version(made: Scene) -> None:
    rules = made.row().rules

    again = commands.define_rules("exempel", rules.title, LIMITS, rules.source, rules.first)
    assert again == rules.version
    assert Funder.objects.count() == 2
