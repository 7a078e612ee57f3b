"""Writes the short mails in which the company is asked or told something: one greeting, some lines, some links."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from endorr.base.outbox.commands import enqueue_mail
from endorr.base.outbox.rendering import render_mail
from endorr.cases.afterwards import Asking
from endorr.cases.letters.company import to_company
from endorr.cases.letters.spoken import address_in, written
from endorr.cases.models import Case, Draft, Reopening, SharingRequest


@dataclass(frozen=True, slots=True)
class Word:
    """A short mail: how it greets, its paragraphs, and its links with what each is for."""

    hello: str
    paragraphs: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = ()


def _hello(case: Case) -> str:
    return _("Hej %(name)s!") % {"name": case.enquiry.name}


@contextmanager
def _in_language_of(case: Case) -> Iterator[str]:
    language = written(case.enquiry.language)
    with override(language):
        yield language


def _word(case: Case, name: str, subject: str, told: Word, *, once: str, now: datetime) -> None:
    to_company(case, name, subject, {"word": told}, template="word", once=once, now=now)


def resume(draft: Draft, to: str, *, now: datetime) -> None:
    """Put the way back to a question that was not sent in the outbox, once."""
    language = written(draft.language)
    with override(language):
        told = Word(
            _("Hej!"),
            (
                _("Du började skriva en fråga om export till oss, men den är inte skickad än."),
                _("Det du skrev finns kvar i 14 dagar. Sedan tar vi bort det. Vi påminner bara den här gången."),
            ),
            ((_("Fortsätt där du var"), address_in(draft.site, "cases:resume", draft.key, language=language)),),
        )
        subject = _("Din fråga är inte skickad än")
    mail = render_mail("cases/mail/word", subject=subject, context={"word": told}, language=language)
    enqueue_mail(
        to=to, subject=mail.subject, text=mail.text, html=mail.html, language=language, now=now,
        key=f"cases.resume:{draft.key}",
    )  # fmt: skip


def ask_to_share(case: Case, wanted: SharingRequest, *, token: str, now: datetime) -> None:
    """Ask the company by mail whether an organisation may read its question; the link asks before it acts."""
    with _in_language_of(case) as language:
        told = Word(
            _hello(case),
            (
                _("%(organisation)s kan kanske hjälpa dig med frågan %(number)s. Får de läsa den?")
                % {"organisation": wanted.organisation.name, "number": case.number},
                _("Därför frågar vi: %(why)s") % {"why": wanted.why},
                _("Svarar du nej händer ingenting. Vårt löfte gäller som förut."),
            ),
            ((_("Svara ja eller nej"), address_in(case.enquiry.site, "cases:may_share", token, language=language)),),
        )
        subject = _("Får vi dela din fråga?")
    _word(case, "share", subject, told, once=wanted.public_id, now=now)


def tell_of_late_follow_up(case: Case, row: Reopening, *, now: datetime) -> None:
    """Tell the company honestly that nobody has been in touch about the question it took up again."""
    if not case.enquiry.email:
        return
    with _in_language_of(case):
        told = Word(
            _hello(case),
            (
                _("Du skrev igen om frågan %(number)s, och ingen har hört av sig än.") % {"number": case.number},
                _("Vi har sagt till dem som svarar för dörren en gång till."),
            ),
        )
        subject = _("Vi har inte hört av oss än om din fråga")
    _word(case, "late", subject, told, once=str(row.pk), now=now)


def ask_right_person(case: Case, tokens: Mapping[str, str], *, once: str, now: datetime) -> None:
    """Ask the company whether it came to the right person: two links, each of which asks once more before it acts."""
    with _in_language_of(case) as language:
        site = case.enquiry.site
        told = Word(
            _hello(case),
            (_("Någon av oss har varit i kontakt med dig om frågan %(number)s.") % {"number": case.number},
             _("Kom du till rätt person?")),
            (
                (_("Ja, jag kom till rätt person"),
                 address_in(site, "cases:right_person", tokens["yes"], language=language)),
                (_("Nej, det var fel person"),
                 address_in(site, "cases:wrong_person", tokens["no"], language=language)),
            ),
        )  # fmt: skip
        subject = _("Kom du till rätt person?")
    _word(case, "right_person", subject, told, once=once, now=now)


def ask_afterwards(case: Case, asking: Asking, token: str, *, once: str, now: datetime) -> None:
    """Ask the company how it went, or months later what came of it."""
    with _in_language_of(case) as language:
        first, subject = _askings(case)[asking]
        told = Word(
            _hello(case),
            (first, _("Det tar en halv minut. Svaret hjälper oss och nästa företag.")),
            ((_("Svara här"), address_in(case.enquiry.site, "cases:afterwards", token, language=language)),),
        )
    _word(case, asking.value, subject, told, once=once, now=now)


def _askings(case: Case) -> dict[Asking, tuple[str, str]]:
    number = {"number": case.number}
    later = _("Vad blev det av din fråga?")
    return {
        Asking.SATISFACTION: (
            _(
                "Du frågade oss om export, fråga %(number)s. Hur blev det? "
                "Vi frågar alla, även när vi inte hörde av oss i tid."
            )
            % number,
            _("Hur bra var hjälpen?"),
        ),
        Asking.THREE_MONTHS: (
            _("För tre månader sedan frågade du oss om export, fråga %(number)s. Vad blev det av det?") % number,
            later,
        ),
        Asking.TWELVE_MONTHS: (
            _("För ett år sedan frågade du oss om export, fråga %(number)s. Vad blev det av det?") % number,
            later,
        ),
    }
