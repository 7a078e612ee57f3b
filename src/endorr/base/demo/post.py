"""The demo's letter box: every mail the demo would have sent can be read, and answered, in the browser."""

from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP, default
from email.utils import format_datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override

from endorr.base.clock import now
from endorr.base.i18n.formats import moment
from endorr.base.outbox.commands import mail_domain, receive_mail
from endorr.base.outbox.queries import Received, Sent, answers_to, latest, message
from endorr.base.outbox.rules import State
from endorr.base.public_ids import new_public_id
from endorr.base.ui.parts import Column, Link, Table, Tag

MAILBOX = "demo"
MOST = 100


def _state(state: State) -> Tag:
    match state:
        case State.WAITING:
            return Tag(gettext("Väntar"), "info")
        case State.SENT:
            return Tag(gettext("Skickat"), "good")
        case State.UNDELIVERED:
            return Tag(gettext("Gick inte fram"), "bad")


class AnswerForm(forms.Form):
    """What the receiver of a mail answers."""

    text = forms.CharField(
        label=_("Ditt svar"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Skriv ett svar.")},
    )


def _when(instant: datetime) -> str:
    return moment(instant, get_language() or "sv")


def box(request: HttpRequest) -> HttpResponse:
    """List the newest mails."""
    rows = [
        (
            Link(mail.subject, reverse("demo:mail", args=[mail.public_id])),
            mail.to,
            _when(mail.created),
            _state(mail.state),
        )
        for mail in latest(limit=MOST)
    ]
    table = Table(
        caption=gettext("Utskick, det nyaste först"),
        columns=[Column(name) for name in (gettext("Ämne"), gettext("Till"), gettext("Skrivet"), gettext("Läge"))],
        rows=rows,
        empty=gettext("Inget har skickats ännu."),
    )
    return render(request, "demo/post.html", {"table": table})


def _or_404(public_id: str) -> Sent:
    found = message(public_id)
    if found is None:
        raise Http404
    return found


def _answer(received: Received) -> dict[str, Any]:
    parsed = BytesParser(policy=default).parsebytes(received.raw)
    body = parsed.get_body(("plain",))
    return {"sender": parsed["From"], "when": _when(received.received_at), "text": body.get_content() if body else ""}


# The mail's own HTML stands in a frame of ours, without scripts, forms or a way out.
@csp_override({**settings.SECURE_CSP, "frame-src": [CSP.SELF]})
def mail(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one mail with the answers to it; answer it."""
    sent = _or_404(public_id)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        receive_mail(raw=_reply(sent, text=form.cleaned_data["text"], at=now()), mailbox=MAILBOX, now=now())
        return HttpResponseRedirect(reverse("demo:mail", args=[public_id]))
    told = {
        "mail": sent,
        "state": _state(sent.state),
        "when": _when(sent.created),
        "answers": [_answer(one) for one in answers_to(sent.message_id)],
        "form": form,
    }
    return render(request, "demo/mail.html", told)


def _reply(sent: Sent, *, text: str, at: datetime) -> bytes:
    """Return the answer as the receiver's own mail program would have sent it."""
    reply = EmailMessage(policy=SMTP)
    reply["From"], reply["To"] = sent.to, sent.reply_to or settings.DEFAULT_FROM_EMAIL
    reply["Subject"] = sent.subject if sent.subject.startswith("Re:") else f"Re: {sent.subject}"
    reply["Date"] = format_datetime(at)
    reply["Message-ID"] = f"<{new_public_id()}@{MAILBOX}.{mail_domain()}>"
    reply["In-Reply-To"] = reply["References"] = sent.message_id
    reply.set_content(text)
    return reply.as_bytes()


@xframe_options_sameorigin
@csp_override(
    {"default-src": [CSP.NONE], "frame-ancestors": [CSP.SELF], "sandbox": ["allow-top-navigation-by-user-activation"]}
)
def mail_html(_request: HttpRequest, public_id: str) -> HttpResponse:
    """Return a mail's HTML as it was written, in a sandbox that only lets the reader follow its links."""
    return HttpResponse(_or_404(public_id).html.replace("<head>", '<head><base target="_top">', 1))
