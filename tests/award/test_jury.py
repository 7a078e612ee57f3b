"""What binds a jury, tried without a database."""

import pytest

from endorr.award.rules.jury import Bar, Barred, Seat, check_quorum, deviates, mean_points, taking_part

NOMINEES = ("18", "12", "24")
READ = ("Samverkan", "Spets")


def seat(key: str, *, aside: str = "", points: dict[str, int] | None = None) -> Seat:
    given = {(county, one): value for county, value in (points or {}).items() for one in READ}
    return Seat(key, {one: one == aside for one in NOMINEES}, points is not None, given)


def test_who_has_an_interest_takes_no_part_and_too_few_cannot_decide() -> None:
    handed_in = {"18": 5, "12": 3, "24": 3}
    jury = [seat(str(number), points=handed_in) for number in range(3)]
    jury += [seat("3", aside="24"), seat("4", aside="12")]
    assert [one.key for one in taking_part(jury, NOMINEES)] == ["0", "1", "2"]
    assert len(check_quorum(jury, NOMINEES)) == 3
    for few in (jury[1:], [*jury, seat("5", aside="18")]):
        with pytest.raises(Barred) as caught:
            check_quorum(few, NOMINEES)
        assert caught.value.bar is Bar.TOO_FEW_JURORS, "three at least, and more than half of the jury"


def test_a_choice_deviates_when_another_had_more_points_or_a_better_rank() -> None:
    jury = [seat("0", points={"18": 5, "12": 3, "24": 4}), seat("1", points={"18": 4, "12": 3, "24": 5})]
    assert mean_points(jury, "18") == mean_points(jury, "24") == 4.5
    assert not deviates("18", jury, NOMINEES, {"18": 1, "12": 2, "24": 4})
    assert deviates("24", jury, NOMINEES, {"18": 1, "12": 2, "24": 4}), "a better rank was passed over"
    assert deviates("12", jury, NOMINEES, {"12": 1, "18": 2, "24": 4}), "more points were passed over"
    assert deviates("24", jury, NOMINEES, {"18": 1}), "the chosen one has no rank at all"
    assert not deviates("18", jury, NOMINEES, {})
