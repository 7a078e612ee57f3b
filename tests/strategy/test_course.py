"""How a goal stands: a steady pace, figures that mean something else, and figures that are missing."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as some

from endorr.strategy.rules.course import Reading, Target, Verdict, Why, course, wanted
from endorr.strategy.rules.deeds import Voiced, sources, tellable

PROD, HQ = "prod", "hq"
UP = Target(2022, 100.0, 2030, 180.0, PROD)


def reading(year: int, value: float, meaning: str = PROD, **more: float) -> Reading:
    return Reading(year, value, more.get("low", value), more.get("high", value), meaning)


def test_a_steady_pace_lies_on_a_straight_line() -> None:
    assert [wanted(UP, year) for year in (2020, 2022, 2026, 2030, 2033)] == [100, 100, 140, 180, 180]


def test_a_goal_is_on_course_behind_reached_or_missed() -> None:
    for year, value, verdict, why in (
        (2024, 121, Verdict.ON_COURSE, Why.AHEAD),
        (2024, 119, Verdict.BEHIND, Why.SLOWER),
        (2026, 181, Verdict.ON_COURSE, Why.REACHED),
        (2030, 179, Verdict.BEHIND, Why.MISSED),
    ):
        told = course(UP, [reading(2022, 100), reading(year, value)])
        assert (told.verdict, told.why) == (verdict, why), (year, value)
        assert told.latest
        assert told.latest.year == year


def test_fewer_can_be_the_goal_too() -> None:
    down = Target(2022, 100.0, 2030, 20.0, PROD)
    assert course(down, [reading(2026, 55)]).verdict is Verdict.ON_COURSE
    assert course(down, [reading(2026, 65)]).verdict is Verdict.BEHIND


def test_s4_a_figure_that_means_something_else_is_kept_apart_and_never_compared() -> None:
    told = course(UP, [reading(2023, 111), reading(2024, 300, HQ)])
    assert (told.verdict, told.why) == (Verdict.CANNOT_SAY, Why.OTHER_MEANING)
    assert [one.value for one in told.points] == [111]
    assert [one.value for one in told.others] == [300]
    assert course(UP, [reading(2023, 300, HQ), reading(2024, 121)]).verdict is Verdict.ON_COURSE


def test_nothing_is_said_without_a_figure_or_when_counties_are_missing_or_rounding_hides_it() -> None:
    assert course(UP, []).why is Why.NO_FIGURE
    assert course(UP, [reading(2022, 100)]).why is Why.NO_FIGURE
    assert course(UP, [Reading(2024, 90.0, 90.0, 90.0, PROD, 20, 21)]).why is Why.NOT_WHOLE
    assert course(UP, [reading(2024, 120, low=119.5, high=120.5)]).why is Why.TOO_CLOSE


def test_of_two_readings_of_a_year_the_later_counts() -> None:
    assert course(UP, [reading(2024, 130), reading(2024, 110)]).verdict is Verdict.BEHIND


figures = some.floats(-1e6, 1e6, allow_nan=False)


@given(
    start=figures,
    aim=figures,
    first=some.integers(1990, 2030),
    span=some.integers(1, 30),
    year=some.integers(1980, 2070),
)
def test_the_pace_never_leaves_what_lies_between_start_and_aim(
    start: float, aim: float, first: int, span: int, year: int
) -> None:
    target = Target(first, start, first + span, aim, PROD)
    here, later = wanted(target, year), wanted(target, year + 1)
    slack = 1e-6
    assert min(start, aim) - slack <= here <= max(start, aim) + slack
    assert (later - here) * (aim - start) >= -slack * max(1.0, abs(aim - start))


@given(
    values=some.lists(
        some.tuples(some.integers(2023, 2032), figures), min_size=1, max_size=6, unique_by=lambda one: one[0]
    )
)
def test_the_order_in_which_years_are_read_does_not_matter_and_mirrored_goals_mirror(
    values: list[tuple[int, float]],
) -> None:
    readings = [reading(year, value) for year, value in values]
    told = course(UP, readings)
    for order in list(permutations(readings))[:6]:
        assert course(UP, order) == told
    mirrored = Target(2022, -100.0, 2030, -180.0, PROD)
    assert course(mirrored, [reading(year, -value) for year, value in values]).verdict is told.verdict


def test_s13_who_stands_behind_is_counted_at_the_least() -> None:
    two = [Voiced("a"), Voiced("a"), Voiced("b")]
    assert sources(two) == 2
    assert not tellable(sources(two))
    assert sources([*two, Voiced("", 3), Voiced("", 2)]) == 5, "the same may have been at both meetings"
    assert tellable(sources([Voiced("a"), Voiced("b"), Voiced("c")]))
