"""The directory's addresses."""

from django.urls import path

from endorr.directory import api, views
from endorr.directory.intake import views as intake
from endorr.directory.staff import views as staff
from endorr.directory.terms import views as terms

app_name = "directory"
urlpatterns = [
    path("vem-hjalper/", views.ask, name="ask"),
    path("vem-hjalper/lan/<slug:code>/", views.county, name="county"),
    path("arbete/funktioner/", staff.functions, name="functions"),
    path("arbete/funktioner/<slug:function>/", staff.function, name="function"),
    path("arbete/funktioner/<slug:function>/lagg-till/", staff.add_deputy, name="add_deputy"),
    path("arbete/funktioner/<slug:function>/flytta/", staff.move, name="move"),
    path("arbete/funktioner/<slug:function>/<slug:seat>/byt/", staff.replace, name="replace"),
    path("arbete/funktioner/<slug:function>/<slug:seat>/avsluta/", staff.end_seat, name="end_seat"),
    path("arbete/franvaro/", staff.absence, name="absence"),
    path("arbete/franvaro/<slug:absence>/ta-tillbaka/", staff.withdraw, name="withdraw"),
    path("arbete/luckor/", staff.holes, name="holes"),
    path("arbete/samverkan/<slug:cooperation>/medlemmar/", staff.member_list, name="members"),
    path("arbete/samverkan/<slug:cooperation>/medlemmar/ny/", staff.add_member, name="add_member"),
    path("arbete/samverkan/<slug:cooperation>/medlemmar/<slug:organisation>/avsluta/", staff.leave, name="leave"),
    path("arbete/samverkan/<slug:cooperation>/villkor/", terms.terms, name="terms"),
    path("arbete/samverkan/<slug:cooperation>/villkor/<slug:deed>/", terms.change, name="change_terms"),
    path("arbete/samverkan/<slug:cooperation>/", intake.checklist, name="checklist"),
    path("arbete/samverkan/<slug:cooperation>/underlag/", intake.sheet, name="sheet"),
    path("arbete/samverkan/<slug:cooperation>/underlag/mall/", intake.download, name="template"),
    path("arbete/samverkan/<slug:cooperation>/underlag/<slug:sheet>/", intake.accept, name="accept"),
    path("api/v1/who-helps/", api.who_helps, name="api_who_helps"),
    path("api/v1/needs/", api.needs, name="api_needs"),
]
