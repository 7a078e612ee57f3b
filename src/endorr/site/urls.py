"""Every address of the house."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from endorr.site import views

urlpatterns = [
    *i18n_patterns(
        path("", views.first, name="first"),
        path("konto/", include("allauth.urls")),
        prefix_default_language=False,
    ),
]
