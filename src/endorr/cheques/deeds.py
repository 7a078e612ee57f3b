"""Which deeds a file offers to whoever looks at it, on the tab they belong to."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from endorr.base.ui.parts import Link
from endorr.cheques.queries.files import Head
from endorr.cheques.rules.words import PREPARED, Duty, State


@dataclass(frozen=True, slots=True)
class Offered:
    """A deed: on which tab it stands, in which states, and for which duty ("": a member of the board)."""

    tab: str
    states: frozenset[State]
    duty: Duty
    says: Promise


RUNS = frozenset({State.RUNNING})
GIVEN = frozenset({State.RUNNING, State.CLOSED})
DEEDS: dict[str, Offered] = {
    "ta-upp": Offered("ansokan", PREPARED, Duty.OFFICER, _("Ta upp ärendet")),
    "komplettering": Offered("ansokan", frozenset({State.SUBMITTED}), Duty.OFFICER, _("Begär komplettering")),
    "kostnad": Offered("ansokan", PREPARED, Duty.OFFICER, _("Bedöm en kostnad")),
    "till-gruppen": Offered("ansokan", frozenset({State.SUBMITTED}), Duty.OFFICER, _("Lämna till gruppen")),
    "jav": Offered("bedomning", frozenset({State.ASSESSMENT}), Duty.ASSESSOR, _("Anmäl jäv eller att du inte har det")),
    "bedom": Offered("bedomning", frozenset({State.ASSESSMENT}), Duty.ASSESSOR, _("Bedöm ansökan")),
    "rekommendera": Offered("bedomning", frozenset({State.ASSESSMENT}), Duty.OFFICER, _("Räkna rösterna")),
    "bevilja": Offered("beslut", frozenset({State.RECOMMENDED}), Duty.DECIDER, _("Bevilja")),
    "avsla": Offered("beslut", PREPARED | {State.RECOMMENDED}, Duty.DECIDER, _("Avslå eller avvisa")),
    "andra": Offered("beslut", frozenset({State.GRANTED, State.RUNNING}), Duty.DECIDER, _("Ändra beslutet")),
    "kontrollera": Offered("pengar", RUNS, Duty.CONTROLLER, _("Kontrollera utbetalningen")),
    "avvisa-utbetalning": Offered("pengar", RUNS, Duty.CONTROLLER, _("Neka utbetalningen")),
    "betala": Offered("pengar", RUNS, Duty.PAYER, _("Skicka betalningsordern")),
    "banken": Offered("pengar", RUNS, Duty.PAYER, _("Skriv in bankens svar")),
    "godkann-rapport": Offered("pengar", RUNS, Duty.OFFICER, _("Godkänn slutrapporten")),
    "avsluta": Offered("pengar", RUNS, Duty.OFFICER, _("Avsluta ärendet")),
    "aterkrav": Offered("pengar", GIVEN, Duty.DECIDER, _("Kräv tillbaka pengar")),
    "aterbetalt": Offered("pengar", GIVEN, Duty.PAYER, _("Skriv in en återbetalning")),
}


def offered(head: Head, tab: str) -> list[Link]:
    """Return the deeds that this person's duty, or none yet, lets them try on a tab as the file stands."""
    if head.conflicted:
        return []
    return [
        Link(str(one.says), reverse("cheques:deed", args=[head.public_id, name]))
        for name, one in DEEDS.items()
        if one.tab == tab and head.state in one.states and _may(head, name, one.duty)
    ]


def _may(head: Head, name: str, duty: Duty) -> bool:
    if duty is Duty.ASSESSOR:
        return head.on_board and (head.declared if name == "bedom" else True)
    return head.own_organisation and head.duty in {None, duty} and not (name == "ta-upp" and head.duty)
