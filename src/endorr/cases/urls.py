"""The addresses of the door."""

from django.urls import path

from endorr.cases import private, views
from endorr.cases.figures import urls as figures
from endorr.cases.staff import case, deeds, queue

app_name = "cases"

urlpatterns = [
    *figures.urlpatterns,
    path("fraga/", views.ask, name="ask"),
    path("fraga/utkast/<slug:key>/fraga/", views.question, name="question"),
    path("fraga/utkast/<slug:key>/om-dig/", views.about, name="about"),
    path("fraga/utkast/<slug:key>/dela/", views.share, name="share"),
    path("fraga/utkast/<slug:key>/kontrollera/", views.check, name="check"),
    path("fraga/min/<str:token>/skickad/", private.Sent.as_view(), name="sent"),
    path("fraga/min/<str:token>/lofte.ics", private.PromiseFile.as_view(), name="promise_file"),
    path("fraga/min/<str:token>/", private.Status.as_view(), name="status"),
    path("arbete/fragor/", queue.queue, name="queue"),
    path("arbete/fragor/<slug:public_id>/", case.case, name="case"),
    path("arbete/fragor/<slug:public_id>/ta/", deeds.take, name="take"),
    path("arbete/fragor/<slug:public_id>/tillbaka/", deeds.give_back, name="give_back"),
    path("arbete/fragor/<slug:public_id>/kontakt/", deeds.contact, name="contact"),
    path("arbete/fragor/<slug:public_id>/svara/", deeds.write, name="write"),
    path("arbete/fragor/<slug:public_id>/avsluta/", deeds.close, name="close"),
]
