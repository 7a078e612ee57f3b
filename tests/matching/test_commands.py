"""A question is proposed to somebody once, for stored reasons; what is unknown shuts nobody out."""

import pytest
from tests.matching.factories import BY, asked, coordinator, north

from endorr.base.ledger.models import Event
from endorr.base.tenancy.models import Cooperation
from endorr.base.tenancy.rules import Viewer
from endorr.catalogue.rules.eligibility import Company
from endorr.matching import queries
from endorr.matching.commands import forget, learn, propose
from endorr.matching.models import Trace
from endorr.matching.rules.lessons import Kind
from endorr.matching.rules.proposal import LARGEST_TRACE, Why, weight_of

pytestmark = pytest.mark.django_db

UNPAID = (
    "Vår kund i Turkiet vill ha 90 dagars kredit. Kan vi försäkra oss om de inte betalar? /Arvid Löfqvist, 070-1234567"
)


@pytest.fixture(scope="module")
def door(sown_together: None) -> Cooperation:
    return north()


def test_a_question_is_proposed_once_kept_with_its_reasons_and_read_by_its_own_cooperation_only(
    door: Cooperation,
) -> None:
    made = propose(asked(door, UNPAID), **BY)
    first = made.first
    assert first is not None
    assert (first.organisation, first.function_name) == ("ekn", "Garantier")
    assert first.function
    assert Why.COVERS in {reason.why for reason in first.reasons}
    assert "ekn-fordran" in first.services

    assert propose(asked(door, "En helt annan text om tull"), **BY) == made, "asked again, the first answer stands"
    assert Trace.objects.count() == 1
    assert Event.objects.filter(kind="matching.proposed").count() == 1

    assert queries.proposal(coordinator(door), made.id) == made
    found = queries.proposal_for(coordinator(door), "enquiry-1")
    assert found is not None
    assert found[0] == made
    assert queries.proposal(Viewer(), made.id) is None


def test_a_trace_is_small_holds_none_of_the_companys_words_and_says_why_somebody_was_not_offered(
    door: Cooperation,
) -> None:
    long_mail = (UNPAID + " Vi säljer maskiner och har frågor om moms, tull, ursprung och montörer. ") * 60
    made = propose(asked(door, long_mail), **BY)
    row = Trace.objects.get()
    assert weight_of({"proposal": row.proposal, "features": row.features}) <= LARGEST_TRACE
    kept = f"{row.proposal} {row.features}".lower()
    assert not [word for word in ("arvid", "löfqvist", "070-", "1234567") if word in kept]

    him = coordinator(door)
    assert made.first is not None
    assert queries.why_not_offered(him, made.id, made.first.kind) == ()
    for party in ("ssm", "sek", "municipality"):
        reasons = queries.why_not_offered(him, made.id, party)
        assert reasons, party
    assert queries.why_not_offered(him, made.id, "nobody-knows-me")[0].why is Why.NOTHING_SAID  # type: ignore[index]
    assert queries.why_not_offered(Viewer(), made.id, "sek") is None


def test_what_is_not_known_shuts_nobody_out_and_what_is_known_says_which_rule(door: Cooperation) -> None:
    cheque = "Vi vill söka affärsutvecklingscheck för en satsning utomlands."
    unknown = propose(asked(door, cheque, "e-unknown"), **BY)
    small = Company(employees=1, turnover_sek=200_000)
    failing = propose(asked(door, cheque, "e-small", company=small), **BY)
    offered = {key for one in unknown.candidates for key in one.services}
    assert "auc-vasterbotten" in offered or "auc-generell" in offered
    refused = {one.key for one in failing.left if one.why is Why.RULE_FAILED}
    assert refused & offered
    assert not any(set(one.services) & refused for one in failing.candidates)
    nowhere = propose(asked(door, UNPAID, "e-nowhere", municipality=""), **BY)
    assert nowhere.first is not None
    assert nowhere.first.organisation == "ekn"
    assert Why.NO_MUNICIPALITY in {reason.why for reason in nowhere.first.reasons}


def test_what_was_learnt_is_kept_and_an_erased_question_leaves_only_the_proposal(door: Cooperation) -> None:
    made = propose(asked(door, UNPAID), **BY)
    assert learn("enquiry-1", Kind.OVERRIDE, "sek", right=True, **BY)
    assert learn("enquiry-1", Kind.OVERRIDE, "ekn", right=True, **BY), "a coordinator may think again"
    assert not learn("enquiry-9", Kind.OUTCOME, "ekn", right=True, **BY)
    row = Trace.objects.get()
    assert [(lesson.kind, lesson.organisation) for lesson in row.lessons.all()] == [("override", "ekn")]

    assert row.features
    assert forget("enquiry-1", **BY)
    assert not forget("enquiry-1", **BY)
    row.refresh_from_db()
    assert row.features == []
    assert queries.proposal(coordinator(door), made.id) == made
