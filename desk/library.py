"""The library of conditions, for head and administrator: each wording in both languages, in versions, with its uses."""

from typing import Any

from flask import redirect, url_for
from werkzeug.wrappers import Response as BaseResponse
from wtforms import BooleanField, SelectField, SelectMultipleField

from desk import answers, limit_fields, limit_places
from desk.door import bp
from desk.fields import DayLineField, DeskForm
from desk.speech import _
from records import said_rows
from records.errors import Missing
from web.filters import law
from web.gate import gate
from web.i18n import language
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, CountField, Given, LineField, TextField, TimeField, choices
from web.work import current_actor, reading, regimes, unit_of_work
from workflow import library
from workflow.errors import N_, Invalid
from workflow.library import Wording

BOTH = _l("Write the condition in both languages")


class WordingForm(DeskForm):
    """One wording; saving it makes the next version."""

    what_ru = TextField(_l("Condition in Russian"), validators=[Given(BOTH), AtMost(500)])
    what_en = TextField(_l("Condition in English"), validators=[Given(BOTH), AtMost(500)])
    basis = LineField(
        _l("Where the law allows it"),
        validators=[Given(_l("Name the place in the law that allows it")), AtMost(200)],
    )
    addressee_ru = LineField(_l("For whom, in Russian"), validators=[AtMost(200)])
    addressee_en = LineField(_l("For whom, in English"), validators=[AtMost(200)])
    limits = SelectField(_l("What it limits"), choices=[], validate_choice=False)
    number = CountField(_l("Number"))
    start = TimeField(_l("From, hour"))
    end = TimeField(_l("To, hour"))
    day = DayLineField(_l("On one day only"))
    place = limit_places.field()
    kinds = SelectMultipleField(_l("Offered for"), choices=[], validate_choice=True)
    active = BooleanField(_l("It is offered"), default=True)  # fmt: skip

    def wording(self, code: str) -> Wording:
        """What was typed."""
        return Wording(
            code, self.what_en.data.strip(), self.what_ru.data.strip(), self.basis.data.strip(),
            (self.addressee_en.data or "").strip(), (self.addressee_ru.data or "").strip(),
            limit_fields.limit_of(self), tuple(self.kinds.data or ()), bool(self.active.data),
        )  # fmt: skip


class NewWordingForm(WordingForm):
    """A new wording has a code, once and for good."""

    code = LineField(_l("Code"), validators=[Given(_l("Enter a code, for example sound-evening")), AtMost(40)])  # fmt: skip


def _with_choices(form: Any) -> Any:
    form.limits.choices = choices(
        [("", _("nothing that can be compared")), *limit_fields.limit_words().items()]
    )
    kinds = {id_: law(kind.name) for regime in regimes() for id_, kind in regime.kinds.items()}
    form.kinds.choices = choices(sorted(kinds.items(), key=lambda pair: str(pair[1])))
    return form


@bp.get("/library")
@gate("condition.keep")
def library_() -> BaseResponse:
    """List the newest version of every wording, with how often it was used."""
    with reading() as work:
        found, used = said_rows.items(work), said_rows.used(work)
    return answers.page(
        "desk/library.html", found=[(one, library.of(one)) for one in found], used=used,
        shown=lambda one: limit_fields.shown(one, language() == "ru"), said_limit=limit_fields.said_limit,
    )  # fmt: skip


@bp.route("/library/new", methods=("GET", "POST"))
@gate("condition.keep")
def new_wording() -> BaseResponse:
    """Enter a wording."""
    form = _with_choices(NewWordingForm())
    looks = limit_places.shown_only()
    if not looks and form.validate_on_submit() and _kept(form, form.code.data.strip(), new=True):
        return redirect(url_for("desk.library_"), 303)
    return _page(form)


@bp.route("/library/<string(maxlength=40):code>", methods=("GET", "POST"))
@gate("condition.keep")
def wording(code: str) -> BaseResponse:
    """Make the next version of a wording; earlier ones stay for what used them."""
    with reading() as work:
        versions = said_rows.versions(work, code)
    if not versions:
        raise Missing(f"There is no condition {code}.")
    form = _with_choices(WordingForm(data=_data(library.of(versions[0][0]))))
    looks = limit_places.shown_only()
    if not looks and form.validate_on_submit() and _kept(form, code):
        return redirect(url_for("desk.wording", code=code), 303)
    return _page(form, code, versions)


def _data(kept: Wording) -> dict[str, Any]:
    limit = kept.limit
    return {
        "what_ru": kept.what_ru, "what_en": kept.what_en, "basis": kept.basis,
        "addressee_ru": kept.addressee_ru, "addressee_en": kept.addressee_en, "number": limit.number,
        "start": limit.start, "end": limit.end, "day": limit.day, "place": limit_places.typed(limit),
        "limits": f"{limit.subject}:{limit.does}" if limit.subject else "",
        "kinds": list(kept.kinds), "active": kept.active,
    }  # fmt: skip


def _kept(form: Any, code: str, *, new: bool = False) -> bool:
    try:
        with unit_of_work() as work:
            if new and said_rows.versions(work, code):
                raise Invalid("code", N_("There is already a condition with this code."))
            library.keep(work, actor=current_actor(), wording=form.wording(code))
    except Invalid as error:
        answers.refuse(form, error)
        return False
    return True


def _page(form: Any, code: str = "", versions: Any = ()) -> BaseResponse:
    return answers.page(
        "desk/wording.html", 422 if form.errors else 200, form=form, code=code,
        versions=versions, own=language() == "ru",
    )  # fmt: skip
