"""The addresses of companies; none of them ever holds a number."""

from django.urls import path

from endorr.companies import views

app_name = "companies"
urlpatterns = [
    path("arbete/foretag/", views.companies, name="list"),
    path("arbete/foretag/nytt/", views.new, name="new"),
    path("arbete/foretag/lika/", views.likenesses, name="likenesses"),
    path("arbete/foretag/<slug:company>/", views.company, name="company"),
    path("arbete/foretag/<slug:company>/<slug:deed>/", views.deed, name="deed"),
    path("arbete/foretag/<slug:company>/<slug:deed>/<slug:thing>/", views.undo, name="undo"),
]
