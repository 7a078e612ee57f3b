"""The addresses of meetings: open pages, guests' own pages, the hosts' desk."""

from django.urls import path

from endorr.meetings.views import desk, open_pages, own

app_name = "meetings"
urlpatterns = [
    path("moten/", open_pages.start, name="start"),
    path("moten/kampanj/<slug:campaign>/", open_pages.campaign, name="campaign"),
    path("moten/<slug:meeting>/", open_pages.meeting, name="meeting"),
    path("moten/<slug:meeting>/vad-blev-det/", open_pages.came_of_it, name="came-of-it"),
    path("moten/<slug:meeting>/press/<slug:part>/", open_pages.press, name="press"),
    path("moten/<slug:meeting>/press/<slug:part>/tack/", open_pages.press_thanks, name="press-thanks"),
    path("inbjudan/<str:token>/", own.Own.as_view(), name="own"),
    path("inbjudan/<str:token>/rum/<slug:part>/", own.Room.as_view(), name="room"),
    path("inbjudan/<str:token>/kalender/<slug:part>.ics", own.CalendarFile.as_view(), name="calendar"),
    path("arbete/moten/", desk.meetings, name="desk"),
    path("arbete/moten/ny-kampanj/", desk.new_campaign, name="new-campaign"),
    path("arbete/moten/nytt/", desk.new_meeting, name="new"),
    path("arbete/moten/atagande/<slug:commitment>/", desk.settle, name="settle"),
    path("arbete/moten/<slug:meeting>/", desk.programme, name="programme"),
    path("arbete/moten/<slug:meeting>/gaster/", desk.guests, name="guests"),
    path("arbete/moten/<slug:meeting>/anteckningar/", desk.notes, name="notes"),
    path("arbete/moten/<slug:meeting>/press/<slug:invitation>/", desk.decide, name="decide"),
    path("arbete/moten/<slug:meeting>/<slug:deed>/", desk.deed, name="deed"),
    path("arbete/moten/<slug:meeting>/<slug:deed>/<slug:thing>/", desk.thing, name="thing"),
]
