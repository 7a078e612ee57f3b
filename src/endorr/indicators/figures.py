"""What the door counts itself, labelled as any other figure: the promise kept, and companies reached."""

from collections.abc import Callable, Mapping
from functools import partial

from endorr.base.clock import local_date, now
from endorr.base.figures import Count, Counts, OwnFigure
from endorr.cases.figures.queries import Line, published
from endorr.cases.figures.rules import Figures
from endorr.cases.figures.rules.tallies import Share
from endorr.indicators.rules.areas import NATION

_SMALL: Mapping[str, str] = {
    "sv": "Månader med så få frågor att ett företag eller en rådgivare kunde kännas igen hålls tillbaka.",
    "en": "Months with so few questions that a company or an adviser could be recognised are kept back.",
}
_SHARE: Mapping[str, str] = {"sv": "procent av löftena", "en": "per cent of the promises"}


def _months() -> tuple[Line, ...]:
    """The country's months that have ended, newest first; one that still runs would look too good."""
    today = local_date(now())
    found = published("", None, today=today)
    return tuple(one for one in (found.months if found else ()) if one.key < f"{today:%Y-%m}")


def _counts(of: Callable[[Line], Count], months: tuple[Line, ...]) -> Counts:
    return {(NATION, one.key): of(one) for one in months}


def _share(of: Callable[[Figures], Share], line: Line) -> Count:
    told = of(line.figures) if line.figures else None
    return Count(100 * told.share, told.of) if told and told.share is not None else Count(None)


def _reached(line: Line) -> Count:
    return Count(None if line.reached is None else float(line.reached))


FIGURES = (
    OwnFigure(
        "kontakt-i-tid",
        {"sv": "Kontakt i tid", "en": "Contact in time"},
        _SHARE,
        {
            "sv": "Hur stor del av månadens kontaktlöften som hölls: företaget hade fått kontakt inom en arbetsdag.",
            "en": "How many of the month's promises were kept: the company had been in contact within a working day.",
        },
        {"sv": "hållna löften / löften vars tid är ute", "en": "promises kept / promises whose time is out"},
        (
            {
                "sv": "Varje hållet löfte vilar på en av tre slags bevis: företaget har bekräftat, ett meddelande har "
                "skickats, eller rådgivaren har sagt det. Hur de fördelar sig visas på löftets egen sida.",
                "en": "Every promise kept rests on one of three kinds of evidence: the company confirmed, a message "
                "was sent, or the adviser said so. The promise's own page shows how they divide.",
            },
            _SMALL,
        ),
        _months,
        partial(_counts, partial(_share, lambda told: told.in_time)),
        1,
    ),
    OwnFigure(
        "ratt-person-i-tid",
        {"sv": "Kontakt i tid med rätt person", "en": "Contact in time with the right person"},
        _SHARE,
        {
            "sv": "Hur stor del av månadens löften där den första kontakten i tid också var med rätt person.",
            "en": "How many of the month's promises where the first contact in time was also with the right person.",
        },
        {
            "sv": "löften med rätt person i tid / löften vars tid är ute",
            "en": "promises with the right person in time / promises whose time is out",
        },
        (_SMALL,),
        _months,
        partial(_counts, partial(_share, lambda told: told.right_person)),
        1,
    ),
    OwnFigure(
        "natta-foretag",
        {"sv": "Nådda företag", "en": "Companies reached"},
        {"sv": "företag", "en": "companies"},
        {
            "sv": "Hur många olika företag som fick kontakt under månaden, vart och ett räknat en gång i hela landet.",
            "en": "How many different companies were in contact during the month, each counted once in the country.",
        },
        {"sv": "antal olika företag", "en": "number of different companies"},
        (
            {
                "sv": "Månaderna kan inte läggas ihop: samma företag kan komma igen och räknas då i varje månad.",
                "en": "Months cannot be added up: a company may come again and is then counted in each month.",
            },
            _SMALL,
        ),
        _months,
        partial(_counts, _reached),
    ),
)
