"""The story of a strategy: from an input with a link in a mail to an action with an owner."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from endorr.base.demo.stories import Step, Story
from endorr.base.outbox.queries import messages_about
from endorr.strategy.demo.commands import NILS, SARA, SLUG, WRITES
from endorr.strategy.models import Action, Input, Programme, Strategy, Theme
from endorr.strategy.rules.deeds import Answer, Standing


def steps(_now: datetime) -> Sequence[Step]:
    """Return where the story stands, in six queries."""
    strategy = Strategy.objects.filter(slug=SLUG).first()
    if strategy is None:
        return ()
    inputs = list(Input.objects.filter(strategy=strategy).select_related("party", "theme").order_by("pk"))
    hers = next((one for one in inputs if one.party and one.party.email == WRITES.email), None)
    theme = hers.theme if hers else None
    decided = theme is not None and theme.answer != Answer.OPEN.value
    proposed = Action.objects.filter(strategy=strategy, proposed_at__gt=strategy.opened_at).order_by("-pk").first()
    new = proposed if proposed is not None and proposed.standing == Standing.PROPOSED.value else None
    own = [strategy.public_id]
    return (
        Step(
            _("Skriver sitt inspel med länken i mejlet."),
            where=_mail(strategy.public_id),
            called=WRITES.name,
            done=hers is not None,
        ),
        Step(
            _("Samlar inspelet med andra i ett tema. Det går att ångra."),
            where=reverse("strategy:deed", args=[*own, "tema"]) if hers else "",
            who=SARA,
            done=theme is not None,
        ),
        Step(
            _("Beslutar om temat med ett skäl. Skälet går som svar till alla som har lämnat inspelen."),
            where=_decide(strategy, theme) if theme and not decided else "",
            who=SARA,
            done=decided,
        ),
        Step(
            _("Föreslår en åtgärd för ett mål, och beslutar den med ansvarig och dag."),
            where=reverse("strategy:thing", args=[*own, "besluta", new.public_id])
            if new
            else reverse("strategy:deed", args=[*own, "atgard"]),
            who=SARA,
            done=_acted(strategy),
        ),
        Step(
            _("Läser hur det går: ett mål är på väg, ett är efter, och en åtgärd är försenad."),
            where=reverse("strategy:strategy", args=[SLUG]),
            called=_("Vem som helst"),
            done=_acted(strategy),
        ),
        Step(
            _("Läser in en deltagarlista i Exportlyftet. Ett företag räknas en gång, hur många gånger det än är med."),
            where=_programme(),
            who=NILS,
        ),
    )


def _mail(strategy: str) -> str:
    found = [one for one in messages_about(strategy) if one.to == WRITES.email]
    return reverse("demo:mail", args=[found[-1].public_id]) if found else ""


def _decide(strategy: Strategy, theme: Theme) -> str:
    return reverse("strategy:thing", args=[strategy.public_id, "tema", theme.public_id])


def _acted(strategy: Strategy) -> bool:
    """Say whether an action has been decided since those that were sown."""
    return Action.objects.filter(strategy=strategy, decided_at__isnull=False).count() > SOWN


def _programme() -> str:
    found = Programme.objects.filter(slug="exportlyftet").first()
    return reverse("strategy:take_in", args=[found.public_id]) if found else ""


SOWN = 3
"""How many actions were decided when the demo was sown."""

STORIES = (
    Story(
        "strategi",
        _("Strategin: från inspel till åtgärd"),
        _("Ett inspel får svar, ett tema ett beslut med skäl och en åtgärd en ansvarig. Målen följs med siffror."),
        steps,
    ),
)
