"""What the newsroom decides: figures against their sources, faults that real texts went out with, a desk's hours."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from endorr import worktime
from endorr.indicators.claims.checking import check
from endorr.indicators.claims.facts import Basis, Concept, Fact, Firms, Known, Measure
from endorr.indicators.claims.figure import Figure, Kind
from endorr.indicators.claims.finder import find_figures
from endorr.indicators.claims.findings import Claim
from endorr.newsroom.rules.blocks import Block, BlockKind, Draft, plain, rewritten
from endorr.newsroom.rules.figures import Bound, Key, as_row, broken, covered, from_row, keyed, suggested, told
from endorr.newsroom.rules.hours import Hours, answering, check_hours
from endorr.newsroom.rules.linting import Fault, of_figures, remarks, seen_in, slipped
from endorr.newsroom.rules.words import Refusal, Refused, Standing, check_four_eyes, check_picture, is_archive

STOCKHOLM = ZoneInfo("Europe/Stockholm")
CLAIM = Claim(Concept.GOODS_EXPORT, Measure.VALUE, "19", 2018)
TEXT = Draft(
    "Västmanland exporterar mer",
    "2018 exporterade länets företag varor för 43 miljarder kronor.",
    (Block(BlockKind.QUOTE, "Vi har 99 exportföretag till på gång.", "Bo Påhitt, Region Exempel"),),
)


def fact(value: float, **changes: object) -> Fact:
    told_: dict[str, object] = {"half": 5e5, "basis": Basis.HQ, "source": "SCB", "edition": f"export {value:.0f}"}
    return Fact(Concept.GOODS_EXPORT, Measure.VALUE, "19", 2018, value, **{**told_, **changes})  # type: ignore[arg-type]


def stands(value: float | None, draft: Draft = TEXT) -> tuple[Standing, str]:
    key = next(key for key, figure in keyed(find_figures(plain(draft).text)) if figure.kind is Kind.MONEY)
    bound = {key: Bound(CLAIM, Basis.HQ, 43_412e6, "export 1", "SCB")}
    found = told(draft, "sv", bound, Known([fact(value)] if value else []))
    one = next(one for one in found if one.key == key)
    return one.standing, one.suggested


def test_n1_a_bound_figure_holds_until_its_source_rounds_to_another() -> None:
    assert stands(43_412e6) == (Standing.HOLDS, "")
    assert stands(43_390e6) == (Standing.CHANGED, "")
    standing, better = stands(43_630e6)
    assert standing is Standing.DIFFERS
    assert better.startswith("44 miljarder")
    assert stands(None)[0] is Standing.GONE


def test_a_regions_own_release_is_no_source_of_itself() -> None:
    known = Known([fact(43_412e6, independent=False)])
    (key, _figure), *_rest = keyed(find_figures(plain(TEXT).text))
    assert told(TEXT, "sv", {key: Bound(CLAIM, Basis.HQ, 43_412e6)}, known)[0].standing is Standing.GONE


def test_a_quotation_needs_no_source_and_counts_in_neither_number() -> None:
    found = told(TEXT, "sv", {}, Known([]))
    assert [one.standing for one in found] == [Standing.UNBOUND, Standing.QUOTED]
    assert covered(found) == (0, 1)
    assert [one.key.text for one in broken(found)] == [found[0].key.text]
    named = told(TEXT, "sv", {found[0].key: Bound(source="Region Exempels årsredovisning")}, Known([]))
    assert covered(named) == (1, 1)
    assert not broken(named)


def test_the_same_words_twice_are_two_figures() -> None:
    draft = Draft("", "Exporten var 43 miljarder kronor 2018. Den var 43 miljarder kronor 2019.")
    assert [key.nth for key, _ in keyed(find_figures(plain(draft).text))] == [0, 1]
    where = plain(draft).text.rindex("43")
    assert rewritten(draft, where, "43", "44").lead.endswith("Den var 44 miljarder kronor 2019.")
    assert rewritten(draft, where, "43", "44").lead.startswith("Exporten var 43")


@given(st.integers(1, 99_999), st.integers(0, 2))
def test_what_is_suggested_rounds_to_what_the_source_says(hundredths: int, decimals: int) -> None:
    text = "Exporten var 12,3 miljarder kronor 2018." if decimals else "Exporten var 12 miljarder kronor 2018."
    (figure,) = find_figures(text)
    value = hundredths * 1e7
    said = suggested(figure, value)
    (again,) = find_figures(text.replace(figure.text, said)) or (None,)
    assert again is None or abs(again.value - value) <= (1e8 if decimals else 1e9) / 2 + 1


def test_a_claim_is_stored_and_read_back() -> None:
    claim = Claim(Concept.EXPORTERS, Measure.CHANGE, "24", 2020, Firms.SME, 2016)
    assert from_row(as_row(claim)) == claim


def test_blocks_become_plain_words_in_their_places() -> None:
    words = plain(TEXT)
    ((start, end),) = words.quotes
    assert words.text[start:end] == TEXT.blocks[0].text
    assert words.is_quoted(start)
    assert not words.is_quoted(start - 1)


# What real texts went out with: each fault as it stood, in sentences of our own.


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Ring oss.\n[Missing text '/kiv/phonenumber' for 'Swedish']", Fault.MISSING_TEXT),
        ("Hej {{ name }}, välkommen.", Fault.MISSING_TEXT),
        ("Rubrik\n\nPublicerad:\n\nMer text", Fault.EMPTY_LABEL),
        ("Pressmeddelande -\n\nRubrik", Fault.EMPTY_LABEL),
        ("Sidan använder teknik som inte stöds i din webbläsare.", Fault.BROWSER_WARNING),
        ("Bilden visar export per invånare, 1000-tal kr.Bilden visar export per invånare, 1000-tal kr.", Fault.DOUBLED),
        ("Delta här: https://us02web.zoom.us/j/84211936404", Fault.OPEN_ROOM),
        ("En fungerande expertstrategi byggs underifrån.", Fault.SPELLING),
        ("Vi samarbetar med Enterprise Europé Network.", Fault.SPELLING),
        ("FOV Fabrisc visade. Besöket på FOV Fabrics AB var gott.", Fault.TWO_SPELLINGS),
    ],
)
def test_the_linter_sees_what_real_texts_went_out_with(text: str, fault: Fault) -> None:
    assert fault in {one.fault for one in seen_in(text)}


def test_a_name_we_know_is_seen_when_it_is_misspelt() -> None:
    (found,) = seen_in("Frderik Johansson berättade.", names=["Fredrik Johansson"])
    assert (found.fault, found.words, found.better) == (Fault.SPELLING, "Frderik", "Fredrik")


def test_a_good_text_has_no_remark() -> None:
    text = "Publicerad: 2026-12-01\n\nSveriges export ökade. Västerbotten och Västra Götaland samarbetar, sade Anna."
    assert seen_in(text) == ()
    assert remarks(TEXT) == ()


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("Fabrisc", "Fabrics", True),
        ("Johanson", "Johansson", True),
        ("Sverige", "Sveriges", False),
        ("Norra", "Norge", False),
        ("Region", "Region", False),
    ],
)
def test_a_slip_of_the_finger(one: str, other: str, slip: bool) -> None:
    assert slipped(one, other) is slip is slipped(other, one)


def test_n6_nothing_half_written_is_let_through() -> None:
    halves = Draft("", "", (Block(BlockKind.TEXT), Block(BlockKind.IMAGE), Block(BlockKind.QUOTE, "Hej på er alla.")))
    found = {one.fault for one in remarks(halves) if one.stops}
    assert found == {Fault.NO_HEADLINE, Fault.NO_LEAD, Fault.EMPTY_BLOCK, Fault.NO_PICTURE, Fault.NO_SPEAKER}


def test_two_changes_imply_a_third_and_one_number_said_of_two_places() -> None:
    text = (
        "Norrbottens varuexport har ökat mellan 2016 och 2020 med 41 procent. "
        "Mellan 2016 och 2019 ökade Norrbottens varuexport med 70 procent."
    )
    found = of_figures(check(find_figures(text), Known([])))
    assert [(one.fault, one.better) for one in found] == [(Fault.IMPLIED_FALL, "-17")]
    text = "Exporten ökade med fem procent i hela landet 2015. I Dalarna ökade exporten med 5 procent 2015."
    assert Fault.TWO_MEANINGS in {one.fault for one in of_figures(check(find_figures(text), Known([])))}


# Pictures, eyes, hours


def test_n4_a_picture_has_credit_and_words_of_its_own() -> None:
    for given_, refusal in (
        ({"alt": "Ett fartyg", "caption": "Hamnen", "credit": "", "decorative": False}, Refusal.NO_CREDIT),
        ({"alt": "", "caption": "Hamnen", "credit": "Bo", "decorative": False}, Refusal.NO_ALT),
        ({"alt": "Hamnen.", "caption": "hamnen", "credit": "Bo", "decorative": False}, Refusal.ALT_IS_CAPTION),
    ):
        with pytest.raises(Refused) as refused:
            check_picture(**given_)  # type: ignore[arg-type]
        assert refused.value.refusal is refusal
    check_picture(alt="", caption="Hamnen", credit="Bo", decorative=True)
    check_picture(alt="Ett fartyg vid kaj", caption="Hamnen", credit="Bo", decorative=False)


def test_nobody_approves_their_own() -> None:
    with pytest.raises(Refused):
        check_four_eyes(1, 1)
    check_four_eyes(1, 2)


PRESS = Hours(8 * 60, 16 * 60 + 30)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "answers", "changes"),
    [
        ("2026-11-24 09:00", True, "2026-11-24 16:30"),
        ("2026-11-24 16:30", False, "2026-11-25 08:00"),
        ("2026-11-24 07:59", False, "2026-11-24 08:00"),
        ("2026-11-28 12:00", False, "2026-11-30 08:00"),  # a Saturday
        ("2026-06-19 10:00", False, "2026-06-22 08:00"),  # Midsummer Eve
        ("2026-12-24 10:00", False, "2026-12-28 08:00"),  # Christmas Eve, Thursday
    ],
)
def test_n7_the_clock_says_whether_the_desk_answers(now: str, answers: bool, changes: str) -> None:
    found = answering(PRESS, worktime.calendar("SE"), now=at(now))
    assert (found.now, found.changes_at) == (answers, at(changes))


def test_a_desk_that_never_opens_is_refused() -> None:
    with pytest.raises(Refused):
        check_hours(Hours(600, 600))


def test_old_texts_are_archive_by_rule() -> None:
    lifted = datetime(2024, 11, 1, tzinfo=UTC)
    assert is_archive(lifted, now=datetime(2026, 11, 27, tzinfo=UTC))
    assert not is_archive(lifted, now=datetime(2026, 10, 27, tzinfo=UTC))


def test_a_figure_without_digits_is_never_rewritten() -> None:
    (figure,) = find_figures("Exporten ökade med fem procent 2018.")
    assert isinstance(figure, Figure)
    assert suggested(figure, 6.0) == ""
    assert Key("fem procent", 0) in dict(keyed([figure]))
