"""Addresses of the demo clock."""

from django.urls import path

from endorr.base.clock import views

app_name = "clock"

urlpatterns = [path("demo/klocka", views.wind, name="wind")]
