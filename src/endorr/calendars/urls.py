"""The addresses of the calendars."""

from django.urls import path

from endorr.calendars import views
from endorr.calendars.staff import views as staff

app_name = "calendars"

urlpatterns = [
    path("nar-far-jag-svar/", views.when, name="when"),
    path("oppna-data/kalendrar/", views.open_data, name="open_data"),
    path("oppna-data/kalendrar/<str:slug>.json", views.as_json, name="json"),
    path("oppna-data/kalendrar/<str:slug>.ics", views.as_ics, name="ics"),
    path("arbete/kalendrar/", staff.doors, name="doors"),
    path("arbete/kalendrar/<slug:cooperation>/", staff.door, name="door"),
    path("arbete/kalendrar/<slug:cooperation>/egen/", staff.begin, name="begin"),
    path("arbete/kalendrar/<slug:cooperation>/dag/", staff.days, name="days"),
    path("arbete/kalendrar/<slug:cooperation>/dag/<slug:day>/ta-bort/", staff.undo, name="undo"),
    path("arbete/kalendrar/<slug:cooperation>/tider/", staff.hours, name="hours"),
    path("arbete/kalendrar/<slug:cooperation>/sasong/", staff.new_season, name="new_season"),
    path("arbete/kalendrar/<slug:cooperation>/sasong/<int:place>/", staff.season, name="season"),
    path("arbete/kalendrar/<slug:cooperation>/sasong/<int:place>/ta-bort/", staff.end_season, name="end_season"),
    path("arbete/kalendrar/<slug:cooperation>/fil/", staff.feed, name="feed"),
    path("arbete/kalendrar/<slug:cooperation>/forslag/", staff.proposals, name="proposals"),
    path("arbete/kalendrar/<slug:cooperation>/forslag/<slug:proposal>/ja/", staff.accept, name="accept"),
    path("arbete/kalendrar/<slug:cooperation>/forslag/<slug:proposal>/nej/", staff.decline, name="decline"),
]
