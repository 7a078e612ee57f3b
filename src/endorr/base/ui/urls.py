"""Addresses of the living style page."""

from django.urls import path

from endorr.base.ui import views

app_name = "ui"

urlpatterns = [
    path("", views.style, name="style"),
    path("varumarke.css", views.sample_brand, name="sample-brand"),
    path("ram/<slug:name>/", views.frame, name="frame"),
]
