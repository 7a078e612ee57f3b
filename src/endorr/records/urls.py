"""The addresses of public records."""

from django.urls import path

from endorr.records import views

app_name = "records"
urlpatterns = [
    path("allmanna-handlingar/", views.start, name="start"),
    path("allmanna-handlingar/<slug:entity>/", views.diary, name="diary"),
    path("allmanna-handlingar/<slug:entity>/begar/", views.ask, name="ask"),
    path("begaran/<str:token>/", views.Own.as_view(), name="own"),
    path("mina-uppgifter/", views.about_me, name="about_me"),
    path("mina-uppgifter/<str:token>/", views.Extract.as_view(), name="extract"),
    path("arbete/handlingar/", views.requests, name="requests"),
    path("arbete/handlingar/<slug:request_id>/", views.request, name="request"),
    path("arbete/handlingar/<slug:request_id>/<slug:document_id>/", views.test, name="test"),
    path("arbete/gallring/", views.disposal, name="disposal"),
    path("arbete/gallring/<slug:wish_id>/", views.forget, name="forget"),
]
