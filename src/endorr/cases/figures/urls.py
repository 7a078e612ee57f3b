"""The addresses of the promise page; the room mounts them among its own."""

from django.urls import path

from endorr.cases.figures import views

urlpatterns = [
    path("vart-lofte/", views.show, name="promise"),
    path("vart-lofte/<slug:door>/", views.show, name="promise_door"),
    path("vart-lofte/<slug:door>/<slug:month>/", views.show, name="promise_month"),
]
