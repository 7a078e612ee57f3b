"""The story of a cheque: a company applies, three organisations assess, one decides, two pay; read from the files."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from endorr.base.demo.stories import Step, Story
from endorr.cheques.demo.seeds import CONTROLLER, DECIDER, OFFICER, OPEN_CALL, PAYER
from endorr.cheques.models import Application
from endorr.cheques.rules.words import Duty, Paying, State

COMPANY = _("Ture Vretkulla på företaget")
KARIN, JON, ALI = "karin@almi.example", "jon@een.example", "ali@business-sweden.example"


def _application() -> Application | None:
    """The one that the story follows: the draft that waits in the open call from the beginning."""
    rows = Application.objects.filter(call__code=OPEN_CALL, email="ture@foretag.example")
    return rows.order_by("pk").first()


def steps(_now: datetime) -> Sequence[Step]:
    """Return the steps with what has been done of them; none where there is no such call."""
    row = _application()
    if row is None:
        return ()
    said = dict(row.declarations.values_list("person__email", "ground"))
    thought = set(row.assessments.values_list("person__email", flat=True))
    paying = set(row.payments.values_list("state", flat=True))
    duties = set(row.duties.values_list("duty", flat=True))
    state, post = State(row.state), reverse("demo:post")
    sent, decided = bool(row.number), row.decisions.exists()
    counted, reported = hasattr(row, "recommendation"), hasattr(row, "report")
    paid = {Paying.CONTROLLED.value, Paying.ORDERED.value, Paying.PAID.value} & paying

    def tab(name: str) -> str:
        return reverse("cheques:tab", args=[row.public_id, name]) if sent else ""

    return (
        Step(
            _("Pröva om företaget kan söka, utan att säga vem det är."),
            reverse("cheques:call", args=[OPEN_CALL]),
            called=COMPANY,
            done=sent,
        ),
        Step(
            _("Öppna länken i mejlet ”Din ansökan om exportcheck är påbörjad”, läs igenom utkastet och skicka det."),
            post,
            called=COMPANY,
            done=sent,
        ),
        Step(
            _("Ta upp ärendet, se efter att det är komplett och lämna det till bedömningsgruppen."),
            tab("ansokan"),
            OFFICER[1],
            done=sent and state not in {State.SUBMITTED, State.COMPLETING},
        ),
        Step(_("Svara att du inte har jäv, och bedöm ansökan."), tab("bedomning"), KARIN, done=KARIN in thought),
        Step(_("Svara att du inte har jäv, och bedöm ansökan."), tab("bedomning"), JON, done=JON in thought),
        Step(
            _("Anmäl jäv: du äger aktier i företaget. Se att ärendet göms för dig."),
            tab("bedomning"),
            ALI,
            done=ALI in said,
        ),
        Step(
            _("Se koncernens stödkonto, räkna rösterna och skriv protokollet."),
            tab("bedomning"),
            OFFICER[1],
            done=counted,
        ),
        Step(_("Bevilja checken, med skälen."), tab("beslut"), DECIDER, done=decided),
        Step(
            _("Läs beslutet genom länken i mejlet och godkänn villkoren."),
            post if decided else "",
            called=COMPANY,
            done=row.terms_accepted_at is not None,
        ),
        Step(
            _("Begär utbetalning för en faktura som är betald i dag."),
            post if row.terms_accepted_at else "",
            called=COMPANY,
            done=bool(paying),
        ),
        Step(_("Kontrollera fakturorna."), tab("pengar"), CONTROLLER, done=bool(paid)),
        Step(
            _("Skicka betalningsordern och skriv in bankens svar."),
            tab("pengar"),
            PAYER[1],
            done=Duty.PAYER.value in duties and Paying.PAID.value in paying,
        ),
        Step(_("Lämna slutrapporten."), post if paid else "", called=COMPANY, done=reported),
        Step(
            _("Godkänn slutrapporten och avsluta ärendet: det som inte användes blir fritt."),
            tab("pengar"),
            OFFICER[1],
            done=state is State.CLOSED,
        ),
    )


STORIES = (
    Story(
        key="checken",
        title=_("En exportcheck, från första kollen till slutrapporten"),
        about=_(
            "Tre organisationer bedömer tillsammans, en av dem har jäv, och ingen har två uppgifter i samma ärende."
        ),
        steps=steps,
    ),
)
