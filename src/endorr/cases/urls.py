"""The addresses of the door."""

from django.urls import path

from endorr.cases import public_urls
from endorr.cases.figures import urls as figures
from endorr.cases.staff import board, case, deeds, notes, offers, parked, promises, queue, task

app_name = "cases"

urlpatterns = [
    *public_urls.urlpatterns,
    *figures.urlpatterns,
    path("uppdrag/<str:token>/", task.Task.as_view(), name="task"),
    path("arbete/tavla/", board.board, name="board"),
    path("arbete/mejl/", parked.parked, name="parked"),
    path("arbete/kortkommandon/", queue.keys, name="keys"),
    path("arbete/svarsmallar/", notes.canned, name="canned"),
    path("arbete/fragor/", queue.queue, name="queue"),
    path("arbete/fragor/<slug:public_id>/", case.case, name="case"),
    path("arbete/fragor/<slug:public_id>/ta/", deeds.take, name="take"),
    path("arbete/fragor/<slug:public_id>/erbjud/", offers.refer, name="refer"),
    path("arbete/fragor/<slug:public_id>/ta-emot/", offers.accept, name="accept"),
    path("arbete/fragor/<slug:public_id>/inte-var/", offers.decline, name="decline"),
    path("arbete/fragor/<slug:public_id>/ta-tillbaka/", offers.withdraw, name="withdraw"),
    path("arbete/fragor/<slug:public_id>/anteckna/", notes.note, name="note"),
    path("arbete/fragor/<slug:public_id>/logg/", notes.log, name="log"),
    path("arbete/fragor/<slug:public_id>/kollega/", notes.join, name="join"),
    path("arbete/fragor/<slug:public_id>/tider/", promises.clocks, name="clocks"),
    path("arbete/fragor/<slug:public_id>/tillbaka/", deeds.give_back, name="give_back"),
    path("arbete/fragor/<slug:public_id>/kontakt/", deeds.contact, name="contact"),
    path("arbete/fragor/<slug:public_id>/svara/", deeds.write, name="write"),
    path("arbete/fragor/<slug:public_id>/avsluta/", deeds.close, name="close"),
]
