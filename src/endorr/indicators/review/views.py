"""/granska: paste a text, see every figure marked and how it stands. Nothing is stored: a text may be under embargo."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from endorr.base.ui.parts import Tag
from endorr.indicators.claims.checking import check, stated_basis
from endorr.indicators.claims.figure import Figure
from endorr.indicators.claims.finder import find_figures
from endorr.indicators.claims.findings import Finding, Verdict
from endorr.indicators.review.examples import EXAMPLES
from endorr.indicators.review.forms import ReviewForm
from endorr.indicators.review.knowing import known
from endorr.indicators.review.words import (
    ASKS,
    BASES,
    LACKS,
    LEANINGS,
    VERDICTS,
    claim_words,
    place_name,
    signal_words,
    sum_words,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text: plain, or a figure with its number and how it stands."""

    text: str
    number: int = 0
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding, ready to show."""

    number: int
    text: str
    tag: Tag
    why: str
    claim: str
    sums: tuple[str, ...]
    signals: tuple[tuple[str, str], ...]
    bases: str
    asks: tuple[str, ...]


def review(request: HttpRequest) -> HttpResponse:
    """Show the form, and what a pasted text or an example's figures come to."""
    example = EXAMPLES.get(request.GET.get("exempel", ""))
    told = {"text": example, "sprak": "sv", "grund": ""} if example else None
    form = ReviewForm(request.POST if request.method == "POST" else told)
    context = {"form": form if form.is_bound else ReviewForm(), "examples": _examples()}
    if form.is_bound and form.is_valid():
        context |= _reviewed(form)
    return render(request, "indicators/review.html", context)


def _examples() -> list[tuple[str, str]]:
    names = {
        "vasterbotten": _("Ministermöte i Västerbotten"),
        "vastra-gotaland": _("Exportturné i Västra Götaland"),
        "vastmanland": _("Västmanlands exportföretag"),
        "arets-exportregion": _("Årets exportregion"),
        "dalarna": _("Exportcentrum i Dalarna"),
    }
    return [(key, names[key]) for key in EXAMPLES]


def _reviewed(form: ReviewForm) -> dict[str, object]:
    text, basis = form.cleaned_data["text"], form.basis()
    figures = find_figures(text, form.tongue())
    said = basis or stated_basis(text)
    findings = check(figures, known(get_language() or "sv"), basis=said)
    return {
        "reviewed": True,
        "pieces": _pieces(text, figures, findings),
        "findings": [_shown(number, one) for number, one in enumerate(findings, start=1)],
        "summary": _summary(findings),
        "basis": str(BASES[said]) if said else "",
    }


def _pieces(text: str, figures: Sequence[Figure], findings: Sequence[Finding]) -> list[Piece]:
    pieces, place = [], 0
    for number, (figure, finding) in enumerate(zip(figures, findings, strict=True), start=1):
        pieces += [Piece(text[place : figure.start]), Piece(figure.text, number, finding.verdict.value)]
        place = figure.end
    return [*pieces, Piece(text[place:])]


def _summary(findings: Sequence[Finding]) -> str:
    if not findings:
        return _("Texten har inga siffror att pröva.")
    counts = Counter(one.verdict for one in findings)
    figures = ngettext("%s siffra", "%s siffror", len(findings)) % len(findings)
    parts = [f"{counts[one]} {str(VERDICTS[one][0]).lower()}" for one in Verdict if counts[one]]
    return f"{figures}: {', '.join(parts)}."


def _shown(number: int, one: Finding) -> Shown:
    words, kind = VERDICTS[one.verdict]
    return Shown(
        number=number,
        text=one.figure.text,
        tag=Tag(str(words), kind),
        why=str(LACKS[one.lack]) if one.lack else "",
        claim=claim_words(one.claim) if one.claim else _loosely(one.figure),
        sums=tuple(sum_words(working, one.claim) for working in one.workings),
        signals=tuple((str(LEANINGS[signal.leaning]), signal_words(signal, one.claim)) for signal in one.signals),
        bases=", ".join(str(BASES[basis]) for basis in one.bases),
        asks=tuple(str(ASKS[ask]) for ask in one.asks),
    )


def _loosely(figure: Figure) -> str:
    """Return what is known of a figure that could not be bound: its place and year, where the text names them."""
    parts = [place_name(figure.places[0]) if figure.places else "", str(figure.period) if figure.period else ""]
    return " ".join(part for part in parts if part)
