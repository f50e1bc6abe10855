"""The register of bodies that can be asked, for the administrator: names, mailbox, chief, districts, own time, dates."""

from datetime import date
from typing import Any

from flask import redirect, url_for
from werkzeug.wrappers import Response as BaseResponse
from wtforms import HiddenField, SelectField, SelectMultipleField

from desk import answers
from desk.door import bp, districts, okrugs
from desk.fields import DayLineField, DeskForm, day_in
from desk.speech import _
from letters import cases
from records import body_rows, rows
from records.errors import Missing
from web.filters import in_zone, law
from web.gate import gate
from web.i18n import language
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, CountField, Given, LineField, choices
from web.work import current_actor, now, reading, regimes, unit_of_work
from workflow import bodies
from workflow.bodies import BodyIn
from workflow.errors import Invalid


class BodyForm(DeskForm):
    """One body as the register keeps it."""

    seen = HiddenField()
    name_ru = LineField(
        _l("Name in Russian"),
        validators=[Given(_l("Enter the name in both languages")), AtMost(200)],
    )
    name_en = LineField(
        _l("Name in English"),
        validators=[Given(_l("Enter the name in both languages")), AtMost(200)],
    )
    dative_ru = LineField(_l("As Russian letters address it"), validators=[AtMost(200)])
    email = LineField(_l("Mailbox to which questions go"), validators=[AtMost(254)])
    address = LineField(_l("Postal address"), validators=[AtMost(300)])
    phone = LineField(_l("Telephone"), validators=[AtMost(60)])
    chief_email = LineField(_l("Address of its chief"), validators=[AtMost(254)])
    stands_for = SelectField(_l("Answers as"), choices=[], validate_choice=False)
    answer_hours = CountField(_l("Its own time to answer, in hours"))
    active_from = DayLineField(_l("Asked from"))
    active_to = DayLineField(_l("Asked up to and including"))
    serves = SelectMultipleField(_l("Serves"), choices=[], validate_choice=True)  # fmt: skip

    def body(self) -> BodyIn:
        """What was typed."""
        hours = self.answer_hours.data
        return BodyIn(
            name_en=self.name_en.data.strip(), name_ru=self.name_ru.data.strip(),
            email=(self.email.data or "").strip(), address=(self.address.data or "").strip(), phone=(self.phone.data or "").strip(),
            chief_email=(self.chief_email.data or "").strip(), stands_for=self.stands_for.data or "",
            answer_hours=hours if isinstance(hours, int) else None,
            active_from=day_in(self.active_from), active_to=day_in(self.active_to),
            serves=tuple(self.serves.data or ()), dative_ru=(self.dative_ru.data or "").strip(),
        )  # fmt: skip


class NewBodyForm(BodyForm):
    """A new body has a code, once and for good."""

    code = LineField(
        _l("Code"), validators=[Given(_l("Enter a code, for example road-works")), AtMost(40)]
    )


def _with_choices(form: Any) -> Any:
    named = {code: law(body.name) for regime in regimes() for code, body in regime.bodies.items()}
    form.stands_for.choices = choices([("", _("itself alone")), *sorted(named.items())])
    parts = [*okrugs(), *(pair for _name, pairs in districts() for pair in pairs)]
    form.serves.choices = choices(parts)
    return form


@bp.get("/bodies")
@gate("body.keep")
def bodies_() -> BaseResponse:
    """List every body, asked or not any more."""
    day: date = in_zone(now()).date()
    with reading() as work:
        found = [(unit, bodies.active(unit, day)) for unit in rows.units(work, "body")]
        return answers.page("desk/bodies.html", found=found, own=language() == "ru")


@bp.route("/bodies/new", methods=("GET", "POST"))
@gate("body.keep")
def new_body() -> BaseResponse:
    """Enter a body that the city adds."""
    form = _with_choices(NewBodyForm())
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                bodies.add(
                    work, actor=current_actor(), code=form.code.data.strip(), body=form.body()
                )
            return redirect(url_for("desk.bodies_"), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return _form(form)


@bp.route("/bodies/<int:number>", methods=("GET", "POST"))
@gate("body.keep")
def body(number: int) -> BaseResponse:
    """Change a body; what it said before stays in its history."""
    with reading() as work:
        unit = next((one for one in rows.units(work, "body") if one.id == number), None)
        if unit is None:
            raise Missing(f"There is no body {number}.")
        is_now, code = bodies.of(unit), unit.code
        changes = body_rows.changes(work, number)
    form = _with_choices(BodyForm(obj=is_now))
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                bodies.change(
                    work, actor=current_actor(), unit_id=number, seen=form.seen.data or "",
                    body=form.body(),
                )  # fmt: skip
            return redirect(url_for("desk.body", number=number), 303)
        except Invalid as error:
            answers.refuse(form, error)
    form.seen.data = form.seen.data or bodies.mark(is_now)
    return _form(form, code=code, changes=changes, names=_names())


def _names() -> dict[str, str]:
    """The columns of the register in words, for its history."""
    return {name: str(field.label.text) for name, field in BodyForm(formdata=None)._fields.items()}


def _form(form: Any, code: str = "", **more: Any) -> BaseResponse:
    return answers.page(
        "desk/body.html", 422 if form.errors or form.form_errors else 200, form=form, code=code,
        okrugs=okrugs(), districts=districts(), offered=cases.dative(form.name_ru.data or ""), **{"changes": (), "names": {}, **more},
    )  # fmt: skip
