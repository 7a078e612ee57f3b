"""The room's mails: few words, one link, in the receiver's language."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from endorr import worktime
from endorr.base.outbox.rendering import Rendered, render_mail
from endorr.records.models import Request, SubjectRequest

STAFF = "sv"  # the working language of whoever handles records


def _letter(subject: str, paragraphs: Sequence[str], *, language: str, link: str) -> Rendered:
    context = {"paragraphs": paragraphs, "link": link}
    return render_mail("records/mail/letter", subject=subject, context=context, language=language)


def asked(row: Request, *, link: str) -> Rendered:
    """Tell the authority's staff that somebody asks for a record; what is asked for is read behind the sign-in."""
    with override(STAFF):
        subject = _("Begäran om allmän handling %(number)s") % {"number": row.number}
        told = [
            _("Någon vill läsa handlingar hos %(authority)s.") % {"authority": row.entity.name},
            _("Svara skyndsamt, senast %(due)s.") % {"due": worktime.deadline(row.due)},
            _("Fråga inte vem det är eller varför."),
        ]
    return _letter(subject, told, language=STAFF, link=link)


def late(row: Request, *, link: str) -> Rendered:
    """Tell the authority's staff that a request is unanswered though its time is out."""
    with override(STAFF):
        subject = _("Obesvarad begäran om allmän handling %(number)s") % {"number": row.number}
        told = [_("Den skulle ha besvarats senast %(due)s.") % {"due": worktime.deadline(row.due)}]
    return _letter(subject, told, language=STAFF, link=link)


def received(row: Request, *, link: str) -> Rendered:
    """Confirm a request to whoever gave an address."""
    with override(row.language):
        subject = _("Vi har fått din begäran %(number)s") % {"number": row.number}
        told = [
            _("%(authority)s prövar den skyndsamt.") % {"authority": row.entity.name},
            _("På din egen sida ser du hur det går och läser svaret:"),
        ]
    return _letter(subject, told, language=row.language, link=link)


def answered(row: Request, *, link: str) -> Rendered:
    """Tell whoever gave an address that there is an answer; the answer itself stands behind the link."""
    with override(row.language):
        subject = _("Svar på din begäran %(number)s") % {"number": row.number}
        told = [_("%(authority)s har svarat. Läs svaret på din egen sida:") % {"authority": row.entity.name}]
    return _letter(subject, told, language=row.language, link=link)


def extract(authority: str, *, link: str, language: str) -> Rendered:
    """Send a person the link to what is kept of them."""
    with override(language):
        subject = _("Det här vet vi om dig")
        told = [
            _("Någon, troligen du, har hos %(authority)s frågat vad som finns om dig.") % {"authority": authority},
            _("Länken gäller i två veckor. Var det inte du kan du låta bli att öppna den."),
        ]
    return _letter(subject, told, language=language, link=link)


def wished(row: SubjectRequest, *, link: str) -> Rendered:
    """Tell the authority's staff that somebody wishes to be forgotten."""
    with override(STAFF):
        subject = _("Någon vill bli glömd")
        told = [_("Önskan gäller %(authority)s och ska prövas inom en månad.") % {"authority": row.entity.name}]
    return _letter(subject, told, language=STAFF, link=link)
