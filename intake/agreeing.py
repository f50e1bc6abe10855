"""The organiser's side of conditions and minutes: each condition answered, each text confirmed or remarked on."""

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake import own
from intake.door import bp
from intake.replies import seen_revision
from records.errors import Missing
from web import respoken
from web.filters import say
from web.gate import gate
from web.respoken import takes_tongue
from web.text import row_number
from web.typed_text import said
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import agreeing, minuting
from workflow.errors import N_, Invalid

Answer = Response | str | tuple[str, int]
MOST = 2000


@bp.route("/notices/<string:reference>/conditions", methods=["GET", "POST"])
@gate("condition.answer")
@takes_tongue
def conditions(reference: str) -> Answer:
    """Agree or object to each condition; one that is left empty can be answered later."""
    view = own.load(reference)
    with reading() as work:
        found = agreeing.look(work, rulebook(), actor=current_actor(), reference=reference)
    if found is None:
        raise Missing(f"Notice {reference} has no conditions.")
    if request.method == "GET" or respoken.asked():
        return _conditions(view, found, {})
    try:
        answers = {
            one.ordinal: (
                request.form.get(f"answer-{one.ordinal}", ""),
                said(f"reason-{one.ordinal}", longest=MOST, at=f"condition-{one.ordinal}"),
            )
            for one in found.unanswered
            if request.form.get(f"answer-{one.ordinal}")
        }
        with unit_of_work() as work:
            agreeing.answer(
                work, rulebook(), actor=current_actor(), reference=reference,
                seen=seen_revision(), said=answers,
            )  # fmt: skip
    except Invalid as error:
        return _conditions(view, found, {error.field: say(error.text, **error.values)}), 422
    return redirect(url_for("intake.conditions", reference=reference, sent=1), 303)


def _conditions(view: Any, found: Any, problems: dict[str, str]) -> str:
    return render_template(
        "intake/conditions.html",
        view=view,
        found=found,
        problems=problems,
        typed=request.form,
        due=view.due("authority"),
        has_errors=bool(problems),
    )


@bp.route("/notices/<string:reference>/minutes", methods=["GET", "POST"])
@gate("minutes.confirm")
@takes_tongue
def minutes(reference: str) -> Answer:
    """Read the minutes of talks; confirm them, or say what was otherwise."""
    view, problem = own.load(reference), ""
    if request.method == "POST":
        try:
            remark = said("remark", longest=MOST)
        except Invalid as error:
            remark, problem = "", say(error.text, **error.values)
        if respoken.asked():
            problem = ""
        elif request.form.get("do") == "remark" and not remark:
            problem = problem or say(REMARK)
        elif request.form.get("do") != "remark" and request.form.get("remark", "").strip():
            problem = say(BOTH)
        else:
            with unit_of_work() as work:
                minuting.confirm(
                    work, rulebook(), actor=current_actor(), reference=reference,
                    minutes_id=row_number(request.form.get("minutes", "")) or 0,
                    remark=remark if request.form.get("do") == "remark" else "",
                )  # fmt: skip
            return redirect(url_for("intake.minutes", reference=reference), 303)
    with reading() as work:
        found = minuting.look(work, rulebook(), actor=current_actor(), reference=reference)
    page = render_template(
        "intake/minutes.html",
        view=view,
        found=found,
        problem=problem,
        at=row_number(request.form.get("minutes", "")) or 0,
        remark=request.form.get("remark", ""),
        due=view.due("authority"),
        has_errors=bool(problem),
    )
    return page, 422 if problem else 200


REMARK = N_("Say what you see otherwise.")
BOTH = N_("You wrote a remark. Send it as a remark, or empty the box and confirm the minutes.")
