"""Moves a call's money under its lock: postings and balances together, and never past what is there."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F, Sum

from endorr.cheques.models import Application, Balance, Call, Funder, Posting
from endorr.cheques.rules.money import WAYS, Account, Move, check_covered, parts, parts_of_held


def weights_of(call: Call) -> dict[int, int]:
    return dict(Funder.objects.filter(call=call).order_by("pk").values_list("pk", "weight"))


def standing(call: Call, account: Account) -> dict[int, int]:
    """Return what each funder of a call has on an account."""
    rows = Balance.objects.filter(funder__call=call, account=account.value).order_by("funder")
    return dict(rows.values_list("funder", "ore"))


def held_by(application: Application, account: Account) -> dict[int, int]:
    """Return what each funder has on an account for one application."""
    rows = Posting.objects.filter(application=application)
    held: dict[int, int] = {}
    for side, sign in (("credit", 1), ("debit", -1)):
        sums = rows.filter(**{side: account.value}).order_by("funder").values("funder").annotate(sum=Sum("ore"))
        for row in sums:
            held[row["funder"]] = held.get(row["funder"], 0) + sign * row["sum"]
    return {funder: ore for funder, ore in held.items() if ore}


def sum_of(application: Application, account: Account) -> int:
    return sum(held_by(application, account).values())


def book(application: Application | None, move: Move, shares: Mapping[int, int], *, now: datetime, by: str) -> None:
    """Move each funder's share of a sum; the caller has locked the call and seen that it is there."""
    debit, credit = WAYS[move]
    for funder, ore in shares.items():
        Posting.objects.create(
            funder_id=funder,
            application=application,
            move=move.value,
            debit=debit.value,
            credit=credit.value,
            ore=ore,
            at=now,
            by=by,
        )
        for account, change in ((debit, -ore), (credit, ore)):
            Balance.objects.filter(funder=funder, account=account.value).update(ore=F("ore") + change)


def take(application: Application, move: Move, ore: int, *, now: datetime, by: str) -> None:
    """Take a sum from what is available by the funders' weights; refused when one of them has not enough."""
    wanted = parts(ore, weights_of(application.call))
    check_covered(wanted, standing(application.call, Account.AVAILABLE))
    book(application, move, wanted, now=now, by=by)


def pass_on(application: Application, move: Move, ore: int, *, now: datetime, by: str) -> None:
    """Move a sum of what an application has already; refused when it has less."""
    held = held_by(application, WAYS[move][0])
    book(application, move, parts_of_held(ore, held), now=now, by=by)


def pass_all(application: Application, move: Move, *, now: datetime, by: str) -> int:
    """Move all that an application has on an account; return how many öre that was."""
    held = held_by(application, WAYS[move][0])
    book(application, move, held, now=now, by=by)
    return sum(held.values())
