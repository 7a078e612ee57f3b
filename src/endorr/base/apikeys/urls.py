"""The addresses of the pages over keys, and of the trial of a key."""

from django.urls import path

from endorr.base.apikeys import views

app_name = "apikeys"
urlpatterns = [
    path("arbete/api-nycklar/", views.keys, name="keys"),
    path("arbete/api-nycklar/ny/", views.make, name="make"),
    path("arbete/api-nycklar/<slug:key>/aterkalla/", views.revoke, name="revoke"),
    path("api/key/", views.whose, name="whose"),
]
