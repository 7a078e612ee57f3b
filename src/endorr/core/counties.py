"""The counties of Sweden and their codes.

Codes and names are Statistics Sweden's (SCB), letters those of ISO 3166-2:SE, NUTS codes those of the 2021 version.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class County:
    """A county (län): two-digit code, letter, NUTS 3 code, Swedish and English name."""

    code: str
    letter: str
    nuts3: str
    sv: str
    en: str

    @property
    def nuts2(self) -> str:
        """The national area (riksområde) the county lies in."""
        return self.nuts3[:-1]

    @property
    def iso(self) -> str:
        """The code of ISO 3166-2, such as SE-AB."""
        return f"SE-{self.letter}"

    @property
    def short(self) -> str:
        """The Swedish name without its genitive and "län": `Stockholm`, `Västra Götaland`."""
        return self.en.removesuffix(" County")


COUNTIES: tuple[County, ...] = (
    County("01", "AB", "SE110", "Stockholms län", "Stockholm County"),
    County("03", "C", "SE121", "Uppsala län", "Uppsala County"),
    County("04", "D", "SE122", "Södermanlands län", "Södermanland County"),
    County("05", "E", "SE123", "Östergötlands län", "Östergötland County"),
    County("06", "F", "SE211", "Jönköpings län", "Jönköping County"),
    County("07", "G", "SE212", "Kronobergs län", "Kronoberg County"),
    County("08", "H", "SE213", "Kalmar län", "Kalmar County"),
    County("09", "I", "SE214", "Gotlands län", "Gotland County"),
    County("10", "K", "SE221", "Blekinge län", "Blekinge County"),
    County("12", "M", "SE224", "Skåne län", "Skåne County"),
    County("13", "N", "SE231", "Hallands län", "Halland County"),
    County("14", "O", "SE232", "Västra Götalands län", "Västra Götaland County"),
    County("17", "S", "SE311", "Värmlands län", "Värmland County"),
    County("18", "T", "SE124", "Örebro län", "Örebro County"),
    County("19", "U", "SE125", "Västmanlands län", "Västmanland County"),
    County("20", "W", "SE312", "Dalarnas län", "Dalarna County"),
    County("21", "X", "SE313", "Gävleborgs län", "Gävleborg County"),
    County("22", "Y", "SE321", "Västernorrlands län", "Västernorrland County"),
    County("23", "Z", "SE322", "Jämtlands län", "Jämtland County"),
    County("24", "AC", "SE331", "Västerbottens län", "Västerbotten County"),
    County("25", "BD", "SE332", "Norrbottens län", "Norrbotten County"),
)

BY_CODE = {county.code: county for county in COUNTIES}


def county(code: str) -> County:
    """Return the county with a two-digit code; raises KeyError when there is none."""
    return BY_CODE[code]
