"""Reads the money of calls for those whose they are: what stands where, and which payments wait."""

from dataclasses import dataclass
from datetime import datetime

from endorr.base.tenancy.rules import Viewer
from endorr.cheques.models import Balance, Call, PaymentRequest
from endorr.cheques.rules.money import Account
from endorr.cheques.rules.words import OPEN_PAYING, WATCHING, Paying


@dataclass(frozen=True, slots=True)
class FunderRow:
    """What stands on each account of a funder in a call, in öre."""

    funder: str
    ore: dict[Account, int]


@dataclass(frozen=True, slots=True)
class CallMoney:
    """A call and its funders' accounts."""

    code: str
    title: str
    title_en: str
    funders: tuple[FunderRow, ...]

    def sum(self, account: Account) -> int:
        return sum(one.ore.get(account, 0) for one in self.funders)

    @property
    def adds_up(self) -> bool:
        """Say whether every funder's accounts sum to zero."""
        return all(sum(one.ore.values()) == 0 for one in self.funders)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A payment that waits for somebody."""

    application: str
    number: str
    company: str
    fictional: bool
    state: Paying
    requested_at: datetime
    ore: int | None


def call_money(viewer: Viewer) -> tuple[CallMoney, ...]:
    """Return the accounts of the calls of the viewer's organisations; two queries."""
    calls = list(Call.objects.filter(organisation__in=viewer.organisations_as(*WATCHING)).order_by("-opens_at", "pk"))
    rows = Balance.objects.filter(funder__call__in=calls).select_related("funder").order_by("funder", "pk")
    by_call: dict[int, dict[str, dict[Account, int]]] = {}
    for row in rows:
        by_call.setdefault(row.funder.call_id, {}).setdefault(row.funder.name, {})[Account(row.account)] = row.ore
    return tuple(
        CallMoney(
            call.code,
            call.title,
            call.title_en,
            tuple(FunderRow(name, ore) for name, ore in by_call.get(call.pk, {}).items()),
        )
        for call in calls
    )


def waiting_payments(viewer: Viewer) -> tuple[Waiting, ...]:
    """Return the payments that wait in the viewer's organisations, oldest first; one query."""
    rows = (
        PaymentRequest.objects.filter(
            application__call__organisation__in=viewer.organisations_as(*WATCHING),
            state__in=[one.value for one in OPEN_PAYING],
        )
        .select_related("application")
        .order_by("requested_at", "pk")
    )
    return tuple(
        Waiting(
            row.application.public_id,
            row.application.number,
            row.application.company_name,
            row.application.fictional,
            Paying(row.state),
            row.requested_at,
            row.ore,
        )
        for row in rows
    )
