"""From a company's words to an organisation, without a database: the stories that matching must get right."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from endorr.catalogue.rules.eligibility import Company
from endorr.cli.matching import command
from endorr.core.municipalities import municipalities
from endorr.matching.rules import texts
from endorr.matching.rules.answering import Answerer, Message, answerer, messages, ready
from endorr.matching.rules.facts import completed, drawn
from endorr.matching.rules.judging import judge
from endorr.matching.rules.languages import identify
from endorr.matching.rules.letters import letter
from endorr.matching.rules.lexicon import concepts
from endorr.matching.rules.library import gather, packaged
from endorr.matching.rules.matcher import Matcher
from endorr.matching.rules.parties import KINDS
from endorr.matching.rules.proposal import LARGEST_TRACE, Desk, Reason, Why, as_dict, from_dict, weight_of, why_not
from endorr.matching.rules.reading import read
from endorr.matching.rules.telling import sentence


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return ready(None)


@pytest.fixture(scope="module")
def able(matcher: Matcher) -> Answerer:
    return answerer(matcher)


OURS = {
    "Kunden i Egypten betalar inte, kan man försäkra sig mot sådant?": "ekn",
    "Köparen behöver låna i åtta år för att köpa vår sågverkslinje": "sek",
    "Banken säger nej till ett litet lån på 80 000": "almi",
    "Kunden i Qatar vill att fakturan är stämplad och legaliserad": "chamber-of-commerce",
    "Ska fakturan till Polen vara utan moms?": "skatteverket",
    "Speditören frågar efter vårt Eori-nummer": "tullverket",
    "Is our thermal camera a dual-use item?": "isp",
    "Vi skickar tre montörer till Lyon, behövs A1-intyg?": "forsakringskassan",
    "Meidän asiakas ei maksa, voiko viennin vakuuttaa?": "ekn",
    "Wir brauchen ein Ursprungszeugnis für Ägypten": "chamber-of-commerce",
    "Hvordan registrerer vi varemerket vårt i utlandet?": "prv",
    "Skal der moms på fakturaen til en kunde i Sverige?": "skatteverket",
    "نحتاج إلى شهادة منشأ للتصدير": "chamber-of-commerce",
}


def test_a_companys_words_lead_right_in_seven_languages_and_always_say_why(matcher: Matcher) -> None:
    told = {text: judge(matcher, text) for text in OURS}
    assert {text: one.verdicts[0].party for text, one in told.items()} == OURS
    for one in told.values():
        assert Why.NOTHING_SAID not in {reason.why for reason in one.verdicts[0].reasons}


def test_the_same_message_gets_the_same_answer_and_a_proposal_survives_being_stored(able: Answerer) -> None:
    mail = Message("1", " ".join(OURS), municipality="2480")
    proposal = able.proposal(mail)
    assert able.proposal(mail) == proposal
    assert from_dict(json.loads(json.dumps(as_dict(proposal)))) == from_dict(as_dict(proposal))
    assert weight_of(as_dict(proposal)) <= LARGEST_TRACE
    first = proposal.first
    assert first is not None
    assert why_not(proposal, first.kind) == ()
    assert all(why_not(proposal, key) for key in KINDS if key != first.kind)


def test_two_needs_in_one_mail_have_two_owners(matcher: Matcher) -> None:
    mail = (
        "Hej! Vi är ett litet företag i Mora som gör dalahästar. Ska vi ha moms på fakturan till Tyskland? "
        "Sen undrar jag om vi måste lämna Intrastat också. Tack på förhand!"
    )
    told = judge(matcher, mail)
    owners = {one.party for one in told.verdicts[:1]} | {one.party for one in told.verdicts if one.co_owner}
    assert owners >= {"skatteverket", "scb"}


def test_where_there_is_one_to_each_county_the_key_says_which(able: Answerer) -> None:
    asked = "Kan vi få en affärsutvecklingscheck till en exportsatsning?"
    lines = [json.dumps({"id": "1", "text": asked, "municipality": code}) for code in ("", "2480", "9999")]
    told = [able.line(message)["organisations"][0] for message in messages(lines)]
    assert told == ["region", "region-24", "region"]


def test_too_little_said_is_known_as_such_and_one_skippable_question_is_offered(able: Answerer) -> None:
    for text in ("Vad kostar det?", "How do I apply?", "Hvor lang tid tager det?", "Hej, kan någon ringa?"):
        told = able.line(Message("1", text))
        assert told["ask"], text
        assert told["question"]
        assert told["confidence"] < 0.3 or told["organisations"][0] == "coordinator", text
    clear = able.line(Message("1", "Vad kostar en ATA-carnet?"))
    assert (clear["ask"], clear["organisations"][0]) == (False, "chamber-of-commerce")


DESKS = {
    "Jag är journalist och vill göra en intervju.": Desk.PRESS,
    "Jag begär ut allmänna handlingar om checkarna.": Desk.RECORDS,
    "Vi skriver en kandidatuppsats om export.": Desk.STUDENT,
    "Jag vill klaga på er rådgivare.": Desk.COMPLAINT,
    "Vi kan erbjuda er en ny hemsida, boka en demo.": Desk.SALES,
    "You have won the lottery, send your bank details to us.": Desk.SPAM,
    "Jag orkar inte leva längre.": Desk.DISTRESS,
    "Jag bifogar cv och personligt brev till tjänsten som rådgivare.": Desk.JOB,
    "Hur ansöker jag om bostadsbidrag och byter vårdcentral?": Desk.OTHER_AUTHORITY,
    "Vi vill anställa en student från Indien, behövs arbetstillstånd?": None,
    "Tullen har stoppat vår vara, jag är så arg, det här är en skandal!": None,
    "Vi säljer kurser till studenter i Norge, ska vi ta ut moms?": None,
    "Our customer, a newspaper in Ghana, does not pay. Can we insure that?": None,
}


def test_what_is_no_companys_question_goes_to_its_desk_and_an_angry_company_does_not(matcher: Matcher) -> None:
    told = {text: judge(matcher, text).desk for text in DESKS}
    assert told == DESKS
    grief = judge(matcher, "Kunden betalar inte och jag orkar inte leva längre.")
    assert (grief.desk, grief.at_once, grief.ask) == (Desk.DISTRESS, True, None)
    assert grief.verdicts[0].party == "coordinator"


@given(st.text(max_size=400))
def test_whatever_is_written_is_answered(text: str) -> None:
    reading = read(text, lambda _word: ())
    assert reading.language
    assert list(dict.fromkeys(reading.concepts)) == list(reading.concepts)


def test_languages_are_known_by_their_small_words() -> None:
    told = {
        "Vi vill sälja till Norge och undrar hur man gör": "sv",
        "We would like to know how this is done": "en",
        "Vi ønsker ikke å betale toll to ganger": "nb",
        "Vi vil gerne vide, hvordan man gør det": "da",
        "Meidän yritys haluaa viedä tavaroita": "fi",
        "Wir möchten wissen, wie das geht": "de",
        "كيف نبيع في النرويج": "ar",
        "ATA": "sv",
    }
    assert {text: identify(texts.words(texts.fold(text))) for text in told} == told


def test_compounds_are_taken_apart() -> None:
    known = frozenset({"export", "kredit", "handel", "kammare", "garanti"})
    assert texts.split("exportkredit", known) == ("export", "kredit")
    assert texts.split("handelskammare", known) == ("handel", "kammare")
    assert texts.split("exportkreditgaranti", known) == ("export", "kredit", "garanti")
    assert texts.split("export", known) == ()


def test_every_key_has_symptoms_in_both_languages_and_every_concept_points_at_a_key() -> None:
    library = packaged()
    assert set(library.keys) == set(KINDS)
    for language in ("sv", "en"):
        counted = {key: sum(v.party == key and v.language == language for v in library.voices) for key in KINDS}
        assert min(counted.values()) >= 5, counted
    assert {key for one in concepts().concepts.values() for key in one.points} <= set(KINDS)


def ranking(folder: Path) -> list[str]:
    return ["rank", "--no-embeddings", "--input", str(folder / "in.jsonl"), "--output", str(folder / "out.jsonl")]


FOREIGN = [
    {"id": "s1", "actor": "Exportkreditnämnden", "name": "Garantier", "desc_sv": "Garantier för exportaffärer."},
    {"id": "s2", "actor": "Tullverket", "name": "Klassificering", "desc_sv": "Besked om varukoder."},
    {"id": "s3", "actor": "The Help House", "name": "Lending", "desc_en": "Business loans for small companies."},
]


def test_somebody_elses_list_is_ranked_by_its_own_actors(tmp_path: Path) -> None:
    folder = tmp_path
    (folder / "in.jsonl").write_text(
        "".join(
            json.dumps({"id": str(number), "text": text}) + "\n"
            for number, text in enumerate(
                ("Kunden i Chile kanske inte betalar", "Vad har varan för tulltaxenummer?", "Vi behöver låna 100 000")
            )
        ),
        encoding="utf-8",
    )
    (folder / "list.json").write_text(json.dumps(FOREIGN), encoding="utf-8")
    told = CliRunner().invoke(
        command,
        [*ranking(folder), "--catalogue", str(folder / "list.json")],
    )
    assert told.exit_code == 0, told.output
    lines = [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]
    assert [line["organisations"][0] for line in lines] == ["Exportkreditnämnden", "Tullverket", "The Help House"]
    assert [line["services"][0] for line in lines] == ["s1", "s2", "s3"]
    assert all(line["reasons"] for line in lines)


def test_a_file_that_cannot_be_read_is_refused_by_line(tmp_path: Path) -> None:
    folder = tmp_path
    (folder / "in.jsonl").write_text('{"id": "1", "text": "moms"}\n{"id": 2}\n', encoding="utf-8")
    told = CliRunner().invoke(command, ranking(folder))
    assert told.exit_code == 2
    assert "line 2" in told.output
    assert len(municipalities()) == 290


def test_a_mail_is_read_without_greeting_signature_and_what_was_quoted(matcher: Matcher) -> None:
    mail = (
        "Hej Anna,\n\nVi säljer skärbrädor till ett företag i Tyskland och undrar om fakturan ska vara utan moms när "
        "de hämtar varan själva hos oss, och vad vi i så fall måste spara som bevis.\n\n"
        "Med vänliga hälsningar\nLisa Berg (påhittad)\nBergs Trä AB\n\n"
        "Från: Tullombudet\nSkickat: den 3 maj\nÄmne: Tulldeklaration\n\nTulldeklarationen är klar hos tullen.\n"
    )
    told = letter(mail)
    assert told.startswith("Vi säljer skärbrädor")
    assert told.endswith("som bevis.")
    assert judge(matcher, mail).verdicts[0].party == "skatteverket"
    sent_on = letter("Vad menar de?\n\nFrån: Kunden\nÄmne: Order\n\nWe need a certificate of origin.\n")
    assert sent_on == "Vad menar de?\nOrder\nWe need a certificate of origin."
    assert letter("Hej,") == "Hej,"


def test_what_a_company_tells_of_itself_is_drawn_from_its_words() -> None:
    told = drawn("Vi är nio anställda i ett snickeri i Mora och omsätter 12,5 miljoner kronor.")
    assert (told.employees, told.turnover_sek, told.municipality) == (9, 12_500_000, "2062")
    assert drawn("Vi har två anställda i Tyskland. Vi säljer till Mora och i Malung.") == Company(municipality="")
    assert completed(Company(employees=3), "Vi är nio anställda.").employees == 3
    assert drawn("Firman är tre år och exporterar 20 procent, finns check? 10 anst").employees == 10


def test_nothing_to_choose_among_is_no_error() -> None:
    told = judge(Matcher(gather(parties=(), cards=(), phrases={})), "Hur går det med momsen till Norge?")
    assert (told.verdicts, told.confidence, told.desk) == ((), 0.0, None)


def test_reasons_are_told_with_names_rather_than_keys() -> None:
    names = {"ekn": "EKN", "ekn-fordran": "Garanti"}
    assert sentence(Reason(Why.OUTWEIGHED, "ekn concepts"), "sv", names) == "det talar mer för EKN (fackorden)"
    assert sentence(Reason(Why.RULE_FAILED, "ekn-fordran employees"), "sv", names).endswith("Garanti, antal anställda")
    assert sentence(Reason(Why.NOT_A_QUESTION, "job.apply"), "en").endswith("(a job application)")
