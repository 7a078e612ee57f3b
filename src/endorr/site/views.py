"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def first(request: HttpRequest) -> HttpResponse:
    return render(request, "site/first.html")
