"""What one can do in the story: every deed is the command that the real page or the real mail would have called."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from endorr.base.clock import local_date
from endorr.base.tenancy.queries import viewer_of
from endorr.base.tenancy.rules import Viewer
from endorr.cases import commands
from endorr.cases.demo.scene import Scene
from endorr.cases.rules import Outcome, Talk, Way
from endorr.directory.commands import report_absence
from endorr.directory.rules import Part

ACTOR = "demo:story"
AWAY_FOR = timedelta(days=6)

type Form = Mapping[str, str]
type Deed = Callable[[Scene, Form, datetime], Promise | str]
"""Does something and says in a sentence what that meant."""


def _who(scene: Scene, now: datetime) -> Viewer:
    assert scene.actor is not None
    return viewer_of(scene.actor.person, on=local_date(now))


def _held(scene: Scene, now: datetime) -> Viewer:
    """Return who acts, once they have the question: whoever calls or writes takes it first."""
    who = _who(scene, now)
    if not scene.case.holder:
        commands.take(scene.case.public_id, who, now=now)
    return who


def take(scene: Scene, _form: Form, now: datetime) -> Promise | str:
    commands.take(scene.case.public_id, _who(scene, now), now=now)
    return gettext_lazy(
        "Frågan är tagen, och ingen annan kan ta den. Löftet är inte hållet än: det hålls när någon hör av sig."
    )


def call(scene: Scene, _form: Form, now: datetime) -> Promise | str:
    note = _("Vi pratade i en kvart och bestämde nästa steg.")
    commands.log_contact(scene.case.public_id, _held(scene, now), Talk(Way.CALL, now, text=note), now=now)
    return gettext_lazy("Samtalet är noterat. Det är rådgivarens egen uppgift tills företaget bekräftar den.")


def call_in_vain(scene: Scene, _form: Form, now: datetime) -> Promise | str:
    way = Way.MESSAGE if any(one.kind == "contact" for one in scene.case.happenings) else Way.CALL
    commands.log_contact(scene.case.public_id, _held(scene, now), Talk(way, now, reached=False), now=now)
    return gettext_lazy("Försöket är noterat, men det håller inte löftet. Försök räknas för sig, i en egen siffra.")


def write(scene: Scene, form: Form, now: datetime) -> Promise | str:
    words = form.get("ord", "").strip() or _("Hej! Jag har läst din fråga och kan det här. Jag ringer i eftermiddag.")
    commands.write(scene.case.public_id, _held(scene, now), words, now=now)
    return gettext_lazy(
        "Svaret gick ut som ett riktigt mejl. Därför bygger kontakten på ett skickat meddelande, inte bara på ett ord."
    )


def give_back(scene: Scene, _form: Form, now: datetime) -> Promise | str:
    commands.give_back(scene.case.public_id, _who(scene, now), text=_("Inte vårt område."), now=now)
    return gettext_lazy("Frågan ligger vid dörren igen. Det kostade ingen något, utom tid: löftet gäller som förut.")


def fall_ill(scene: Scene, _form: Form, now: datetime) -> Promise | str:
    assert scene.actor is not None
    today = local_date(now)
    report_absence(
        scene.actor.public_id, first_day=today, last_day=today + AWAY_FOR, part=Part.WHOLE, now=now, actor=ACTOR
    )
    return gettext_lazy("En rad i katalogen räckte: från och med nu är det ersättaren som får mejlen och kan svara.")


def close(scene: Scene, _form: Form, now: datetime) -> Promise | str:
    commands.close(scene.case.public_id, _who(scene, now), Outcome.HELPED, now=now)
    return gettext_lazy("Frågan är avslutad med sitt utfall. Nu får företaget säga hur det gick.")


def confirm(scene: Scene, _form: Form, now: datetime) -> Promise | str:
    commands.confirm_contact(scene.case.public_id, right_person=True, now=now)
    return gettext_lazy("Företaget har bekräftat. Nu står kontakten på det starkaste underlaget: den som frågade.")


def wrong_person(scene: Scene, _form: Form, now: datetime) -> Promise | str:
    commands.confirm_contact(scene.case.public_id, right_person=False, now=now)
    return gettext_lazy("Kontakt i tid, men inte med rätt person: det är två olika siffror, och båda publiceras.")


def object_(scene: Scene, _form: Form, now: datetime) -> Promise | str:
    commands.say_unheard(scene.case.public_id, now=now)
    return gettext_lazy("Företaget säger ifrån, och dörren får veta det i samma sekund, vem som än har frågan.")


def add(scene: Scene, form: Form, now: datetime) -> Promise | str:
    words = form.get("ord", "").strip()
    if not words:
        return gettext_lazy("Skriv något först, så läggs det till frågan.")
    commands.add_message(scene.case.public_id, words, now=now)
    return gettext_lazy("Det ligger nu hos den som har frågan. Företaget behöver inte berätta samma sak två gånger.")


def end(scene: Scene, _form: Form, now: datetime) -> Promise | str:
    commands.close_by_company(scene.case.public_id, now=now)
    return gettext_lazy("Företaget avslutade själv.")


def grade(scene: Scene, form: Form, now: datetime) -> Promise | str:
    given = form.get("betyg", "")
    commands.grade(scene.case.public_id, int(given) if given in {"1", "2", "3", "4", "5"} else None, now=now)
    return gettext_lazy("Tack. Alla får frågan, inte bara de nöjda, så betyget går att lita på.")


DEEDS: dict[str, Deed] = {
    "ta": take,
    "ring": call,
    "sok": call_in_vain,
    "skriv": write,
    "tillbaka": give_back,
    "sjuk": fall_ill,
    "avsluta": close,
    "ja": confirm,
    "nej": wrong_person,
    "ohord": object_,
    "lagg": add,
    "slut": end,
    "betyg": grade,
}
