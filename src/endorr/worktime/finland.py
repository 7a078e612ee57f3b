"""Finland's named days, for doors that work with Finnish partners: holidays and the two eves that close offices."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from endorr.worktime.days import SATURDAY, Kind, NamedDay, by_date, easter, weekday_from

CHURCH_LAW = "kyrkolag (652/2023): kyrkliga högtidsdagar"
MAY_DAY_LAW = "lag (272/1944) om första maj"
INDEPENDENCE_LAW = "lag (388/1937) om självständighetsdagen"
EVE_LAW = "lag (150/1930) om beräknande av laga tid 5 §"

# From 1973 to 1990 Epiphany and Ascension Day were kept on Saturdays; both went back to their own day in 1991.
OWN_DAY_FROM = 1991


def _epiphany(year: int) -> date:
    own = date(year, 1, 6)
    return own if year >= OWN_DAY_FROM else weekday_from(SATURDAY, own)


def _ascension(year: int) -> date:
    own = easter(year) + timedelta(days=39)
    return own if year >= OWN_DAY_FROM else own - timedelta(days=5)


def _church(year: int) -> Iterator[tuple[date, str, str]]:
    sunday = easter(year)
    yield date(year, 1, 1), "Nyårsdagen", "New Year's Day"
    yield _epiphany(year), "Trettondagen", "Epiphany"
    yield sunday - timedelta(days=2), "Långfredagen", "Good Friday"
    yield sunday, "Påskdagen", "Easter Sunday"
    yield sunday + timedelta(days=1), "Annandag påsk", "Easter Monday"
    yield _ascension(year), "Kristi himmelsfärdsdag", "Ascension Day"
    yield sunday + timedelta(days=49), "Pingstdagen", "Whit Sunday"
    yield weekday_from(SATURDAY, date(year, 6, 20)), "Midsommardagen", "Midsummer Day"
    yield weekday_from(SATURDAY, date(year, 10, 31)), "Alla helgons dag", "All Saints' Day"
    yield date(year, 12, 25), "Juldagen", "Christmas Day"
    yield date(year, 12, 26), "Annandag jul", "Boxing Day"


@cache
def days(year: int) -> Mapping[date, NamedDay]:
    """The working-day calendar of Finland: no holy day, no midsummer eve (Friday), no Christmas Eve; no half days."""
    midsummer_eve = weekday_from(SATURDAY, date(year, 6, 20)) - timedelta(days=1)
    return by_date(
        [
            *(NamedDay(*named, Kind.PUBLIC, CHURCH_LAW) for named in _church(year)),
            NamedDay(date(year, 5, 1), "Första maj", "May Day", Kind.PUBLIC, MAY_DAY_LAW),
            NamedDay(date(year, 12, 6), "Självständighetsdagen", "Independence Day", Kind.PUBLIC, INDEPENDENCE_LAW),
            NamedDay(midsummer_eve, "Midsommarafton", "Midsummer Eve", Kind.EVE, EVE_LAW),
            NamedDay(date(year, 12, 24), "Julafton", "Christmas Eve", Kind.EVE, EVE_LAW),
        ]
    )
