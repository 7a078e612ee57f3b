"""A batch asks each question once, and its rows point at the very same rows; outside of one everything is as ever."""

from itertools import count

from endorr.base.accounts.models import User
from endorr.base.remembering import memory, remembered, remembering, share
from endorr.base.tenancy.models import Membership, Organisation


def test_what_was_asked_once_is_not_asked_again_until_the_batch_is_over() -> None:
    asked = count()

    @remembered
    def holder(door: str, *, on: int) -> str:
        return f"{door} {on} {next(asked)}"

    assert [holder("norr", on=1), holder("norr", on=1)] == ["norr 1 0", "norr 1 1"]
    with remembering():
        assert [holder("norr", on=1), holder("norr", on=1)] == ["norr 1 2"] * 2
        assert [holder("norr", on=2), holder("syd", on=1)] == ["norr 2 3", "syd 1 4"]
    assert memory() is None
    assert holder("norr", on=1) == "norr 1 5"


def test_one_batch_inside_another_remembers_for_itself() -> None:
    with remembering():
        outer = memory()
        with remembering():
            assert memory() is not outer
        assert memory() is outer


def test_rows_of_a_batch_point_at_the_same_row_and_others_at_their_own() -> None:
    seats = [Membership(person=User(pk=7), organisation=Organisation(pk=4)) for _ in range(3)]
    share(seats[0], "person", "organisation")
    with remembering():
        for seat in seats[1:]:
            share(seat, "person", "organisation")
    assert seats[1].person is seats[2].person
    assert seats[1].organisation is seats[2].organisation
    assert seats[0].person is not seats[1].person
