"""Trying a staff dry: the same staff, days and questions under each way of sharing out."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from endorr import worktime
from endorr.cli.simulate import command
from endorr.planning.rules.policies import GREEDY, Policy
from endorr.planning.rules.scenarios import COUNTIES, SKILLS, Demand, Scenario, draw, standard_staff
from endorr.planning.rules.simulation import simulate
from endorr.planning.rules.staff import Adviser
from endorr.planning.rules.staffing import compare, needed, outcome
from endorr.planning.rules.stress import Stress, tried

SE = worktime.calendar("SE")
FIRST = date(2026, 1, 12)
NORMAL, HALF_AS_MANY_AGAIN = 30, 45


def drawn(a_day: float = NORMAL, *, seed: int = 1, days: int = 20, people: int = 12) -> Scenario:
    return draw("s", standard_staff(people), Demand(a_day), seed=seed, first_day=FIRST, days=days, calendar=SE)


class TestScenario:
    def test_the_standard_staff_has_no_hole(self) -> None:
        staff = standard_staff()
        assert len(staff) == 12
        for skill in SKILLS:
            for tongue in ("sv", "en", "de"):
                for county in COUNTIES:
                    able = [a for a in staff if skill in a.grades and tongue in a.languages and county in a.places]
                    assert len(able) >= 2, (skill, tongue, county)

    def test_one_in_eight_is_away(self) -> None:
        scenario = drawn(days=2000)
        days = sum((one.last_day - one.first_day).days + 1 for one in [*scenario.known, *scenario.sudden])
        assert 0.10 < days / (2000 * 12) < 0.14

    def test_the_same_seed_gives_the_same_days(self) -> None:
        assert drawn(seed=4) == drawn(seed=4) != drawn(seed=5)

    def test_every_question_must_be_acted_on_after_it_came(self) -> None:
        assert all(one.received < one.act_by for one in drawn().questions)


class TestSimulation:
    def test_the_same_scenario_has_the_same_outcome(self) -> None:
        first, second = (replace(simulate(drawn(), Policy.ROLLING), solver_ms=0) for _ in range(2))
        assert first == second

    def test_every_question_is_counted_once(self) -> None:
        for policy in Policy:
            report = simulate(drawn(days=15), policy)
            asked = sum(count for _, count in report.places.values())
            assert report.questions == asked == len(drawn(days=15).questions)
            assert report.missed == sum(report.causes.values())

    def test_two_who_do_everything_keep_a_quiet_week(self) -> None:
        able = [Adviser(key, dict.fromkeys(SKILLS, 2)) for key in ("anna", "bo")]
        quiet = draw("quiet", able, Demand(2), seed=3, first_day=FIRST, days=10, calendar=SE, away=0)
        assert simulate(quiet).kept == 1.0

    def test_what_nobody_does_is_missed_and_told_as_such(self) -> None:
        lonely = [Adviser("anna", {"market": 3})]
        report = simulate(draw("hole", lonely, Demand(3), seed=3, first_day=FIRST, days=10, calendar=SE, away=0))
        assert report.causes["nobody"] > 0

    def test_the_rolling_assignment_breaks_fewer_promises_than_any_greedy_one(self) -> None:
        days = [drawn(HALF_AS_MANY_AGAIN, seed=seed, days=30) for seed in range(3)]
        rolling, *others = compare(days, [Policy.ROLLING, *GREEDY])
        assert all(rolling.missed * 2 <= one.missed for one in others)

    @pytest.mark.long
    @pytest.mark.parametrize(("a_day", "wanted"), [(NORMAL, 0.995), (HALF_AS_MANY_AGAIN, 0.98)])
    def test_thirty_seeds_keep_the_promise(self, a_day: int, wanted: float) -> None:
        outcomes = compare([drawn(a_day, seed=seed, days=60) for seed in range(30)], [Policy.ROLLING, *GREEDY])
        rolling, greedy = outcomes[0], outcomes[1:]
        assert rolling.low >= wanted
        assert rolling.worst_place[1] >= 0.98
        assert all(rolling.missed * 2 <= one.missed for one in greedy)


def of_organisations(*names: str) -> list[Adviser]:
    return [replace(one, organisation=names[number % len(names)]) for number, one in enumerate(standard_staff())]


class TestStress:
    @pytest.mark.parametrize("stress", list(Stress))
    def test_each_can_be_tried(self, stress: Stress) -> None:
        staff = of_organisations("region", "almi")
        scenario = tried(stress, staff, Demand(20), seed=1, first_day=FIRST, days=14, calendar=SE)
        assert 0 < simulate(scenario).kept <= 1

    def test_one_speaker_is_left(self) -> None:
        scenario = tried(Stress.ONE_SPEAKER, standard_staff(), Demand(5), seed=1, first_day=FIRST, days=5, calendar=SE)
        assert sum("de" in one.languages for one in scenario.staff) == 1

    def test_a_silent_organisation_takes_nothing(self) -> None:
        staff = of_organisations("region", "almi", "region")
        scenario = tried(Stress.SILENT, staff, Demand(5), seed=1, first_day=FIRST, days=5, calendar=SE)
        assert {one.organisation for one in scenario.staff} == {"region"}


class TestStaffing:
    def test_fewer_are_needed_for_fewer_questions(self) -> None:
        def make(a_day: float):  # type: ignore[no-untyped-def]
            return lambda people: [drawn(a_day, seed=seed, days=15, people=people) for seed in range(2)]

        few, many = needed(make(10), wanted=0.98, most=24), needed(make(30), wanted=0.98, most=24)
        assert few
        assert many
        assert few[0] < many[0]

    def test_when_not_even_the_most_are_enough_nothing_is_promised(self) -> None:
        assert needed(lambda people: [drawn(60, days=10, people=people)], wanted=0.999, most=2) is None

    def test_no_runs_say_nothing(self) -> None:
        with pytest.raises(ValueError, match="no runs"):
            outcome([])


class TestCommand:
    def test_a_described_staff(self, tmp_path: Path) -> None:
        staff = {"advisers": [{"key": "anna", "grades": {"customs": 3}}, {"key": "bo", "grades": {"customs": 1}}]}
        file, out = tmp_path / "staff.json", tmp_path / "out.json"
        file.write_text(json.dumps(staff), encoding="utf-8")
        told = CliRunner().invoke(
            command, ["--staff", str(file), "--a-day", "3", "--days", "10", "--seeds", "2", "--output", str(out)]
        )
        assert told.exit_code == 0, told.output
        assert [row["policy"] for row in json.loads(out.read_text(encoding="utf-8"))] == [one.value for one in Policy]

    @pytest.mark.parametrize(
        "text", ["{", "[]", '{"advisers": []}', '{"advisers": [{"key": "a", "grades": {"x": 4}}]}']
    )
    def test_a_file_that_describes_no_staff_is_refused_in_words(self, tmp_path: Path, text: str) -> None:
        file = tmp_path / "staff.json"
        file.write_text(text, encoding="utf-8")
        told = CliRunner().invoke(command, ["--staff", str(file)])
        assert told.exit_code == 2
        assert "staff.json" in told.output
