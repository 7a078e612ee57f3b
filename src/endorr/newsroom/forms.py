"""What is filled in at the press desk: a text in its blocks, what it is about, contacts, pictures, an embargo."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from endorr.base.ui.safe_text import SafeText
from endorr.directory.forms import DayField
from endorr.meetings.forms import ClockField, Line
from endorr.meetings.rules import Refused as NoSuchHour
from endorr.meetings.rules import on_the_wall
from endorr.newsroom.commands import ContactPlan, Occasion, PicturePlan, Plan
from endorr.newsroom.rules.blocks import Block, BlockKind, Draft
from endorr.newsroom.rules.hours import Hours
from endorr.newsroom.rules.words import LANGUAGES, Desk, Kind, Licence, Topic
from endorr.newsroom.words import BLOCKS, DESKS, KINDS, LICENCES, TOPICS

Choices = Sequence[tuple[str, Any]]
LONGEST = 8000
MOST_BLOCKS = 40
MAIL = {
    "required": _("Skriv en e-postadress."),
    "invalid": _("Skriv e-postadressen så här: namn@exempel.se."),
}


def _choose(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _at(form: forms.Form, day_name: str, clock_name: str) -> datetime | None:
    """Return the instant of a day and a clock time on the Swedish wall; None when either is missing."""
    day, clock = form.cleaned_data.get(day_name), form.cleaned_data.get(clock_name)
    if day is None or clock is None:
        return None
    try:
        return on_the_wall(day, clock)
    except NoSuchHour:
        form.add_error(clock_name, _("Den tiden finns inte: klockan ställs om till sommartid då."))
        return None


class PlanForm(forms.Form):
    """What a text is about, whom to call, in which languages; for an invitation when and where."""

    amnen = forms.MultipleChoiceField(
        label=_("Ämnen"),
        choices=[(one.value, word) for one, word in TOPICS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst ett ämne.")},
    )
    kontakter = forms.MultipleChoiceField(
        label=_("Vem kan pressen ringa?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    engelska = forms.BooleanField(label=_("Texten ska finnas på engelska också"), required=False)
    dag = DayField(label=_("Inbjudan: dag"), required=False)
    start = ClockField(label=_("Börjar"), required=False)
    slut = ClockField(label=_("Slutar"), required=False)
    plats = Line(label=_("Plats"), max_length=200, required=False)
    anmal_dag = DayField(label=_("Sista dag att anmäla sig"), required=False)
    anmal_tid = ClockField(label=_("Senast klockan"), required=False)

    def __init__(self, *args: Any, contacts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kontakter"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = contacts

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self.starts_at, self.ends_at = _at(self, "dag", "start"), _at(self, "dag", "slut")
        self.notice_by = _at(self, "anmal_dag", "anmal_tid")
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            self.add_error("slut", _("Sluttiden måste ligga efter starttiden."))
        return told

    def plan(self) -> Plan:
        told = self.cleaned_data
        return Plan(
            topics=[Topic(one) for one in told["amnen"]],
            contacts=told["kontakter"],
            languages=LANGUAGES if told["engelska"] else LANGUAGES[:1],
            occasion=Occasion(self.starts_at, self.ends_at, self.notice_by, told["plats"]),
        )


class NewForm(PlanForm):
    """A text that is begun: also what sort it is, and for which cooperation."""

    slag = forms.ChoiceField(
        label=_("Vad ska du skriva?"),
        choices=[(one.value, word) for one, word in KINDS.items()],
        initial=Kind.RELEASE.value,
        widget=forms.RadioSelect,
    )
    samverkan = forms.ChoiceField(label=_("I vilken regional exportsamverkan?"))
    utgivare = forms.ChoiceField(label=_("Utgivare"))
    field_order = ("slag", "utgivare", "samverkan")

    def __init__(self, *args: Any, publishers: Choices, cooperations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "utgivare", publishers)
        _choose(self, "samverkan", cooperations)


GONE = "bort"


class TextForm(forms.Form):
    """A text in its blocks: each has a kind, words, who says it or what it stands on, a picture, and its place."""

    rubrik = SafeText(label=_("Rubrik"), max_length=160, required=False)
    ingress = SafeText(label=_("Ingress"), max_length=2000, required=False, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, blocks: int, pictures: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.blocks = min(blocks, MOST_BLOCKS)
        kinds = [*((one.value, word) for one, word in BLOCKS.items()), (GONE, _("Ta bort blocket"))]
        for number in range(self.blocks):
            self.fields[f"slag{number}"] = forms.ChoiceField(label=_("Sorts block"), choices=kinds, required=False)
            self.fields[f"text{number}"] = SafeText(
                label=_("Text"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 4})
            )
            self.fields[f"av{number}"] = SafeText(
                label=_("Vem säger citatet, eller faktarutans källa"), max_length=200, required=False
            )
            self.fields[f"bild{number}"] = forms.ChoiceField(
                label=_("Bild"), choices=[("", _("Ingen")), *pictures], required=False
            )
            self.fields[f"plats{number}"] = forms.IntegerField(
                label=_("Ordning"), min_value=1, max_value=MOST_BLOCKS * 10, required=False
            )

    @staticmethod
    def filled(draft: Draft) -> dict[str, Any]:
        """Return what a form is filled with to write on."""
        told: dict[str, Any] = {"rubrik": draft.headline, "ingress": draft.lead}
        for number, one in enumerate(draft.blocks):
            told |= {
                f"slag{number}": one.kind.value,
                f"text{number}": one.text,
                f"av{number}": one.by,
                f"bild{number}": one.picture,
                f"plats{number}": number + 1,
            }
        return told

    def groups(self) -> list[list[BoundField]]:
        """Return the fields of each block."""
        names = ("slag", "text", "av", "bild", "plats")
        return [[self[f"{name}{number}"] for name in names] for number in range(self.blocks)]

    def draft(self) -> Draft:
        """Return the text: empty blocks and those to be taken away are left out, the rest in their order."""
        told = self.cleaned_data
        found = []
        for number in range(self.blocks):
            kind, text, picture = told[f"slag{number}"], told[f"text{number}"].strip(), told[f"bild{number}"]
            if kind == GONE or not (text or picture):
                continue
            block = Block(BlockKind(kind or "text"), _one_break(text), told[f"av{number}"].strip(), picture)
            found.append((told[f"plats{number}"] or number + 1, number, block))
        blocks = tuple(block for _place, _number, block in sorted(found, key=lambda one: one[:2]))
        return Draft(told["rubrik"].strip(), _one_break(told["ingress"].strip()), blocks)


def _one_break(text: str) -> str:
    """Return a text with the line breaks of every browser as one."""
    return text.replace("\r\n", "\n")


class CorrectionForm(TextForm):
    """A published text put right: also what was wrong, and where a new figure comes from."""

    fel = SafeText(
        label=_("Vad var fel, och hur är det rätt?"),
        help_text=_("Läsaren får se det överst, med dagens datum."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Skriv vad som var fel. Läsaren får se det.")},
    )
    kalla = SafeText(label=_("Källa till siffror som är nya"), max_length=300, required=False)
    field_order = ("fel", "kalla")


class EmbargoForm(forms.Form):
    """When a text opens: now, or at an instant."""

    nar = forms.ChoiceField(
        label=_("När ska texten publiceras?"),
        choices=[("nu", _("Nu")), ("sedan", _("När embargot släpper"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj när texten ska publiceras.")},
    )
    dag = DayField(label=_("Dag"), required=False)
    tid = ClockField(label=_("Klockan, svensk tid"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self.lifts_at = _at(self, "dag", "tid")
        if told.get("nar") == "sedan" and self.lifts_at is None and not self.errors:
            self.add_error("dag" if told.get("dag") is None else "tid", _("Skriv dag och klockslag för embargot."))
        return told


class WhyForm(forms.Form):
    """Why a text is sent back."""

    varfor = SafeText(
        label=_("Vad ska ändras?"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Skriv vad som ska ändras.")},
    )


class ContactForm(forms.Form):
    """Somebody the press may call, and when they answer."""

    sort = forms.ChoiceField(label=_("Svarar på"), choices=[(one.value, word) for one, word in DESKS.items()])
    namn = Line(label=_("Namn"), max_length=120, error_messages={"required": _("Skriv namnet.")})
    titel = Line(label=_("Titel"), max_length=160, error_messages={"required": _("Skriv titeln.")})
    titel_en = Line(label=_("Titel på engelska"), max_length=160, required=False)
    telefon = Line(label=_("Telefon"), max_length=40, error_messages={"required": _("Skriv telefonnumret.")})
    epost = forms.EmailField(label=_("E-post"), error_messages=MAIL)
    oppnar = ClockField(label=_("Svarar vardagar från"), initial=time(8))
    stanger = ClockField(label=_("till"), initial=time(16, 30))

    def plan(self) -> ContactPlan:
        told = self.cleaned_data
        opens, closes = told["oppnar"], told["stanger"]
        return ContactPlan(
            desk=Desk(told["sort"]),
            name=told["namn"],
            title=told["titel"],
            title_en=told["titel_en"],
            phone=told["telefon"],
            email=told["epost"],
            hours=Hours(opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute),
        )


class PictureForm(forms.Form):
    """A picture and everything that must be known of it."""

    fil = forms.FileField(
        label=_("Bilden"),
        help_text=_("Png, jpg eller webp, högst 8 MB."),
        error_messages={"required": _("Välj en bild.")},
    )
    alt = Line(
        label=_("Vad visar bilden?"),
        help_text=_("För den som inte ser den. Ett diagram: säg också talen."),
        max_length=400,
        required=False,
    )
    alt_en = Line(label=_("Samma beskrivning på engelska"), max_length=400, required=False)
    dekoration = forms.BooleanField(label=_("Bilden är bara dekoration"), required=False)
    bildtext = Line(label=_("Bildtext"), max_length=400, error_messages={"required": _("Skriv en bildtext.")})
    bildtext_en = Line(label=_("Bildtext på engelska"), max_length=400, required=False)
    fotograf = Line(
        label=_("Fotograf eller upphov"),
        max_length=160,
        error_messages={"required": _("Skriv vem som har tagit bilden.")},
    )
    licens = forms.ChoiceField(
        label=_("Får användas så här"),
        choices=[("", _("Välj")), *((one.value, word) for one, word in LICENCES.items())],
        error_messages={"required": _("Välj på vilka villkor bilden får användas.")},
    )

    def plan(self) -> PicturePlan:
        told = self.cleaned_data
        return PicturePlan(
            alt=told["alt"],
            alt_en=told["alt_en"],
            caption=told["bildtext"],
            caption_en=told["bildtext_en"],
            credit=told["fotograf"],
            licence=Licence(told["licens"]),
            decorative=told["dekoration"],
        )


class AboutForm(forms.Form):
    """What the publisher says of itself, or of the cooperation."""

    om = forms.ChoiceField(label=_("Om vem?"))
    text = SafeText(
        label=_("Text"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Skriv texten.")},
    )
    text_en = SafeText(
        label=_("Samma text på engelska"), max_length=2000, required=False, widget=forms.Textarea({"rows": 5})
    )

    def __init__(self, *args: Any, abouts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "om", abouts)


class SubscribeForm(forms.Form):
    """Where the texts are to be sent."""

    epost = forms.EmailField(label=_("Din e-postadress"), error_messages=MAIL)
