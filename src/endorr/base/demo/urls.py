"""Addresses that only a demo has."""

from django.urls import path

from endorr.base.demo import post, roles, telling, views

app_name = "demo"

urlpatterns = [
    path("demo/klocka", views.wind, name="wind"),
    path("demo/post/", post.box, name="post"),
    path("demo/post/<slug:public_id>/", post.mail, name="mail"),
    path("demo/post/<slug:public_id>/html", post.mail_html, name="mail-html"),
    path("demo/vem/", roles.choose, name="choose"),
    path("demo/vem/bli/", roles.become, name="become"),
    path("demo/berattelser/<slug:key>/", telling.story, name="story"),
    path("demo/berattelser/<slug:key>/steg", telling.step, name="step"),
]
