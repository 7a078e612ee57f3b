"""The story of an award: frozen figures, three nominees, a juror who steps aside, and a jury that decides."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from endorr.award.demo.commands import EVA, GUSTAV, NILS, YLVA
from endorr.award.models import Award, Juror, JuryRecord, Nomination
from endorr.base.demo.stories import Step, Story


def steps(_now: datetime) -> Sequence[Step]:
    """Return where the story stands, in four queries."""
    award = Award.objects.select_related("frozen").order_by("-year").first()
    if award is None:
        return (Step(_("Börja med ett års pris."), where=reverse("award:desk"), who=NILS),)
    jurors = {one.person.email: one for one in _jurors(award) if one.person}
    eva, ylva = jurors.get(EVA), jurors.get(YLVA)
    record = JuryRecord.objects.filter(award=award).first()
    frozen = hasattr(award, "frozen")
    nominated = Nomination.objects.filter(award=award).exists()
    own = [award.public_id]
    public = reverse("award:year", args=[award.year])
    return (
        Step(
            _("Skriv kriterieblad och frys underlaget, innan någon vet vem som ligger bra till."),
            where=reverse("award:award", args=own),
            who=NILS,
            done=frozen,
        ),
        Step(
            _("Nominera tre län med motivering. Sammanvägningen är ett stöd och binder ingen."),
            where=reverse("award:nominate", args=own),
            who=NILS,
            done=nominated,
        ),
        Step(
            _("Svara på om du är jävig: du arbetar i ett av de nominerade länen."),
            where=reverse("award:interests", args=own),
            who=EVA,
            done=eva is not None and bool(eva.interests.all()),
        ),
        Step(
            _("Bedöm de tre nominerade och lämna in. Först då får alla läsa allas."),
            where=reverse("award:seat", args=own),
            who=YLVA,
            done=ylva is not None and ylva.handed_in_at is not None,
        ),
        Step(
            _("Skriv juryns beslut i protokollet. Väljer juryn en annan än den med flest poäng ska det stå varför."),
            where=reverse("award:record", args=own),
            who=NILS,
            done=record is not None,
        ),
        Step(
            _("Läs allas bedömningar och justera protokollet."),
            where=reverse("award:confirm", args=own),
            who=GUSTAV,
            done=record is not None and record.confirmed_at is not None,
        ),
        Step(
            _("Läs beslutet, skälen och hur säkra platserna är. Hämta underlaget och räkna om det."),
            where=public if frozen else "",
            called=_("En journalist"),
        ),
    )


def _jurors(award: Award) -> Sequence[Juror]:
    rows = Juror.objects.filter(award=award, person__isnull=False)
    return list(rows.select_related("person").prefetch_related("interests"))


STORIES = (
    Story(
        "arets-exportregion",
        _("Årets exportregion: siffror, jäv och en jury"),
        _("Alla ser hur det går till: fryst underlag, tre nominerade, en jury som avgör och skriver varför."),
        steps,
    ),
)
