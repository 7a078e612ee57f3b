"""The addresses of the planner."""

from django.urls import path

from endorr.planning import views

app_name = "planning"

urlpatterns = [
    path("arbete/planering/", views.plan, name="plan"),
    path("arbete/planering/fraga/<slug:case>/", views.why, name="why"),
    path("arbete/planering/fraga/<slug:case>/landet/", views.country, name="country"),
    path("arbete/planering/fraga/<slug:case>/sag/", views.say, name="say"),
    path("arbete/planering/sagt/<slug:said>/ta-tillbaka/", views.take_back, name="take_back"),
    path("arbete/planering/paus/", views.pauses, name="pauses"),
    path("arbete/planering/paus/<slug:pause>/avsluta/", views.resume, name="resume"),
    path("arbete/planering/prova/", views.trials, name="trials"),
    path("arbete/planering/prova/<slug:trial>/", views.trial, name="trial"),
    path("arbete/planering/byten/", views.asked_back, name="asked_back"),
    path("arbete/planering/byten/<slug:placing>/svara/", views.answer, name="answer"),
]
