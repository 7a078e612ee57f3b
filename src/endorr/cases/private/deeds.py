"""What a company may do on its own page, by the word the form sends in `vad`."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from endorr.base.clock import now
from endorr.base.files.commands import RefusedFileError
from endorr.cases import commands
from endorr.cases.forms.asking import SharingForm
from endorr.cases.forms.following import AgainForm, FileForm, GradeForm, MessageForm
from endorr.cases.forms.texts import TellsOfHidden
from endorr.cases.queries import own_page
from endorr.cases.rules import Refused
from endorr.cases.views.common import go
from endorr.cases.words import FILE_REFUSALS, REFUSED_TO_COMPANY

Answer = Mapping[str, Form] | HttpResponse
"""The forms that must be put right, by their name on the page; empty when the deed was done; or where to go."""


def tell_hidden(request: HttpRequest, form: TellsOfHidden) -> None:
    """Say that a number was hidden in what was written, if one was."""
    if form.hidden_numbers:
        messages.warning(request, _("Vi dolde ett nummer som såg ut som ett personnummer eller ett kortnummer."))


def _refused(request: HttpRequest, refused: Refused) -> Answer:
    messages.error(request, str(REFUSED_TO_COMPANY.get(refused.refusal, _("Det går inte just nu."))))
    return {}


def _add(request: HttpRequest, public_id: str) -> Answer:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return {"message": form}
    try:
        commands.add_message(public_id, form.cleaned_data["ord"], now=now())
    except Refused:  # it was closed while the page lay open: what is written now takes it up again
        return _again(request, public_id)
    tell_hidden(request, form)
    messages.success(request, _("Det du skrev ligger nu hos den som har din fråga."))
    return {}


def _file(request: HttpRequest, public_id: str) -> Answer:
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return {"file": form}
    sent = form.cleaned_data["fil"]
    try:
        commands.add_file(public_id, sent.chunks(), name=sent.name, now=now())
    except RefusedFileError as refused:
        form.add_error("fil", str(FILE_REFUSALS[refused.reason]))
        return {"file": form}
    except Refused as refused:
        return _refused(request, refused)
    messages.success(request, _("Filen ligger nu hos din fråga."))
    return {}


def _object(request: HttpRequest, public_id: str) -> Answer:
    commands.say_unheard(public_id, now=now())
    messages.success(request, _("Tack för att du säger till. De som svarar för dörren får veta det nu."))
    return {}


def _confirm(request: HttpRequest, public_id: str) -> Answer:
    try:
        commands.confirm_contact(public_id, right_person=request.POST.get("ratt") == "ja", now=now())
    except Refused as refused:
        return _refused(request, refused)
    messages.success(request, _("Tack, då vet vi."))
    return {}


def _share(request: HttpRequest, public_id: str) -> Answer:
    form = SharingForm(request.POST)
    if not form.is_valid():
        return {"sharing": form}
    commands.change_sharing(public_id, form.sharing(), now=now())
    messages.success(request, _("Ditt val gäller från och med nu."))
    return {}


def _let_read(request: HttpRequest, public_id: str) -> Answer:
    asked = request.POST.get("begaran", "")
    if asked not in {one.public_id for one in own_page(public_id, now()).requests}:
        return {}
    try:
        commands.answer_sharing(asked, yes=request.POST.get("svar") == "ja", now=now())
    except Refused as refused:
        return _refused(request, refused)
    messages.success(request, _("Tack, ditt svar gäller nu."))
    return {}


def _end(request: HttpRequest, public_id: str) -> Answer:
    try:
        commands.close_by_company(public_id, now=now())
    except Refused as refused:
        return _refused(request, refused)
    messages.success(request, _("Frågan är avslutad."))
    return {}


def _again(request: HttpRequest, public_id: str) -> Answer:
    form = AgainForm(request.POST, auto_id="igen_%s")
    if not form.is_valid():
        return {"again": form}
    try:
        taken = commands.take_up_again(public_id, form.cleaned_data["ord"], now=now())
    except Refused as refused:
        return _refused(request, refused)
    tell_hidden(request, form)
    if taken.receipt:
        return go(request, "cases:sent", taken.receipt.token)
    messages.success(request, _("Frågan är öppen igen. En person hör av sig inom en arbetsdag."))
    return {}


def _grade(request: HttpRequest, public_id: str) -> Answer:
    form = GradeForm(request.POST, auto_id="betyg_%s")
    if not form.is_valid():
        return {"grade": form}
    keep_grade(request, public_id, form)
    messages.success(request, _("Tack för att du berättade."))
    return {}


def keep_grade(request: HttpRequest, public_id: str, form: GradeForm) -> None:
    """Keep what a valid form says of the help; nothing said is nothing kept."""
    told, helped = form.cleaned_data, form.helped_in_time()
    if told["betyg"] is not None or helped is not None or told["ord"]:
        commands.grade(public_id, told["betyg"], helped_in_time=helped, text=told["ord"], now=now())
    tell_hidden(request, form)


def _renew(request: HttpRequest, public_id: str) -> Answer:
    token = commands.renew_private_page(public_id, now=now())
    messages.success(request, _("Sidan har en ny adress. De gamla länkarna öppnar den inte längre."))
    return go(request, "cases:status", token)


DEEDS: dict[str, Callable[[HttpRequest, str], Answer]] = {
    "skriv": _add,
    "fil": _file,
    "ohord": _object,
    "bekrafta": _confirm,
    "dela": _share,
    "lat-lasa": _let_read,
    "avsluta": _end,
    "igen": _again,
    "betyg": _grade,
    "ny-lank": _renew,
}
