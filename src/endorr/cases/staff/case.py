"""One question as those who answer see it; before it is delivered, other organisations see its anonymous card."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from endorr import worktime
from endorr.base.beside import beside
from endorr.base.clock import now
from endorr.base.i18n.formats import on_wall
from endorr.base.ui.parts import Row
from endorr.cases import commands, stories
from endorr.cases.forms.answering import AnswerForm, CloseForm, ContactForm, NoteForm
from endorr.cases.letters import spoken
from endorr.cases.queries import CaseView, anonymous_card, case_files, case_for
from endorr.cases.queries.work import work_on
from endorr.cases.rules import answering
from endorr.cases.staff.common import language, viewer_of
from endorr.cases.staff.queue import lines
from endorr.cases.words import EVIDENCE, OUTCOMES, SHARINGS, STATES
from endorr.cases.words.reasons import reasons_for
from endorr.catalogue.queries.shelf import Post
from endorr.core.languages import BY_CODE
from endorr.directory.queries import needs
from endorr.matching.queries import proposal_for
from endorr.matching.rules.proposal import Candidate, Proposal


def case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one question; before it is delivered, other organisations see its anonymous card."""
    at, viewer = now(), viewer_of(request)
    found = case_for(viewer, public_id, at)
    if found is None:
        card = anonymous_card(viewer, public_id, at)
        if card is None:
            raise Http404
        return render(request, "cases/anonymous.html", {"line": lines((card,), at, needs())[0]})
    return shown(request, found)


def shown(
    request: HttpRequest,
    found: CaseView,
    *,
    contact: ContactForm | None = None,
    ending: CloseForm | None = None,
    answer: AnswerForm | None = None,
    note: NoteForm | None = None,
) -> HttpResponse:
    viewer, wall = viewer_of(request), on_wall(now())
    commands.log_reading(found.row_id, viewer, cooperation=found.cooperation_id, now=now())
    own = answering(viewer)
    work = work_on(viewer, found.public_id)
    context = {
        "work": work,
        "files": case_files(viewer, found.public_id),
        "asides": tuple(beside("cases:case", viewer, found.public_id, now=now())),
        "proposed": _proposed(proposal_for(viewer, found.enquiry_id)),
        "note": note or NoteForm(auto_id="anteckning_%s"),
        "offered_to_us": found.offer is not None and found.offer.organisation_id in own,
        "offer_until": found.offer and worktime.deadline(found.offer.answer_by, found.calendar, spoken(language())),
        "case": found,
        "rows": _rows(found),
        "steps": stories.for_staff(found),
        "deadline": worktime.deadline(found.promise.due, found.calendar, spoken(language())),
        "act_by": worktime.deadline(found.promise.act_by, found.calendar, spoken(language())),
        "contact": contact or ContactForm(initial={"dag": wall.date(), "tid": wall.time()}),
        "answer": answer or AnswerForm(),
        "ending": ending or CloseForm(auto_id="utfall_%s"),
        "ours": found.organisation_id in own,
    }
    return render(request, "cases/case.html", context)


def _proposed(made: tuple[Proposal, dict[str, Post]] | None) -> list[tuple[str, Candidate, list[str]]]:
    """Return the first candidates by what each is called, with why they are proposed."""
    if made is None:
        return []
    proposal, posts = made
    first = proposal.candidates[:3]
    # Whom no function of the directory stands for is called what the catalogue's signpost calls it.
    called = {kind: post.text("name", language())[0] for kind, post in posts.items()}
    return [(one.name or called.get(one.kind, one.function_name or one.kind), one, reasons_for(one)) for one in first]


def _language(found: CaseView) -> str:
    """Return which language the company reads, and which it would rather talk, where that is another."""
    reads, talks = _name_of(found.language), _name_of(found.speaks)
    if talks in {"", reads}:
        return reads
    return _("%(reads)s, talar helst %(talks)s") % {"reads": reads, "talks": talks}


def _name_of(code: str) -> str:
    known = BY_CODE.get(code)
    if known is None:
        return code
    return known.en if language() == "en" else known.sv


def _rows(found: CaseView) -> list[Row]:
    rows = [
        Row(_("Var den är"), str(STATES[found.state])),
        Row(_("Vem som har den"), ", ".join(filter(None, (found.holder, found.organisation))) or _("Ingen än")),
        Row(_("Varför hos er"), _("Frågan kom till %s.") % found.function),
        Row(_("Företag"), found.company or found.company_number or _("Inget företag än")),
        Row(_("Namn"), found.name),
        Row(_("Kommun"), found.municipality),
        Row(_("När det passar"), found.good_times or _("Inte sagt")),
        Row(_("Språk"), _language(found)),
        Row(_("Dela med andra"), str(SHARINGS[found.sharing])),
    ]
    if found.evidence:
        rows.append(Row(_("Kontakten bygger på"), str(EVIDENCE[found.evidence])))
    if found.outcome:
        rows.append(Row(_("Utfall"), str(OUTCOMES[found.outcome])))
    return rows
