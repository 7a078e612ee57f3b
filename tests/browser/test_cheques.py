"""A cheque in a real browser, by everybody concerned: the company, the officer, two organisations, decider, payers."""

from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Open, Scheme, Visit
from tests.browser.people import follow, press, sign_in
from tests.cheques.factories import Scene, draft, scene

from endorr.aid.commands import tell_rate
from endorr.base.clock import local_date, now
from endorr.cheques.commands.common import new_link
from endorr.cheques.models import Application, Call


@pytest.fixture
def made() -> Scene:
    """The call of the tests, open at this hour."""
    made, at = scene(), now()
    Call.objects.update(opens_at=at - timedelta(days=1), closes_at=at + timedelta(days=30))
    tell_rate(local_date(at), Decimal("11.50"), "ECB", now=at, actor="test")
    return made


def sound(seen: Visit) -> None:
    assert seen.axe_violations() == [], seen.page.url
    assert seen.sideways() <= 0, seen.page.url
    assert [one for one in seen.complaints if "favicon" not in one] == [], seen.page.url


class Play:
    """The people of the story, each with a browser of their own."""

    def __init__(self, visit: Open, made: Scene, application: str, *, width: int, scheme: Scheme) -> None:
        self.visit, self.made, self.application = visit, made, application
        self.look = {"width": width, "scheme": scheme}
        self.open: dict[str, Visit] = {}

    def company(self) -> Visit:
        if "company" not in self.open:
            row = Application.objects.select_related("call__cooperation").get(public_id=self.application)
            token = new_link(row, now=now(), actor="test").token
            self.open["company"] = self.visit(f"/checkar/min/{token}/", **self.look)
        else:
            self.open["company"].page.reload()
        return self.open["company"]

    def staff(self, name: str, place: str) -> Visit:
        if name not in self.open:
            self.open[name] = self.visit("/checkar/", **self.look)
            sign_in(self.open[name], self.made.people[name])
        page = self.open[name].page
        house = page.url.split("/checkar")[0].removesuffix("/arbete")
        page.goto(f"{house}/arbete/checkar/{self.application}/{place}/")
        return self.open[name]

    def deed(self, name: str, deed: str, **fields: str) -> Page:
        """Open the form of a deed and fill it in."""
        page = self.staff(name, f"gor/{deed}").page
        for field, value in fields.items():
            page.fill(f"[name={field}]", value)
        return page

    def sent(self, page: Page, said: str) -> None:
        follow(page, page.locator("main form button").last)
        assert page.get_by_text(said).first.is_visible(), said


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark")])
def test_a_cheque_from_the_draft_to_the_final_report(visit: Open, made: Scene, width: int, scheme: Scheme) -> None:
    play = Play(visit, made, draft(made), width=width, scheme=scheme)
    seen = play.company()
    sound(seen)
    press(seen.page, "Skicka ansökan")
    assert seen.page.get_by_text("har nummer EC26-001").is_visible()

    page = play.staff("lars", "ansokan").page
    follow(page, page.locator("main a").filter(has_text="Ta upp ärendet"))
    play.sent(page, "Du är handläggare i ärendet.")
    sound(play.open["lars"])
    play.sent(play.deed("lars", "till-gruppen"), "Ansökan ligger hos bedömningsgruppen.")

    for name in ("karin", "jon"):
        assert "Har du jäv?" in play.staff(name, "ansokan").page.inner_text("main")
        page = play.deed(name, "jav")
        page.check("input[name=jav][value=nej]")
        play.sent(page, "Nu kan du läsa ansökan")
        page = play.deed(name, "bedom", ord="God plan, tydlig marknad.")
        for criterion in ("need", "market", "ability", "plan"):
            page.check(f"input[name=poang_{criterion}][value='4']")
        page.check("input[name=stod][value=ja]")
        play.sent(page, "Din bedömning är sparad.")
    page = play.deed("eva", "jav")
    page.check("input[name=jav][value=party]")
    play.sent(page, "Ditt jäv är antecknat.")
    assert "dolda för dig" in play.staff("eva", "beslut").page.inner_text("main")

    sound(play.staff("lars", "stodkonto"))
    play.sent(play.deed("lars", "rekommendera", ord="Gruppen var enig."), "Rösterna är räknade")
    grant = play.deed("sara", "bevilja", ord="Ny marknad, god plan.")
    play.sent(grant, "Beslut EC26-001-B1 är fattat")

    seen = play.company()
    sound(seen)
    press(seen.page, "Vi godkänner villkoren")
    today = local_date(now()).isoformat()
    seen.page.select_option("[name=kostnad_1]", index=1)
    invoice = {
        "leverantor_1": "Studio Nord AB",
        "nummer_1": "F-1",
        "dag_1": today,
        "betald_1": today,
        "kr_1": "300 000",
    }
    for field, value in invoice.items():
        seen.page.fill(f"[name={field}]", value)
    press(seen.page, "Begär utbetalning")
    assert seen.page.get_by_text("Begäran om utbetalning har kommit in.").is_visible()

    control = play.deed("olle", "kontrollera", ord="Faktura och betalning stämmer.")
    play.sent(control, "ska betalas ut")
    play.sent(play.deed("siv", "betala"), "Betalningsordern är skickad.")
    page = play.deed("siv", "banken")
    page.check("input[name=kom_fram][value=ja]")
    play.sent(page, "Pengarna är framme.")
    sound(play.open["siv"])

    seen = play.company()
    for field, value in {"rapport": "Vi har en återförsäljare.", "marknader": "1", "order": "900 000"}.items():
        seen.page.fill(f"[name={field}]", value)
    press(seen.page, "Lämna slutrapporten")
    play.sent(play.deed("lars", "godkann-rapport"), "Slutrapporten är godkänd.")
    play.sent(play.deed("lars", "avsluta"), "Ärendet är avslutat.")
    assert made.balances()["paid"] == 150_000_00


def test_the_call_and_the_money_on_a_wide_screen(visit: Open, made: Scene) -> None:
    seen = visit("/checkar/ec26/")
    seen.page.fill("[name=anstallda]", "1")
    press(seen.page, "Se om ni kan söka")
    assert seen.page.get_by_text("Nej, inte som det är nu").is_visible()
    sound(seen)
    sign_in(seen, made.people["olle"])
    seen.page.goto(seen.page.url.split("/checkar")[0] + "/arbete/checkar/pengar/")
    assert seen.page.get_by_text("Huvudboken går ihop").is_visible()
    sound(seen)
