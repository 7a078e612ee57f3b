"""The addresses of cheques: calls for anybody, a company's own page behind its link, and the staff's files."""

from django.urls import path

from endorr.cheques import private, staff, views

app_name = "cheques"
urlpatterns = [
    path("checkar/", views.calls, name="calls"),
    path("checkar/min/<str:token>/", private.own, name="own"),
    path("checkar/min/<str:token>/fil/<slug:file>/", private.OwnFile.as_view(), name="own_file"),
    path("checkar/<slug:code>/", views.call, name="call"),
    path("checkar/<slug:code>/borja/", views.begin, name="begin"),
    path("arbete/checkar/", views.listing, name="list"),
    path("arbete/checkar/pengar/", views.money, name="money"),
    path("arbete/checkar/<slug:application>/", views.file, name="file"),
    path("arbete/checkar/<slug:application>/gor/<slug:deed>/", staff.deed, name="deed"),
    path("arbete/checkar/<slug:application>/fil/<slug:file>/", views.stored, name="stored"),
    path("arbete/checkar/<slug:application>/<slug:tab>/", views.tab, name="tab"),
]
