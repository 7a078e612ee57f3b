"""Sweden's named days: the public holidays, the three eves kept as Sundays, and the customary half days."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from endorr.worktime.days import SATURDAY, Kind, NamedDay, by_date, easter, weekday_from

HOLIDAY_LAW = "lag (1989:253) om allmänna helgdagar"
EVE_LAW = "lag (1930:173) om beräkning av lagstadgad tid 2 §; semesterlagen (1977:480)"
CUSTOM = "sedvana, inte lag"

# Lag (2004:1320): the National Day became a holiday and Whit Monday a working day from 2005.
NATIONAL_DAY_FROM = 2005


def _public(year: int) -> Iterator[tuple[date, str, str]]:
    sunday = easter(year)
    yield date(year, 1, 1), "Nyårsdagen", "New Year's Day"
    yield date(year, 1, 6), "Trettondedag jul", "Epiphany"
    yield sunday - timedelta(days=2), "Långfredagen", "Good Friday"
    yield sunday, "Påskdagen", "Easter Sunday"
    yield sunday + timedelta(days=1), "Annandag påsk", "Easter Monday"
    yield date(year, 5, 1), "Första maj", "May Day"
    yield sunday + timedelta(days=39), "Kristi himmelsfärdsdag", "Ascension Day"
    yield sunday + timedelta(days=49), "Pingstdagen", "Whit Sunday"
    if year < NATIONAL_DAY_FROM:
        yield sunday + timedelta(days=50), "Annandag pingst", "Whit Monday"
    else:
        yield date(year, 6, 6), "Nationaldagen", "National Day"
    yield weekday_from(SATURDAY, date(year, 6, 20)), "Midsommardagen", "Midsummer Day"
    yield weekday_from(SATURDAY, date(year, 10, 31)), "Alla helgons dag", "All Saints' Day"
    yield date(year, 12, 25), "Juldagen", "Christmas Day"
    yield date(year, 12, 26), "Annandag jul", "Boxing Day"


def _eves(year: int) -> Iterator[tuple[date, str, str]]:
    yield weekday_from(SATURDAY, date(year, 6, 20)) - timedelta(days=1), "Midsommarafton", "Midsummer Eve"
    yield date(year, 12, 24), "Julafton", "Christmas Eve"
    yield date(year, 12, 31), "Nyårsafton", "New Year's Eve"


def _half_days(year: int) -> Iterator[tuple[date, str, str]]:
    sunday = easter(year)
    yield date(year, 1, 5), "Trettondagsafton", "Twelfth Night"
    yield sunday - timedelta(days=3), "Skärtorsdagen", "Maundy Thursday"
    yield date(year, 4, 30), "Valborgsmässoafton", "Walpurgis Eve"
    yield sunday + timedelta(days=38), "Dag före Kristi himmelsfärdsdag", "Day before Ascension Day"
    yield weekday_from(SATURDAY, date(year, 10, 31)) - timedelta(days=1), "Allhelgonaafton", "All Saints' Eve"


def _statutory(year: int) -> list[NamedDay]:
    public = [NamedDay(*named, Kind.PUBLIC, HOLIDAY_LAW) for named in _public(year)]
    half = [NamedDay(*named, Kind.HALF, CUSTOM) for named in _half_days(year) if named[0].isoweekday() < SATURDAY]
    return public + half


@cache
def statutory_days(year: int) -> Mapping[date, NamedDay]:
    """Only what lag (1989:253) names, and the half days: the three eves are ordinary working days here."""
    return by_date(_statutory(year))


@cache
def days(year: int) -> Mapping[date, NamedDay]:
    """The working-day calendar of Sweden: public holidays, the three eves on a par with Sundays by law, half days."""
    return by_date([*_statutory(year), *(NamedDay(*named, Kind.EVE, EVE_LAW) for named in _eves(year))])
