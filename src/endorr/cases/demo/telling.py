"""Says in plain words, beside each pane, what is happening there and why."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from endorr import worktime
from endorr.base.i18n.formats import moment_without_year
from endorr.cases.demo.scene import Scene
from endorr.cases.letters.spoken import spoken
from endorr.cases.rules import Evidence, Sharing, State
from endorr.cases.staff.queue import time_left


def deadline(scene: Scene) -> str:
    """Return the promised time in words."""
    return worktime.deadline(scene.case.promise.due, scene.case.calendar, spoken(get_language() or "sv"))


def phone(scene: Scene) -> str:
    case = scene.case
    if case.state is State.CLOSED and case.grade is None:
        return _("Frågan är avslutad. Nu frågar vi hur det gick – alla, inte bara de nöjda.")
    if case.state is State.CLOSED:
        return _("Klart. Skulle något dyka upp inom fem arbetsdagar fortsätter samma fråga.")
    if case.contacted_at and case.right_person is None:
        return _("Någon har hört av sig. Då får företaget en enda fråga, med ett tryck som svar.")
    if case.contacted_at:
        return _("Företaget har svarat. Sidan lever kvar: här kan det skriva mer och avsluta.")
    if scene.late:
        return _("Löftet bröts, och det står här med samma bokstäver som när det gavs.")
    if scene.told:
        return _("Ingen har hört av sig, och det fick företaget veta innan löftet bröts, inte efteråt.")
    if case.holder:
        return _("Företaget ser vem som har frågan. Löftet gäller som förut: det hålls först när någon hör av sig.")
    return _("Företaget frågade en gång. Det fick dag och klockslag direkt, och vet vem som läser först.")


def mail(scene: Scene) -> str:
    case, actor, away = scene.case, scene.actor, scene.away
    if actor is None:
        return _("Ingen kan svara: både den ansvariga och ersättaren är borta. Samordnaren får veta det.")
    if case.state is State.CLOSED:
        return _(
            "Ärlig bokföring: utfallet står i frågan, och vem som gjorde vad och när går inte att ändra i efterhand."
        )
    if case.contacted_at:
        return _stands(scene)
    if away:
        told = {"away": away.name, "actor": actor.name}
        return (
            _("%(away)s är borta. %(actor)s är ersättare och har brevlådan nu. Företaget ser bara ett nytt namn.")
            % told
        )
    if case.holder:
        return _("%(actor)s har frågan och kan svara direkt ur mejlet, utan att logga in i ännu ett system.") % {
            "actor": actor.name
        }
    if not actor.desk:
        told = {"actor": actor.name}
        return _("%(actor)s får mejlet för att frågan liknar det funktionen kan. Dörrens jour har den också.") % told
    if case.sharing is not Sharing.YES:
        return _("Företaget vill inte att andra läser. Därför stannar frågan hos mottagaren, %(who)s.") % {
            "who": case.receiver
        }
    return _("%(actor)s får mejlet för att %(function)s svarar för dörren och läser först.") % {
        "actor": actor.name,
        "function": case.function,
    }


def _stands(scene: Scene) -> str:
    match scene.case.evidence:
        case Evidence.CONFIRMED:
            return _("Kontakten är bekräftad av företaget. Rådgivaren behöver inte bevisa något.")
        case Evidence.SENT:
            return _("Kontakten bygger på ett mejl som gick ut härifrån. Företagets svar går till rådgivaren.")
    return _("Kontakten är rådgivarens egen uppgift. Säger företaget emot får dörren veta det.")


def board(scene: Scene) -> str:
    case = scene.case
    if case.state is State.CLOSED or case.contacted_at:
        return _("Frågan har lämnat tavlan. Där ligger bara det som kan gå fel i dag.")
    if scene.late:
        return _("Löftet är brutet och orsaken ska anges. Det räknas, och ingen kan ta bort det.")
    if case.promise.act_by < scene.now:
        return _("Kontorstiden är slut innan någon hörde av sig. Frågan ligger överst tills någon gör det.")
    left = worktime.office_time_left(scene.now, case.promise.act_by, case.calendar)
    if scene.place_in_queue:
        told = {
            "place": scene.place_in_queue,
            "of": scene.queue.waiting if scene.queue else 0,
            "left": time_left(left),
        }
        return (
            _("Frågan är nummer %(place)s av %(of)s som väntar: %(left)s. Tiden ordnar tavlan, aldrig personer.") % told
        )
    return _("Någon har tagit frågan, men klockan går: %(left)s.") % {"left": time_left(left)}


def figure(scene: Scene) -> str:
    """Say whether the public figure has moved."""
    if scene.counted:
        return _("Löftets tid är ute, så frågan är med i siffran nu, hur den än gick.")
    when = moment_without_year(scene.case.promise.due, get_language() or "sv")
    return _("Frågan räknas först %(when)s, när löftets tid är ute. Annars skulle siffran bli för vacker.") % {
        "when": when
    }
