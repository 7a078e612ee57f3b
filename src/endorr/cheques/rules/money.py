"""Decides where a call's money may move: whole öre from one account to another, so that all sums are always zero.

Each posting is one amount out of an account and into another (double entry by construction). A correction is a move
back; nothing is taken away. Funders share every sum by largest remainder, so that the parts add up to it.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from endorr.cheques.rules.words import Refusal, Refused
from endorr.core.money import split


class Account(StrEnum):
    """Where a funder's money in a call is. The frame is where it comes from, and the only one below zero."""

    FRAME = "frame"
    AVAILABLE = "available"
    RESERVED = "reserved"
    COMMITTED = "committed"
    PAYABLE = "payable"
    PAID = "paid"
    RECEIVABLE = "receivable"
    LOST = "lost"


class Move(StrEnum):
    """Why money moves."""

    ALLOT = "allot"
    RESERVE = "reserve"
    FREE = "free"
    COMMIT = "commit"
    RELEASE = "release"
    APPROVE = "approve"
    PAY = "pay"
    RETURN = "return"
    DEMAND = "demand"
    REPAY = "repay"
    WRITE_OFF = "write_off"


WAYS: Mapping[Move, tuple[Account, Account]] = {
    Move.ALLOT: (Account.FRAME, Account.AVAILABLE),
    Move.RESERVE: (Account.AVAILABLE, Account.RESERVED),
    Move.FREE: (Account.RESERVED, Account.AVAILABLE),
    Move.COMMIT: (Account.AVAILABLE, Account.COMMITTED),
    Move.RELEASE: (Account.COMMITTED, Account.AVAILABLE),
    Move.APPROVE: (Account.COMMITTED, Account.PAYABLE),
    Move.PAY: (Account.PAYABLE, Account.PAID),
    Move.RETURN: (Account.PAYABLE, Account.COMMITTED),
    Move.DEMAND: (Account.PAID, Account.RECEIVABLE),
    Move.REPAY: (Account.RECEIVABLE, Account.AVAILABLE),
    Move.WRITE_OFF: (Account.RECEIVABLE, Account.LOST),
}
"""From which account to which each move goes; the database knows no others."""

Held = Mapping[int, Mapping[Account, int]]
"""What stands on each account, by funder."""


def parts(ore: int, weights: Mapping[int, int]) -> dict[int, int]:
    """Divide a sum among funders by their weights; the parts add up to it, and who gets nothing is left out."""
    funders: Sequence[int] = list(weights)
    shared = split(ore, [weights[one] for one in funders])
    return {funder: part for funder, part in zip(funders, shared, strict=True) if part}


def parts_of_held(ore: int, held: Mapping[int, int]) -> dict[int, int]:
    """Divide a sum by what each funder has left of it, which no part then exceeds; refused when it is not there."""
    if ore > sum(held.values()):
        raise Refused(Refusal.NO_MONEY, ore=max(sum(held.values()), 0))
    return parts(ore, held) if ore else {}


def check_covered(wanted: Mapping[int, int], available: Mapping[int, int]) -> None:
    """Refuse to take from a funder more than it has available."""
    if any(part > available.get(funder, 0) for funder, part in wanted.items()):
        raise Refused(Refusal.NO_MONEY, ore=max(sum(available.values()), 0))
