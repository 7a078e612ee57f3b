"""Who may join, hold and end what."""

from datetime import datetime, timedelta

import pytest
from tests.base.tenancy.conftest import BY

from endorr.base.accounts.models import User
from endorr.base.clock import local_date
from endorr.base.tenancy import commands
from endorr.base.tenancy.models import Cooperation, Membership, Organisation
from endorr.base.tenancy.queries import cooperations_of
from endorr.base.tenancy.rules import LOGO_BYTES, Reason, Refused, Role

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def grant(person: User, organisation: Organisation, role: Role, now: datetime) -> Membership:
    return commands.grant_membership(person, organisation, role, now=now, actor=BY)


def refusal(caught: pytest.ExceptionInfo[Refused]) -> Reason:
    return caught.value.reason


def test_a_partner_leaves_at_once_and_may_come_back(
    almi: Organisation, vasterbotten: Cooperation, tuesday: datetime
) -> None:
    left = commands.leave_cooperation(almi, vasterbotten, now=tuesday, actor=BY)
    assert left.valid_to == local_date(tuesday)
    assert cooperations_of([almi.pk], on=local_date(tuesday)) == {}
    again = commands.join_cooperation(almi, vasterbotten, now=tuesday + DAY, actor=BY)
    assert again.pk != left.pk
    with pytest.raises(Refused) as caught:
        commands.join_cooperation(almi, vasterbotten, now=tuesday + 2 * DAY, actor=BY)
    assert refusal(caught) is Reason.ALREADY_TAKES_PART


def test_a_partner_that_changes_its_mind_the_same_day_never_left(
    almi: Organisation, vasterbotten: Cooperation, tuesday: datetime
) -> None:
    commands.leave_cooperation(almi, vasterbotten, now=tuesday, actor=BY)
    commands.join_cooperation(almi, vasterbotten, now=tuesday, actor=BY)
    assert almi.participations.get().valid_to is None


def test_who_does_not_take_part_cannot_leave_nor_hold_a_seat_there(
    chamber: Organisation, karin: User, vasterbotten: Cooperation, tuesday: datetime
) -> None:
    with pytest.raises(Refused) as caught:
        commands.leave_cooperation(chamber, vasterbotten, now=tuesday, actor=BY)
    assert refusal(caught) is Reason.DOES_NOT_TAKE_PART
    with pytest.raises(Refused) as caught:
        commands.grant_membership(karin, chamber, Role.COORDINATOR, now=tuesday, actor=BY, cooperation=vasterbotten)
    assert refusal(caught) is Reason.DOES_NOT_TAKE_PART


def test_the_same_seat_is_not_held_twice_on_a_day(karin: User, almi: Organisation, tuesday: datetime) -> None:
    grant(karin, almi, Role.ADVISER, tuesday)
    with pytest.raises(Refused) as caught:
        grant(karin, almi, Role.ADVISER, tuesday + 30 * DAY)
    assert refusal(caught) is Reason.ALREADY_HELD
    grant(karin, almi, Role.ANALYST, tuesday)


def test_a_seat_that_ended_can_be_given_anew_the_same_day(karin: User, almi: Organisation, tuesday: datetime) -> None:
    seat = grant(karin, almi, Role.ADVISER, tuesday)
    commands.end_membership(seat, now=tuesday, actor=BY)
    assert grant(karin, almi, Role.ADVISER, tuesday).pk != seat.pk


def test_ending_twice_is_ending_once(karin: User, almi: Organisation, tuesday: datetime) -> None:
    seat = grant(karin, almi, Role.ADVISER, tuesday)
    commands.end_membership(seat, now=tuesday, actor=BY)
    again = commands.end_membership(seat, now=tuesday + DAY, actor=BY)
    assert again.ended_at == tuesday


def test_a_seat_yet_to_begin_can_be_ended(karin: User, almi: Organisation, tuesday: datetime) -> None:
    starts = local_date(tuesday) + 7 * DAY
    seat = commands.grant_membership(karin, almi, Role.ADVISER, now=tuesday, actor=BY, valid_from=starts)
    assert commands.end_membership(seat, now=tuesday, actor=BY).ended_at == tuesday


def test_the_last_administrator_stays_until_there_is_another(
    karin: User, ali: User, almi: Organisation, tuesday: datetime
) -> None:
    seat = grant(karin, almi, Role.ADMINISTRATOR, tuesday)
    with pytest.raises(Refused) as caught:
        commands.end_membership(seat, now=tuesday, actor=BY)
    assert refusal(caught) is Reason.LAST_ADMINISTRATOR
    grant(ali, almi, Role.ADMINISTRATOR, tuesday)
    assert commands.end_membership(seat, now=tuesday, actor=BY).ended_at == tuesday


def test_the_last_seat_gone_signs_out_everywhere_but_not_before(
    karin: User, almi: Organisation, tuesday: datetime
) -> None:
    first, second = grant(karin, almi, Role.ADVISER, tuesday), grant(karin, almi, Role.ANALYST, tuesday)
    before = karin.get_session_auth_hash()
    commands.end_membership(first, now=tuesday, actor=BY)
    karin.refresh_from_db()
    assert karin.get_session_auth_hash() == before
    commands.end_membership(second, now=tuesday, actor=BY)
    karin.refresh_from_db()
    assert karin.get_session_auth_hash() != before


def test_colours_that_cannot_be_read_are_refused_with_colours_that_can(
    vasterbotten: Cooperation, tuesday: datetime
) -> None:
    with pytest.raises(Refused) as caught:
        commands.set_brand(vasterbotten, primary="#ffe680", accent="#f2b632", now=tuesday, actor=BY)
    assert refusal(caught) is Reason.COLOURS_TOO_FAINT
    assert "#" in caught.value.details[0]


def test_a_logo_is_known_by_its_bytes_and_kept_when_only_colours_change(
    vasterbotten: Cooperation, tuesday: datetime
) -> None:
    commands.set_brand(vasterbotten, primary="#17415c", accent="#f2b632", now=tuesday, actor=BY, logo=PNG)
    brand = commands.set_brand(vasterbotten, primary="#1c2b33", accent="#f2b632", now=tuesday, actor=BY)
    brand.refresh_from_db()
    assert (bytes(brand.logo or b""), brand.logo_type) == (PNG, "image/png")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", Reason.LOGO_NOT_A_PICTURE),
        (b"GIF89a", Reason.LOGO_NOT_A_PICTURE),
        (PNG + b"\0" * LOGO_BYTES, Reason.LOGO_TOO_BIG),
    ],
)
def test_a_logo_that_may_carry_script_or_weighs_too_much_is_refused(
    vasterbotten: Cooperation, tuesday: datetime, content: bytes, reason: Reason
) -> None:
    with pytest.raises(Refused) as caught:
        commands.set_brand(vasterbotten, primary="#17415c", accent="#f2b632", now=tuesday, actor=BY, logo=content)
    assert refusal(caught) is reason
