"""The catalogue as open data: addresses without a language, for programs."""

from django.urls import path

from endorr.catalogue import api

app_name = "catalogue_open"

urlpatterns = [
    path("api/v1/catalogue/services", api.services, name="services"),
    path("api/v1/catalogue/services/<slug:key>", api.service, name="service"),
    path("api/v1/catalogue/services/<slug:key>.jsonld", api.jsonld, name="jsonld"),
    path("api/v1/catalogue/signposts", api.signposts, name="signposts"),
    path("api/v1/catalogue/cpsv-ap.jsonld", api.cpsv, name="cpsv"),
    path("api/v1/catalogue/hsds/services", api.hsds, name="hsds"),
    path("api/v1/catalogue/hsds/services/<uuid:uuid>", api.hsds_service, name="hsds_service"),
]
