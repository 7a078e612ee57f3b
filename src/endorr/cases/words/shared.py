"""The words of the door that a company meets; every language of the door has them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from endorr.cases.rules import Sharing, Way

SHARINGS: dict[Sharing, Promise] = {
    Sharing.YES: _("Ja, dela med den som kan hjälpa"),
    Sharing.ASK: _("Fråga mig först"),
    Sharing.RECEIVER: _("Nej, bara mottagaren får läsa"),
}
GRADES: dict[int, Promise] = {
    5: _("Mycket bra"),
    4: _("Bra"),
    3: _("Varken bra eller dålig"),
    2: _("Dålig"),
    1: _("Mycket dålig"),
}
WAYS: dict[Way, Promise] = {
    Way.CALL: _("Samtal"),
    Way.MEETING: _("Möte"),
    Way.MESSAGE: _("Mejl eller meddelande"),
}
