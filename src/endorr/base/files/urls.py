"""The address of a private file."""

from django.urls import path

from endorr.base.files import views

app_name = "files"

urlpatterns = [path("arbete/filer/<slug:public_id>/", views.download, name="download")]
