"""Sections of an office, for its head and the administrator; and a notice that is handed to one."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, only, opened, scope
from desk.lists import PAGE
from desk.notice import page_of
from desk.section_form import (
    JoinForm,
    NewSectionForm,
    SectionForm,
    ToSectionForm,
    parts,
    with_parts,
)
from desk.speech import _
from records import desk_rows, roster_rows, section_rows
from records.errors import Missing, Overtaken
from records.section_rows import SectionRow
from web.gate import gate
from web.i18n import language
from web.text import row_number
from web.widgets import choices
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import sectioning
from workflow import sections as service
from workflow.errors import Invalid, NotAllowed


def _units() -> frozenset[int] | None:
    """Offices whose sections the reader sees; None for the auditor, the administrator and the whole office."""
    actor = current_actor()
    whole = any(one.unit_id is None for one in actor.posts)
    if whole or actor.roles & {"auditor", "administrator"}:
        return None
    return frozenset(one.unit_id for one in actor.posts if one.unit_id is not None)


def _offices(work: Any) -> list[tuple[str, str]]:
    every = desk_rows.every_unit(work, scope(), "addressee")
    kept = [one for one in every if service.may_keep(current_actor(), one.id)]
    return [(str(one.id), one.in_(language())) for one in kept]


@bp.route("/sections", methods=("GET", "POST"))
@gate("desk.enter")
def sections() -> BaseResponse:
    """Show the sections of the reader's offices with their people; make one more."""
    form, ended = NewSectionForm(), bool(request.args.get("ended"))
    after = row_number(request.args.get("after", "")) or 0
    with reading() as work:
        offices = _offices(work)
        rows = section_rows.page(work, _units(), ended=ended, after=after, limit=PAGE + 1)
        people = section_rows.members(work, [one.id for one in rows])
    form.unit.choices = choices(offices)
    if request.method == "POST" and not offices:
        raise NotAllowed(service.NOT_KEPT)
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                made = service.make(
                    work, actor=current_actor(), unit_id=row_number(form.unit.data or "") or 0, given=form.given()
                )  # fmt: skip
                number = made.id
            return redirect(url_for("desk.section", number=number), 303)
        except Invalid as error:
            answers.refuse(form, error)
    more = url_for("desk.sections", ended=ended or None, after=rows[PAGE - 1].id) if len(rows) > PAGE else ""  # fmt: skip
    return answers.page(
        "desk/sections.html", 422 if form.errors else 200, form=form, rows=rows[:PAGE], people=people, next=more,
        first=not after, ended=ended, offices=offices,
    )  # fmt: skip


def _seen(number: int) -> SectionRow:
    with reading() as work:
        found, units = section_rows.one(work, number), _units()
    if found is None or not (units is None or found.unit_id in units):
        raise Missing("Not there, or not for this reader.")
    return found


@bp.route("/sections/<int(max=2147483647):number>", methods=("GET", "POST"))
@gate("desk.enter")
def section(number: int) -> BaseResponse:
    """Show one section, its people and what was changed; change it."""
    row = _seen(number)
    form = _form(row, number)
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                service.change(
                    work, actor=current_actor(), number=number, seen=row_number(form.seen.data or "") or 0,
                    given=form.given(),
                )  # fmt: skip
            return redirect(url_for("desk.section", number=number), 303)
        except Invalid as error:
            answers.refuse(form, error)
        except Overtaken:
            form.form_errors.append(
                _("Somebody changed the section meanwhile. Look at it anew, then change it again.")
            )
    return _page(row, form, 422 if form.errors or form.form_errors else 200)


def _form(row: SectionRow, number: int, *, fresh: bool = False) -> SectionForm:
    """Give the form of a section; `fresh`: what was posted is another form's."""
    with reading() as work:
        held = service.of(work, number)
        able = roster_rows.named(work, service.candidates(work, row.unit_id))
    form = SectionForm(formdata=None, data=held) if fresh else SectionForm(data=held)
    form.seen.data = form.seen.data or str(held["seen"])
    form.head.choices = choices(
        [("", _("nobody yet")), *((str(one.id), one.in_(language())) for one in able)]
    )
    return with_parts(form)  # type: ignore[no-any-return]


def _page(
    row: SectionRow, form: SectionForm, status: int, join: JoinForm | None = None
) -> BaseResponse:
    keeps = row.ended_at is None and service.may_keep(current_actor(), row.unit_id)
    with reading() as work:
        people = section_rows.members(work, [row.id]).get(row.id, [])
        changes = section_rows.changes(work, row.id)
        able = roster_rows.named(work, service.candidates(work, row.unit_id)) if keeps else ()
        named = roster_rows.named(
            work, [int(one.details["account"]) for one in changes if one.details.get("account")]
        )
    form_join = join or JoinForm(formdata=None)
    inside = {one.account_id for one in people}
    form_join.account.choices = choices(
        [("", _("choose")), *((str(one.id), one.in_(language())) for one in able if one.id not in inside)]
    )  # fmt: skip
    return answers.page(
        "desk/section.html", status, row=row, form=form, join=form_join, people=people, changes=changes, keeps=keeps,
        parts=parts(), names={one.id: one.in_(language()) for one in named},
        words={name: str(field.label.text) for name, field in SectionForm(formdata=None)._fields.items()},
    )  # fmt: skip


@bp.post("/sections/<int(max=2147483647):number>/people")
@gate("section.keep")
def join_section(number: int) -> BaseResponse:
    """Somebody belongs to the section from now on."""
    row, join = _seen(number), JoinForm()
    with reading() as work:
        able = service.candidates(work, row.unit_id)
    join.account.choices = choices([("", _("choose")), *((str(one), str(one)) for one in able)])
    if join.validate_on_submit():
        try:
            with unit_of_work() as work:
                service.join(
                    work, actor=current_actor(), number=number, account_id=int(join.account.data)
                )
            return redirect(url_for("desk.section", number=number), 303)
        except Invalid as error:
            answers.refuse(join, error)
    return _page(row, _form(row, number, fresh=True), 422, join)


@bp.post("/sections/<int(max=2147483647):number>/people/<int(max=2147483647):account>/leave")
@gate("section.keep")
def leave_section(number: int, account: int) -> BaseResponse:
    """Somebody belongs to the section no more."""
    _seen(number)
    with unit_of_work() as work:
        service.leave(work, actor=current_actor(), number=number, account_id=account)
    return redirect(url_for("desk.section", number=number), 303)


@bp.post("/sections/<int(max=2147483647):number>/end")
@gate("section.keep")
def end_section(number: int) -> BaseResponse:
    """The section is no more."""
    _seen(number)
    with unit_of_work() as work:
        service.end(work, actor=current_actor(), number=number)
    return redirect(url_for("desk.sections"), 303)


@bp.route("/notices/<reference>/section", methods=("GET", "POST"))
@gate("notice.assign")
def to_section(reference: str) -> BaseResponse:
    """Hand a notice to a section of its office."""
    with reading() as work:
        view = page_of(work, reference)
        only("notice.assign", view)
        lies = section_rows.of_notice(work, scope(), view.card.row.id)
        every = section_rows.page(work, frozenset({view.card.row.unit_id}), limit=200)
    form = ToSectionForm()
    able = [one for one in every if lies is None or one.id != lies.id]
    form.to.choices = choices([("", _("choose")), *((str(one.id), one.in_(language())) for one in able)])  # fmt: skip
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                sectioning.give(
                    work, rulebook(), actor=current_actor(), reference=reference, seen=form.seen.data or 0,
                    section_id=int(form.to.data), note=form.note.data or "",
                )  # fmt: skip
            return redirect(url_for("desk.notice", reference=reference), 303)
        except Overtaken:
            return answers.overtaken(reference, form, again=request.path, words=_("Hand over"))
        except Invalid as error:
            answers.refuse(form, error)
    return answers.page(
        "desk/to_section.html", 422 if form.errors else 200, view=view, card=view.card, form=form, lies=lies,
        able=able, opened=opened(),
    )  # fmt: skip
