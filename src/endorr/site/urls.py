"""Every address of the house."""

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from endorr.base.watch.views import statusz
from endorr.site import views

# Only the demo's settings install these pages: elsewhere the address does not exist.
_demo = [path("", include("endorr.base.demo.urls"))] if apps.is_installed("endorr.base.demo") else []
_story = [path("", include("endorr.cases.demo.urls"))] if apps.is_installed("endorr.cases.demo") else []

handler500 = views.failed

urlpatterns = [
    path("", include("endorr.base.watch.urls")),
    path("", include("endorr.base.files.urls")),
    path("", include("endorr.catalogue.open_urls")),
    path("", include("endorr.cases.open_urls")),
    *_demo,
    *i18n_patterns(
        path("", views.first, name="first"),
        path("dorr/<slug:cooperation>/", views.door, name="door"),
        path("tillganglighet/", views.accessibility, name="accessibility"),
        path("statusz", statusz, name="statusz"),
        path("", include("endorr.calendars.urls")),
        path("", include("endorr.cases.urls")),
        *_story,
        path("", include("endorr.companies.urls")),
        path("", include("endorr.meetings.urls")),
        path("", include("endorr.newsroom.urls")),
        path("", include("endorr.cheques.urls")),
        path("", include("endorr.catalogue.urls")),
        path("", include("endorr.matching.urls")),
        path("", include("endorr.statistics.urls")),
        path("", include("endorr.indicators.urls")),
        path("", include("endorr.award.urls")),
        path("", include("endorr.strategy.urls")),
        path("stil/", include("endorr.base.ui.urls")),
        path("arbete/utskick/", include("endorr.base.mailroom.urls")),
        path("", include("endorr.base.signin.urls")),
        path("", include("endorr.base.identity.urls")),
        path("", include("endorr.base.apikeys.urls")),
        path("", include("endorr.directory.urls")),
        path("", include("endorr.planning.urls")),
        path("", include("endorr.records.urls")),
        path("", include("endorr.national.urls")),
        prefix_default_language=False,
    ),
]

handler404 = "endorr.base.policy.views.unknown"
