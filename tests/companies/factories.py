"""Companies as two partners in Västerbotten meet them; every one of them is made up."""

from datetime import date

from tests.cases.factories import NOW, UMEA, WHO, adviser, door, organisation, region_of, signed_in, viewer

from endorr.companies.commands import Help, Person, Told, recognise
from endorr.companies.rules import Support

__all__ = ["NOW", "UMEA", "WHO", "adviser", "door", "organisation", "region_of", "signed_in", "viewer"]

# The tax authority keeps this number for tests; the other lies in a series that is not given out.
TEST_PERSON, LAMPS_NUMBER = "19121212-1212", "559999-9991"


def told(name: str = "Linds Lampor AB", number: str = "", **more: object) -> Told:
    return Told(name, number, **more)  # type: ignore[arg-type]


def known(at: object, name: str = "Linds Lampor AB", number: str = "", **more: object) -> str:
    """Let an organisation come to know a company; return the company's public id."""
    return recognise(told(name, number, **more), organisation=at.public_id, **WHO)  # type: ignore[attr-defined]


def vera(**more: str) -> Person:
    return Person("Vera Lind", more.get("email", "vera@lampor.example"), more.get("phone", "070-123 45 67"))


TODAY = NOW.date()


def advice(on: date = TODAY, what: str = "Tull till Norge") -> Help:
    return Help(Support.ADVICE, on, what)
