"""What hosts, guests and the press fill in, and what they are told when something cannot be taken as it is."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from endorr.base.ui.safe_text import SafeText
from endorr.directory.forms import DayField
from endorr.meetings.commands import (
    CampaignPlan,
    Decision,
    Invitee,
    MeetingPlan,
    PartPlan,
    PressRequest,
    Promised,
    Voiced,
)
from endorr.meetings.models import Meeting, Part
from endorr.meetings.rules import (
    STOCKHOLM,
    Fate,
    GuestKind,
    PartKind,
    Refusal,
    Refused,
    Visibility,
    on_the_wall,
    room_links,
    without_rooms,
)
from endorr.meetings.words import FATES, GUESTS, PARTS, REFUSALS, VISIBILITIES

Choices = Sequence[tuple[str, Any]]

MAIL = {
    "required": _("Skriv en e-postadress."),
    "invalid": _("Skriv e-postadressen så här: namn@exempel.se."),
}


def _choose(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class Line(SafeText):
    """One line of text, without a personal number."""

    def to_python(self, value: Any) -> str:
        return " ".join(str(super().to_python(value) or "").split())


class Open(SafeText):
    """A text that everybody reads: no personal number, and no link into a meeting room."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": rows}), **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if room_links(value or ""):
            raise ValidationError(REFUSALS[Refusal.ROOM_IN_OPEN_TEXT], code="room")


class ClockField(forms.TimeField):
    """A time of the day on the Swedish wall clock."""

    def __init__(self, **kwargs: Any) -> None:
        said = {
            "required": _("Skriv ett klockslag, till exempel 10.00."),
            "invalid": _("Skriv klockslaget så här: 10.00."),
        }
        formats = ["%H:%M", "%H.%M", "%H:%M:%S"]
        super().__init__(
            widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
            input_formats=formats,
            error_messages=said,
            **kwargs,
        )


class CampaignForm(forms.Form):
    """A campaign: its name and what it is for."""

    namn = Line(
        label=_("Kampanjens namn"), max_length=120, error_messages={"required": _("Skriv vad kampanjen heter.")}
    )
    om = Open(
        label=_("Vad är den till för?"), max_length=4000, error_messages={"required": _("Skriv vad den är till för.")}
    )
    om_en = Open(label=_("Samma text på engelska"), max_length=4000, required=False)
    organisation = forms.ChoiceField(label=_("Vem svarar för kampanjen?"))

    def __init__(self, *args: Any, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "organisation", organisations)

    def clean_namn(self) -> str:
        name = str(self.cleaned_data["namn"])
        if not slugify(name):
            raise ValidationError(_("Namnet behöver några bokstäver."))
        return name

    def plan(self) -> CampaignPlan:
        said = self.cleaned_data
        return CampaignPlan(said["namn"], slugify(said["namn"])[:60], said["om"], said["om_en"])


class MeetingForm(forms.Form):
    """A meeting, before it has any parts."""

    titel = Line(label=_("Mötets namn"), max_length=160, error_messages={"required": _("Skriv vad mötet heter.")})
    titel_en = Line(label=_("Namnet på engelska"), max_length=160, required=False)
    om = Open(
        label=_("Vad handlar mötet om?"),
        help_text=_("Texten är öppen för alla när mötet är publicerat."),
        max_length=4000,
        error_messages={"required": _("Skriv vad mötet handlar om.")},
    )
    om_en = Open(label=_("Samma text på engelska"), max_length=4000, required=False)
    plats = Line(
        label=_("Var?"),
        max_length=120,
        help_text=_("En ort, eller ordet digitalt. Länken till ett digitalt rum hör hemma i programpunkten."),
        error_messages={"required": _("Skriv var mötet är.")},
    )
    kampanj = forms.ChoiceField(label=_("Ingår mötet i en kampanj?"), required=False)
    presskontakt = forms.ChoiceField(
        label=_("Till vem anmäler sig pressen?"),
        help_text=_("Behövs om mötet har en pressträff."),
        required=False,
    )
    presstelefon = Line(label=_("Presskontaktens telefon"), max_length=40, required=False)

    def __init__(self, *args: Any, campaigns: Choices, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "kampanj", [("", _("Nej")), *campaigns])
        _choose(self, "presskontakt", [("", _("Ingen")), *officers])

    @staticmethod
    def filled(meeting: Meeting) -> dict[str, str]:
        """Return what a form is filled with to change a meeting."""
        return {
            "titel": meeting.title,
            "titel_en": meeting.title_en,
            "om": meeting.about,
            "om_en": meeting.about_en,
            "plats": meeting.place,
            "kampanj": meeting.campaign.public_id if meeting.campaign else "",
            "presskontakt": meeting.press_person.public_id if meeting.press_person else "",
            "presstelefon": meeting.press_phone,
        }

    def plan(self) -> MeetingPlan:
        said = self.cleaned_data
        return MeetingPlan(
            title=said["titel"],
            about=said["om"],
            place=said["plats"],
            title_en=said["titel_en"],
            about_en=said["om_en"],
            campaign=said["kampanj"],
            press_person=said["presskontakt"],
            press_phone=said["presstelefon"],
        )


class NewMeetingForm(MeetingForm):
    """A meeting that is planned: also who hosts it and within which cooperation."""

    vard = forms.ChoiceField(label=_("Vem är värd?"))
    samverkan = forms.ChoiceField(label=_("I vilken regional exportsamverkan?"))
    field_order = ("vard", "samverkan", "kampanj")

    def __init__(self, *args: Any, hosts: Choices, cooperations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "vard", hosts)
        _choose(self, "samverkan", cooperations)


class PartForm(forms.Form):
    """A part of a meeting: when, for whom, how many, and the digital room if it has one."""

    slag = forms.ChoiceField(label=_("Vad är det?"), choices=[(one.value, word) for one, word in PARTS.items()])
    titel = Line(label=_("Namn"), max_length=160, error_messages={"required": _("Skriv vad programpunkten heter.")})
    titel_en = Line(label=_("Namnet på engelska"), max_length=160, required=False)
    dag = DayField(label=_("Dag"))
    start = ClockField(label=_("Börjar"))
    slut = ClockField(label=_("Slutar"))
    plats = Line(label=_("Plats"), max_length=200, required=False, help_text=_("Tomt om den är digital."))
    om = Open(
        label=_("Om programpunkten"), help_text=_("Texten är öppen för alla."), max_length=4000, required=False, rows=3
    )
    om_en = Open(label=_("Samma text på engelska"), max_length=4000, required=False, rows=3)
    rum = forms.CharField(
        label=_("Länk till det digitala rummet"),
        help_text=_("Låst: visas bara för den som har en plats, när dörren öppnas en halvtimme före start."),
        max_length=500,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "url"}),
    )
    gaster = forms.MultipleChoiceField(
        label=_("Vilka är den till för?"),
        choices=[(one.value, word) for one, word in GUESTS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en sorts gäster.")},
    )
    platser = forms.IntegerField(
        label=_("Antal platser"),
        min_value=1,
        max_value=5000,
        error_messages={"required": _("Skriv hur många platser som finns.")},
    )
    svarstid = forms.IntegerField(
        label=_("Hur många timmar står ett erbjudande till den som väntar?"),
        min_value=1,
        max_value=240,
        initial=24,
        error_messages={"required": _("Skriv hur många timmar.")},
    )
    synlig = forms.ChoiceField(
        label=_("Vem ser att den finns?"),
        choices=[(one.value, word) for one, word in VISIBILITIES.items()],
        widget=forms.RadioSelect,
        initial=Visibility.OPEN.value,
    )
    anmal_dag = DayField(label=_("Pressen anmäler sig senast, dag"), required=False)
    anmal_tid = ClockField(label=_("Pressen anmäler sig senast, klockslag"), required=False)

    @staticmethod
    def filled(part: Part) -> dict[str, Any]:
        """Return what a form is filled with to change a part."""
        start, end = part.starts_at.astimezone(STOCKHOLM), part.ends_at.astimezone(STOCKHOLM)
        notice = part.notice_by.astimezone(STOCKHOLM) if part.notice_by else None
        return {
            "slag": part.kind,
            "titel": part.title,
            "titel_en": part.title_en,
            "dag": start.date(),
            "start": start.time(),
            "slut": end.time(),
            "plats": part.place,
            "om": part.about,
            "om_en": part.about_en,
            "rum": part.room,
            "gaster": part.audience,
            "platser": part.capacity,
            "svarstid": part.offer_hours,
            "synlig": part.visibility,
            "anmal_dag": notice.date() if notice else None,
            "anmal_tid": notice.time() if notice else None,
        }

    @staticmethod
    def moved(data: Any) -> Any:
        """Return what was filled in with the link to a room moved out of the open text into the locked field."""
        told = data.copy()
        found = [link for name in ("om", "om_en") for link in room_links(told.get(name, ""))]
        for name in ("om", "om_en"):
            told[name] = without_rooms(told.get(name, ""))
        if found and not told.get("rum", "").strip():
            link = found[0]
            told["rum"] = link if "://" in link else f"https://{link}"
        return told

    @property
    def room_in_text(self) -> bool:
        """Whether what stopped the form is a meeting room's link in an open text."""
        return any(self.has_error(name, code="room") for name in ("om", "om_en"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._instant(cleaned, "dag", "start")
        self._instant(cleaned, "dag", "slut")
        if cleaned.get("slag") == PartKind.PRESS.value:
            if cleaned.get("anmal_dag") and cleaned.get("anmal_tid"):
                self._instant(cleaned, "anmal_dag", "anmal_tid")
            elif not self.has_error("anmal_dag") and not self.has_error("anmal_tid"):
                self.add_error("anmal_dag", REFUSALS[Refusal.NO_NOTICE_TIME])
        start, end = cleaned.get("start"), cleaned.get("slut")
        if start and end and end <= start:
            self.add_error("slut", REFUSALS[Refusal.ENDS_BEFORE_IT_STARTS])
        return cleaned

    def _instant(self, cleaned: dict[str, Any], day: str, clock: str) -> datetime | None:
        if not cleaned.get(day) or cleaned.get(clock) is None:
            return None
        try:
            return on_the_wall(cleaned[day], cleaned[clock])
        except Refused as refused:
            self.add_error(clock, REFUSALS[refused.refusal])
            return None

    def plan(self) -> PartPlan:
        said = self.cleaned_data
        press = said["slag"] == PartKind.PRESS.value
        return PartPlan(
            kind=PartKind(said["slag"]),
            title=said["titel"],
            starts_at=on_the_wall(said["dag"], said["start"]),
            ends_at=on_the_wall(said["dag"], said["slut"]),
            audience=[GuestKind(one) for one in said["gaster"]],
            capacity=said["platser"],
            visibility=Visibility(said["synlig"]),
            title_en=said["titel_en"],
            about=said["om"],
            about_en=said["om_en"],
            place=said["plats"],
            room=said["rum"].strip(),
            offer_hours=said["svarstid"],
            notice_by=on_the_wall(said["anmal_dag"], said["anmal_tid"]) if press else None,
        )


class InviteForm(forms.Form):
    """Whom to invite, and to what."""

    till = forms.MultipleChoiceField(
        label=_("Till vad?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en programpunkt.")},
    )
    slag = forms.ChoiceField(label=_("Vem företräder gästen?"), choices=[(k.value, word) for k, word in GUESTS.items()])
    namn = Line(label=_("Namn"), max_length=120, error_messages={"required": _("Skriv gästens namn.")})
    organisation = Line(label=_("Företag eller organisation"), max_length=200, required=False)
    epost = forms.EmailField(label=_("E-post"), error_messages=MAIL)
    telefon = Line(label=_("Telefon"), max_length=40, required=False)
    foretag = forms.ChoiceField(
        label=_("Är det ett företag som er organisation känner?"),
        required=False,
        help_text=_("Då följer det med i företagets historik hos er."),
    )
    sprak = forms.ChoiceField(label=_("Språk i mejlen"), choices=[("sv", _("Svenska")), ("en", _("Engelska"))])

    def __init__(self, *args: Any, parts: Choices, companies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "till", parts)
        _choose(self, "foretag", [("", _("Nej, eller vet inte")), *companies])

    def invitee(self) -> Invitee:
        said = self.cleaned_data
        return Invitee(
            kind=GuestKind(said["slag"]),
            name=said["namn"],
            email=said["epost"],
            organisation_name=said["organisation"],
            phone=said["telefon"],
            company=said["foretag"],
            language=said["sprak"],
        )


class CancelForm(forms.Form):
    """Why a meeting is cancelled; everybody reads it."""

    varfor = Open(
        label=_("Varför ställs mötet in?"),
        help_text=_("Alla som är inbjudna får läsa det, och det står på mötets sida."),
        max_length=500,
        rows=3,
        error_messages={"required": _("Skriv varför.")},
    )


class PressForm(forms.Form):
    """Somebody of the press asks to come."""

    namn = Line(
        label=_("Ditt namn"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": _("Skriv ditt namn.")},
    )
    redaktion = Line(label=_("Redaktion"), max_length=200, error_messages={"required": _("Skriv vilken redaktion.")})
    epost = forms.EmailField(
        label=_("E-post"),
        help_text=_("Hit kommer svaret."),
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages=MAIL,
    )
    telefon = Line(label=_("Telefon"), max_length=40, required=False, widget=forms.TextInput({"autocomplete": "tel"}))
    fraga = SafeText(
        label=_("Vad vill du fråga om?"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def request(self, language: str) -> PressRequest:
        said = self.cleaned_data
        return PressRequest(
            said["namn"], said["redaktion"], said["epost"], said["telefon"], said["fraga"], language=language
        )


class DecideForm(forms.Form):
    """What the press officer answers."""

    svar = forms.ChoiceField(
        label=_("Får de komma?"),
        choices=[(Decision.ADMIT.value, _("Ja")), (Decision.REFUSE.value, _("Nej"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ja eller nej.")},
    )
    varfor = SafeText(
        label=_("Vad svarar du?"),
        help_text=_("Behövs vid nej, och när anmälan kom för sent. Den som har anmält sig får läsa det."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class NoteForm(forms.Form):
    """What was said, in the writer's own words."""

    punkt = forms.ChoiceField(label=_("När sades det?"))
    text = SafeText(
        label=_("Anteckning"),
        help_text=_("Bara ni som är värdar läser den. Skriv inga företagshemligheter."),
        max_length=8000,
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": _("Skriv vad som sades.")},
    )

    def __init__(self, *args: Any, parts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "punkt", parts)


def _visibility() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Vem får läsa det?"),
        choices=[(one.value, word) for one, word in VISIBILITIES.items()],
        widget=forms.RadioSelect,
        initial=Visibility.INSIDE.value,
        error_messages={"required": _("Välj vem som får läsa det.")},
    )


class InputForm(forms.Form):
    """What was voiced, and by whom."""

    punkt = forms.ChoiceField(label=_("När lyftes det?"))
    text = SafeText(
        label=_("Vad lyftes?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Skriv vad som lyftes.")},
    )
    bakom = forms.MultipleChoiceField(
        label=_("Vilka lyfte det?"),
        help_text=_("De får svaret i ett mejl. Deras namn publiceras aldrig."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    synlig = _visibility()

    def __init__(self, *args: Any, parts: Choices, guests: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "punkt", parts)
        _choose(self, "bakom", guests)

    def voiced(self, note: str = "") -> Voiced:
        said = self.cleaned_data
        return Voiced(said["text"], Visibility(said["synlig"]), said["bakom"], note)


class AnswerForm(forms.Form):
    """The answer to an input."""

    svar = SafeText(
        label=_("Svar"),
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Skriv svaret.")},
    )


class CommitForm(forms.Form):
    """What an organisation took on, and by when."""

    punkt = forms.ChoiceField(label=_("När gavs åtagandet?"))
    text = SafeText(
        label=_("Vad åtog de sig?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Skriv vad som ska göras.")},
    )
    agare = forms.ChoiceField(
        label=_("Vem ska göra det?"), error_messages={"required": _("Välj vem som ska göra det.")}
    )
    dag = DayField(label=_("Klart senast"))
    synlig = _visibility()

    def __init__(self, *args: Any, parts: Choices, owners: Choices, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "punkt", parts)
        _choose(self, "agare", owners)
        self.fields["dag"].initial = today + timedelta(days=60)

    def promised(self, answers: str = "") -> Promised:
        said = self.cleaned_data
        return Promised(said["text"], said["agare"], said["dag"], Visibility(said["synlig"]), answers)


class SettleForm(forms.Form):
    """What became of a commitment."""

    utfall = forms.ChoiceField(
        label=_("Hur gick det?"),
        choices=[(one.value, FATES[one]) for one in (Fate.KEPT, Fate.DROPPED)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj hur det gick.")},
    )
    text = SafeText(
        label=_("Vad ledde det till?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Skriv vad det ledde till.")},
    )
