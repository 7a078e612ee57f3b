"""Tables of figures: their public pages and files, and the desk where versions are taken in and decided."""

from django.urls import path

from endorr.statistics import desk, views

app_name = "statistics"

urlpatterns = [
    path("statistik/tabeller/", views.tables, name="tables"),
    path("statistik/tabeller/<slug:key>/", views.table, name="table"),
    path("statistik/tabeller/<slug:key>/<int:number>/", views.version, name="version"),
    path("statistik/tabeller/<slug:key>/<int:number>/fil/<slug:kind>", views.file, name="file"),
    path("arbete/statistik/", desk.desk, name="desk"),
    path("arbete/statistik/<slug:key>/ny-version/", desk.take_in, name="take_in"),
    path("arbete/statistik/forslag/<str:public_id>/", desk.proposal, name="proposal"),
]
