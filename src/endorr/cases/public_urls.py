"""The addresses of whoever asks: the ways in, and the company's own pages; and of whoever notes a call."""

from django.urls import path

from endorr.cases import api
from endorr.cases.private import asked, page
from endorr.cases.views import asking, entrance, noting

urlpatterns = [
    path("api/v1/questions/", api.questions, name="api_questions"),
    path("fraga/", asking.ask, name="ask"),
    path("fraga/utkast/<slug:key>/fraga/", asking.question, name="question"),
    path("fraga/utkast/<slug:key>/om-dig/", asking.about, name="about"),
    path("fraga/utkast/<slug:key>/dela/", asking.share, name="share"),
    path("fraga/utkast/<slug:key>/kontrollera/", asking.check, name="check"),
    path("fraga/utkast/<slug:key>/", asking.resume, name="resume"),
    path("ring-mig/", asking.call_me, name="call_me"),
    path("fraga/utkast/<slug:key>/ring-mig/", asking.change_call, name="change_call"),
    path("via/<slug:partner>/", entrance.entrance, name="entrance"),
    path("via/<slug:partner>/ruta/", entrance.box, name="box"),
    path("fraga/min/<str:token>/skickad/", page.sent, name="sent"),
    path("fraga/min/<str:token>/lofte.ics", page.PromiseFile.as_view(), name="promise_file"),
    path("fraga/min/<str:token>/fil/<slug:file>/", page.OwnFile.as_view(), name="own_file"),
    path("fraga/min/<str:token>/", page.status, name="status"),
    path("fraga/dela/<str:token>/", asked.may_share, name="may_share"),
    path("fraga/ratt-person/<str:token>/", asked.right_person, name="right_person"),
    path("fraga/fel-person/<str:token>/", asked.wrong_person, name="wrong_person"),
    path("fraga/efterat/<str:token>/", asked.afterwards, name="afterwards"),
    path("arbete/fragor/ny/", noting.note_call, name="note_call"),
    path("arbete/fragor/<slug:public_id>/fil/<slug:file>/", noting.file, name="file"),
]
