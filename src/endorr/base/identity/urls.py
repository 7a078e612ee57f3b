"""The addresses of the pages over people and seats, and of each cooperation's look."""

from django.urls import path

from endorr.base.identity import views

app_name = "identity"
urlpatterns = [
    path("arbete/personer/", views.people, name="people"),
    path("arbete/personer/ny/", views.add, name="add"),
    path("arbete/personer/<slug:seat>/avsluta/", views.end, name="end"),
    path("arbete/utseende/", views.looks, name="looks"),
    path("arbete/utseende/<slug:cooperation>/", views.look, name="look"),
    path("utseende/<slug:cooperation>/farger.css", views.colours, name="colours"),
    path("utseende/<slug:cooperation>/logotyp", views.logo, name="logo"),
]
