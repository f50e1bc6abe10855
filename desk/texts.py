"""Texts of letters and mails that the city words itself, for the administrator: versions, each from a day on, with a preview."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse
from wtforms import HiddenField

from desk import answers
from desk.door import bp
from desk.fields import DayLineField, DeskForm
from desk.lists import PAGE
from desk.speech import _
from records import text_rows
from records.errors import Missing, Overtaken
from web.filters import today
from web.gate import gate
from web.i18n import lazy_gettext as _l
from web.text import row_number
from web.widgets import AtMost, Given, LineField, TextField
from web.work import current_actor, reading, unit_of_work
from workflow import city_texts as service
from workflow.errors import Invalid


class TextForm(DeskForm):
    """One version of one text."""

    seen = HiddenField()
    returned_to = HiddenField()
    text_ru = TextField(_l("In Russian"), validators=[AtMost(1000)])
    text_en = TextField(_l("In English"), validators=[AtMost(1000)])
    from_day = DayLineField(_l("From this day on"), validators=[Given(_l("Enter the day"))])
    why = LineField(
        _l("Why it is changed"),
        validators=[Given(_l("Say why: the reason is kept with the version")), AtMost(500)],
    )

    def given(self) -> service.TextIn:
        """What was typed."""
        return service.TextIn(
            text_en=self.text_en.data or "", text_ru=self.text_ru.data or "",
            from_day=cast(date, self.from_day.data), why=self.why.data or "",
            returned_to=row_number(self.returned_to.data or ""),
        )  # fmt: skip


def titles() -> dict[str, tuple[str, str]]:
    """Name each text, and say where it stands."""
    return {
        "letter-salutation": (_("Salutation of letters"), _("The first line of every letter.")),
        "letter-closing": (_("Closing of letters"), _("The line over the signature.")),
        "letter-paragraph": (
            _("Paragraph of letters"),
            _("A sentence or two of the city's own over the signature: hours, where to ask. May be empty."),
        ),
        "mail-greeting": (_("Greeting of mails"), _("The first line of mails to organisers. May be empty.")),
        "mail-foot": (_("Foot of mails"), _("The last lines of mails to organisers.")),
    }  # fmt: skip


def places() -> dict[str, str]:
    """Say what stands in a place of a text."""
    return {
        "office": _("the name of the office"), "phone": _("its telephone"), "email": _("its address for mail"),
        "number": _("the number of the notice"),
    }  # fmt: skip


@bp.get("/texts")
@gate("text.keep")
def texts() -> BaseResponse:
    """Show every text as it counts today, and what begins later."""
    with reading() as work:
        found = [service.look(work, name, today()) for name in service.TEXTS]
    return answers.page("desk/texts.html", 200, found=found, titles=titles())


@dataclass(frozen=True, slots=True)
class Shown:
    """A text in one language as a reader would see it."""

    locale: str
    text: str


@bp.route("/texts/<name>", methods=("GET", "POST"))
@gate("text.keep")
def text(name: str) -> BaseResponse:
    """Show one text with its versions; look at other words, or save them."""
    if name not in service.TEXTS:
        raise Missing("There is no such text.")
    form, looked = TextForm(), request.form.get("do") == "look"
    if request.method == "POST" and looked:
        return _page(name, form, 200)
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                service.save(
                    work, actor=current_actor(), name=name, seen=row_number(form.seen.data or "") or 0,
                    given=form.given(), today=today(),
                )  # fmt: skip
            return redirect(url_for("desk.text", name=name), 303)
        except Invalid as error:
            answers.refuse(form, error)
        except Overtaken:
            form.form_errors.append(
                _(
                    "Somebody saved another version meanwhile. Look at it below, then save yours again."
                )
            )
            form.seen.data = ""
    return _page(name, form, 422 if form.errors or form.form_errors else 200)


def _page(name: str, form: TextForm, status: int) -> BaseResponse:
    before, again = row_number(request.args.get("before", "")), row_number(request.args.get("again", ""))  # fmt: skip
    with reading() as work:
        view = service.look(work, name, today())
        rows = text_rows.versions(work, name, before=before, limit=PAGE + 1)
        newest = text_rows.newest(work, name)
        old = text_rows.one(work, name, again) if again else None
    if request.method == "GET":
        form.text_ru.data, form.text_en.data = (
            (old.text_ru, old.text_en) if old else (view.ru, view.en)
        )
        form.returned_to.data = str(old.id) if old else ""
    form.seen.data = form.seen.data or str(newest)
    shown = [
        Shown(locale, service.preview(field.data or "", locale))
        for locale, field in (("ru", form.text_ru), ("en", form.text_en))
    ]
    more = url_for("desk.text", name=name, before=rows[PAGE - 1].id) if len(rows) > PAGE else ""
    return answers.page(
        "desk/text.html", status, view=view, form=form, rows=rows[:PAGE], next=more, first=before is None,
        title=titles()[name], shown=shown, places=places(), old=old, now_day=today(), count=_count(view),
    )  # fmt: skip


def _count(view: Any) -> int:
    return int(view.spec.most)
