"""The company's own page behind its private link: the promise, where the question is, and what it may do."""

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from endorr import worktime
from endorr.base.clock import now
from endorr.base.files.views import as_download
from endorr.base.i18n.pages import offered, page
from endorr.base.idempotency.forms import once
from endorr.base.links.queries import Opened
from endorr.base.links.views import LinkView
from endorr.cases import stories
from endorr.cases.afterwards import is_same_question
from endorr.cases.commands import STATUS
from endorr.cases.forms.asking import SharingForm
from endorr.cases.forms.following import AgainForm, FileForm, GradeForm, MessageForm
from endorr.cases.letters import promise_file, spoken
from endorr.cases.preparing import to_have_at_hand
from endorr.cases.private.common import context_of
from endorr.cases.private.deeds import DEEDS
from endorr.cases.queries import OwnPage, own_file, own_page, promised_by_link
from endorr.cases.queries.own import linked_by_link
from endorr.cases.views.common import LANGUAGES, language_of
from endorr.catalogue.queries.public import Wanted, find

NEAREST = 3


class Sent(LinkView):
    """The confirmation: the day and the hour, who reads first, what to prepare."""

    purpose = STATUS

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        case = promised_by_link(opened.target, now())
        token = self.kwargs["token"]
        context = {
            **context_of(request, case),
            "token": token,
            "linked": linked_by_link(opened.target),
            "address": request.build_absolute_uri(reverse("cases:status", args=[token])),
            "at_hand": to_have_at_hand(topics_of(case.question)),
        }
        return page(request, "cases/sent.html", context)

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return HttpResponseRedirect(request.path)


def topics_of(question: str) -> list[str]:
    """Return what a question seems to be about: the topics of the nearest services in the catalogue."""
    found = find(Wanted(text=question), now=now()).found[:NEAREST] if question.strip() else ()
    return list(dict.fromkeys(topic for one in found for topic in one.entry.card.topics))


class PromiseFile(LinkView):
    """The promise as a calendar file."""

    purpose = STATUS

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        file = promise_file(promised_by_link(opened.target, now()), now=now())
        response = HttpResponse(file.content, content_type=file.content_type)
        response["Content-Disposition"] = f'attachment; filename="{file.name}"'
        return response

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return HttpResponseRedirect(request.path)


class OwnFile(LinkView):
    """A file of the question, for whoever holds the link."""

    purpose = STATUS

    def get(self, request: HttpRequest, token: str, file: str = "") -> HttpResponse:
        self.file = file
        return super().get(request, token)

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        found = own_file(opened.target, self.file)
        if found is None:
            raise Http404
        return as_download(found.file)  # type: ignore[return-value]

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        raise Http404


class Status(LinkView):
    """Where the question is, and what the company may do: add, object, confirm, change who reads, close and grade."""

    purpose = STATUS

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return _shown(request, opened.target, self.kwargs["token"])

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return _acted(request, opened.target, self.kwargs["token"])


def _shown(request: HttpRequest, public_id: str, token: str, **forms: Form) -> HttpResponse:
    own = own_page(public_id, now())
    context = {
        **context_of(request, own.case),
        "own": own,
        "waiting": [one for one in own.requests if one.answer is None],
        "said_yes": [one.organisation for one in own.requests if one.answer],
        "steps": stories.for_company(own.case),
        "again_by": _follow_up(request, own),
        "reopens": _reopens(own),
        "token": token,
        "message": MessageForm(),
        "file": FileForm(),
        "sharing": SharingForm(initial={"dela": own.case.sharing.value}),
        "grade": GradeForm(auto_id="betyg_%s"),
        "again": AgainForm(auto_id="igen_%s"),
        **forms,
    }
    return page(request, "cases/status.html", context)


def _follow_up(request: HttpRequest, own: OwnPage) -> str:
    """Return by when somebody is in touch about a question that was taken up again; nothing when nobody needs to be."""
    if own.clock is None or own.clock.contacted_at is not None or own.closed_at is not None:
        return ""
    return worktime.deadline(own.clock.due, own.clock.calendar, spoken(language_of(request)))


def _reopens(own: OwnPage) -> bool:
    return own.closed_at is not None and is_same_question(own.closed_at, now(), own.case.calendar)


@once
def _acted(request: HttpRequest, public_id: str, token: str) -> HttpResponse:
    deed = DEEDS.get(request.POST.get("vad", ""))
    wrong = deed(request, public_id) if deed else {}
    if isinstance(wrong, HttpResponse):
        return wrong
    return _shown(request, public_id, token, **wrong) if wrong else HttpResponseRedirect(request.path)


sent = offered(languages=LANGUAGES, easy="cases/sent.ll.html")(Sent.as_view())
status = offered(languages=LANGUAGES, easy="cases/status.ll.html")(Status.as_view())
