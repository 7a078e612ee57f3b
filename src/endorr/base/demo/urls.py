"""Addresses that only a demo has."""

from django.urls import path

from endorr.base.demo import views

app_name = "demo"

urlpatterns = [path("demo/klocka", views.wind, name="wind")]
