"""The promise's figures as open data: addresses without a language, for programs."""

from django.urls import path

from endorr.cases.figures import api

app_name = "cases_open"

urlpatterns = [
    path("api/v1/promise.json", api.as_json, name="promise_json"),
    path("api/v1/promise-<slug:separator>.csv", api.as_csv, name="promise_csv"),
]
