"""The addresses of the country's view."""

from django.urls import path

from endorr.national import views

app_name = "national"
urlpatterns = [
    path("landet/", views.country, name="country"),
    path("landet/<slug:question>/", views.question, name="question"),
    path("arbete/landet/", views.reports, name="reports"),
    path("arbete/landet/<slug:report>/", views.accept, name="accept"),
]
