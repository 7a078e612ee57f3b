"""The first page."""

from django.http import HttpRequest, HttpResponse


def first(request: HttpRequest) -> HttpResponse:
    return HttpResponse("En dörr in")
