"""The press desk: write, find what is wrong, give every figure its source, approve with an embargo, correct."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr.base.clock import now
from endorr.base.files.commands import RefusedFileError
from endorr.base.i18n import formats
from endorr.base.idempotency.forms import once
from endorr.base.tenancy.queries import own_cooperations, own_organisations
from endorr.base.tenancy.rules import Viewer
from endorr.base.ui.parts import Cell, Column, Link, Row, Table, Tag
from endorr.indicators.claims.facts import Basis
from endorr.indicators.review.words import BASES, claim_words, quantity
from endorr.newsroom import commands
from endorr.newsroom.forms import (
    AboutForm,
    ContactForm,
    CorrectionForm,
    EmbargoForm,
    NewForm,
    PictureForm,
    PlanForm,
    TextForm,
    WhyForm,
)
from endorr.newsroom.models import Contact
from endorr.newsroom.queries import staff
from endorr.newsroom.queries.staff import FigureRow, TextView, WordingView
from endorr.newsroom.rules.figures import Key
from endorr.newsroom.rules.linting import Remark
from endorr.newsroom.rules.words import WRITING, Kind, Refusal, Refused, Standing, State
from endorr.newsroom.views.open_pages import as_picture, shown_contact
from endorr.newsroom.words import DESKS, FAULTS, KINDS, LICENCES, REFUSALS, STANDINGS, STATES

SPARE = 2  # empty blocks after those that are there


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _language() -> str:
    return get_language() or "sv"


def _filled(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _text(request: HttpRequest, release: str) -> TextView:
    found = staff.text(_viewer(request), release, now())
    if found is None:
        raise Http404
    return found


def of_own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view be as if it did not exist to others, before its form is looked at."""

    @wraps(view)
    def only_own(request: HttpRequest, release: str, **rest: str) -> HttpResponse:
        if request.method == "POST":
            _text(request, release)
        return view(request, release=release, **rest)

    return only_own


def _wording(found: TextView, language: str) -> WordingView:
    wording = found.wording(language)
    if wording is None:
        raise Http404
    return wording


def _in(language: str) -> str:
    return _("på engelska") if language == "en" else _("på svenska")


def _tag(state: State) -> Tag:
    word, look = STATES[state]
    return Tag(str(word), look)


def _when(at: Any) -> str:
    return formats.moment(at, _language()) if at else "–"


def _address(name: str, *arguments: str) -> str:
    return reverse(f"newsroom:{name}", args=arguments)


def texts(request: HttpRequest) -> HttpResponse:
    """List the organisation's texts, the latest changed first."""
    columns = [Column(_("Text")), Column(_("Sort")), Column(_("Läge")), Column(_("Embargo eller publicerad"))]
    rows: list[list[Cell]] = [
        [
            Link(one.headline or _("Utan rubrik"), _address("text", one.public_id)),
            str(KINDS[one.kind]),
            _tag(one.state),
            _when(one.lifted_at or one.lifts_at),
        ]
        for one in staff.texts(_viewer(request))
    ]
    return render(request, "newsroom/desk.html", {"table": Table(_("Texter"), columns, rows, empty=_("Inga ännu."))})


def text(request: HttpRequest, release: str) -> HttpResponse:
    """Show a text whole: how far it has come, every figure and every fault, and what one may do."""
    found = _text(request, release)
    viewer = _viewer(request)
    context = {
        "text": found,
        "kind": KINDS[found.kind],
        "state": _tag(found.state),
        "headline": found.wordings[0].draft.headline or _("Utan rubrik"),
        "facts": _facts(found),
        "wordings": [(one, _in(one.language), _covered(one), _remarks(one)) for one in found.wordings],
        "may_write": found.state in {State.DRAFT, State.STOPPED},
        "may_approve": found.state is State.SUBMITTED and found.submitted_by != viewer.user_id,
        "own_text": found.state is State.SUBMITTED and found.submitted_by == viewer.user_id,
        "may_take_back": found.state in {State.SUBMITTED, State.APPROVED, State.STOPPED},
    }
    return render(request, "newsroom/text.html", context)


def _covered(one: WordingView) -> str:
    return _("%(covered)s av %(of)s siffror har källa") % {"covered": one.covered, "of": one.of}


def _remarks(one: WordingView) -> list[tuple[Remark, str, Tag]]:
    rows = sorted(one.remarks, key=lambda remark: not remark.stops)
    must, may = Tag(_("Måste rättas"), "bad"), Tag(_("Titta på"), "warn")
    return [(remark, str(FAULTS[remark.fault]), must if remark.stops else may) for remark in rows]


def _facts(found: TextView) -> list[Row]:
    rows = [
        Row(_("Läge"), _tag(found.state)),
        Row(_("Utgivare"), f"{found.organisation}, {found.cooperation}"),
        Row(_("Kontakter"), ", ".join(one.name for one in found.contacts) or "–"),
    ]
    if found.kind is Kind.INVITATION:
        rows += [Row(_("Tid och plats"), f"{_when(found.starts_at)}, {found.place or '–'}")]
        rows += [Row(_("Anmälan senast"), _when(found.notice_by))]
    if found.submitter:
        rows.append(Row(_("Bad om godkännande"), found.submitter))
    if found.approver:
        rows.append(Row(_("Godkänd av"), found.approver))
    if found.lifts_at:
        rows.append(Row(_("Embargo till"), _when(found.lifts_at)))
    if found.lifted_at:
        page = Link(_("Pressmeddelandets sida"), _address("release", found.public_id))
        rows.append(Row(_("Publicerad"), [_when(found.lifted_at), page]))
    return rows


# Forms


def _ask(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[], str],
    *,
    title: str,
    button: str,
    back: str,
    fields: dict[Refusal, str] | None = None,
    template: str = "newsroom/deed.html",
    **more: Any,
) -> HttpResponse:
    """Show a form, and when it is filled in do one deed; what the rules refuse is told at its field or above."""
    if form.is_bound and form.is_valid():
        try:
            there = do()
        except Refused as refused:
            said = str(REFUSALS[refused.refusal])
            told = f"{said} {', '.join(_detail(one) for one in refused.details)}".strip()
            form.add_error((fields or {}).get(refused.refusal), told)
        else:
            return redirect(there)
    context = {"form": form, "title": title, "button": button, "back": back, **more}
    return render(request, template, context)


def _detail(detail: str) -> str:
    """Return a fault in words where the detail names one: `doubled: ...`."""
    name, separator, words = detail.partition(": ")
    known = {fault.value: word for fault, word in FAULTS.items()}
    return f"{known[name]} {words}".strip() if separator and name in known else detail


def _contacts(viewer: Viewer) -> list[tuple[str, str]]:
    return [
        (one.public_id, f"{one.name}, {one.title} ({str(DESKS[one.desk]).lower()})")
        for one in staff.own_contacts(viewer, now())
    ]


@once
def new(request: HttpRequest) -> HttpResponse:
    """Begin a text."""
    viewer = _viewer(request)
    form = NewForm(
        _filled(request),
        contacts=_contacts(viewer),
        publishers=[(one.public_id, one.name) for one in own_organisations(viewer, *WRITING)],
        cooperations=[(one.public_id, one.name) for one in own_cooperations(viewer)],
    )

    def do() -> str:
        told = form.cleaned_data
        made = commands.begin(
            Kind(told["slag"]),
            form.plan(),
            organisation=told["utgivare"],
            cooperation=told["samverkan"],
            site=request.build_absolute_uri("/")[:-1],
            viewer=viewer,
            now=now(),
        )
        return _address("write", made, "sv")

    return _ask(request, form, do, title=_("Ny text till pressen"), button=_("Börja skriva"), back=_address("desk"))


@of_own
@once
def plan(request: HttpRequest, release: str) -> HttpResponse:
    """Change what a text is about, whom to call, in which languages."""
    viewer, found = _viewer(request), _text(request, release)

    def day(at: Any) -> Any:
        return formats.on_wall(at).date() if at else None

    def clock(at: Any) -> Any:
        return formats.on_wall(at).time() if at else None

    filled = {
        "amnen": [one.value for one in staff.topics_of(viewer, release)],
        "kontakter": [one.public_id for one in found.contacts],
        "engelska": found.wording("en") is not None,
        "dag": day(found.starts_at),
        "start": clock(found.starts_at),
        "slut": clock(found.ends_at),
        "plats": found.place,
        "anmal_dag": day(found.notice_by),
        "anmal_tid": clock(found.notice_by),
    }
    form = PlanForm(_filled(request), initial=filled, contacts=_contacts(viewer))

    def do() -> str:
        commands.change(release, form.plan(), viewer=viewer, now=now())
        messages.success(request, _("Ändringen är sparad."))
        return _address("text", release)

    return _ask(request, form, do, title=_("Ämnen och kontakter"), button=_("Spara"), back=_address("text", release))


def _pictures(found: TextView) -> list[tuple[str, str]]:
    return [(one.public_id, one.caption) for one in found.pictures]


def _blocks(request: HttpRequest, wording: WordingView) -> int:
    posted = sum(name.startswith("slag") for name in request.POST)
    return posted or len(wording.draft.blocks) + SPARE


@of_own
@once
def write(request: HttpRequest, release: str, language: str) -> HttpResponse:
    """Write a text, block by block; it is kept as it stands, whatever is still wrong with it."""
    found = _text(request, release)
    wording = _wording(found, language)
    blocks = _blocks(request, wording)
    form = TextForm(_filled(request), initial=TextForm.filled(wording.draft), blocks=blocks, pictures=_pictures(found))

    def do() -> str:
        commands.write(release, language, form.draft(), viewer=_viewer(request), now=now())
        messages.success(request, _("Texten är sparad."))
        return _address("write", release, language) if "mer" in request.POST else _address("text", release)

    title = _("Skriv %(language)s") % {"language": _in(language)}
    back = _address("text", release)
    return _ask(request, form, do, title=title, button=_("Spara"), back=back, template="newsroom/write.html")


@of_own
@once
def correct(request: HttpRequest, release: str, language: str) -> HttpResponse:
    """Correct a text that is out, with a notice that everybody sees."""
    found = _text(request, release)
    wording = _wording(found, language)
    filled, blocks = TextForm.filled(wording.draft), _blocks(request, wording)
    form = CorrectionForm(_filled(request), initial=filled, blocks=blocks, pictures=_pictures(found))

    def do() -> str:
        told = form.cleaned_data
        viewer, source = _viewer(request), told["kalla"]
        commands.correct(release, language, form.draft(), told["fel"], source=source, viewer=viewer, now=now())
        messages.success(request, _("Rättelsen är publicerad. Den som har fått texten får veta det."))
        return _address("text", release)

    title = _("Rätta %(language)s") % {"language": _in(language)}
    return _ask(
        request,
        form,
        do,
        title=title,
        button=_("Publicera rättelsen"),
        back=_address("text", release),
        template="newsroom/write.html",
        fields={Refusal.NO_NOTICE: "fel", Refusal.BROKEN_FIGURES: "kalla"},
        correcting=True,
    )


# Figures


@of_own
@once
def figures(request: HttpRequest, release: str, language: str) -> HttpResponse:
    """Show every figure of a text with how it stands, and bind it to a table or to a source in words."""
    found = _text(request, release)
    wording = _wording(found, language)
    error, failed = "", Key("", 0)
    if request.method == "POST":
        failed = Key(request.POST.get("siffra", ""), _number(request.POST.get("nr", "")))
        try:
            _do_with_figure(request, release, language, failed)
        except Refused as refused:
            error = str(REFUSALS[refused.refusal])
        else:
            return redirect(f"{_address('figures', release, language)}#siffra-{request.POST.get('rad', '1')}")
    rows = [_figure(one, language) for one in wording.figures]
    context = {
        "text": found,
        "language": language,
        "summary": _covered(wording),
        "rows": rows,
        "error": error,
        "failed": failed,
        "typed": request.POST.get("kalla", ""),
        "may_write": found.state in {State.DRAFT, State.STOPPED},
        "back": _address("text", release),
    }
    return render(request, "newsroom/figures.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0


def _do_with_figure(request: HttpRequest, release: str, language: str, key: Key) -> None:
    viewer, deed = _viewer(request), request.POST.get("gor", "")
    match deed.split(":"):
        case ["bind", basis] if basis in {"", *(one.value for one in Basis)}:
            chosen = Basis(basis) if basis else None
            commands.bind_figure(release, language, key, chosen, viewer=viewer, now=now())
        case ["kalla"]:
            source = request.POST.get("kalla", "")
            commands.give_source(release, language, key, source, viewer=viewer, now=now())
        case ["slapp"]:
            commands.loosen(release, language, key, viewer=viewer, now=now())
        case ["ny"]:
            commands.take_suggestion(release, language, key, viewer=viewer, now=now())
        case _:
            raise Http404


def _figure(one: FigureRow, language: str) -> dict[str, Any]:
    told = one.told
    word, look = STANDINGS[told.standing]
    bound, fact = told.bound, told.fact
    claim = bound.claim if bound else None
    return {
        "key": told.key,
        "tag": Tag(str(word), look),
        "claim": claim_words(claim) if claim else "",
        "source": bound.source if bound else "",
        "edition": bound.edition if bound else "",
        "now": quantity(fact.value, claim.measure, claim.concept) if fact and claim else "",
        "suggested": told.suggested,
        "choices": [
            (
                f"bind:{fact.basis.value if fact.basis else ''}",
                claim_words(claim),
                str(BASES[fact.basis]) if fact.basis else "",
                quantity(fact.value, claim.measure, claim.concept),
                fact.source,
            )
            for claim, fact in one.choices
        ]
        if bound is None
        else [],
        "free": told.standing in {Standing.UNBOUND, Standing.QUOTED},
        "bound": bound is not None,
    }


# The way out


@of_own
@once
def submit(request: HttpRequest, release: str) -> HttpResponse:
    """Put a text forward to be approved by somebody else."""
    _text(request, release)
    form, back = forms.Form(_filled(request)), _address("text", release)

    def do() -> str:
        commands.submit(release, viewer=_viewer(request), now=now())
        messages.success(request, _("Texten väntar nu på att en kollega läser och godkänner den."))
        return back

    lead = _("En annan än du läser texten och godkänner den. Den som får göra det får ett mejl.")
    return _ask(
        request, form, do, title=_("Be om godkännande"), button=_("Skicka för godkännande"), back=back, lead=lead
    )


@of_own
@once
def take_back(request: HttpRequest, release: str) -> HttpResponse:
    """Take a text back to write more."""
    _text(request, release)
    form, back = forms.Form(_filled(request)), _address("text", release)

    def do() -> str:
        commands.take_back(release, viewer=_viewer(request), now=now())
        return back

    lead = _("Texten blir ett utkast igen. Ett godkännande och ett embargo gäller då inte längre.")
    return _ask(request, form, do, title=_("Ta tillbaka texten"), button=_("Ta tillbaka"), back=back, lead=lead)


@of_own
@once
def approve(request: HttpRequest, release: str) -> HttpResponse:
    """Approve what somebody else has written, and say when it opens."""
    _text(request, release)
    form, back = EmbargoForm(_filled(request)), _address("text", release)

    def do() -> str:
        at = now()
        lifts_at = form.lifts_at if form.cleaned_data["nar"] == "sedan" and form.lifts_at else at
        commands.approve(release, lifts_at, viewer=_viewer(request), now=at)
        messages.success(request, _("Texten är godkänd."))
        return back

    return _ask(
        request,
        form,
        do,
        title=_("Godkänn texten"),
        button=_("Godkänn"),
        back=back,
        fields={Refusal.IN_THE_PAST: "dag"},
    )


@of_own
@once
def return_text(request: HttpRequest, release: str) -> HttpResponse:
    """Send a text back with what must be changed."""
    _text(request, release)
    form, back = WhyForm(_filled(request)), _address("text", release)

    def do() -> str:
        commands.return_text(release, form.cleaned_data["varfor"], viewer=_viewer(request), now=now())
        messages.success(request, _("Texten är tillbaka hos den som skriver."))
        return back

    return _ask(request, form, do, title=_("Skicka tillbaka texten"), button=_("Skicka tillbaka"), back=back)


# Around the texts


@once
def contacts(request: HttpRequest) -> HttpResponse:
    """Show whom the press may call; name one more, or let one go."""
    viewer = _viewer(request)
    if "slutat" in request.POST:
        try:
            commands.end_contact(request.POST["slutat"], viewer=viewer, now=now())
        except Contact.DoesNotExist:
            raise Http404 from None
        messages.success(request, _("Kontakten visas inte längre, inte heller vid äldre texter."))
        return redirect("newsroom:own-contacts")
    form = ContactForm(_filled(request))

    def do() -> str:
        owner = own_organisations(viewer, *WRITING)[0].public_id
        commands.add_contact(form.plan(), organisation=owner, viewer=viewer, now=now())
        messages.success(request, _("Kontakten är tillagd."))
        return _address("own-contacts")

    return _ask(
        request,
        form,
        do,
        title=_("Kontakter"),
        button=_("Lägg till"),
        back=_address("desk"),
        template="newsroom/own_contacts.html",
        fields={Refusal.DESK_NEVER_OPEN: "stanger"},
        contacts=[shown_contact(one) for one in staff.own_contacts(viewer, now())],
    )


@once
def pictures(request: HttpRequest) -> HttpResponse:
    """Show the organisation's pictures; take one in, or open one to everybody."""
    viewer = _viewer(request)
    if "oppna" in request.POST:
        try:
            commands.open_picture(request.POST["oppna"], viewer=viewer, now=now())
        except Refused as refused:
            messages.error(request, str(REFUSALS[refused.refusal]))
        else:
            messages.success(request, _("Bilden finns nu i bildbanken."))
        return redirect("newsroom:own-pictures")
    form = PictureForm(_filled(request), request.FILES if request.method == "POST" else None)

    def do() -> str:
        file, owner = form.cleaned_data["fil"], own_organisations(viewer, *WRITING)[0].public_id
        try:
            commands.add_picture(file.chunks(), file.name, form.plan(), organisation=owner, viewer=viewer, now=now())
        except RefusedFileError:
            raise Refused(Refusal.BAD_FILE) from None
        messages.success(request, _("Bilden är inlagd. Ingen utanför ser den förrän en text med den är publicerad."))
        return _address("own-pictures")

    return _ask(
        request,
        form,
        do,
        title=_("Bilder"),
        button=_("Lägg in bilden"),
        back=_address("desk"),
        template="newsroom/own_pictures.html",
        fields={
            Refusal.BAD_FILE: "fil",
            Refusal.NO_ALT: "alt",
            Refusal.ALT_IS_CAPTION: "alt",
            Refusal.NO_CREDIT: "fotograf",
        },
        pictures=[(one, LICENCES[one.licence]) for one in staff.own_pictures(viewer)],
    )


def picture(request: HttpRequest, picture: str) -> HttpResponseBase:
    """Give out one of the organisation's own pictures to its press desk."""
    found = staff.own_picture(_viewer(request), picture)
    if found is None:
        raise Http404
    return as_picture(found, saved=False, cache="private, no-store")


@once
def about(request: HttpRequest) -> HttpResponse:
    """Set what the publisher, and each cooperation, says of itself under every text."""
    viewer = _viewer(request)
    owner = own_organisations(viewer, *WRITING)[0]
    abouts = [("", owner.name), *((one.public_id, one.name) for one in own_cooperations(viewer))]
    form = AboutForm(_filled(request), abouts=abouts)
    form.fields["om"].required = False

    def do() -> str:
        told = form.cleaned_data
        commands.set_boilerplate(
            told["text"],
            told["text_en"],
            organisation=owner.public_id,
            cooperation=told["om"],
            viewer=viewer,
            now=now(),
        )
        messages.success(request, _("Texten är sparad."))
        return _address("about")

    return _ask(
        request,
        form,
        do,
        title=_("Om oss"),
        button=_("Spara"),
        back=_address("desk"),
        template="newsroom/about.html",
        rows=staff.boilerplates(viewer),
    )
