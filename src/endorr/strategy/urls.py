"""The addresses of strategies and programmes: open pages, an invited party's own, and the desk of those who lead."""

from django.urls import path

from endorr.strategy.views import desk, open_pages, own, programmes

app_name = "strategy"
urlpatterns = [
    path("strategier/", open_pages.start, name="start"),
    path("strategier/<slug:slug>/", open_pages.strategy, name="strategy"),
    path("strategier/<slug:slug>/version/<int:number>/", open_pages.strategy, name="version"),
    path("strategier/<slug:slug>/data.json", open_pages.as_json, name="json"),
    path("strategier/<slug:slug>/mal.csv", open_pages.goals_csv, name="goals_csv"),
    path("strategier/<slug:slug>/atgarder.csv", open_pages.actions_csv, name="actions_csv"),
    path("program/<slug:slug>/", open_pages.programme, name="programme"),
    path("inspel/<str:token>/", own.Own.as_view(), name="own"),
    path("arbete/strategier/", desk.strategies, name="desk"),
    path("arbete/strategier/<slug:strategy>/", desk.work, name="work"),
    path("arbete/strategier/<slug:strategy>/inspel/", desk.inputs, name="inputs"),
    path("arbete/strategier/<slug:strategy>/gor/<slug:deed>/", desk.deed, name="deed"),
    path("arbete/strategier/<slug:strategy>/gor/<slug:deed>/<slug:thing>/", desk.thing, name="thing"),
    path("arbete/program/", programmes.programmes, name="programmes"),
    path("arbete/program/<slug:programme>/", programmes.work, name="programme_work"),
    path("arbete/program/<slug:programme>/lista/", programmes.take_in, name="take_in"),
    path("arbete/program/<slug:programme>/mall/", programmes.template, name="template"),
]
