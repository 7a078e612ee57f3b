"""The newsroom's mails: few words and one link; nothing that is under embargo leaves the house."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from endorr.base.i18n import formats
from endorr.base.outbox.rendering import Rendered, render_mail
from endorr.newsroom.models import Edition, Release

STAFF = "sv"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says, and what its link is called."""

    subject: str
    paragraphs: Sequence[str]
    link: str


def rendered(letter: Letter, *, link: str, own: str, language: str) -> Rendered:
    """Return a letter as a mail; `own` is the way to leave, for whoever is a reader."""
    context = {"paragraphs": letter.paragraphs, "link": link, "link_words": letter.link, "own": own}
    return render_mail("newsroom/mail/letter", subject=letter.subject, context=context, language=language)


def confirm() -> Letter:
    """Ask whoever owns an address whether they want the texts."""
    return Letter(
        _("Bekräfta att du vill ha pressmeddelanden"),
        [_("Någon, troligen du, vill få pressmeddelanden till den här adressen. Inget skickas förrän du bekräftar.")],
        _("Bekräfta"),
    )


def out(row: Release, edition: Edition) -> Letter:
    """Send a text that has just opened: headline and lead, the rest on the page."""
    return Letter(edition.headline, [row.organisation.name + ".", edition.lead], _("Läs hela"))


def corrected(edition: Edition, notice: str) -> Letter:
    """Tell a reader what was wrong in a text they were sent."""
    return Letter(
        _("Rättelse: %(headline)s") % {"headline": edition.headline},
        [_("Det vi skickade tidigare innehöll ett fel. Så här är det rätt:"), notice],
        _("Läs den rättade texten"),
    )


def _desk(subject: str, paragraphs: Sequence[str]) -> Letter:
    return Letter(subject, paragraphs, _("Öppna texten"))


def submitted(row: Release, headline: str, *, writer: str) -> Letter:
    """Tell whoever may approve that a text waits."""
    with override(STAFF):
        told = {"writer": writer}
        return _desk(_("En text väntar på godkännande"), [_("%(writer)s ber dig läsa och godkänna:") % told, headline])


def returned(row: Release, headline: str, *, why: str) -> Letter:
    """Tell the desk that a text came back, and why."""
    with override(STAFF):
        return _desk(_("En text kom tillbaka"), [headline, why])


def _when(row: Release) -> str:
    return formats.moment(row.lifts_at, STAFF) if row.lifts_at else ""


def warned(row: Release, headline: str, *, figures: Sequence[str]) -> Letter:
    """Tell the desk before the embargo that a figure no longer holds."""
    with override(STAFF):
        told = {"when": _when(row), "figures": ", ".join(figures)}
        return _desk(
            _("En siffra stämmer inte längre, embargot släpper %(when)s") % told,
            [
                headline,
                _("Det här stämmer inte längre med källan: %(figures)s.") % told,
                _("Ändras inget stoppas texten när embargot skulle släppa."),
            ],
        )


def stopped(row: Release, headline: str, *, figures: Sequence[str]) -> Letter:
    """Tell the desk that the embargo did not lift, and which figure it fell on."""
    with override(STAFF):
        told = {"when": _when(row), "figures": ", ".join(figures)}
        return _desk(
            _("Stoppad: texten gick inte ut"),
            [
                headline,
                _("Embargot skulle ha släppt %(when)s. Inget är publicerat.") % told,
                _("Det här stämmer inte längre med källan: %(figures)s.") % told,
            ],
        )
