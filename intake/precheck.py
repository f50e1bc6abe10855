"""The dates of an idea: what the law says if it were filed now. Nothing is kept, and no account is asked (A04, M01)."""

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake import inputs, law, paper, typed
from intake.door import bp
from intake.precheck_form import CheckForm, check_form, pairs, query_of
from intake.receiving_office import offices_line
from intake.verdicts import heading, parted, rail_of
from web.filters import law as said
from web.filters import say
from web.gate import gate
from web.i18n import gettext as _
from web.i18n import language
from web.work import places, regimes
from workflow.content import Content
from workflow.errors import Invalid
from workflow.prechecking import Precheck, counts_from_start, sketch

Answer = Response | str | tuple[str, int]


@bp.get("/check")
@gate("public.read")
def check() -> Answer:
    """What the law says of an idea if it were filed now; the address holds the answers, and nothing else does."""
    if not request.args.get("kind") and not any(name.startswith("day") for name in request.args):
        return redirect(url_for("intake.start"), 303)
    form = check_form(request.args)
    found = _found(form) if form.validate() else None
    if found is None:
        shown = {"form": form, "has_errors": True, "draft": _draft(), "laws": regimes()}
        return render_template("intake/start.html", **shown), 422
    return _page(form, found, _draft())


def _draft() -> Any:
    """The draft that this page was opened from; another address has nothing to do with it."""
    return paper.current() if request.args.get("from") == "draft" else None


def _found(form: CheckForm) -> Precheck | None:
    """What the law says; where it can't be counted, the sentence stands at the field."""
    choice = form.choice
    if choice is None:
        return None
    if counts_from_start(choice.regime, choice.kind.id) and not form.start.data:
        form.start.errors = [str(_("Enter the hours: this law counts from the start, not the day"))]
        return None
    try:
        found = law.check(choice.regime.id, content(form))
    except Invalid as error:
        form.start.errors = [say(error.text, **error.values)]
        return None
    if found.why_not is not None:
        form.day.errors = [say(found.why_not.text, **found.why_not.values)]
        return None
    return found


def content(form: CheckForm) -> Content:
    """The answers of the pre-check in the shape of a notice."""
    choice = form.choice
    assert choice is not None  # the form was found whole
    asked = inputs.of(choice.regime, choice.kind)
    said = typed.read(form)
    beside = {name: inputs.kept(one, said) for name, one in asked.items()}
    return sketch(
        choice.kind.id,
        tuple(form.days),
        form.start.data or law.START,
        "00:00" if form.end.data == "24:00" else form.end.data or law.END,
        int(form.people.data or 0),
        form.okrugs,
        {name: value for name, value in beside.items() if value},
    )


def _page(form: CheckForm, found: Precheck, draft: Any) -> str:
    choice, days = form.choice, form.days
    judgement = found.judgement
    per_okrug = found.addressee and found.regime.addressees[judgement.addressee].per_okrug
    name = said(found.addressee) if found.addressee else ""
    receiver = offices_line(judgement.addressee, name, form.okrugs[:1] if per_okrug else ())
    where = [places().line(okrug, "", language()) for okrug in form.okrugs]
    site = inputs.site(form[inputs.SITE].data) if inputs.SITE in form else None
    return render_template(
        "intake/check.html",
        form=form,
        choice=choice,
        found=found,
        judgement=judgement,
        days=days,
        where=[site.in_(language())] if site else where,
        receiver=receiver,
        site=site,
        hours=bool(form.start.data),
        heading=heading(judgement),
        parted=parted(judgement),
        rail=rail_of(judgement, days),
        known=list(pairs(form)),
        draft=draft,
    )


def address_of(here: paper.Paper) -> str:
    """The address of the pre-check with the answers of a draft in it."""
    query = query_of(here.answers, here.choice_key, here.inputs)
    query.add("from", "draft")
    values: dict[str, Any] = query.to_dict(flat=False)
    return url_for("intake.check", **values)


def known(form: CheckForm) -> dict[str, Any]:
    """What a draft takes over from the pre-check, so that nothing is typed twice."""
    found: dict[str, Any] = {}
    hours = {"start": form.start.data, "end": form.end.data} if form.start.data else {}
    if form.day.data:
        found["sessions"] = [{"day": day.isoformat(), **hours} for day in form.days[:31]]
    if isinstance(form.people.data, int):
        found["attendance"] = form.people.data
    if form.okrugs:
        found["places"] = [{"okrug": okrug} for okrug in form.okrugs]
    said = typed.read(form)
    choice = form.choice
    for name in inputs.of(choice.regime, choice.kind) if choice else ():
        if not typed.empty(said.get(name)):
            found[name] = said[name]
    return inputs.at_site(found)


def merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """The answers of a draft after the pre-check was used for it: what was typed beside them stays."""
    found = dict(new)
    by_day = {row.get("day"): row for row in old.get("sessions", [])}
    if "sessions" in new:
        found["sessions"] = [{**by_day.get(row["day"], {}), **row} for row in new["sessions"]]
    if "places" in new:
        found["places"] = _places(old.get("places", []), new["places"])
    return found


def _places(old: list[dict[str, str]], new: list[dict[str, str]]) -> list[dict[str, str]]:
    """Places keep their names; one in an okrug that was given up moves to the first that is new."""
    wanted = [row["okrug"] for row in new]
    missing = [okrug for okrug in wanted if okrug not in {row.get("okrug") for row in old}]
    rows = []
    for row in old:
        moves = row.get("okrug") not in wanted and missing
        rows.append({**row, "okrug": missing.pop(0), "district": ""} if moves else row)
    named = {row["okrug"]: row for row in new}
    return [*rows, *(named[okrug] for okrug in missing)]
