"""Turns what the queries tell into tables and lists that a page draws."""

from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr.aid.queries import EntryRow
from endorr.base.i18n import formats
from endorr.base.ui.parts import Cell, Column, Link, Row, Table, Tag
from endorr.cheques.queries.calls import CallRow
from endorr.cheques.queries.files import AidTab, Head, Listed, MoneyTab, Standpoint
from endorr.cheques.queries.money import CallMoney, Waiting
from endorr.cheques.queries.own import AidRoom
from endorr.cheques.queries.parts import CostShown, FileShown, PaymentShown
from endorr.cheques.rules.eligibility import Finding, Limits, Rule
from endorr.cheques.rules.money import Account, Move
from endorr.cheques.words import (
    ACCOUNTS,
    AID_KINDS,
    ANSWER_KINDS,
    ANSWERS,
    COSTS,
    FAULTS,
    FILE_KINDS,
    GROUNDS,
    INSTRUMENTS,
    MOVES,
    PAYING_KINDS,
    PAYINGS,
    RULES,
    STANCE_KINDS,
    STANCES,
    STATE_KINDS,
    STATES,
    TRADES,
)
from endorr.directory.words import marked


def language() -> str:
    return get_language() or "sv"


def kronor(ore: int) -> str:
    """Return öre as kronor in the reader's language."""
    return formats.money(ore, language())


def euro(cents: int) -> str:
    """Return cents as euro in the reader's language."""
    figure = formats.number(cents / 100, language(), decimals=2 if cents % 100 else 0)
    return f"{figure}\N{NO-BREAK SPACE}euro" if language() != "en" else f"EUR\N{NO-BREAK SPACE}{figure}"


def rate(kronor_a_euro: Decimal) -> str:
    """Return a rate with no more decimals than it has."""
    decimals = max(2, -int(kronor_a_euro.normalize().as_tuple().exponent))
    return formats.number(kronor_a_euro, language(), decimals=decimals)


def day(when: date | None) -> str:
    return formats.plain_day(when, language()) if when else "–"


def title_of(call: CallRow | CallMoney) -> str:
    return call.title_en if language() == "en" else call.title


def about_of(call: CallRow) -> str:
    return call.about_en if language() == "en" else call.about


def _span(least: str | None, most: str | None) -> str:
    if least and most:
        return _("%(least)s till %(most)s") % {"least": least, "most": most}
    if least:
        return _("minst %(least)s") % {"least": least}
    return _("högst %(most)s") % {"most": most} if most else ""


def _written(rule: Rule, value: int | None) -> str | None:
    if value is None:
        return None
    return kronor(value) if rule in {Rule.TURNOVER, Rule.AMOUNT} else formats.number(value, language())


def wanted(finding: Finding) -> str:
    """Return what a rule wants, where it is a matter of how much."""
    return _span(_written(finding.rule, finding.least), _written(finding.rule, finding.most))


def findings_table(found: tuple[Finding, ...]) -> Table:
    columns = [Column(_("Regel")), Column(_("Kräver")), Column(_("Svar"))]
    rows: list[list[Cell]] = [
        [str(RULES[one.rule]), wanted(one) or "–", Tag(str(ANSWERS[one.answer]), ANSWER_KINDS[one.answer])]
        for one in found
    ]
    return Table(_("Reglerna"), columns, rows)


def rules_list(limits: Limits) -> list[Row]:
    """Return a rule set in words, only what it says something about."""
    told = [
        (Rule.EMPLOYEES, limits.employees),
        (Rule.TURNOVER, limits.turnover),
        (Rule.AMOUNT, limits.amount),
        (Rule.MONTHS, (None, limits.months)),
    ]
    rows = [
        Row(str(RULES[rule]), _span(_written(rule, least), _written(rule, most)))
        for rule, (least, most) in told
        if least is not None or most is not None
    ]
    rows.append(Row(_("Checken betalar"), _("högst %(share)s av kostnaden") % {"share": _percent(limits.share)}))
    if limits.travel_share is not None:
        rows.append(Row(_("Resor"), _("högst %(share)s av hela kostnaden") % {"share": _percent(limits.travel_share)}))
    if limits.barred:
        rows.append(Row(_("Får inte checken"), ", ".join(str(TRADES[one]) for one in sorted(limits.barred))))
    if limits.one_a_year:
        rows.append(Row(str(RULES[Rule.ONE_A_YEAR]), _("Ja")))
    if limits.running_years:
        rows.append(Row(_("År i rad före ett år utan"), formats.number(limits.running_years, language())))
    return rows


def _percent(share: int) -> str:
    return formats.percent(share / 100, language())


def costs_table(costs: tuple[CostShown, ...]) -> Table:
    columns = [
        Column(_("Kostnad")),
        Column(_("Slag")),
        Column(_("Utan moms"), numeric=True),
        Column(_("Hur den räknas")),
    ]
    rows: list[list[Cell]] = [
        [one.what, str(COSTS[one.kind]), kronor(one.ore), Tag(str(STANCES[one.stance]), STANCE_KINDS[one.stance])]
        for one in costs
    ]
    return Table(_("Kostnader"), columns, rows, empty=_("Inga kostnader ännu."))


def stopped_lines(costs: tuple[CostShown, ...]) -> list[tuple[str, str]]:
    """Return the costs that do not count, each with the reason why."""
    return [(one.what, _reason(one)) for one in costs if one.stance != "allowed"]


def _reason(cost: CostShown) -> str:
    parts = [cost.why, cost.law]
    if cost.sign and not cost.why:
        parts.insert(0, _("Raden nämner ”%(word)s”.") % {"word": cost.sign})
    return " ".join(part for part in parts if part) or str(STANCES[cost.stance])


def files_table(files: tuple[FileShown, ...], name: str, first: str) -> Table:
    """Return the files of an application, each with its address: the view's name and first argument."""
    columns = [Column(_("Fil")), Column(_("Slag")), Column(_("Inkom"))]
    rows: list[list[Cell]] = [
        [Link(one.name, reverse(name, args=[first, one.public_id])), str(FILE_KINDS[one.kind]), day(one.at)]
        for one in files
    ]
    return Table(_("Filer"), columns, rows, empty=_("Inga filer ännu."))


def room_rows(room: AidRoom) -> list[Row]:
    left = euro(room.left)
    if room.left_ore is not None and room.rate is not None:
        told = {"sum": kronor(room.left_ore), "rate": rate(room.rate)}
        left += " " + _("(%(sum)s vid kursen %(rate)s)") % told
    return [
        Row(_("Taket"), euro(room.ceiling)),
        Row(_("Räknas sedan"), day(room.since)),
        Row(_("Redan fått"), euro(room.used)),
        Row(_("Kvar"), left),
    ]


# For those who work in the files


def listing_table(rows: tuple[Listed, ...]) -> Table:
    columns = [
        Column(_("Ärende")),
        Column(_("Företag")),
        Column(_("Läge")),
        Column(_("Söker"), numeric=True),
        Column(_("Beslut senast")),
    ]
    return Table(_("Ansökningar"), columns, [_listed(one) for one in rows], empty=_("Inga ansökningar ännu."))


def _listed(one: Listed) -> list[Cell]:
    state: Cell = Tag(str(STATES[one.state]), STATE_KINDS[one.state])
    if one.hidden:
        state = Tag(_("Dold: du har jäv"), "plain")
    elif one.to_declare:
        state = Tag(_("Väntar på dig"), "warn")
    return [
        Link(one.number, reverse("cheques:file", args=[one.public_id])),
        marked(one.company, fictional=one.fictional),
        state,
        "–" if one.hidden else kronor(one.asked),
        day(one.answer_by),
    ]


def head_rows(head: Head) -> list[Row]:
    return [
        Row(_("Läge"), Tag(str(STATES[head.state]), STATE_KINDS[head.state])),
        Row(_("Utlysning"), title_of(head.call)),
        Row(_("Söker"), kronor(head.asked)),
        Row(_("Beslut senast"), day(head.answer_by)),
    ]


def standpoint_rows(one: Standpoint, criteria: list[str]) -> list[Row]:
    """Return what a member of the board has said of an application."""
    if one.ground is not None:
        return [Row(_("Jäv"), str(GROUNDS[one.ground]))]
    rows = [Row(_("Jäv"), _("Nej") if one.declared else _("Har inte svarat än"))]
    if one.supports is not None:
        rows.append(Row(_("Stöder"), kronor(one.ore) if one.supports else _("Nej")))
        rows += [Row(name, str(points)) for name, points in zip(criteria, one.points, strict=True)]
        rows.append(Row(_("Motivering"), one.text))
    return rows


def aid_table(tab: AidTab) -> Table:
    columns = [
        Column(_("Dag")),
        Column(_("Företag i koncernen")),
        Column(_("Stöd")),
        Column(_("Belopp"), numeric=True),
        Column(_("Räknas")),
    ]
    rows: list[list[Cell]] = [
        [
            day(one.on),
            tab.names.get(one.company) or _("Ett företag som er organisation inte känner"),
            _what(one),
            euro(one.cents),
            _("Ja") if one.counts else _("Nej, för gammalt"),
        ]
        for one in tab.entries
    ]
    return Table(_("Konto för stöd av mindre betydelse"), columns, rows, empty=_("Inget stöd är känt."))


def _what(entry: EntryRow) -> str:
    return ", ".join(
        filter(None, (str(INSTRUMENTS[entry.instrument]), entry.giver, str(AID_KINDS[entry.kind]).lower()))
    )


def invoices_table(payment: PaymentShown) -> Table:
    columns = [
        Column(_("Faktura")),
        Column(_("Dag")),
        Column(_("Gäller")),
        Column(_("Utan moms"), numeric=True),
        Column(_("Räknas")),
    ]
    rows: list[list[Cell]] = [
        [
            f"{one.supplier} {one.number}",
            day(one.day),
            one.what,
            kronor(one.ore),
            Tag(str(FAULTS[one.fault]), "bad" if one.fault else "good"),
        ]
        for one in payment.invoices
    ]
    return Table(_("Fakturor"), columns, rows)


def payment_rows(payment: PaymentShown) -> list[Row]:
    rows = [
        Row(_("Läge"), Tag(str(PAYINGS[payment.state]), PAYING_KINDS[payment.state])),
        Row(_("Begärd"), day(payment.requested_at)),
        Row(_("Fakturor"), kronor(payment.asked)),
    ]
    if payment.struck:
        rows.append(Row(_("Varav räknas inte"), kronor(payment.struck)))
    if payment.ore is not None:
        rows.append(Row(_("Att betala"), kronor(payment.ore)))
    if payment.controller:
        rows.append(Row(_("Kontrollerad av"), payment.controller))
    if payment.payer:
        rows.append(Row(_("Utbetald av"), payment.payer))
    if payment.order:
        rows.append(Row(_("Betalningsorder"), payment.order))
    return rows


def postings_table(tab: MoneyTab) -> Table:
    columns = [
        Column(_("Dag")),
        Column(_("Händelse")),
        Column(_("Finansiär")),
        Column(_("Från")),
        Column(_("Till")),
        Column(_("Belopp"), numeric=True),
    ]
    rows: list[list[Cell]] = [
        [
            day(one.at),
            str(MOVES[Move(one.move)]),
            one.funder,
            str(ACCOUNTS[one.debit]),
            str(ACCOUNTS[one.credit]),
            kronor(one.ore),
        ]
        for one in tab.postings
    ]
    return Table(_("Huvudbok"), columns, rows, empty=_("Inga pengar har rört sig."))


MONEY_SHOWN = (Account.AVAILABLE, Account.RESERVED, Account.COMMITTED, Account.PAYABLE, Account.PAID)


def money_table(call: CallMoney) -> Table:
    """Return a call's accounts by funder; the last line is the sum."""
    columns = [Column(_("Finansiär")), *(Column(str(ACCOUNTS[one]), numeric=True) for one in MONEY_SHOWN)]
    rows: list[list[Cell]] = [
        [one.funder, *(kronor(one.ore.get(account, 0)) for account in MONEY_SHOWN)] for one in call.funders
    ]
    rows.append([_("Summa"), *(kronor(call.sum(account)) for account in MONEY_SHOWN)])
    return Table(title_of(call), columns, rows)


def waiting_table(rows: tuple[Waiting, ...]) -> Table:
    columns = [
        Column(_("Ärende")),
        Column(_("Företag")),
        Column(_("Läge")),
        Column(_("Begärd")),
        Column(_("Att betala"), numeric=True),
    ]
    cells: list[list[Cell]] = [
        [
            Link(one.number, reverse("cheques:tab", args=[one.application, "pengar"])),
            marked(one.company, fictional=one.fictional),
            Tag(str(PAYINGS[one.state]), PAYING_KINDS[one.state]),
            day(one.requested_at),
            kronor(one.ore) if one.ore is not None else "–",
        ]
        for one in rows
    ]
    return Table(_("Utbetalningar som väntar"), columns, cells, empty=_("Ingen utbetalning väntar."))
