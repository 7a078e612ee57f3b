"""The addresses of the press: the open press room, a reader's own page, the press desk."""

from django.urls import path

from endorr.newsroom.views import desk, open_pages

app_name = "newsroom"
urlpatterns = [
    path("press/", open_pages.start, name="start"),
    path("press/kontakt/", open_pages.contacts, name="contacts"),
    path("press/bilder/", open_pages.bank, name="bank"),
    path("press/bild/<slug:picture>/", open_pages.picture, name="picture"),
    path("press/flode.atom", open_pages.feed, name="feed"),
    path("press/flode.json", open_pages.json_feed, name="json"),
    path("press/sitemap.xml", open_pages.site_map, name="sitemap"),
    path("press/prenumerera/", open_pages.subscribe, name="subscribe"),
    path("press/prenumeration/<str:token>/", open_pages.Reader.as_view(), name="reader"),
    path("press/<slug:release>/", open_pages.release, name="release"),
    path("press/<slug:release>/version/<int:number>/", open_pages.edition, name="edition"),
    path("arbete/press/", desk.texts, name="desk"),
    path("arbete/press/nytt/", desk.new, name="new"),
    path("arbete/press/kontakter/", desk.contacts, name="own-contacts"),
    path("arbete/press/bilder/", desk.pictures, name="own-pictures"),
    path("arbete/press/bild/<slug:picture>/", desk.picture, name="own-picture"),
    path("arbete/press/om-oss/", desk.about, name="about"),
    path("arbete/press/<slug:release>/", desk.text, name="text"),
    path("arbete/press/<slug:release>/uppgifter/", desk.plan, name="plan"),
    path("arbete/press/<slug:release>/skriv/<slug:language>/", desk.write, name="write"),
    path("arbete/press/<slug:release>/siffror/<slug:language>/", desk.figures, name="figures"),
    path("arbete/press/<slug:release>/ratta/<slug:language>/", desk.correct, name="correct"),
    path("arbete/press/<slug:release>/skicka/", desk.submit, name="submit"),
    path("arbete/press/<slug:release>/ta-tillbaka/", desk.take_back, name="take-back"),
    path("arbete/press/<slug:release>/godkann/", desk.approve, name="approve"),
    path("arbete/press/<slug:release>/skicka-tillbaka/", desk.return_text, name="return"),
]
