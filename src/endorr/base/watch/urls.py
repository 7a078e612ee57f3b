"""Addresses at which machines ask how the house is: outside the languages, without a trailing slash, as is custom."""

from django.urls import path

from endorr.base.watch import views

app_name = "watch"

urlpatterns = [
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
]
