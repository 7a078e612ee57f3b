"""Fills a demo's past: every question is asked, taken, answered and closed by the same commands as a real one."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import transaction
from django.db.models import F

from endorr.base.clock import local_date
from endorr.base.ledger.commands import settle, together
from endorr.base.outbox.silence import quiet
from endorr.base.remembering import remembering
from endorr.base.tenancy.queries import viewer_of
from endorr.base.tenancy.rules import Viewer
from endorr.cases import commands
from endorr.cases.commands import Asked
from endorr.cases.commands.warning import pass_over
from endorr.cases.demo.plot import MANY, Fate, Plot, plots
from endorr.cases.figures.commands import bring_up_to_date
from endorr.cases.models import Case, FollowUp
from endorr.cases.queries import due_warnings
from endorr.cases.rules import Channel, MissCause, Outcome, Sharing, Talk, Way
from endorr.directory.demo.queries import Cast, cast

SITE = "http://127.0.0.1:8000"
MAILS_SINCE = timedelta(days=1)
"""What happened longer ago than this is told without its mails; later ones lie in the demo's letter box."""

type Deed = Callable[[datetime], None]


def sow_cases(now: datetime) -> None:
    """Fill a demo with two months of questions, once: one transaction, in the order in which it all happened."""
    sow(now, many=settings.DEMO_QUESTIONS)


def sow(now: datetime, *, many: int = MANY) -> int:
    """Play `many` questions up to an instant and return how many deeds that took; nothing where a question is."""
    if Case.objects.exists():
        return 0
    with transaction.atomic():
        with together(), remembering():
            done = play(plots(now, many=many), until=now, mails_since=now - MAILS_SINCE)
        pass_over(now)
        _let_the_past_be(now)
    bring_up_to_date(now)
    return done


def play(told: Iterable[Plot], *, until: datetime, mails_since: datetime | None = None) -> int:
    """Let questions be asked and answered in the order in which it happens, up to an instant; return how many deeds.

    What happens before `mails_since` happens without mails.
    """
    stage = _Stage(until)
    acts = sorted(
        ((at, order, deed) for order, plot in enumerate(told) for at, deed in stage.acts(plot) if at <= until),
        key=lambda act: act[:2],
    )
    for at, _order, deed in acts:
        with quiet() if mails_since and at < mails_since else nullcontext():
            deed(at.astimezone(UTC))
    return len(acts)


def _let_the_past_be(now: datetime) -> None:
    """Leave nothing of the past for the worker to catch up with: whoever was to be asked afterwards was, by no mail."""
    FollowUp.objects.filter(done_at__isnull=True, due__lte=now - MAILS_SINCE).update(done_at=F("due"))
    Case.objects.filter(contacted_at__isnull=False, match_due__isnull=False).update(match_due=None)


class _Stage:
    """Who can act, and which question became which case."""

    def __init__(self, now: datetime) -> None:
        self.today = local_date(now)
        self.people = cast(on=self.today)
        self.viewer = cache(lambda person: viewer_of(person, on=self.today))

    def acts(self, plot: Plot) -> Iterator[tuple[datetime, Deed]]:
        """Give what happens to one question, and when."""
        run = _Run(plot, self._answerer(plot))
        yield plot.at, run.ask
        if plot.fate is Fate.WITHDRAWN:
            yield plot.at + timedelta(minutes=40), run.end
            return
        if plot.fate is Fate.WAITING:
            return
        if plot.fate is Fate.MISSED:
            yield plot.due - timedelta(minutes=1), run.warn
            yield plot.due + timedelta(seconds=1), run.warn
            if plot.luck % 3 == 0:
                yield plot.due + timedelta(minutes=30), run.object_
        yield plot.taken, run.take
        for number, at in enumerate(plot.sought):
            yield at, (run.call_in_vain if number % 2 == 0 else run.mail_in_vain)
        if plot.fate is Fate.UNREACHABLE:
            yield plot.contact + timedelta(days=2), run.give_up
            return
        yield plot.contact, run.reach
        if plot.fate is Fate.MISSED and plot.luck % 5:
            yield plot.contact + timedelta(minutes=15), run.explain
        yield from self._after(plot, run)

    def _after(self, plot: Plot, run: "_Run") -> Iterator[tuple[datetime, Deed]]:
        if plot.confirmed:
            yield plot.confirmed, run.confirm
        if plot.closed:
            yield plot.closed, (run.end if plot.by_company else run.close)
            if plot.grade:
                yield plot.closed + timedelta(hours=2 + plot.luck % 30), run.grade

    def _answerer(self, plot: Plot) -> Viewer:
        """Return who answers: somebody good at it where others may read, else somebody of the receiver's own."""
        here = [one for one in self.people if one.county == plot.county]
        desk = [one for one in here if one.desk]
        able = [one for one in here if plot.question.need in one.needs] if plot.sharing is Sharing.YES else []
        return self.viewer(_pick(able or desk, plot.luck).person)


def _pick(people: list[Cast], luck: int) -> Cast:
    first = [one for one in people if one.first]
    among = first if first and luck % 10 < 8 else people
    return among[luck % len(among)]


@dataclass
class _Run:
    """One question as it is played."""

    plot: Plot
    who: Viewer
    case: str = ""

    def ask(self, at: datetime) -> None:
        told = self.plot
        asked = Asked(
            site=SITE,
            language=told.question.language,
            question=told.question.text,
            municipality=told.municipality,
            name=told.name,
            sharing=told.sharing,
            channel=told.channel,
            email=told.email,
            phone=told.phone,
            company=told.company,
            good_times=told.good_times,
        )
        actor = "company" if told.channel is Channel.WEB else self.who.actor
        self.case = commands.ask(asked, now=at, actor=actor).case

    def take(self, at: datetime) -> None:
        commands.take(self.case, self.who, now=at)

    def call_in_vain(self, at: datetime) -> None:
        self._talk(Talk(Way.CALL, at, reached=False, text="Inget svar."), at)

    def mail_in_vain(self, at: datetime) -> None:
        self._talk(Talk(Way.MESSAGE, at, reached=False, text="Lämnade ett meddelande på telefonsvararen."), at)

    def reach(self, at: datetime) -> None:
        if self.plot.writes:
            commands.write(self.case, self.who, _ANSWERS[self.plot.luck % len(_ANSWERS)], now=at)
        else:
            self._talk(Talk(Way.CALL, at, text=_NOTES[self.plot.luck % len(_NOTES)]), at)

    def _talk(self, talk: Talk, at: datetime) -> None:
        commands.log_contact(self.case, self.who, talk, now=at)

    def warn(self, at: datetime) -> None:
        settle()
        pass_over(at)
        for warning in due_warnings(at):
            commands.see_to(warning, now=at)

    def explain(self, at: datetime) -> None:
        cause, text = _MISSES[self.plot.luck % len(_MISSES)]
        commands.explain_miss(self.case, self.who, cause, text=text, now=at)

    def object_(self, at: datetime) -> None:
        commands.say_unheard(self.case, now=at)

    def confirm(self, at: datetime) -> None:
        commands.confirm_contact(self.case, right_person=self.plot.right_person, now=at)

    def close(self, at: datetime) -> None:
        outcome = Outcome.HELPED if self.plot.helped else (Outcome.SIGNPOSTED, Outcome.NO_HELP)[self.plot.luck % 2]
        commands.close(self.case, self.who, outcome, now=at)

    def give_up(self, at: datetime) -> None:
        commands.close(self.case, self.who, Outcome.UNREACHABLE, now=at)

    def end(self, at: datetime) -> None:
        commands.close_by_company(self.case, now=at)

    def grade(self, at: datetime) -> None:
        said = self.plot.luck % 4
        helped = None if said == 3 else self.plot.helped and said < 2
        commands.grade(self.case, self.plot.grade, helped_in_time=helped, now=at)


_ANSWERS = (
    "Hej! Tack för din fråga. Jag har läst den och kan det här. Jag ringer i eftermiddag.",
    "Hej! Jag har din fråga. Kort svar: ja, det går. Jag skickar ett förslag på hur ni kan göra och ringer i morgon.",
    "Hej och tack! Det här är vanligare än man tror. Skicka produktblad och ungefärligt värde.",
    "Hej! Jag arbetar med just de här frågorna. Passar det med ett samtal på torsdag klockan tio?",
)
_MISSES = (
    (MissCause.NOT_SEEN, "Mejlet låg i en brevlåda som ingen läste den dagen."),
    (MissCause.AWAY, ""),
    (MissCause.NO_TIME, "Två kollegor på mässa, sexton frågor samma dag."),
    (MissCause.WRONG, "Frågan gick en omväg innan den hamnade rätt."),
)
_NOTES = (
    "Gick igenom läget. Företaget tar fram uppgifter om kunden, vi hörs igen på torsdag.",
    "Bra samtal. Bokade ett möte på plats nästa vecka.",
    "Förklarade vem som gör vad. Företaget söker själv, jag läser ansökan.",
    "Räknade igenom affären tillsammans. Nästa steg är banken.",
)
