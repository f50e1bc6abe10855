"""People and posts, for the administrator: who works here, what they hold, and how that begins and ends."""

from datetime import date
from typing import Any, cast

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse
from wtforms import SelectField, ValidationError

from desk import answers
from desk.door import bp, scope
from desk.fields import DayLineField, DeskForm
from desk.lists import PAGE
from desk.speech import _
from records import accounts, desk_rows, people_rows
from records.errors import Missing
from records.people_rows import Worker
from web.filters import today
from web.gate import gate
from web.i18n import language
from web.i18n import lazy_gettext as _l
from web.text import row_number
from web.widgets import AtMost, Given, LineField, TextField, choices
from web.work import current_actor, reading, unit_of_work
from workflow import staffing as service
from workflow.errors import Invalid
from workflow.staffing import PostIn

WHOLE_CITY = "*"
OF_THE_CITY = ("auditor", "administrator")
"""Posts that are of the whole city without a word: nobody has to choose that."""


class PostForm(DeskForm):
    """A post: which, where, from when until when, by which order."""

    email = LineField(_l("E-mail address of the account"), validators=[AtMost(254)])
    role = SelectField(_l("Post"), choices=[], validators=[Given(_l("Choose one of the posts"))])
    unit = SelectField(_l("Office"), choices=[], default="")
    from_day = DayLineField(_l("First day"), validators=[Given(_l("Enter the first day"))])
    to_day = DayLineField(_l("Last day, if there is one"))
    basis = LineField(_l("Number of the order"), validators=[AtMost(100)])
    title_ru = LineField(_l("Post as printed in Russian letters"), validators=[AtMost(120)])
    title_en = LineField(_l("Post as printed in English letters"), validators=[AtMost(120)])

    def validate_unit(self, field: Any) -> None:
        """A post of the whole city is chosen, never what is left when nobody chose."""
        if not field.data and self.role.data not in OF_THE_CITY:
            raise ValidationError(_("Choose the office, or say that it is the whole city"))


class DisableForm(DeskForm):
    """Why an account is switched off."""

    reason = TextField(
        _l("Why it is switched off"),
        validators=[Given(_l("Say why: the reason is kept in the log")), AtMost(500)],
    )


def role_words() -> dict[str, str]:
    """Name the posts."""
    return {
        "officer": _("officer"), "head": _("head"), "signatory": _("signatory"), "clerk": _("clerk"),
        "secretary": _("secretary"), "auditor": _("auditor"), "administrator": _("administrator"),
    }  # fmt: skip


def _form() -> PostForm:
    form, words = PostForm(), role_words()
    with reading() as work:
        kinds = ("addressee", "site", "body")
        units = [one for kind in kinds for one in desk_rows.every_unit(work, scope(), kind)]
    form.role.choices = choices([("", _("choose")), *((one, words[one]) for one in service.ROLES)])
    form.unit.choices = choices(
        [
            ("", _("choose")),
            (WHOLE_CITY, _("the whole city")),
            *((one.code, one.in_(language())) for one in units),
        ]
    )
    return form


def _typed(form: PostForm) -> PostIn:
    return PostIn(
        form.role.data, form.unit.data.replace(WHOLE_CITY, "") if form.unit.data else "", cast(date, form.from_day.data),
        cast("date | None", form.to_day.data), form.basis.data or "", form.title_en.data or "", form.title_ru.data or "",
    )  # fmt: skip


@bp.route("/people", methods=("GET", "POST"))
@gate("people.manage")
def people() -> BaseResponse:
    """Show who works here; give a first post to an account by its address."""
    form = _form()
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                number = accounts.find(work, form.email.data or "")
                if number is None:
                    raise Invalid(
                        "email",
                        _(
                            "There is no account with this address. The person signs in by mail first."
                        ),
                    )
                service.give(work, actor=current_actor(), account_id=number, given=_typed(form))
            return redirect(url_for("desk.person", number=number), 303)
        except Invalid as error:
            answers.refuse(form, error)
    words = request.args.get("q", "")[:100]
    after = row_number(request.args.get("after", "")) or 0
    with reading() as work:
        rows = people_rows.workers(work, words, after=after, limit=PAGE + 1)
        held = people_rows.posts(work, [one.id for one in rows])
    more = (
        url_for("desk.people", q=words or None, after=rows[PAGE - 1].id) if len(rows) > PAGE else ""
    )
    return answers.page(
        "desk/people.html", 422 if form.errors else 200, form=form, rows=rows[:PAGE], q=words, next=more,
        first=not after, words=role_words(), today_=today(),
        held={one.id: [post for post in held if post.account_id == one.id and _now(post)] for one in rows},
    )  # fmt: skip


def _now(post: Any) -> bool:
    return bool(post.from_day <= today() and (post.to_day is None or post.to_day >= today()))


def _worker(number: int) -> Worker:
    with reading() as work:
        found = people_rows.worker(work, number)
    if found is None:
        raise Missing("Not there, or not for this reader.")
    return found


@bp.route("/people/<int(max=2147483647):number>", methods=("GET", "POST"))
@gate("people.manage")
def person(number: int) -> BaseResponse:
    """Show one person's posts; give one more."""
    who, form = _worker(number), _form()
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                service.give(work, actor=current_actor(), account_id=number, given=_typed(form))
            return redirect(url_for("desk.person", number=number), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return _page(who, form, DisableForm(), 422 if form.errors else 200)


def _page(who: Worker, form: PostForm, off: DisableForm, status: int) -> BaseResponse:
    with reading() as work:
        posts = people_rows.posts(work, [who.id])
    return answers.page(
        "desk/person.html", status, who=who, form=form, off=off, posts=posts, words=role_words(), now_day=today(),
        own=who.id == current_actor().account_id,
    )  # fmt: skip


@bp.post("/people/<int(max=2147483647):number>/posts/<int(max=2147483647):post>/end")
@gate("people.manage")
def end_post(number: int, post: int) -> BaseResponse:
    """A post ends now."""
    _worker(number)
    with unit_of_work() as work:
        service.end(work, actor=current_actor(), account_id=number, post_id=post, today=today())
    return redirect(url_for("desk.person", number=number), 303)


@bp.post("/people/<int(max=2147483647):number>/disable")
@gate("people.manage")
def disable_person(number: int) -> BaseResponse:
    """Switch the account off, with a reason."""
    who, off = _worker(number), DisableForm()
    if off.validate_on_submit():
        try:
            with unit_of_work() as work:
                service.disable(
                    work,
                    actor=current_actor(),
                    account_id=number,
                    reason=off.reason.data,
                    today=today(),
                )
            return redirect(url_for("desk.person", number=number), 303)
        except Invalid as error:
            answers.refuse(off, error)
    return _page(who, _form(), off, 422)
