"""The addresses of the calendars."""

from django.urls import path

from endorr.calendars import views

app_name = "calendars"

urlpatterns = [
    path("nar-far-jag-svar/", views.when, name="when"),
    path("oppna-data/kalendrar/", views.open_data, name="open_data"),
    path("oppna-data/kalendrar/<str:slug>.json", views.as_json, name="json"),
    path("oppna-data/kalendrar/<str:slug>.ics", views.as_ics, name="ics"),
]
