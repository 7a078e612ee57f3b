"""Sows a regional strategy with goals, inputs and actions, a national one, and two programmes over two regions."""

from datetime import date, datetime, timedelta

from django.db import transaction

from endorr.base.accounts.queries import person_by_address
from endorr.base.clock import local_date
from endorr.base.ledger.commands import together
from endorr.base.outbox.silence import quiet
from endorr.base.tenancy.queries import cooperations_by_slug, organisations_by_slug, viewer_of
from endorr.base.tenancy.rules import Viewer
from endorr.companies.rules import Support
from endorr.core.checksums import luhn_valid
from endorr.indicators.queries import World
from endorr.meetings.demo.commands import site
from endorr.strategy import commands
from endorr.strategy.commands import ActionPlan, GoalPlan, Invitee, ProgrammePlan, StrategyPlan, Taking
from endorr.strategy.models import Strategy
from endorr.strategy.rules.deeds import Answer

SARA = "sara@region-vasterbotten.example"
NILS = "nils@tillvaxtverket.example"
SLUG = "vasterbotten-ut-i-varlden"
WRITES = Invitee("Vera Lindsela", "vera@norrvret.example", "Norrvret Lampor AB")
HEARD = (
    (
        Invitee("Folke Fjällröd", "folke@fjallrod.example", "Fjällröd Träleksaker"),
        "Tullen tar mer tid än att sälja. Vi vet inte vem vi ska fråga.",
    ),
    (
        Invitee("Nadia Vretkulla", "nadia@vretkulla.example", "Vretkulla Mätteknik"),
        "Ursprungsreglerna för Storbritannien är svåra att läsa. En kurs vore bra.",
    ),
    (
        Invitee("Ebba Påhitt", "ebba@skogssaft.example", "Skogssaft i Påhitt AB"),
        "Vi fick fel tullkod och förlorade en order. Någon borde hjälpa oss med koderna.",
    ),
)
THEME = "Hjälp med tull och ursprung"
PROGRAMMES = (
    ("Exportlyftet", "exportlyftet", "Coachning för små företag på väg ut. Deltagarna här är påhittade."),
    (
        "Energi & Automation",
        "energi-automation",
        "Företag i energi och automation söker kunder tillsammans. Deltagarna här är påhittade.",
    ),
)


@transaction.atomic
def sow_strategies(now: datetime) -> None:
    """Sow what is there on the demo's first day, unless there is a strategy already."""
    if Strategy.objects.exists():
        return
    sara, nils = _viewer(SARA, now), _viewer(NILS, now)
    _sow_programmes(nils, now)
    with quiet():
        _sow_region(sara, now)
    _sow_country(nils, now)
    commands.invite(Strategy.objects.get(slug=SLUG).public_id, sara, WRITES, now=now)


def _viewer(address: str, now: datetime) -> Viewer:
    person = person_by_address(address)
    assert person
    return viewer_of(person.pk, on=local_date(now))


def _sow_region(sara: Viewer, now: datetime) -> None:
    """On course with one goal, behind with another; a theme that was answered, and an action that is late."""
    begun = now - timedelta(days=90)
    year = local_date(now).year
    partners, doors = organisations_by_slug(), cooperations_by_slug()
    plan = StrategyPlan(
        SLUG,
        "Västerbotten ut i världen",
        "Fler företag ska våga ta steget ut, och de som redan exporterar ska nå fler marknader. Strategin är påhittad "
        "och följs med övningsdata.",
        doors["vasterbotten"],
        World.PRACTICE,
    )
    own = commands.open_strategy(plan, sara, organisation=partners["region-24"], site=site(), now=begun)
    goals = (
        GoalPlan("Större andel av företagen exporterar", "andel-foretag", year - 4, year + 4, 4.5),
        GoalPlan("Fler små och medelstora exportörer", "smaforetag-per-100000", year - 4, year + 4, 455.0),
    )
    share, small = (commands.set_goal(own, sara, goal, now=begun) for goal in goals)
    first = local_date(begun)
    commands.adopt(own, sara, decided_by="Regionfullmäktige (påhittat beslut)", valid_from=first, now=begun)
    inputs = []
    for whom, text in HEARD:
        party = commands.invite(own, sara, whom, now=begun)
        inputs.append(commands.give_input(party, text, now=begun + timedelta(days=5), actor="demo"))
    theme = commands.group(own, sara, inputs, THEME, now=begun + timedelta(days=9))
    reason = "Många fastnar i tullen. Vi ordnar en gemensam kurs och en person att ringa."
    commands.decide_theme(own, sara, theme, Answer.ACCEPTED, reason=reason, now=begun + timedelta(days=12))
    for text, goal, partner, days in (
        ("Kurs i tull och ursprung", small, "almi-24", 60),
        ("Lista över vem som svarar på tullfrågor", small, "region-24", -10),
        ("Besök hos företag som aldrig har exporterat", share, "business-sweden", 120),
    ):
        action = commands.propose_action(own, sara, ActionPlan(text, goal, theme), now=begun + timedelta(days=13))
        due = local_date(now) + timedelta(days=days)
        commands.decide_action(own, sara, action, owner=partners[partner], due=due, now=begun + timedelta(days=14))


def _sow_country(nils: Viewer, now: datetime) -> None:
    """A goal of which nothing can be said, for a county's figure is missing."""
    year = local_date(now).year
    plan = StrategyPlan(
        "sverige-exporterar",
        "Sverige exporterar",
        "Hela landets strategi, byggd av regionernas. Den är påhittad och följs med övningsdata.",
        world=World.PRACTICE,
    )
    owner = organisations_by_slug()["tillvaxtverket"]
    own = commands.open_strategy(plan, nils, organisation=owner, site=site(), now=now)
    goal = GoalPlan("Större andel av företagen exporterar", "andel-foretag", year - 4, year + 4, 4.0)
    commands.set_goal(own, nils, goal, now=now)
    commands.adopt(own, nils, decided_by="Regeringen (påhittat beslut)", valid_from=local_date(now), now=now)


def number(place: int) -> str:
    """Return an organisation number of the series that is not given out."""
    first = f"559999{place:03d}"
    return next(f"{first}{last}" for last in range(10) if luhn_valid(f"{first}{last}"))


def _sow_programmes(nils: Viewer, now: datetime) -> None:
    """One company takes part in both regions, two in both programmes; the second's regions are too small to tell."""
    partners, doors = organisations_by_slug(), cooperations_by_slug()
    west, north = (doors["vasterbotten"], partners["region-24"]), (doors["norrbotten"], partners["region-25"])
    year = local_date(now).year
    first, second = (
        commands.open_programme(
            ProgrammePlan(name, slug, about, date(year - 1, 1, 1), date(year + 1, 12, 31), (west[0], north[0])),
            nils,
            organisation=partners["tillvaxtverket"],
            now=now,
        )
        for name, slug, about in PROGRAMMES
    )
    on = local_date(now) - timedelta(days=30)
    taking = [(first, place, west) for place in range(6)] + [(first, place, north) for place in range(5, 10)]
    taking += [(second, 0, west), (second, 1, west), (second, 10, north), (second, 11, north), (second, 12, north)]
    with together():
        for programme, place, (door, partner) in taking:
            told = Taking(number(place), f"Påhittade Bolaget {place + 1}", Support.TRAINING, on, door, partner)
            commands.add_participant(programme, nils, told, now=now)
