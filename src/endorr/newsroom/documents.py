"""Tells what a registered press text says: the version that went out by the deed, whatever was corrected later."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from endorr.base.documents import Paper, Said
from endorr.newsroom.models import Edition
from endorr.newsroom.rules.blocks import unpacked


def said(paper: Paper) -> Iterable[Said]:
    """Return a text as it went out, language by language; one query."""
    rows = Edition.objects.filter(
        release__public_id=paper.about, release__organisation__legal_entity__public_id=paper.entity, out_at=paper.at
    )
    for one in rows.order_by("-language", "number"):
        blocks = [f"{block.text} – {block.by}" if block.by else block.text for block in unpacked(one.blocks)]
        yield Said(f"headline_{one.language}", _("Rubrik"), one.headline)
        yield Said(f"text_{one.language}", _("Text"), "\n\n".join(filter(None, [one.lead, *blocks])))
        yield Said(f"notice_{one.language}", _("Rättelse"), one.notice)
