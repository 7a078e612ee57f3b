"""What a company is asked by a link in a mail: looking never answers, a button does."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from endorr.base.clock import now
from endorr.base.i18n.pages import offered, page
from endorr.base.links.queries import Opened
from endorr.base.links.views import LinkView
from endorr.cases import commands
from endorr.cases.afterwards import Asking
from endorr.cases.commands import AFTER, RIGHT, WRONG
from endorr.cases.commands.sharing import MAY_SHARE
from endorr.cases.forms.following import GradeForm, OutcomeForm
from endorr.cases.private.deeds import keep_grade, tell_hidden
from endorr.cases.queries import asking_of_link, number_of_link, request_of_link
from endorr.cases.rules import Refused
from endorr.cases.views.common import LANGUAGES
from endorr.cases.words import REFUSED_TO_COMPANY


def _thanks(request: HttpRequest, title: str, text: str) -> HttpResponse:
    return page(request, "cases/asked/thanks.html", {"title": title, "text": text})


def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    text = str(REFUSED_TO_COMPANY.get(refused.refusal, _("Det går inte just nu.")))
    return page(request, "cases/asked/thanks.html", {"title": _("Det gick inte"), "text": text})


class RightPerson(LinkView):
    """That the company came to the right person, said with one tap and a button."""

    purpose = RIGHT
    right = True

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        context = {"number": number_of_link(opened.target), "right": self.right}
        return page(request, "cases/asked/person.html", context)

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        try:
            commands.confirm_contact(opened.target, right_person=self.right, now=now())
        except Refused as refused:
            return _refused(request, refused)
        if self.right:
            return _thanks(request, _("Tack, då vet vi"), _("Det är vad vi lovar: rätt person, i tid."))
        return _thanks(request, _("Tack för att du säger till"), _("De som svarar för dörren får veta det nu."))


class WrongPerson(RightPerson):
    """That somebody was in touch, but the wrong one."""

    purpose = WRONG
    right = False


class MayShare(LinkView):
    """Whether an organisation may read the question: yes or no."""

    purpose = MAY_SHARE

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return page(request, "cases/asked/share.html", {"wanted": request_of_link(opened.target)})

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        yes = request.POST.get("svar") == "ja"
        name = {"organisation": request_of_link(opened.target).organisation}
        try:
            commands.answer_sharing(opened.target, yes=yes, now=now())
        except Refused as refused:
            return _refused(request, refused)
        if yes:
            return _thanks(request, _("Tack, ditt svar gäller nu"), _("%(organisation)s får läsa din fråga.") % name)
        text = _("%(organisation)s får inte läsa din fråga. Vårt löfte gäller som förut.") % name
        return _thanks(request, _("Tack, ditt svar gäller nu"), text)


class Afterwards(LinkView):
    """How it went, or what came of it."""

    purpose = AFTER

    def shown(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return _asked(request, opened.target, None)

    def acted(self, request: HttpRequest, opened: Opened) -> HttpResponse:
        return _answered(request, opened.target)


def _form(asking: Asking, data: Any = None) -> GradeForm | OutcomeForm:
    return GradeForm(data) if asking is Asking.SATISFACTION else OutcomeForm(data)


def _asked(request: HttpRequest, target: str, form: GradeForm | OutcomeForm | None) -> HttpResponse:
    found = asking_of_link(target)
    context = {"asked": found, "form": form or _form(found.asking)}
    grades = found.asking is Asking.SATISFACTION
    return page(request, f"cases/asked/{'grade' if grades else 'outcome'}.html", context)


def _answered(request: HttpRequest, target: str) -> HttpResponse:
    found = asking_of_link(target)
    form = _form(found.asking, request.POST)
    if not form.is_valid():
        return _asked(request, target, form)
    if isinstance(form, GradeForm):
        keep_grade(request, found.case, form)
    else:
        told = form.cleaned_data["ord"]
        commands.tell_outcome(target, came=form.came(), exported=form.exported(), text=told, now=now())
        tell_hidden(request, form)
    return _thanks(request, _("Tack"), _("Ditt svar är sparat. Du kan ändra det med samma länk i två månader."))


right_person = offered(languages=LANGUAGES)(RightPerson.as_view())
wrong_person = offered(languages=LANGUAGES)(WrongPerson.as_view())
may_share = offered(languages=LANGUAGES)(MayShare.as_view())
afterwards = offered(languages=LANGUAGES)(Afterwards.as_view())
