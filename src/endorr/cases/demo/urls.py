"""The addresses of the story, which only a demo has."""

from django.urls import path

from endorr.cases.demo import views

app_name = "story"

urlpatterns = [
    path("demo/", views.story, name="story"),
    path("demo/borja/", views.begin, name="begin"),
    path("demo/gor/", views.act, name="act"),
]
