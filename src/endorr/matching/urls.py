"""The pages of matching, for those who coordinate and those who answer."""

from django.urls import path

from endorr.matching import views

app_name = "matching"

urlpatterns = [
    path("arbete/matchning/", views.week, name="week"),
    path("arbete/matchning/prova/", views.try_out, name="try"),
    path("arbete/matchning/forslag/<str:trace>/", views.proposal, name="proposal"),
]
