"""The living style page: every component in every state, to look at and to test against."""

from typing import Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_safe

from endorr.base.ui import specimens
from endorr.base.ui.brand import brand_css
from endorr.base.ui.forms import SampleForm

DRESSES: Final = {"varumarke": "sv", "hoger": "ar", "inloggad": "sv", "fel": "sv"}
"""The sample page's other dresses and the language each is shown in."""


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    page = Paginator(range(1, 240), 20).get_page(request.GET.get("sida"))
    context = {"frame": specimens.frame(), "form": SampleForm(), "page_of": page}
    return render(request, "ui/style.html", context | specimens.parts())


@require_safe
def sample_brand(request: HttpRequest) -> HttpResponse:
    """Serve the sample cooperation's colours."""
    return HttpResponse(brand_css(*specimens.BRAND), content_type="text/css; charset=utf-8")


@require_safe
def frame(request: HttpRequest, name: str) -> HttpResponse:
    """Show a page in a cooperation's colours, right to left, to somebody signed in, or with errors."""
    if name not in DRESSES:
        raise Http404
    form = SampleForm(specimens.WRONG) if name == "fel" else SampleForm()
    context = {"frame": specimens.other_frame(name), "form": form}
    with override(DRESSES[name]):
        return render(request, "ui/style_frame.html", context | specimens.parts())
