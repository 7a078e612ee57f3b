"""The catalogue's mails: few words, one link, in the receiver's language."""

import os
from collections.abc import Sequence

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from endorr.base.outbox.rendering import Rendered, render_mail

Words = Sequence[str | Promise]
_HERE = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})


def site() -> str:
    """Return the origin that links of mails no page asked for are made of: the house's first host."""
    named = [host for host in settings.ALLOWED_HOSTS if host != "*"]
    host = named[0].lstrip(".") if named else "localhost"
    return f"http://{host}:{os.environ.get('PORT', '8000')}" if host in _HERE else f"https://{host}"


def _letter(subject: str | Promise, paragraphs: Words, *, language: str, link: str = "", quoted: str = "") -> Rendered:
    context = {"paragraphs": paragraphs, "link": link, "quoted": quoted}
    return render_mail("catalogue/mail/letter", subject=subject, context=context, language=language)


def confirm_watch(*, link: str, language: str) -> Rendered:
    """Ask whether it was really the address's owner who wants to be told."""
    return _letter(
        _("Bekräfta att du vill bevaka ett stöd"),
        [
            _("Någon, troligen du, vill få veta när ett stöd i vår katalog ändras."),
            _("Öppna länken för att börja bevaka. Gör du inget skickar vi inget mer."),
        ],
        language=language,
        link=link,
    )


def watched_changed(*, name: str, link: str, stop: str, language: str) -> Rendered:
    """Tell that a watched service has changed."""
    return _letter(
        _("Ett stöd du bevakar har ändrats"),
        [name, _("Läs vad som gäller nu. På samma sida slutar du bevaka:"), stop],
        language=language,
        link=link,
    )


def feedback_to_owner(*, name: str, text: str, link: str, due: str) -> Rendered:
    """Pass on to a service's owner that somebody says something is wrong."""
    return _letter(
        _("Stämmer inte? En läsare har hört av sig om ett stöd"),
        [name, _("Den som skrev har fått veta när svaret senast kommer:"), due],
        language="sv",
        link=link,
        quoted=text,
    )


def feedback_answered(*, name: str, answer: str, link: str, language: str) -> Rendered:
    """Give the one who wrote the owner's answer."""
    return _letter(_("Svar på det du skrev om ett stöd"), [name], language=language, link=link, quoted=answer)


def check_due(*, names: Sequence[str], link: str) -> Rendered:
    """Ask an owner to go through what nobody has confirmed for half a year."""
    return _letter(
        _("Stämmer det fortfarande? Stöd att kontrollera"),
        [
            _("Ingen har bekräftat de här stöden på ett halvår. De visas nu som okontrollerade och hamnar längre ner."),
            *names,
        ],
        language="sv",
        link=link,
    )


def link_dead(*, name: str, address: str, link: str) -> Rendered:
    """Tell an owner that the page behind a service is gone."""
    return _letter(_("En länk i katalogen går inte längre att öppna"), [name, address], language="sv", link=link)
