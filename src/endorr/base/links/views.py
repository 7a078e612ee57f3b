"""The pattern of every page behind a link: looking never acts, acting takes a button, nothing of the link leaks."""

from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from endorr.base.clock import now
from endorr.base.links.commands import redeem
from endorr.base.links.limits import may_try, note_miss
from endorr.base.links.queries import Opened, peek

HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store"}


# Who knows the token may act, and nobody else: no cookie takes part, so there is nothing for a forged form to ride on.
# With Referrer-Policy: no-referrer browsers send `Origin: null`, which the CSRF check would refuse.
@method_decorator(csrf_exempt, name="dispatch")
class LinkView(View):
    """A page behind a link; a room sets `purpose` and says what is shown and what the button does.

    GET shows `shown` and uses nothing up: mail scanners and previews fetch every link they see. POST redeems the link
    and does `acted`. A link that opens nothing gives one and the same page whether it is unknown, expired, revoked or
    used up; too many of these from one place give 429.
    """

    purpose: ClassVar[str]
    http_method_names = ["get", "head", "post"]

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        """Return the page, with a form that posts to its own address if there is something to do."""
        raise NotImplementedError

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        """Do what the link is for and return where to go; a link that only shows has no use for it."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs) if may_try(request) else self._refused(request, 429)
        for name, value in HEADERS.items():
            response[name] = value
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        opened = getattr(request, "opened_link", None) or peek(token, purpose=self.purpose, now=now())
        return self.shown(request, opened) if opened else self._missed(request)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        opened = redeem(token, purpose=self.purpose, now=now())
        return self.acted(request, opened) if opened else self._missed(request)

    def _missed(self, request: HttpRequest) -> HttpResponse:
        note_miss(request)
        return self._refused(request, 404)

    def _refused(self, request: HttpRequest, status: int) -> HttpResponse:
        return render(request, "links/closed.html", {"patience": status == 429}, status=status)
