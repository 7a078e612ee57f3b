"""The company's own page behind its private link: the promise, where the question is, and what it may do."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from endorr import worktime
from endorr.base.clock import local_date, now
from endorr.base.links.queries import Opened
from endorr.base.links.views import LinkView
from endorr.cases import stories
from endorr.cases.commands import STATUS
from endorr.cases.letters import promise_file, spoken
from endorr.cases.queries import CaseView, case_of_link
from endorr.directory.queries import desk_for


def context_of(case: CaseView) -> dict[str, Any]:
    """Return what both pages behind the link show."""
    language = spoken(get_language() or "sv")
    desk = desk_for(case.county, on=local_date(now()))
    return {
        "case": case,
        "sentence": worktime.sentence(case.promise.due, case.calendar, language),
        "deadline": worktime.deadline(case.promise.due, case.calendar, language),
        "phone": desk.phone if desk else "",
    }


class Sent(LinkView):
    """The confirmation: the day and the hour, who reads first, what to prepare."""

    purpose = STATUS

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        case = case_of_link(opened.target, now())
        token = self.kwargs["token"]
        address = request.build_absolute_uri(reverse("cases:status", args=[token]))
        return render(request, "cases/sent.html", {**context_of(case), "token": token, "address": address})

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return HttpResponseRedirect(request.path)


class PromiseFile(LinkView):
    """The promise as a calendar file."""

    purpose = STATUS

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        file = promise_file(case_of_link(opened.target, now()), now=now())
        response = HttpResponse(file.content, content_type=file.content_type)
        response["Content-Disposition"] = f'attachment; filename="{file.name}"'
        return response

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return HttpResponseRedirect(request.path)


class Status(LinkView):
    """Where the question is."""

    purpose = STATUS

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        case = case_of_link(opened.target, now())
        context = {**context_of(case), "steps": stories.for_company(case), "token": self.kwargs["token"]}
        return render(request, "cases/status.html", context)

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return HttpResponseRedirect(request.path)
