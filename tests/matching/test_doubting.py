"""Whether too little is said, and how sure one may be: what is learnt from judged messages, and what it answers."""

from hypothesis import given
from hypothesis import strategies as st

from endorr.matching.rules.doubting import Rule, doubts
from endorr.matching.rules.fitting import Example, learn, rounded


def told(terms: str, *, poor: bool, right: bool | None, lead: float) -> Example:
    return Example({"lead": lead, "words signal lead": lead}, tuple(terms.split()), poor, right)


EXAMPLES = [
    *(told("vi vill exportera hur gör man", poor=True, right=None, lead=0.1) for _ in range(6)),
    *(told("ata carnet till mässan i norge", poor=False, right=True, lead=4.0) for _ in range(6)),
    *(told("regler för reklam i norge", poor=False, right=False, lead=0.5) for _ in range(6)),
]


def test_what_leads_clearly_is_surer_and_what_everybody_begins_with_says_too_little() -> None:
    sure, poor, vague = learn(EXAMPLES)
    assert sure.chance({"lead": 4.0, "words signal lead": 4.0}) > 0.5 > sure.chance({"lead": 0.5})
    assert vague["exportera"] > 0 > vague["carnet"]
    assert poor.chance({"lead": 0.1, "says too little": 1.0}) > poor.chance({"lead": 4.0, "says too little": -1.0})


def test_the_same_messages_give_the_same_rules() -> None:
    assert learn(EXAMPLES) == learn(EXAMPLES)
    assert rounded({"a": 1.23456, "b": {"c": -0.000123456}}) == {"a": 1.235, "b": {"c": -0.0001235}}


@given(st.dictionaries(st.text(max_size=3), st.floats(-1e9, 1e9), max_size=4))
def test_a_chance_is_a_chance_whatever_is_told(told: dict[str, float]) -> None:
    assert 0 <= Rule(0.3, {"a": 2.0, "b": -1.0}).chance(told) <= 1


def test_what_is_packaged_knows_both_ways_to_read() -> None:
    for by_meaning in (False, True):
        learnt = doubts(by_meaning=by_meaning)
        assert "lead" in learnt.sure.weights
        assert "says too little" in learnt.poor.weights
        assert len(learnt.vague) > 500
