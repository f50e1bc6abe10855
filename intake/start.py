"""The first page, the dates of an idea, and the choice of a kind. Nothing here is kept, but the draft begun."""

from datetime import date, timedelta
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from intake import guide, law, paper
from intake.days import on_day, till_day
from intake.door import bp
from intake.forms import CheckForm, KindForm
from intake.rail import rail
from web.filters import in_zone, today
from web.filters import law as said
from web.gate import gate
from web.i18n import language
from web.widgets import choices
from web.work import now, places

DAY = timedelta(days=1)


def check_form(**given: Any) -> CheckForm:
    """The pre-check with its choices."""
    form = CheckForm(**given)
    form.kind.choices = choices([("", _("Choose a kind")), *law.kind_choices()])
    return form


@bp.get("/")
@gate("public.read")
def start() -> str:
    """The first page with the pre-check."""
    return render_template("intake/start.html", form=check_form(formdata=None))


@bp.get("/check")
@gate("public.read")
def check() -> Response | str | tuple[str, int]:
    """The dates of an idea: what the law says if it were filed now. Nothing is kept."""
    if not request.args.get("kind") and not any(name.startswith("day") for name in request.args):
        return redirect(url_for("intake.start"), 303)
    form = check_form(formdata=request.args)
    if not form.validate():
        return render_template("intake/start.html", form=form, has_errors=True), 422
    days = days_of(form)
    people = int(form.people.data or 0)
    found = law.check(law.sketch(form.kind.data, days, people, form.okrug.data))
    judgement = found.judgement
    return render_template(
        "intake/check.html",
        form=form,
        found=found,
        judgement=judgement,
        days=days,
        okrug=places().line(form.okrug.data, "", language()),
        heading=heading(judgement),
        parted=parted(judgement),
        rail=rail_of(found, days),
        account=any(question.id == "bank_account" for question in found.needs),
    )


def days_of(form: CheckForm) -> list[date]:
    """Every day from the first to the last."""
    first = form.day.data
    last = form.until.data or first
    if first is None or last is None:
        return []
    return [first + DAY * step for step in range((last - first).days + 1)]


def rail_of(found: Any, days: list[date]) -> Any:
    """The rail of an idea; no rail where no notice is needed."""
    judgement = found.judgement
    if judgement.verdict == "exempt":
        return []
    words = {"authority": str(_("answer")), "organiser": str(_("your reply"))}
    dues = [(words[due.side], due.due_at) for due in judgement.dues]
    return rail(days, judgement.opens, judgement.closes, dues)


def heading(judgement: Any) -> str:
    """The answer as a heading: whether it can be filed now, and until when."""
    if judgement.verdict == "exempt":
        return str(_("No notice is needed"))
    if parted(judgement):
        return str(_("No day to file serves all these days"))
    if judgement.verdict == "too_early":
        return _not_open(judgement)
    if judgement.verdict == "too_late":
        return _closed(judgement)
    if judgement.verdict == "blocked":
        return str(_("On this day and at this place no event may be held"))
    return _open(judgement)


def parted(judgement: Any) -> bool:
    """Whether the days leave no common window: one notice for each part (decisions 2)."""
    opens, closes = judgement.opens, judgement.closes
    return bool(opens and closes and closes < opens)


def _not_open(judgement: Any) -> str:
    opens, extra = judgement.opens, judgement.extra_filing_day
    if opens is None:
        return str(_("It is too early to file"))
    if extra and extra >= today():
        return str(
            _(
                "You can file %(on_day)s, and from %(day)s",
                on_day=on_day(extra),
                day=till_day(opens),
            )
        )
    return str(_("The window opens %(on_day)s at 00:00", on_day=on_day(opens)))


def _open(judgement: Any) -> str:
    if judgement.closes is None:
        return str(_("You can file now"))
    last = in_zone(judgement.closes).date()
    if last < today() or judgement.closes < now():  # the one day before the holidays
        return str(_("You can file now, and until the end of today"))
    if last == today():
        return str(_("You can file now, and until the end of today"))
    if last == today() + DAY:
        return str(_("You can file now, and until the end of tomorrow"))
    return str(_("You can file now, and until the end of %(day)s", day=till_day(last)))


def _closed(judgement: Any) -> str:
    if judgement.closes is None or in_zone(judgement.closes).date() >= today():
        return str(_("It is too late to file for these days"))
    last = in_zone(judgement.closes).date()
    if last == today() - DAY:
        return str(_("The window for this day closed yesterday"))
    return str(_("The window for this day closed %(on_day)s", on_day=on_day(last)))


# --- the kind ------------------------------------------------------------------------------


def kind_form(**given: Any) -> KindForm:
    """The kinds, each with the law's own explanation."""
    form = KindForm(**given)
    form.kind.choices = choices(law.kind_choices())
    form.kind.hints = {one.id: said(one.help) for one in law.kinds().values()}
    return form


@bp.get("/notices/new")
@gate("notice.file")
def new() -> str:
    """Choose a kind; a short guide helps."""
    asked = request.args.get("kind", "")
    form = kind_form(formdata=None, kind=asked if asked in law.kinds() else None)
    return render_template("intake/new.html", form=form, guide=guide.usable(law.kinds()))


@bp.get("/notices/new/which")
@gate("notice.file")
def which() -> str | Response:
    """The guide: one question a page, each leads on or to a kind. Nothing is kept."""
    here = request.args.get("at", guide.FIRST)
    if here in guide.QUESTIONS:
        return render_template("intake/which.html", question=guide.QUESTIONS[here])
    return render_template("intake/which_found.html", kind=law.kind(here))


@bp.post("/notices/new")
@gate("notice.file")
def begin() -> Response | tuple[str, int]:
    """Begin a draft, with what the pre-check already knows."""
    form = kind_form()
    if not form.validate():
        shown = {"form": form, "guide": guide.usable(law.kinds()), "has_errors": True}
        return render_template("intake/new.html", **shown), 422
    if law.kind(form.kind.data).exempt and "anyway" not in request.form:
        return redirect(url_for("intake.exempt", kind=form.kind.data), 303)
    paper.begin(form.kind.data, language(), known(check_form()))
    return redirect(url_for("intake.step", name="what"), 303)


def known(form: CheckForm) -> dict[str, Any]:
    """What a draft takes over from the pre-check."""
    found: dict[str, Any] = {}
    if form.day.data:
        found["sessions"] = [{"day": day.isoformat()} for day in days_of(form)[:31]]
    if isinstance(form.people.data, int):
        found["attendance"] = form.people.data
    if form.okrug.data:
        found["places"] = [{"okrug": form.okrug.data}]
    return found


@bp.get("/notices/new/<kind>")
@gate("notice.file")
def exempt(kind: str) -> str | Response:
    """An exempt kind: no notice is needed, to be printed; it can be filed anyway (decisions 5)."""
    found = law.kind(kind)
    if not found.exempt:
        return redirect(url_for("intake.new", kind=kind), 303)
    return render_template("intake/exempt.html", kind=found, source=found.source)
