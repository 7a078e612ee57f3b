"""What the addresses of cheques are filled in with in the permission walk."""

from collections.abc import Mapping
from datetime import date, timedelta

from tests.base.policy.world import Side, Visitor, World
from tests.cheques.factories import LIMITS, SITE, filled

from endorr.cheques import commands
from endorr.cheques.commands import Calling
from endorr.cheques.models import Application, Call
from endorr.cheques.rules.words import FileKind

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def _made(world: World, whose: Side) -> str:
    own = Application.objects.filter(call__organisation=whose.organisation).exclude(number="").first()
    if own:
        return own.public_id
    commands.load_reference()
    commands.define_rules("walk", "Exempel", LIMITS, "Påhittat", date(2026, 1, 1))
    call = commands.open_call(
        Calling(
            code=f"walk-{whose.cooperation.slug}",
            cooperation=whose.cooperation.public_id,
            organisation=whose.organisation.public_id,
            rules="walk",
            title="Exportcheck",
            title_en="Export cheque",
            about="Om.",
            about_en="About.",
            opens_at=world.now - timedelta(days=1),
            closes_at=world.now + timedelta(days=30),
            days=60,
            funders=(("Regionen", 1),),
        ),
        now=world.now,
        actor="walk",
    )
    commands.begin(call, "vera@lampor.example", site=SITE, language="sv", now=world.now)
    made = Application.objects.latest("pk").public_id
    commands.save(made, filled(), now=world.now)
    commands.add_file(made, [PDF], FileKind.APPLICATION, name="offert.pdf", now=world.now)
    commands.submit(made, now=world.now)
    return made


def a_call(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    _made(world, whose)
    return {"code": Call.objects.get(organisation=whose.organisation).code}


def an_application(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"application": _made(world, whose)}


def a_tab(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"application": _made(world, whose), "tab": "beslut"}


def a_deed(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    return {"application": _made(world, whose), "deed": "ta-upp"}


def _file(made: str) -> str:
    return Application.objects.get(public_id=made).attachments.get().public_id


def a_file(world: World, _visitor: Visitor, whose: Side) -> Mapping[str, str]:
    made = _made(world, whose)
    return {"application": made, "file": _file(made)}


def a_link_of_nobody(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    return {"token": "x" * 43}


def a_file_of_nobody(_world: World, _visitor: Visitor, _whose: Side) -> Mapping[str, str]:
    return {"token": "x" * 43, "file": "x" * 12}


SAMPLES = {
    "cheques:call": a_call,
    "cheques:begin": a_call,
    "cheques:own": a_link_of_nobody,
    "cheques:own_file": a_file_of_nobody,
    "cheques:file": an_application,
    "cheques:tab": a_tab,
    "cheques:deed": a_deed,
    "cheques:stored": a_file,
}
