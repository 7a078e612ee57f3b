"""Says in plain words what is wrong with the ledger."""

from django.utils.translation import gettext as _

from endorr.base.ledger.verification import Finding, Wrong


def _rows(finding: Finding) -> str:
    if finding.through > finding.seq:
        return _("raderna %(first)s–%(last)s") % {"first": finding.seq, "last": finding.through}
    return _("rad %(row)s") % {"row": finding.seq}


def sentence(finding: Finding) -> str:
    """Return one finding as a sentence, in the language that is switched on."""
    told = {"chain": finding.chain, "rows": _rows(finding), "number": finding.was, "name": finding.name}
    match finding.wrong:
        case Wrong.CHANGED:
            return _("Kedjan %(chain)s, %(rows)s: innehållet har ändrats sedan det skrevs.") % told
        case Wrong.MISSING if not finding.seq:
            return _("Kedjan %(chain)s: raden som säger hur lång kedjan är saknas.") % told
        case Wrong.MISSING:
            return _("Kedjan %(chain)s, %(rows)s: saknas.") % told
        case Wrong.MOVED:
            return _("Kedjan %(chain)s, %(rows)s: är flyttad. Den skrevs som rad %(number)s.") % told
        case Wrong.INSERTED:
            return _("Kedjan %(chain)s, %(rows)s: är inskjuten eller utbytt. Den är inte skriven av oss.") % told
        case Wrong.CUT_OFF:
            return _("Kedjan %(chain)s, %(rows)s: är avklippta från slutet.") % told
        case Wrong.REPLACED:
            return _("Kedjan %(chain)s, %(rows)s: är en annan än den som en gång skrevs.") % told
        case Wrong.PERSONAL:
            return _("Kedjan %(chain)s, %(rows)s: personuppgiften %(name)s är ändrad eller borta utan gallring.") % told
        case Wrong.UNREADABLE:
            return _("Kedjan %(chain)s: det finns rader som inte längre går att läsa.") % told
