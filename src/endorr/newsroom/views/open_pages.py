"""The press room: what is out, whom to call and whether they answer now, pictures, the feed, a reader's own page."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr.base.clock import now
from endorr.base.i18n import formats as said
from endorr.base.idempotency.forms import once
from endorr.base.links.queries import Opened
from endorr.base.links.views import LinkView
from endorr.base.tenancy.queries import look_in
from endorr.newsroom import commands, formats
from endorr.newsroom.commands import READER
from endorr.newsroom.forms import SubscribeForm
from endorr.newsroom.queries import public
from endorr.newsroom.queries.public import ContactRow, PictureFile
from endorr.newsroom.rules.words import Kind, Topic
from endorr.newsroom.words import DESKS, KINDS, LICENCES, TOPICS

FEED = 50  # texts in the feed


def _language() -> str:
    return get_language() or "sv"


def shown_contact(one: ContactRow) -> dict[str, object]:
    """Return a contact with what the clock says of it: "Svarar nu, till kl. 16.30", "Öppnar måndag kl. 8.00"."""
    return {"row": one, "desk": DESKS[one.desk], "answers": one.answering.now, "says": _says(one), "hours": _hours(one)}


def _says(one: ContactRow) -> str:
    at = one.answering.changes_at
    if at is None:
        return _("Stängt")
    if one.answering.now:
        return _("Svarar nu, till %(clock)s") % {"clock": said.clock(at, _language())}
    days = (said.on_wall(at).date() - said.on_wall(now()).date()).days
    told = {"clock": said.clock(at, _language()), "day": said.day_without_year(at, _language())}
    if days == 0:
        return _("Öppnar i dag %(clock)s") % told
    return _("Öppnar i morgon %(clock)s") % told if days == 1 else _("Öppnar %(day)s %(clock)s") % told


def _hours(one: ContactRow) -> str:
    mark = ":" if _language() == "en" else "."
    told = [f"{minute // 60:02}{mark}{minute % 60:02}" for minute in (one.hours.opens, one.hours.closes)]
    return _("Vardagar %(opens)s–%(closes)s") % {"opens": told[0], "closes": told[1]}


def start(request: HttpRequest) -> HttpResponse:
    """List what is out, perhaps on one topic or with some words."""
    topic, words = request.GET.get("amne", ""), request.GET.get("sok", "").strip()[:100]
    if topic and topic not in {one.value for one in Topic}:
        raise Http404
    rows = public.releases(now(), topic=topic, words=words)
    context = {
        "rows": [(row, KINDS[row.kind], [TOPICS[one] for one in row.topics]) for row in rows],
        "topics": [(one.value, word, one.value == topic) for one, word in TOPICS.items()],
        "topic": TOPICS[Topic(topic)] if topic else "",
        "topic_value": topic,
        "words": words,
        "contacts": [shown_contact(one) for one in public.contacts(now())],
    }
    return render(request, "newsroom/start.html", context)


def release(request: HttpRequest, release: str) -> HttpResponse:
    """Show a text that is out; anything else is not there, whether it exists or not."""
    return _shown(request, release, None)


def edition(request: HttpRequest, release: str, number: int) -> HttpResponse:
    """Show a text as it stood before it was corrected."""
    return _shown(request, release, number)


def _shown(request: HttpRequest, release: str, number: int | None) -> HttpResponse:
    found = public.release(release, now(), number=number)
    if found is None:
        raise Http404
    request.door = look_in(found.county)  # type: ignore[attr-defined]
    context = {
        "page": found,
        "kind": KINDS[found.row.kind],
        "invitation": found.row.kind is Kind.INVITATION,
        "topics": [(one.value, TOPICS[one]) for one in found.row.topics],
        "contacts": [shown_contact(one) for one in found.contacts],
    }
    return render(request, "newsroom/release.html", context)


def contacts(request: HttpRequest) -> HttpResponse:
    """Tell the press whom to call, and whether they answer now."""
    return render(
        request, "newsroom/contacts.html", {"contacts": [shown_contact(one) for one in public.contacts(now())]}
    )


def bank(request: HttpRequest) -> HttpResponse:
    """Show the pictures that the press may use."""
    return render(request, "newsroom/bank.html", {"pictures": [(one, LICENCES[one.licence]) for one in public.bank()]})


def picture(request: HttpRequest, picture: str) -> HttpResponseBase:
    """Give out a picture that is open or stands in a text that is out."""
    found = public.public_picture(picture)
    if found is None:
        raise Http404
    return as_picture(found, saved=request.GET.get("spara") == "ja", cache="public, max-age=300")


def as_picture(found: PictureFile, *, saved: bool, cache: str) -> FileResponse:
    """Return a picture to be shown in a page, or with `saved` to be saved; never as anything that runs."""
    try:
        opened = found.path.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(opened, as_attachment=saved, filename=found.name, content_type=found.media_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = cache
    return response


def _page(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("newsroom:start"))


def feed(request: HttpRequest) -> HttpResponse:
    """Give what is out as an Atom feed."""
    body = formats.atom(
        public.releases(now(), most=FEED),
        title=_("Pressmeddelanden från den regionala exportsamverkan"),
        author=_("Regional exportsamverkan"),
        own=request.build_absolute_uri(),
        page=_page(request),
        language=_language(),
        empty=now(),
    )
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")


def json_feed(request: HttpRequest) -> HttpResponse:
    """Give what is out as a JSON Feed."""
    told = formats.as_json(
        public.releases(now(), most=FEED),
        title=_("Pressmeddelanden från den regionala exportsamverkan"),
        own=request.build_absolute_uri(),
        page=_page(request),
        language=_language(),
    )
    return JsonResponse(told, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})


def site_map(request: HttpRequest) -> HttpResponse:
    """Tell search engines what is out."""
    body = formats.sitemap(public.releases(now(), most=10_000), page=_page(request))
    return HttpResponse(body, content_type="application/xml; charset=utf-8")


@once
def subscribe(request: HttpRequest) -> HttpResponse:
    """Send whoever asks a link to confirm with, and say the same whoever asked."""
    form = SubscribeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        site = request.build_absolute_uri("/")[:-1]
        commands.subscribe(form.cleaned_data["epost"], language=_language(), site=site, now=now())
        messages.success(request, _("Vi har skickat en länk till adressen. Öppna den för att bekräfta."))
        return redirect("newsroom:subscribe")
    return render(request, "newsroom/subscribe.html", {"form": form})


class Reader(LinkView):
    """A reader's own page: confirm, or leave with one press (RFC 8058 posts without looking)."""

    purpose = READER

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return render(request, "newsroom/reader.html", {"path": request.path})

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        if request.POST.get("gor") == "bekrafta":
            commands.confirm(opened.target, now=now())
            return render(request, "newsroom/reader.html", {"confirmed": True})
        commands.unsubscribe(opened.target, now=now())
        return render(request, "newsroom/reader.html", {"left": True})
