"""From organisation to person, in time: who can, who should, and what is never moved."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from endorr import worktime
from endorr.planning.rules.assignment import DEFAULT, NOBODY, Desks, Pool, Why, assign, lines
from endorr.planning.rules.roster import Away, Half, Hours, Roster
from endorr.planning.rules.staff import Adviser, Code, Question, Staff, pack, unpack

HOUR = 3600
SE = worktime.calendar("SE")
MONDAY = date(2026, 11, 23)


def at(text: str) -> int:
    """An instant on the Stockholm wall, in seconds since 1970."""
    return int(worktime.from_wall_clock(datetime.fromisoformat(text), SE).timestamp())


def question(key: str = "q", **fields: object) -> Question:
    told = {"need": "customs", "place": "2480", "received": at("2026-11-23T09:00"), "act_by": at("2026-11-24T09:00")}
    return Question(key, **{**told, **fields})  # type: ignore[arg-type]


class TestRoster:
    def test_a_working_day_is_its_office_hours(self) -> None:
        roster = Roster(Hours.of(SE, MONDAY, 7), 2)
        day = roster.worked(at("2026-11-24T00:00")) - roster.worked(at("2026-11-23T00:00"))
        assert day.tolist() == [int(8.5 * HOUR)] * 2

    def test_an_afternoon_off_leaves_the_morning(self) -> None:
        roster = Roster(Hours.of(SE, MONDAY, 7), 2, [Away(1, MONDAY, MONDAY, Half.AFTERNOON)])
        assert roster.worked(at("2026-11-24T00:00")).tolist() == [int(8.5 * HOUR), 4 * HOUR]

    def test_whoever_falls_ill_is_learnt_of_on_the_way(self) -> None:
        roster = Roster(Hours.of(SE, MONDAY, 7), 2)
        roster.learn(Away(0, MONDAY, MONDAY + timedelta(days=1)))
        assert roster.worked(at("2026-11-25T00:00")).tolist() == [0, 17 * HOUR]
        assert roster.present(at("2026-11-24T10:00")).tolist() == [False, True]

    def test_work_begun_on_friday_afternoon_is_done_on_monday(self) -> None:
        roster = Roster(Hours.of(SE, MONDAY, 14), 1)
        assert roster.after(0, at("2026-11-27T16:00"), HOUR) == at("2026-11-30T08:30")

    def test_nobody_is_present_at_night(self) -> None:
        roster = Roster(Hours.of(SE, MONDAY, 7), 3)
        for wall in ("2026-11-23T07:59", "2026-11-23T16:30", "2026-11-28T12:00", "2026-11-22T12:00"):
            assert not roster.present(at(wall)).any()

    @given(st.integers(0, 13 * 24 * 60), st.integers(1, 30 * 60), st.integers(0, 3), st.integers(0, 9))
    @settings(max_examples=60)
    def test_after_undoes_worked(self, start: int, work: int, first: int, length: int) -> None:
        absence = Away(0, MONDAY + timedelta(days=first), MONDAY + timedelta(days=first + length))
        roster = Roster(Hours.of(SE, MONDAY, 28), 1, [absence])
        begins = at("2026-11-23T00:00") + start * 60
        ends = roster.after(0, begins, work * 60)
        if ends is not None:
            assert int(roster.worked(ends)[0] - roster.worked(begins)[0]) == work * 60
            assert int(roster.worked_at(np.array([ends]))[0, 0]) == int(roster.worked(ends)[0])


ANNA = Adviser("anna", {"customs": 3, "market": 1}, frozenset({"sv", "en"}), frozenset({"24"}))
BO = Adviser("bo", {"customs": 1}, frozenset({"sv", "de"}), frozenset({"2480"}))
CECILIA = Adviser("cecilia", {"finance": 3})


class TestStaff:
    staff = Staff([ANNA, BO, CECILIA])

    def codes(self, asked: Question, **fields: object) -> list[Code]:
        return [Code(one) for one in self.staff.codes(asked, **fields)]  # type: ignore[arg-type]

    def test_the_first_rule_that_speaks_against_is_told(self) -> None:
        assert self.codes(question(language="en")) == [Code.FITS, Code.LANGUAGE, Code.NEED]
        assert self.codes(question(place="2482")) == [Code.FITS, Code.PLACE, Code.NEED]
        assert self.codes(question(excluded=frozenset({"anna"}))) == [Code.EXCLUDED, Code.FITS, Code.NEED]
        assert self.codes(question(), paused={"bo"}) == [Code.FITS, Code.PAUSED, Code.NEED]

    def test_a_place_known_by_its_county_only_excludes_nobody_who_covers_some_of_it(self) -> None:
        assert self.codes(question(place="24")) == [Code.FITS, Code.FITS, Code.NEED]
        assert self.codes(question(place="13")) == [Code.PLACE, Code.PLACE, Code.NEED]
        assert self.codes(question(place="")) == [Code.FITS, Code.FITS, Code.NEED]

    def test_what_is_not_said_never_excludes(self) -> None:
        assert self.codes(question(need=""))[2] is Code.FITS
        assert self.codes(question(need="finance", place="0180", language="fi", market="JP"))[2] is Code.FITS

    def test_a_market_that_is_named_counts_only_against_those_who_named_others(self) -> None:
        staff = Staff([ANNA, replace(ANNA, key="dan", markets=frozenset({"JP"}))])
        assert [Code(one) for one in staff.codes(question(market="US"))] == [Code.FITS, Code.MARKET]

    def test_away_and_full_come_last(self) -> None:
        away, full = np.array([False, True, True]), np.array([False, True, False])
        assert self.codes(question(), in_time=away, full=full) == [Code.AWAY, Code.FULL, Code.NEED]

    def test_codes_of_ten_thousand_are_kept_in_less_than_ten_kilobytes(self) -> None:
        dice = np.random.default_rng(7)
        codes = dice.integers(0, len(Code), 10_000).astype(np.uint8)
        packed = pack(codes)
        assert len(packed) < 10_000
        assert (unpack(packed) == codes).all()


def pool(fits: list[list[int]], hours: list[list[float]], **fields: object) -> Pool:
    """Questions down, advisers across: who can, and the office hours each has before it must be acted on."""
    able = np.array(fits, dtype=np.bool_)
    rows, people = able.shape
    told: dict[str, object] = {
        "fits": able,
        "time": np.array(hours, dtype=np.float64) * HOUR,
        "grades": np.full((rows, people), 2.0),
        "holder": np.full(rows, NOBODY),
        "waited": np.zeros(rows),
        "knows": np.zeros((rows, people), dtype=np.bool_),
        "pinned": np.full(rows, NOBODY),
    }
    return Pool(**{**told, **fields})  # type: ignore[arg-type]


def desks(people: int, busy: list[float] | None = None, room: list[float] | None = None) -> Desks:
    hours = np.array(busy or [0.0] * people) * HOUR
    return Desks(hours, np.ones(people), np.array(room or [np.inf] * people))


class TestAssignment:
    def test_whoever_is_free_in_time_gets_it(self) -> None:
        (one,) = assign(pool([[1, 1]], [[3, 3]]), desks(2, busy=[4, 0]))
        assert (one.adviser, one.why) == (1, Why.SOONEST)
        assert one.risk < 0.1

    def test_nobody_who_cannot_ever_gets_it(self) -> None:
        (one,) = assign(pool([[0, 0]], [[9, 9]]), desks(2))
        assert one.adviser == NOBODY

    def test_the_only_one_who_can_is_not_spent_on_what_others_can_do(self) -> None:
        """Anna alone speaks German; both she and Bo do customs. A German and a Swedish question come together."""
        german, swedish = [1, 0], [1, 1]
        placings = assign(pool([swedish, german], [[3, 3], [3, 3]]), desks(2))
        assert [one.adviser for one in placings] == [1, 0]
        assert placings[1].why is Why.ONLY_ONE

    def test_a_question_not_begun_is_pulled_back_when_it_would_be_late(self) -> None:
        (one,) = assign(pool([[1, 1]], [[3, 3]], holder=np.array([0])), desks(2, busy=[5, 0]))
        assert (one.adviser, one.why) == (1, Why.PULLED_BACK)
        assert one.before > 0.9
        assert one.risk < 0.1

    def test_a_question_in_good_hands_stays(self) -> None:
        (one,) = assign(pool([[1, 1]], [[8, 8]], holder=np.array([0])), desks(2))
        assert (one.adviser, one.why) == (0, Why.KEPT)

    def test_a_pin_holds_against_everything_but_who_can(self) -> None:
        (one,) = assign(pool([[1, 1]], [[0.5, 8]], pinned=np.array([0])), desks(2, busy=[6, 0]))
        assert (one.adviser, one.why) == (0, Why.PINNED)

    def test_who_has_helped_the_company_before_does_so_again(self) -> None:
        knows = np.array([[False, True]])
        (one,) = assign(pool([[1, 1]], [[8, 8]], knows=knows), desks(2))
        assert (one.adviser, one.why) == (1, Why.CONTINUITY)

    def test_a_full_desk_gets_no_more(self) -> None:
        placings = assign(pool([[1, 1], [1, 1]], [[8, 8], [8, 8]]), desks(2, room=[0, 1]))
        assert sorted(one.adviser for one in placings) == [NOBODY, 1]

    def test_the_nearest_deadline_stands_first_in_line(self) -> None:
        placings = assign(pool([[1], [1], [1]], [[8], [2], [4]]), desks(1))
        assert lines(placings, 1) == [[1, 2, 0]]

    def test_no_questions_no_answer(self) -> None:
        assert assign(pool([[1, 1]], [[1, 1]]), desks(2))
        empty = Pool(np.zeros((0, 2), np.bool_), *(np.zeros((0, 2)),) * 2, np.zeros(0, np.int64), np.zeros(0),
                     np.zeros((0, 2), np.bool_), np.zeros(0, np.int64))  # fmt: skip
        assert assign(empty, desks(2)) == []

    @given(st.integers(0, 2**32 - 1))
    @settings(max_examples=60)
    def test_no_other_sharing_out_breaks_fewer_promises(self, seed: int) -> None:
        """Against every way of giving three questions to three free advisers, one each: none has less risk in all."""
        dice = np.random.default_rng(seed)
        hours = dice.uniform(0.2, 4, (3, 3))
        only_risk = replace(DEFAULT, wait=0, grade=0, load=0, rare=0, move=0, stay=0, deepest=1)
        placings = assign(pool([[1] * 3] * 3, hours.tolist()), desks(3), only_risk)
        alone = [[assign(pool([[1]], [[h]]), desks(1), only_risk)[0].risk for h in row] for row in hours]
        best = min(sum(alone[row][person] for row, person in enumerate(order)) for order in permutations(range(3)))
        assert sum(one.risk for one in placings) == pytest.approx(best)

    @given(st.integers(0, 2**32 - 1), st.integers(1, 7), st.integers(1, 5))
    @settings(max_examples=80)
    def test_everybody_gets_only_what_they_can_each_place_once_and_the_same_each_time(
        self, seed: int, rows: int, people: int
    ) -> None:
        dice = np.random.default_rng(seed)
        asked = pool(
            dice.integers(0, 2, (rows, people)).tolist(),
            dice.uniform(-1, 9, (rows, people)).tolist(),
            holder=dice.integers(-1, people, rows),
        )
        placings = assign(asked, desks(people))
        given_away = [(one.adviser, one.place) for one in placings if one.adviser != NOBODY]
        assert len(given_away) == len(set(given_away))
        assert all(asked.fits[one.question, one.adviser] for one in placings if one.adviser != NOBODY)
        assert placings == assign(asked, desks(people))


def test_instants_are_those_of_utc() -> None:
    assert at("2026-11-23T09:00") == int(datetime(2026, 11, 23, 8, 0, tzinfo=UTC).timestamp())
