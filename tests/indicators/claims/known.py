"""Published figures that the claims of five press texts are held against, each with where it was read."""

from endorr.indicators.claims.facts import Basis, Concept, Fact, Firms, Known, Measure

VALUE, CHANGE = Measure.VALUE, Measure.CHANGE
HALF_BILLION, HALF_PER_CENT = 5e8, 0.5
PEOPLE = {
    ("24", 2019): 271_736, ("19", 2018): 273_929, ("00", 2018): 10_230_185, ("13", 2016): 320_333,
    ("13", 2020): 336_748, ("25", 2020): 249_614, ("14", 2020): 1_730_000,
}  # fmt: skip


def goods(place: str, year: int, billions: float, *, firms: Firms = Firms.ALL, independent: bool = True,
          basis: Basis = Basis.HQ, half: float = HALF_BILLION) -> Fact:  # fmt: skip
    return Fact(Concept.GOODS_EXPORT, VALUE, place, year, billions * 1e9, half, basis, firms, independent=independent)


KNOWN = Known(
    [
        *(
            Fact(Concept.POPULATION, VALUE, place, year, people, source="SCB")
            for (place, year), people in PEOPLE.items()
        ),
        # Västerbotten: a series by head office, and the release's own figure by workplace, which confirms nothing.
        goods("24", 2016, 12.349, half=5e5),
        goods("24", 2017, 14.5, half=5e7),
        goods("24", 2019, 57.075, basis=Basis.BISNODE, half=5e5, independent=False),
        # Västmanland, by head office.
        goods("19", 2016, 40),
        goods("19", 2017, 42),
        goods("19", 2018, 43, independent=False),
        goods("19", 2016, 34, firms=Firms.LARGE),
        Fact(Concept.GOODS_EXPORT, CHANGE, "19", 2018, 3, HALF_PER_CENT, Basis.HQ, since=2017),
        goods("00", 2018, 1419),
        # The nation's firms, by two registers and two denominators.
        Fact(Concept.EXPORTERS, VALUE, "00", 2018, 41_059, basis=Basis.REGISTER),
        Fact(Concept.ENTERPRISES, VALUE, "00", 2020, 1_166_602),
        Fact(Concept.ENTERPRISES, VALUE, "00", 2020, 285_216),
        # Västra Götaland, by place of production.
        goods("14", 2020, 301, basis=Basis.PROD),
    ]
)
