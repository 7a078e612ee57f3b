"""Addresses of the list of the undelivered."""

from django.urls import path

from endorr.base.mailroom import views

app_name = "mailroom"

urlpatterns = [
    path("", views.undelivered, name="undelivered"),
    path("<slug:public_id>/igen/", views.again, name="again"),
]
