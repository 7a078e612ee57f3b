"""Makes services ready to show: which words, in which language, with which mark."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from endorr.base.i18n import formats
from endorr.base.ui.parts import Kind, Tag
from endorr.catalogue.queries.public import Found, Page
from endorr.catalogue.queries.shelf import Entry
from endorr.catalogue.rules.card import WHOLE_COUNTRY, Card
from endorr.catalogue.rules.eligibility import Rule, RuleKind
from endorr.catalogue.rules.lines import as_line
from endorr.catalogue.rules.words import PROVIDER_KIND_BY_CODE, TOPIC_BY_CODE, Applicant, Standing, Status
from endorr.core.counties import BY_CODE
from endorr.core.municipalities import municipalities


@dataclass(frozen=True, slots=True)
class Text:
    """Words and the language they are in, so that a reading voice changes with them."""

    text: str
    language: str

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """A service in a list."""

    key: str
    name: Text
    gives: Text
    provider: str
    places: str
    marks: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A service on its own page: rows of (heading, text), marks, and the notice when it cannot be had."""

    key: str
    name: Text
    gives: Text
    provider: str
    provider_kind: str
    marks: tuple[Tag, ...]
    rows: tuple[tuple[str, Text], ...]
    rules: tuple[Text, ...]
    topics: tuple[tuple[str, str], ...]
    gone: str
    checked: str
    source: str
    source_host: str
    read_on: Any
    page_date: str
    old_names: tuple[str, ...]
    fell_back: bool
    phrases: tuple[str, ...]


def _text(card: Card, name: str, language: str) -> Text:
    return Text(*card.text(name, language))


def places(coverage: Iterable[str], language: str) -> str:
    """Return where a service is offered, in words."""
    codes = tuple(coverage)
    if WHOLE_COUNTRY in codes:
        return _("Hela Sverige")
    counties = [BY_CODE[code].en if language == "en" else BY_CODE[code].sv for code in codes if code in BY_CODE]
    return ", ".join([*counties, *(municipalities()[code].name for code in codes if code in municipalities())])


def applicant(card: Card) -> str:
    """Return who applies, as a sentence a company understands."""
    match card.applicant:
        case Applicant.BANK:
            return _("Din bank ansöker. Ta upp det med banken; vi kan vara med.")
        case Applicant.EITHER:
            return _("Ni eller er bank ansöker.")
        case Applicant.FOREIGN:
            return _("Företag och organisationer i andra länder.")
        case Applicant.PROMOTERS:
            return _("Organisationer som hjälper företag, inte enskilda företag.")
        case Applicant.COMPANY:
            return _("Ni ansöker själva.")


def _mark(stands: Standing, entry: Entry) -> tuple[str, Kind] | None:
    match stands:
        case Standing.OVERDUE:
            return _("Inte kontrollerad på ett halvår"), "warn"
        case Standing.HISTORICAL:
            return _("Äldre uppgift"), "warn"
        case Standing.NOT_YET:
            return _("Har inte öppnat"), "info"
        case Standing.GONE:
            return (_("Nedlagt") if entry.card.status is Status.CLOSED else _("Går inte att söka nu")), "bad"
        case Standing.OFFERED:
            return None if entry.verified_at is None else (_("Kontrollerad"), "good")


def marks(found: Found) -> tuple[Tag, ...]:
    """Return the marks of a service in a list."""
    mark = _mark(found.standing, found.entry)
    told = [Tag(*mark)] if mark else []
    if found.entry.card.applicant is Applicant.BANK:
        told.append(Tag(_("Banken ansöker"), "info"))
    if found.elsewhere:
        told.append(Tag(_("I närheten"), "plain"))
    return tuple(told)


def line(found: Found, language: str, _now: datetime) -> Line:
    """Return a service as one line of a list."""
    card = found.entry.card
    return Line(
        card.key,
        _text(card, "name", language),
        _text(card, "gives", language),
        card.provider,
        places(card.coverage, language),
        marks(found),
    )


def lines(found: Iterable[Found], language: str, now: datetime) -> tuple[Line, ...]:
    """Return several services as lines."""
    return tuple(line(one, language, now) for one in found)


def rule_text(rule: Rule, language: str) -> Text:
    """Return a condition in words."""
    match rule.kind:
        case RuleKind.STATEMENT:
            return Text(rule.en, "en") if language == "en" and rule.en else Text(rule.sv, "sv")
        case RuleKind.EMPLOYEES:
            return Text(_("Anställda: %(bounds)s") % {"bounds": _bounds(rule, language)}, language)
        case RuleKind.TURNOVER_SEK:
            return Text(_("Omsättning: %(bounds)s") % {"bounds": _kronor(rule, language)}, language)
        case RuleKind.AGE_YEARS:
            return Text(_("Företagets ålder i år: %(bounds)s") % {"bounds": _bounds(rule, language)}, language)
        case RuleKind.EXPORT_PERCENT:
            return Text(
                _("Export i procent av omsättningen: %(bounds)s") % {"bounds": _bounds(rule, language)}, language
            )
        case RuleKind.COUNTY | RuleKind.MUNICIPALITY:
            return Text(_("Företaget finns i %(places)s") % {"places": places(rule.codes, language)}, language)
        case RuleKind.SECTOR:
            return Text(_("Bransch (SNI): %(codes)s") % {"codes": ", ".join(rule.codes)}, language)
        case RuleKind.NOT_SECTOR:
            return Text(_("Inte bransch (SNI): %(codes)s") % {"codes": ", ".join(rule.codes)}, language)


def _between(low: str | None, high: str | None) -> str:
    if low is not None and high is not None:
        return pgettext("gränser", "%(low)s till %(high)s") % {"low": low, "high": high}
    return (_("minst %(low)s") % {"low": low}) if low is not None else (_("högst %(high)s") % {"high": high})


def _bounds(rule: Rule, language: str) -> str:
    low, high = (None if one is None else formats.number(one, language) for one in (rule.low, rule.high))
    return _between(low, high)


def _kronor(rule: Rule, language: str) -> str:
    low, high = (None if one is None else _amount(one, language) for one in (rule.low, rule.high))
    return _between(low, high)


def _amount(kronor: int, language: str) -> str:
    if kronor >= 1_000_000 and kronor % 100_000 == 0:
        return formats.money(kronor * 100, language, scale="mnkr")
    return formats.money(kronor * 100, language, scale="kr")


def _money_row(card: Card, language: str) -> str:
    told = []
    if card.own_share is not None:
        share = formats.percent(card.own_share / 100, language)
        told.append(_("Företaget betalar minst %(share)s själv.") % {"share": share})
    if card.max_amount_sek is not None:
        told.append(_("Högst %(amount)s.") % {"amount": _amount(card.max_amount_sek, language)})
    return " ".join(told)


def _rows(card: Card, language: str) -> tuple[tuple[str, Text], ...]:
    cost, how = _text(card, "cost", language), _text(card, "how", language)
    found = (
        (_("För vem"), _text(card, "for_whom", language)),
        (_("Vem ansöker"), Text(applicant(card), language)),
        (_("Så ansöker man"), how),
        (_("Vad det kostar"), cost or Text(_("Vi vet inte. Fråga innan du bestämmer dig."), language)),
        (_("Belopp och egen del"), Text(_money_row(card, language), language)),
        (_("Så snart svarar de"), Text(card.answer_time_text, "sv")),
        (_("Finns i"), Text(places(card.coverage, language), language)),
        (_("Bra att veta"), _text(card, "note", language)),
    )
    return tuple((heading, text) for heading, text in found if text)


def _gone(found: Found, language: str) -> str:
    card = found.entry.card
    match found.standing:
        case Standing.GONE if card.status is Status.CLOSED:
            return _("Stödet är nedlagt.")
        case Standing.GONE if card.status is Status.PAUSED:
            return _("Stödet tar inte emot ansökningar just nu.")
        case Standing.GONE if card.closes_at and card.status is Status.CURRENT:
            return _("Ansökan stängde %(when)s.") % {"when": formats.moment(card.closes_at, language)}
        case Standing.GONE:
            return _("Stödet finns inte kvar i sin organisations lista.")
        case Standing.NOT_YET if card.opens_at:
            return _("Öppnar %(when)s.") % {"when": formats.moment(card.opens_at, language)}
        case Standing.HISTORICAL:
            return _("Uppgiften är gammal eller gällde ett projekt. Stödet kan ha upphört.")
    return ""


def checked(entry: Entry, language: str) -> str:
    """Return when somebody last confirmed a service, in words: never is said as never."""
    if entry.verified_at is None:
        return _("Senast kontrollerad: aldrig")
    return _("Senast kontrollerad: %(day)s") % {"day": formats.day(entry.verified_at, language)}


def shown(page: Page, language: str, _now: datetime) -> Shown:
    """Return a service as its page shows it."""
    entry, card = page.found.entry, page.found.entry.card
    name, gives = _text(card, "name", language), _text(card, "gives", language)
    rows = _rows(card, language)
    kind = PROVIDER_KIND_BY_CODE.get(card.provider_kind)
    topics = [TOPIC_BY_CODE[code] for code in card.topics if code in TOPIC_BY_CODE]
    return Shown(
        key=card.key,
        name=name,
        gives=gives,
        provider=card.provider,
        provider_kind=kind.name(language) if kind else "",
        marks=marks(page.found),
        rows=rows,
        rules=tuple(rule_text(rule, language) for rule in card.eligibility),
        topics=tuple((one.code, one.name(language)) for one in topics),
        gone=_gone(page.found, language),
        checked=checked(entry, language),
        source=card.source,
        source_host=urlsplit(card.source).hostname or "",
        read_on=card.read_on,
        page_date=card.page_date,
        old_names=card.old_names,
        fell_back=language != "sv" and any(text.language == "sv" for text in (name, gives, *(row[1] for row in rows))),
        phrases=tuple(phrase for code, phrase in page.phrases if code == language)[:4],
    )


_FIELD_NAMES = {
    "name_sv": gettext_lazy("Namn på svenska"),
    "name_en": gettext_lazy("Namn på engelska"),
    "provider": gettext_lazy("Vem ger stödet?"),
    "provider_kind": gettext_lazy("Vad är den organisationen?"),
    "status": gettext_lazy("Läge"),
    "applicant": gettext_lazy("Vem ansöker"),
    "topics": gettext_lazy("Ämnen"),
    "gives_sv": gettext_lazy("Vad ger stödet? På svenska"),
    "gives_en": gettext_lazy("Vad ger stödet? På engelska"),
    "for_whom_sv": gettext_lazy("För vem? På svenska"),
    "for_whom_en": gettext_lazy("För vem? På engelska"),
    "cost_sv": gettext_lazy("Vad kostar det? På svenska"),
    "cost_en": gettext_lazy("Vad kostar det? På engelska"),
    "how_sv": gettext_lazy("Hur ansöker man? På svenska"),
    "how_en": gettext_lazy("Hur ansöker man? På engelska"),
    "note_sv": gettext_lazy("Bra att veta, på svenska"),
    "own_share": gettext_lazy("Minst så mycket betalar företaget självt"),
    "max_amount_sek": gettext_lazy("Högsta belopp"),
    "answer_time": gettext_lazy("Hur snart svarar de?"),
    "answer_time_text": gettext_lazy("Hur snart, med deras egna ord"),
    "coverage": gettext_lazy("Var finns stödet?"),
    "eligibility": gettext_lazy("Villkor, ett på varje rad"),
    "opens_at": gettext_lazy("Öppnar"),
    "closes_at": gettext_lazy("Stänger"),
    "synonyms": gettext_lazy("Andra ord för samma sak, ett på varje rad"),
    "old_names": gettext_lazy("Tidigare namn, ett på varje rad"),
    "related": gettext_lazy("Hör ihop med (nycklar), en på varje rad"),
    "phone": gettext_lazy("Telefon"),
    "email": gettext_lazy("E-post"),
    "source": gettext_lazy("Webbsida"),
}


def field_name(name: str) -> str:
    """Return what a field is called on the editor's page; a field it does not ask for keeps its own name."""
    return str(_FIELD_NAMES.get(name, name))


def value_text(value: Any) -> str:
    """Return a stored value as a line to compare with another."""
    if isinstance(value, list):
        return ", ".join(as_line(Rule.from_dict(one)) if isinstance(one, dict) else str(one) for one in value)
    return "" if value is None else str(value)
