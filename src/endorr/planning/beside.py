"""What the planner says beside a question: where it should go, or who has time when its adviser has not."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from endorr.base.beside import Aside
from endorr.base.i18n.templatetags.words import percent
from endorr.base.tenancy.rules import Viewer
from endorr.base.ui.parts import Link
from endorr.planning import queries
from endorr.planning.words import WHYS, who


def on_case(viewer: Viewer, case: str, _now: datetime) -> Iterator[Aside]:
    """Say what stands of a question's placing, if anything does."""
    told = queries.placing_beside(viewer, case)
    if told is None:
        return
    if told.asked_back:
        yield Aside(
            _("Någon annan hinner"),
            _("Hos dig är risken %(risk)s att löftet bryts. %(who)s har tid.")
            % {"risk": percent(told.before, 1), "who": who(told.person, told.function)},
            Link(_("Lämna över eller behåll"), reverse("planning:asked_back")),
        )
    if told.coordinated:
        yield Aside(
            _("Planeringen"),
            f"{who(told.person, told.function)}. {WHYS[told.why]}",
            Link(_("Därför, och vem som är tvåa"), reverse("planning:why", args=[case])),
        )


BESIDE = {"cases:case": on_case}
