"""The pages of the catalogue, for everybody and for those who answer for services."""

from django.urls import path

from endorr.catalogue import desk, views

app_name = "catalogue"

urlpatterns = [
    path("stod/", views.catalogue, name="list"),
    path("stod/hanvisningar/", views.signposts, name="signposts"),
    path("stod/synpunkt/<str:public_id>/", views.answer, name="answer"),
    path("stod/bevaka/<str:public_id>/", views.watching, name="watching"),
    path("stod/<slug:key>/", views.service, name="service"),
    path("stod/<slug:key>/passar-det/", views.fits, name="fits"),
    path("stod/<slug:key>/bevaka/", views.watch, name="watch"),
    path("stod/<slug:key>/stammer-inte/", views.feedback, name="feedback"),
    path("arbete/katalog/", desk.desk, name="desk"),
    path("arbete/katalog/synpunkter/", desk.replies, name="replies"),
    path("arbete/katalog/dubbletter/", desk.doubles, name="doubles"),
    path("arbete/katalog/symptom/", desk.gaps, name="gaps"),
    path("arbete/katalog/symptom/<str:key>/", desk.symptoms, name="symptoms"),
    path("arbete/katalog/stod/<slug:key>/", desk.edit, name="edit"),
    path("arbete/katalog/stod/<slug:key>/kontrollerad/", desk.verify, name="verify"),
]
