"""The way in: a question, who asks, who may read, and a page to check it all before it is sent."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from endorr import worktime
from endorr.base.clock import local_date, now
from endorr.base.i18n.pages import offered
from endorr.base.idempotency.forms import once
from endorr.base.tenancy.queries import participant
from endorr.base.ui.parts import Link, Row
from endorr.calendars.queries import calendar_of
from endorr.cases.commands import Asked, Begun, keep_answers, start_draft
from endorr.cases.commands import ask as ask_once
from endorr.cases.forms.asking import (
    AboutForm,
    CallMeForm,
    QuestionForm,
    SharingForm,
    company_of,
    municipality_names,
)
from endorr.cases.forms.texts import TellsOfHidden
from endorr.cases.letters import spoken
from endorr.cases.queries import DraftView, draft_by_key
from endorr.cases.rules import Refused, Sharing
from endorr.cases.views.common import LANGUAGES, address_of, go, language_of, own_page, stand_at
from endorr.cases.views.limits import may_begin
from endorr.cases.words import SHARINGS
from endorr.companies.keys import opened, sealed
from endorr.core.counties import county
from endorr.core.languages import BY_CODE, own_name
from endorr.core.municipalities import named
from endorr.directory.queries import Desk, desk_for

STEPS = {"cases:question": ("fraga",), "cases:about": ("kommun", "namn"), "cases:share": ("dela",)}
CALL_STEPS = {"cases:change_call": ("kommun", "namn", "telefon"), "cases:share": ("dela",)}


def begun_at(request: HttpRequest) -> Begun:
    """Return where a question is begun, and by which partner's entrance (the field `via`)."""
    partner = participant(request.POST.get("via", ""), on=local_date(now())) if request.POST.get("via") else None
    site = request.build_absolute_uri("/")[:-1]
    return Begun(site, language_of(request), partner.organisation_id if partner else None)


@offered(languages=LANGUAGES, easy="cases/question.ll.html")
def ask(request: HttpRequest) -> HttpResponse:
    """Begin: a question posted from any page becomes a draft; one that cannot be taken is shown as it was written."""
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return own_page(request, "cases/question.html", {"form": form, "via": request.POST.get("via", "")})
    if not may_begin(request):
        return busy(request, form)
    key = start_draft(answers_of(form), now=now(), begun=begun_at(request))
    return go(request, "cases:about", key)


def busy(request: HttpRequest, form: Any) -> HttpResponse:
    """Say that too many questions are begun from one place, whom to call, and keep what was written on the page."""
    context = {"form": form, "operator": settings.OPERATOR, "via": request.POST.get("via", "")}
    return own_page(request, "cases/busy.html", context, status=429)


def answers_of(form: TellsOfHidden) -> dict[str, str]:
    """Return what a valid form was answered; `dolt` is kept when a number was hidden in it, so that we can say so."""
    told = {**form.cleaned_data, **({"dolt": "ja"} if form.hidden_numbers else {})}
    if isinstance(form, AboutForm) and not form.keeps_number:
        # A sole trader's number is the person's own: it is counted by, so it waits sealed, and is shown to nobody.
        told["nummer"] = sealed(form.number) if form.hidden_numbers else ""
    return told


def draft_or_404(key: str) -> DraftView:
    draft = draft_by_key(key)
    if draft is None:
        raise Http404
    return draft


def already_sent(request: HttpRequest, draft: DraftView) -> HttpResponse:
    return own_page(request, "cases/already_sent.html", {"key": draft.key})


def _missing(answers: dict[str, str]) -> str:
    """Return the name of the first screen that still lacks an answer, else of the page to check."""
    steps = CALL_STEPS if answers.get("ring") else STEPS
    lacking = (name for name, fields in steps.items() if not all(answers.get(field) for field in fields))
    return next(lacking, "cases:check")


@offered(languages=LANGUAGES)
def resume(request: HttpRequest, key: str) -> HttpResponse:
    """Go on where a draft was left."""
    draft = draft_or_404(key)
    return already_sent(request, draft) if draft.sent else go(request, _missing(draft.answers), key)


def step(request: HttpRequest, key: str, form_class: Any, template: str, **context: Any) -> HttpResponse:
    """Show one screen of a draft, or keep its answers and lead on to the next that lacks any."""
    draft = draft_or_404(key)
    if draft.sent:
        return already_sent(request, draft)
    form = form_class(request.POST) if request.method == "POST" else form_class(initial=draft.answers)
    if form.is_bound and form.is_valid():
        keep_answers(key, answers_of(form), now=now(), language=language_of(request))
        return go(request, _missing({**draft.answers, **form.cleaned_data}), key)
    return own_page(request, template, {"form": form, "key": key, "draft": draft, **context})


@offered(languages=LANGUAGES, easy="cases/question.ll.html")
def question(request: HttpRequest, key: str) -> HttpResponse:
    """Change the question of a draft."""
    return step(request, key, QuestionForm, "cases/question.html")


@offered(languages=LANGUAGES, easy="cases/about.ll.html")
def about(request: HttpRequest, key: str) -> HttpResponse:
    """Where the company is and who asks."""
    return step(request, key, AboutForm, "cases/about.html", places=municipality_names())


@offered(languages=LANGUAGES, easy="cases/share.ll.html")
def share(request: HttpRequest, key: str) -> HttpResponse:
    """Who may read; the receiver is named. Where no desk takes questions in, that is said instead."""
    draft = draft_or_404(key)
    before = "cases:change_call" if draft.answers.get("ring") else "cases:about"
    if not draft.sent and named(draft.answers.get("kommun", "")) is None:
        return go(request, before, key)
    desk = _desk(draft)
    if not draft.sent and desk is None:
        return _no_door(request, draft)
    if desk is not None:
        stand_at(request, desk.county, phone=desk.phone)
    back = address_of(request, before, key)
    return step(request, key, SharingForm, "cases/share.html", desk=desk, back=back)


def _desk(draft: DraftView) -> Desk | None:
    place = named(draft.answers.get("kommun", ""))
    return desk_for(place.county.code, on=local_date(now())) if place else None


def _no_door(request: HttpRequest, draft: DraftView) -> HttpResponse:
    place = named(draft.answers["kommun"])
    assert place is not None
    context = {"key": draft.key, "county": county(place.county.code), "place": place, "phone": settings.OPERATOR}
    return own_page(request, "cases/no_door.html", context)


@offered(languages=LANGUAGES, easy="cases/check.ll.html")
@once
def check(request: HttpRequest, key: str) -> HttpResponse:
    """Check the answers and send them. Sent twice, from two windows or by going back: one case, one confirmation."""
    draft = draft_or_404(key)
    if draft.sent:
        return already_sent(request, draft)
    desk = _desk(draft)
    lacking = _missing(draft.answers)
    if lacking != "cases:check":
        # Never redirected on POST: a redirect would be remembered as the answer to this draft.
        return own_page(request, "cases/unfinished.html", {"next": address_of(request, lacking, key), "key": key})
    if desk is None:
        return _no_door(request, draft)
    if request.method == "POST":
        return _send(request, draft)
    stand_at(request, desk.county, phone=desk.phone)
    return own_page(request, "cases/check.html", _checked(request, draft, desk))


def _send(request: HttpRequest, draft: DraftView) -> HttpResponse:
    try:
        receipt = ask_once(_asked(request, draft), now=now(), draft=draft.key)
    except Refused:
        return already_sent(request, draft)
    return go(request, "cases:sent", receipt.token)


def _asked(request: HttpRequest, draft: DraftView) -> Asked:
    told = draft.answers
    place = named(told["kommun"])
    assert place is not None
    company, number = company_of(told.get("foretag", ""), opened(told.get("nummer", "")))
    return Asked(
        site=request.build_absolute_uri("/")[:-1],
        language=language_of(request),
        speaks=told.get("sprak", ""),
        question=told.get("fraga") or _("Ring mig."),
        call_me=bool(told.get("ring")),
        municipality=place.code,
        name=told["namn"],
        sharing=Sharing(told["dela"]),
        email=told.get("epost", ""),
        phone=told.get("telefon", ""),
        company=company,
        company_number=number,
        good_times=told.get("tider", ""),
        entrance=draft.entrance_id,
    )


def _checked(request: HttpRequest, draft: DraftView, desk: Desk) -> dict[str, Any]:
    calendar = calendar_of(desk.cooperation_id)
    given = worktime.promise(now(), calendar)
    return {
        "key": draft.key,
        "rows": call_rows(request, draft) if draft.answers.get("ring") else _rows(request, draft),
        "desk": desk,
        "hidden": draft.answers.get("dolt"),
        "back": address_of(request, "cases:share", draft.key),
        "sentence": worktime.sentence(given.due, calendar, spoken(language_of(request))),
    }


def _changing(
    request: HttpRequest, draft: DraftView, label: str, name: str, value: str | list[str], *, what: str = ""
) -> Row:
    """Return a line with the way to change it; `what` is read out where the label is no object of "Ändra"."""
    return Row(label, value, (Link(_("Ändra"), address_of(request, name, draft.key), more=what or label.lower()),))


def _sharing(request: HttpRequest, draft: DraftView) -> Row:
    said = str(SHARINGS[Sharing(draft.answers["dela"])])
    return _changing(request, draft, _("Dela med andra"), "cases:share", said, what=_("vem som får läsa"))


def _rows(request: HttpRequest, draft: DraftView) -> list[Row]:
    told = draft.answers

    def row(label: str, name: str, value: str | list[str]) -> Row:
        return _changing(request, draft, label, name, value)

    reach = [part for part in (told.get("epost"), told.get("telefon"), told.get("tider")) if part]
    return [
        row(_("Din fråga"), "cases:question", told["fraga"]),
        row(_("Kommun"), "cases:about", told["kommun"]),
        row(_("Företag"), "cases:about", told.get("foretag") or _("Inget företag än")),
        row(_("Ditt namn"), "cases:about", told["namn"]),
        _changing(request, draft, _("Så når vi dig"), "cases:about", reach, what=_("hur vi når dig")),
        _sharing(request, draft),
    ]


def call_rows(request: HttpRequest, draft: DraftView) -> list[Row]:
    """Return what was answered to be called, line by line."""
    told = draft.answers

    def row(label: str, value: str) -> Row:
        return _changing(request, draft, label, "cases:change_call", value)

    language = told.get("sprak", "")
    return [
        row(_("Telefon"), told["telefon"]),
        row(_("Ditt namn"), told["namn"]),
        row(_("Kommun"), told["kommun"]),
        row(_("Språk"), own_name(language) if language in BY_CODE else _("svenska")),
        row(_("När det passar"), told.get("tider") or _("när som helst")),
        row(_("Vad det gäller"), told.get("fraga") or _("det tar vi när vi ringer")),
        _sharing(request, draft),
    ]


@offered(languages=LANGUAGES, easy="cases/call_me.ll.html")
def call_me(request: HttpRequest) -> HttpResponse:
    """Begin by asking to be called: a number, a name, a language and good times."""
    form = CallMeForm(request.POST) if request.method == "POST" else CallMeForm(initial={"sprak": _reading(request)})
    if not (form.is_bound and form.is_valid()):
        return own_page(request, "cases/call_me.html", {"form": form, **_around(request)})
    if not may_begin(request):
        return busy(request, form)
    key = start_draft({**answers_of(form), "ring": "ja"}, now=now(), begun=begun_at(request))
    return go(request, "cases:share", key)


@offered(languages=LANGUAGES, easy="cases/call_me.ll.html")
def change_call(request: HttpRequest, key: str) -> HttpResponse:
    """Change what was answered to be called."""
    return step(request, key, CallMeForm, "cases/call_me.html", places=municipality_names())


def _around(request: HttpRequest) -> dict[str, Any]:
    via = request.POST.get("via") or request.GET.get("via", "")
    return {"places": municipality_names(), "via": via, "home": reverse("first")}


def _reading(request: HttpRequest) -> str:
    language = language_of(request)
    return language if language in LANGUAGES else "sv"
