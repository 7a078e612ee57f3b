"""The site's own pages: the first one, and the accessibility statement."""

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from endorr.base.i18n.pages import offered, page
from endorr.site.accessibility import GAPS, LISTED_ON, SUPERVISOR, conformity, last_record


@offered(easy="site/first.ll.html")
def first(request: HttpRequest) -> HttpResponse:
    return page(request, "site/first.html")


@offered(easy="site/accessibility.ll.html")
def accessibility(request: HttpRequest) -> HttpResponse:
    record = last_record()
    context = {
        "operator": settings.OPERATOR["name"],
        "contact": _contact(),
        "record": record,
        "gaps": GAPS,
        "conformity": conformity(record, GAPS),
        "listed_on": LISTED_ON,
        "supervisor": SUPERVISOR,
    }
    return page(request, "site/accessibility.html", context)


def _contact() -> dict[str, Any]:
    return settings.OPERATOR | {"dial": re.sub(r"[^\d+]", "", settings.OPERATOR["phone"])}
