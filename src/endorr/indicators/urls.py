"""The public pages of figures, once for real figures and once for practice."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from endorr.indicators import views
from endorr.indicators.queries import World
from endorr.indicators.review.views import review

app_name = "indicators"


def _pages(prefix: str, world: World, mark: str) -> Iterator[URLPattern]:
    chosen = {"world": world}
    yield path(f"{prefix}", views.start, chosen, name=f"{mark}start")
    yield path(f"{prefix}lan/<str:code>/", views.county, chosen, name=f"{mark}county")
    yield path(f"{prefix}matt/<slug:key>/", views.indicator, chosen, name=f"{mark}indicator")
    yield path(f"{prefix}matt/<slug:key>/inbaddad/", views.embed, chosen, name=f"{mark}embed")
    yield path(f"{prefix}matt/<slug:key>/fil/<slug:kind>", views.file, chosen, name=f"{mark}file")
    yield path(f"{prefix}matt/<slug:key>/bild/<slug:kind>.<slug:ending>", views.drawing, chosen, name=f"{mark}drawing")
    yield path(f"{prefix}jamfor/", views.compare, chosen, name=f"{mark}compare")
    yield path(f"{prefix}vad-siffrorna-betyder/", views.meaning, chosen, name=f"{mark}meaning")


urlpatterns = [
    path("granska/", review, name="review"),
    *_pages("statistik/", World.OFFICIAL, ""),
    *_pages("statistik/ovning/", World.PRACTICE, "practice_"),
]
