"""Press claims held against what is known: right, rounded differently, contradicted, or honestly not to be checked."""

import pytest
from tests.indicators.claims.known import KNOWN, goods

from endorr.indicators.claims.checking import check, stated_basis
from endorr.indicators.claims.facts import Basis, Concept, Known, Measure
from endorr.indicators.claims.finder import find_figures
from endorr.indicators.claims.findings import Finding, Lack, Leaning, Verdict
from endorr.indicators.claims.sums import Sum, Working

VASTERBOTTEN = """
Siffror från Bisnode visar att det totala varuexportvärdet i Västerbotten 2019 uppgick till
57 075 miljoner svenska kronor, där export står för 24% av omsättningen. Länet placerar sig på en god 5:e plats.
"""
VASTMANLAND = """
2018 exporterade företagen i Västmanland varor för 43 miljarder, en ökning på lite mer än 1 miljard från året innan.
Företag med fler än 250 anställda svarar för 36 miljarder av den totala varuexporten på 43 miljarder. Tyskland,
Frankrike och Kina är viktiga exportländer och svarar tillsammans för 13 miljarder. Antalet småföretag som exporterar
har ökat till 275 st, och 11 exportcheckar delades ut.
"""
NORRBOTTEN = """
De små och medelstora företagen i Norrbotten har ökat sin varuexport mellan 2016 och 2020, med en ökning per
invånare på 41%. Ser man till perioden 2016 – 2019 låg ökningen på hela 70 %.
"""
HALLAND = """
Halland ökade små och medelstora företags varuexport per capita med 27 % mellan 2016-2020. Där finns 363 exporterande
små- och medelstora företag per 100 000 invånare.
"""
DALARNA = """
Andelen exporterande företag är endast 10 procent av alla företag. I Dalarna ökade exporten med 5 procent 2015.
"""


def checked(lines: str, known: Known = KNOWN, basis: Basis | None = None) -> dict[str, Finding]:
    text = " ".join(lines.split())
    found = check(find_figures(text), known, basis=basis or stated_basis(text))
    return {one.figure.text: one for one in reversed(found)}


def working(finding: Finding, what: Sum) -> Working:
    return next(one for one in (*finding.workings, *(s.working for s in finding.signals)) if one.sum is what)


class TestPressClaims:
    def test_57_075_million_cannot_be_checked_and_shows_what_speaks_both_ways(self) -> None:
        finding = checked(VASTERBOTTEN)["57 075 miljoner svenska kronor"]
        assert (finding.verdict, finding.lack) == (Verdict.UNCHECKED, Lack.SOURCE)
        assert working(finding, Sum.PER_HEAD).result == pytest.approx(210_038, abs=1)
        assert working(finding, Sum.WHOLE).result == pytest.approx(237.8e9, rel=1e-3)
        assert working(finding, Sum.TAKEN).result == pytest.approx(13.698e9, rel=1e-3)
        others = {one.fact.year: one.fact.value for one in finding.signals if one.fact and one.fact.basis is Basis.HQ}
        assert others == {2017: 14.5e9, 2016: 12.349e9}

    def test_figures_on_another_basis_never_judge(self) -> None:
        finding = checked(VASTERBOTTEN)["57 075 miljoner svenska kronor"]
        assert {one.leaning for one in finding.signals} == {Leaning.BESIDE}
        assert Verdict.CONTRADICTS not in {one.verdict for one in checked(VASTERBOTTEN).values()}

    def test_a_share_of_turnover_lacks_its_denominator(self) -> None:
        assert checked(VASTERBOTTEN)["24%"].lack is Lack.DENOMINATOR

    def test_fifth_place_by_a_basis_that_is_not_here(self) -> None:
        finding = checked(VASTERBOTTEN)["5:e plats"]
        assert (finding.verdict, finding.claim and finding.claim.measure) == (Verdict.UNCHECKED, Measure.RANK)

    def test_43_billion_follows_from_the_year_before_and_is_157_000_a_head(self) -> None:
        finding = checked(VASTMANLAND)["43 miljarder"]
        assert finding.verdict is Verdict.RIGHT
        assert working(finding, Sum.GROWN).result == pytest.approx(43.26e9)
        a_head = [one for one in finding.signals if one.working.sum is Sum.PER_HEAD]
        assert [(one.place, round(one.working.result, -2)) for one in a_head] == [("19", 157_000), ("00", 138_700)]

    def test_a_little_more_than_a_billion_is_within_rounding(self) -> None:
        finding = checked(VASTMANLAND)["1 miljard"]
        assert finding.verdict is Verdict.RIGHT
        assert working(finding, Sum.DIFFERENCE).result == pytest.approx(1e9)

    def test_36_of_43_is_84_per_cent(self) -> None:
        assert round(working(checked(VASTMANLAND)["36 miljarder"], Sum.PART_OF).result) == 84

    def test_three_markets_are_a_part_and_are_not_held_against_the_whole(self) -> None:
        finding = checked(VASTMANLAND)["13 miljarder"]
        assert (finding.verdict, finding.lack) == (Verdict.UNCHECKED, Lack.SOURCE)
        assert working(finding, Sum.PART_OF).result == pytest.approx(30.2, abs=0.05)
        assert finding.signals == ()

    def test_exporters_of_a_size_class_and_cheques(self) -> None:
        found = checked(VASTMANLAND)
        assert found["275 st"].claim is not None
        assert found["275 st"].claim.concept is Concept.EXPORTERS
        assert found["11 exportcheckar"].lack is Lack.MEANING

    def test_seventy_then_forty_one_per_cent_mean_a_fall_of_seventeen(self) -> None:
        finding = checked(NORRBOTTEN)["41%"]
        fall = working(finding, Sum.BETWEEN)
        assert fall.result == pytest.approx(-17.06, abs=0.01)
        assert fall.low < -17.1 < fall.high
        assert finding.claim is not None
        assert finding.claim.measure is Measure.PER_CAPITA_CHANGE
        earlier = checked(NORRBOTTEN)["70 %"].claim
        assert earlier
        assert (earlier.measure, earlier.firms, earlier.place) == (finding.claim.measure, finding.claim.firms, "25")

    def test_27_per_cent_a_head_is_a_third_in_value(self) -> None:
        assert working(checked(HALLAND)["27 %"], Sum.WITH_PEOPLE).result == pytest.approx(33.5, abs=0.05)

    def test_363_per_100_000_are_about_1_222_firms(self) -> None:
        rate = next(one for text, one in checked(HALLAND).items() if text.startswith("363"))
        sum_ = working(rate, Sum.FIRMS)
        assert (round(sum_.low), round(sum_.result), round(sum_.high)) == (1221, 1222, 1224)

    def test_ten_per_cent_depends_on_which_firms_are_counted(self) -> None:
        finding = checked(DALARNA)["10 procent"]
        assert finding.lack is Lack.DENOMINATOR
        shares = [round(one.working.result, 1) for one in finding.signals if one.working.sum is Sum.SHARE]
        assert shares == [3.5, 14.4]


class TestVerdicts:
    text = "Varuexporten i Västmanland var {} miljarder kronor 2017."

    def of(self, billions: str, basis: Basis | None = Basis.HQ) -> Finding:
        (found,) = checked(self.text.format(billions), basis=basis).values()
        return found

    def test_what_is_known_is_right_on_its_basis(self) -> None:
        assert (self.of("42").verdict, self.of("42").bases) == (Verdict.RIGHT, (Basis.HQ,))

    def test_a_neighbouring_rounding_is_told_apart(self) -> None:
        assert self.of("43,4").verdict is Verdict.CONTRADICTS
        assert self.of("42,6").verdict is Verdict.ROUNDS

    def test_another_value_on_the_same_basis_contradicts(self) -> None:
        assert self.of("57").verdict is Verdict.CONTRADICTS

    def test_without_a_basis_nothing_is_contradicted_but_asked_about(self) -> None:
        finding = self.of("57", basis=None)
        assert (finding.verdict, finding.lack, finding.asks) == (Verdict.UNCHECKED, Lack.BASIS, (Lack.BASIS,))

    def test_right_on_one_basis_is_right_and_the_basis_is_asked_for(self) -> None:
        finding = self.of("42", basis=None)
        assert (finding.verdict, finding.bases, finding.asks) == (Verdict.RIGHT, (Basis.HQ,), (Lack.BASIS,))

    def test_on_another_basis_the_known_stands_beside(self) -> None:
        finding = self.of("42", basis=Basis.PROD)
        assert (finding.verdict, finding.lack) == (Verdict.UNCHECKED, Lack.SOURCE)
        assert next(one.leaning for one in finding.signals if one.working.sum is Sum.AGAINST) is Leaning.BESIDE

    def test_more_than_is_true_of_anything_above(self) -> None:
        (found,) = checked("Varuexporten i Västmanland var mer än 40 miljarder kronor 2017.", basis=Basis.HQ).values()
        assert found.verdict is Verdict.RIGHT

    def test_a_value_a_head_is_worked_out(self) -> None:
        (found,) = checked(
            "Varuexporten i Västra Götaland var 174 000 kronor per invånare 2020.", basis=Basis.PROD
        ).values()
        assert (found.verdict, found.workings[0].sum) == (Verdict.RIGHT, Sum.PER_HEAD)

    def test_a_change_is_worked_out_on_one_basis_only(self) -> None:
        known = Known([goods("24", 2016, 10), goods("24", 2017, 20, basis=Basis.PROD)])
        (found,) = checked("Varuexporten i Västerbotten ökade med 100 procent 2017.", known).values()
        assert (found.verdict, found.lack) == (Verdict.UNCHECKED, Lack.SOURCE)

    def test_what_a_text_does_not_say_is_asked_for(self) -> None:
        assert checked("Varuexporten i Halland var 13 miljarder kronor.")["13 miljarder kronor"].asks == (Lack.PERIOD,)
        assert checked("Varuexporten var 13 miljarder kronor 2017.")["13 miljarder kronor"].asks == (Lack.PLACE,)


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Siffror från Bisnode visar", Basis.BISNODE),
        ("efter var huvudkontoret ligger: huvudkontor", Basis.HQ),
        ("exporten läggs där produktionen sker", Basis.PROD),
        ("huvudkontor eller arbetsställe", None),
        ("enligt SCB", None),
    ],
)
def test_the_basis_a_text_states(text: str, basis: Basis | None) -> None:
    assert stated_basis(text) is basis
