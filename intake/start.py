"""The first page, and the choice of a kind. Nothing here is kept, but the draft begun."""

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake import guide, law, my_drafts, paper, precheck
from intake.door import bp
from intake.forms import KindForm
from intake.precheck_form import check_form
from web import kinds
from web.filters import law as said
from web.gate import gate
from web.i18n import language
from web.widgets import choices
from web.work import regimes


@bp.get("/")
@gate("public.read")
def start() -> str:
    """The first page with the pre-check."""
    return render_template("intake/start.html", form=check_form(None), draft=None, laws=regimes())


def kind_form(**given: Any) -> KindForm:
    """The kinds, each with the law's own explanation, under the name of its law where there are several."""
    form = KindForm(**given)
    groups = kinds.grouped(exempt_last=True)
    form.kind.choices = choices([pair for group in groups.values() for pair in group])
    form.kind.hints = {one.key: said(one.kind.help) for one in kinds.kinds().values()}
    form.kind.heads = (
        {group[0][0]: title for title, group in groups.items()} if len(groups) > 1 else {}
    )
    return form


@bp.get("/notices/new")
@gate("notice.file")
def new() -> str:
    """Choose a kind; a short guide helps."""
    asked = kinds.find(request.args.get("kind", ""))
    form = kind_form(formdata=None, kind=asked.key if asked else None)
    drafts = my_drafts.held(paper.others())
    return render_template("intake/new.html", form=form, guide=guide.first(), drafts=drafts)


@bp.get("/notices/new/which")
@gate("notice.file")
def which() -> str | Response:
    """The guide: one question a page, each leads on or to a kind. Nothing is kept."""
    here = request.args.get("at", guide.first())
    if here in guide.QUESTIONS:
        return render_template("intake/which.html", question=guide.QUESTIONS[here])
    return render_template("intake/which_found.html", choice=law.kind(here))


@bp.post("/notices/new")
@gate("notice.file")
def begin() -> Response | str | tuple[str, int]:
    """Begin a draft, or go on with one, with what the pre-check already knows.

    Where this browser holds a draft with answers, the person says first whether it shall be another one.
    """
    form = kind_form()
    if not form.validate():
        shown = {"form": form, "guide": guide.first(), "drafts": [], "has_errors": True}
        return render_template("intake/new.html", **shown), 422
    choice = law.kind(form.kind.data)
    if choice.kind.exempt and "anyway" not in request.form:
        return redirect(url_for("intake.exempt", kind=choice.key), 303)
    answers = precheck.known(check_form(request.form))
    here = paper.current() if request.form.get("from") == "draft" else None
    if here is not None and not here.draft.filed_reference:
        paper.turn(here, choice, precheck.merged(dict(here.answers), answers))
        return redirect(url_for("intake.draft"), 303)
    held = paper.others() if "another" not in request.form else []
    if held:
        return render_template(
            "intake/begun.html", choice=choice, drafts=my_drafts.held(held), given=_given()
        )
    paper.begin(choice, language(), answers)
    if choice.kind.short is not None:
        return redirect(url_for("intake.draft"), 303)
    return redirect(url_for("intake.step", name="what"), 303)


def _given() -> list[tuple[str, str]]:
    """What the form that begins a draft was sent with, to be sent once more."""
    return [
        pair for pair in request.form.items(multi=True) if pair[0] not in {"csrf_token", "another"}
    ]


@bp.get("/notices/new/<kind>")
@gate("notice.file")
def exempt(kind: str) -> str | Response:
    """An exempt kind: no notice is needed, to be printed; it can be filed anyway (decisions 5)."""
    found = law.kind(kind)
    if not found.kind.exempt:
        return redirect(url_for("intake.new", kind=kind), 303)
    return render_template("intake/exempt.html", choice=found, source=found.kind.source)
