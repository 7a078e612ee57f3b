"""What a mail to those who answer says first, when it is about what the company has done on its own page."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy

COMPANY_DID: dict[str, Lazy] = {
    "reopened": gettext_lazy("Företaget har öppnat en avslutad fråga igen. En arbetsdag räknas från nu."),
    "reopened_late": gettext_lazy("Företaget öppnade frågan igen, och ingen har hört av sig. Ring i dag."),
    "share_yes": gettext_lazy("Företaget säger ja. Frågan får delas med den organisation du frågade för."),
    "share_no": gettext_lazy("Företaget säger nej. Frågan får inte delas med den organisation du frågade för."),
    "wrong_person": gettext_lazy("Företaget säger att det kom till fel person. Läs frågan och hitta rätt i dag."),
}
SHARE_SUBJECTS: dict[str, Lazy] = {
    "share_yes": gettext_lazy("Företaget säger ja till att frågan delas"),
    "share_no": gettext_lazy("Företaget säger nej till att frågan delas"),
}
