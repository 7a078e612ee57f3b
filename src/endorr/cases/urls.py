"""The addresses of the door."""

from django.urls import path

from endorr.cases import public_urls
from endorr.cases.figures import urls as figures
from endorr.cases.staff import case, deeds, queue

app_name = "cases"

urlpatterns = [
    *public_urls.urlpatterns,
    *figures.urlpatterns,
    path("arbete/fragor/", queue.queue, name="queue"),
    path("arbete/fragor/<slug:public_id>/", case.case, name="case"),
    path("arbete/fragor/<slug:public_id>/ta/", deeds.take, name="take"),
    path("arbete/fragor/<slug:public_id>/tillbaka/", deeds.give_back, name="give_back"),
    path("arbete/fragor/<slug:public_id>/kontakt/", deeds.contact, name="contact"),
    path("arbete/fragor/<slug:public_id>/svara/", deeds.write, name="write"),
    path("arbete/fragor/<slug:public_id>/avsluta/", deeds.close, name="close"),
]
