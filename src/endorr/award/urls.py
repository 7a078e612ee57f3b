"""The addresses of the award: the public's by year, the secretary's and the jury's by the award's public id."""

from django.urls import path

from endorr.award import bench, desk, views

app_name = "award"
urlpatterns = [
    path("arets-exportregion/", views.years, name="years"),
    path("arets-exportregion/<int:year>/", views.year, name="year"),
    path("arets-exportregion/<int:year>/underlag.json", views.frozen, name="frozen"),
    path("arbete/arets-exportregion/", desk.awards, name="desk"),
    path("arbete/arets-exportregion/<slug:award>/", desk.award, name="award"),
    path("arbete/arets-exportregion/<slug:award>/kriterier/", desk.sheet, name="sheet"),
    path("arbete/arets-exportregion/<slug:award>/frys/", desk.freeze, name="freeze"),
    path("arbete/arets-exportregion/<slug:award>/nominera/", desk.nominate, name="nominate"),
    path("arbete/arets-exportregion/<slug:award>/jury/", desk.jury, name="jury"),
    path("arbete/arets-exportregion/<slug:award>/jury/<slug:juror>/bort/", desk.unseat, name="unseat"),
    path("arbete/arets-exportregion/<slug:award>/protokoll/", desk.record, name="record"),
    path("arbete/jury/", bench.seats, name="seats"),
    path("arbete/jury/<slug:award>/", bench.seat, name="seat"),
    path("arbete/jury/<slug:award>/jav/", bench.interests, name="interests"),
    path("arbete/jury/<slug:award>/bedom/<slug:county>/", bench.assess, name="assess"),
    path("arbete/jury/<slug:award>/lamna/", bench.hand_in, name="hand_in"),
    path("arbete/jury/<slug:award>/protokoll/", bench.confirm, name="confirm"),
]
