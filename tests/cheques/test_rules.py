"""What the rules decide of cheques: who may apply, what counts, how a board counts, where money may go."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import endorr.cheques
from endorr.cheques.rules.board import Member, Vote, are_points, tally
from endorr.cheques.rules.costs import (
    Cost,
    CostKind,
    CostRule,
    Fault,
    InvoiceFacts,
    Stance,
    counted,
    fault,
    highest,
    invoice_key,
    judge,
    payable,
)
from endorr.cheques.rules.eligibility import (
    Answer,
    Facts,
    Limits,
    Rule,
    Trade,
    answer_by,
    broken,
    findings,
)
from endorr.cheques.rules.money import WAYS, Account, check_covered, parts, parts_of_held
from endorr.cheques.rules.words import Duty, Refusal, Refused, check_duty

THOUSAND = 100_000
NATIONAL = Limits(
    employees=(2, 49),
    turnover=(3_000 * THOUSAND, None),
    amount=(50 * THOUSAND, 250 * THOUSAND),
    months=12,
    travel_share=20,
    barred=frozenset({Trade.FARMING}),
)


def answers(limits: Limits, facts: Facts, year: int = 2026) -> dict[Rule, Answer]:
    return {one.rule: one.answer for one in findings(limits, facts, year=year)}


def test_g1_one_employee_is_told_which_rule_fails() -> None:
    found = broken(findings(NATIONAL, Facts(employees=1, turnover=5_000 * THOUSAND, begun=False), year=2026))
    assert [(one.rule, one.least, one.most) for one in found] == [(Rule.EMPLOYEES, 2, 49)]


def test_what_is_not_known_shuts_nobody_out() -> None:
    assert broken(findings(NATIONAL, Facts(), year=2026)) == ()
    assert answers(NATIONAL, Facts())[Rule.TURNOVER] is Answer.NOT_KNOWN


def test_a_waiting_year_follows_two_years_running() -> None:
    sormland = Limits(running_years=2, one_a_year=True)
    assert answers(sormland, Facts(granted_years=frozenset({2025})))[Rule.WAITING_YEAR] is Answer.MET
    assert answers(sormland, Facts(granted_years=frozenset({2024, 2025})))[Rule.WAITING_YEAR] is Answer.BROKEN
    assert answers(sormland, Facts(granted_years=frozenset({2023, 2024})))[Rule.WAITING_YEAR] is Answer.MET
    assert answers(sormland, Facts(granted_years=frozenset({2026})))[Rule.ONE_A_YEAR] is Answer.BROKEN


DATA = Path(endorr.cheques.__file__).parent / "data"
RULES = list(csv.DictReader((DATA / "rulesets.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize(
    ("key", "employees", "turnover"),
    [("varmland", (2, 49), 3), ("sormland", (2, 100), 1), ("skane", (2, 100), 3), ("vasterbotten", (2, 49), 3)],
)
def test_the_regions_own_rules_are_dated_rows(key: str, employees: tuple[int, int], turnover: int) -> None:
    (row,) = (one for one in RULES if one["key"] == key)
    assert (int(row["employees_from"]), int(row["employees_to"])) == employees
    assert int(row["turnover_from"]) == turnover * 1_000 * THOUSAND
    assert row["share"] == "50"
    assert date.fromisoformat(row["first"])
    assert row["source"]


def at(day: int) -> datetime:
    return datetime(2026, 12, day, 12, tzinfo=UTC)


def test_g18_two_requests_that_overlap_stop_the_clock_once() -> None:
    assert answer_by(at(1), 10, [(at(2), at(5)), (at(4), at(7))]) == (at(1) + timedelta(days=15)).date()
    assert answer_by(at(1), 10, [(at(2), at(3)), (at(5), at(6))]) == (at(1) + timedelta(days=12)).date()
    assert answer_by(at(1), 10, []) == at(11).date()


CATALOGUE = (
    CostRule(CostKind.CONSULTANT, Stance.ALLOWED),
    CostRule(CostKind.SALES_OFFICE, Stance.EXPORT_AID, "artikel 1.1 d", ("säljkontor", "sales office")),
)


def test_g5_a_sales_office_is_export_aid_by_its_kind_or_by_its_words() -> None:
    assert judge(CostKind.SALES_OFFICE, "Hamburg", CATALOGUE).stance is Stance.EXPORT_AID
    told = judge(CostKind.CONSULTANT, "Run our sales office in Hamburg", CATALOGUE)
    assert (told.stance, told.law, told.sign) == (Stance.EXPORT_AID, "artikel 1.1 d", "sales office")
    assert judge(CostKind.CONSULTANT, "Marknadsstudie i Hamburg", CATALOGUE).stance is Stance.ALLOWED
    assert judge(CostKind.FAIR, "Mässa", CATALOGUE).stance is Stance.NOT_ELIGIBLE


def test_travel_is_at_most_a_fifth_of_the_whole() -> None:
    study = Cost(CostKind.STUDY, 80 * THOUSAND)
    assert counted([study, Cost(CostKind.TRAVEL, 20 * THOUSAND)], NATIONAL) == 100 * THOUSAND
    assert counted([study, Cost(CostKind.TRAVEL, 50 * THOUSAND)], NATIONAL) == 100 * THOUSAND
    assert highest([study], NATIONAL) == 40 * THOUSAND
    assert highest([Cost(CostKind.STUDY, 900 * THOUSAND)], NATIONAL) == 250 * THOUSAND


def test_g6_an_invoice_from_before_the_decision_does_not_count() -> None:
    decided = date(2026, 12, 18)
    paid = InvoiceFacts(decided, date(2026, 12, 20))
    told = {"decided_on": decided, "last_day": date(2027, 6, 1), "today": date(2027, 1, 5)}
    assert fault(paid, **told) is Fault.NONE
    assert fault(InvoiceFacts(date(2026, 12, 17), date(2026, 12, 20)), **told) is Fault.BEFORE_THE_DECISION
    assert fault(InvoiceFacts(date(2027, 6, 2), date(2027, 6, 3)), **told) is Fault.AFTER_THE_END
    assert fault(InvoiceFacts(decided, None), **told) is Fault.NOT_PAID
    assert fault(InvoiceFacts(decided, decided, seen_before=True), **told) is Fault.SEEN_BEFORE
    assert invoice_key("Studio Nord AB", "F-17", 5) == invoice_key("studio nord ab", "f 17", 5)


def test_g10_half_of_the_real_cost_is_paid_and_never_more_than_was_granted() -> None:
    real = [Cost(CostKind.CONSULTANT, 300 * THOUSAND)]
    assert payable(real, NATIONAL, granted=200 * THOUSAND, paid=0) == 150 * THOUSAND
    assert payable(real, NATIONAL, granted=120 * THOUSAND, paid=0) == 120 * THOUSAND
    assert payable(real, NATIONAL, granted=200 * THOUSAND, paid=100 * THOUSAND, earlier=real) == 100 * THOUSAND


BOARD = [Member(1, 10), Member(2, 20), Member(3, 30), Member(4, 40)]


def votes(*told: tuple[int, bool, int]) -> list[Vote]:
    return [Vote(person, person * 10, supports, ore) for person, supports, ore in told]


def test_g8_who_has_jav_neither_counts_nor_is_counted() -> None:
    assert tally(BOARD, {}, votes((1, True, 5), (2, True, 9))).is_quorate is False
    found = tally(BOARD, {4}, votes((1, True, 5), (2, True, 9), (4, False, 0)))
    assert (found.eligible, found.needed, found.given, found.supporting) == (3, 2, 2, 2)
    assert found.supports
    assert found.ore == 5


def test_one_partner_alone_is_no_joint_assessment_and_a_tie_supports_nobody() -> None:
    alone = [Member(1, 10), Member(2, 10)]
    assert not tally(alone, {}, [Vote(1, 10, True, 5), Vote(2, 10, True, 5)]).is_quorate
    assert not tally(BOARD[:2], {}, votes((1, True, 5), (2, False, 0))).supports
    assert are_points({"need": 5}, ["need"])
    assert not are_points({"need": 6}, ["need"])
    assert not are_points({}, ["need"])


def test_g20_two_funders_share_an_odd_sum() -> None:
    assert parts(100_001, {1: 60, 2: 40}) == {1: 60_001, 2: 40_000}


SUMS = st.dictionaries(st.integers(1, 4), st.integers(0, 10**9), min_size=1).filter(lambda held: sum(held.values()))


@given(SUMS, st.integers(1, 4 * 10**9))
def test_no_part_exceeds_what_a_funder_has_left(held: dict[int, int], ore: int) -> None:
    if ore > sum(held.values()):
        with pytest.raises(Refused) as refused:
            parts_of_held(ore, held)
        assert refused.value.ore == sum(held.values())
        return
    shared = parts_of_held(ore, held)
    assert sum(shared.values()) == ore
    assert all(part <= held[funder] for funder, part in shared.items())


@given(st.integers(1, 10**12), st.dictionaries(st.integers(1, 5), st.integers(1, 1000), min_size=1))
def test_parts_always_add_up(ore: int, weights: dict[int, int]) -> None:
    assert sum(parts(ore, weights).values()) == ore


def test_money_never_goes_back_into_the_frame_nor_out_of_what_is_not_there() -> None:
    assert all(credit is not Account.FRAME for _, credit in WAYS.values())
    with pytest.raises(Refused) as refused:
        check_covered({1: 60, 2: 40}, {1: 100, 2: 39})
    assert refused.value.refusal is Refusal.NO_MONEY


def test_nobody_has_two_duties_in_a_file() -> None:
    check_duty(Duty.OFFICER, None)
    check_duty(Duty.OFFICER, Duty.OFFICER)
    with pytest.raises(Refused):
        check_duty(Duty.DECIDER, Duty.OFFICER)
