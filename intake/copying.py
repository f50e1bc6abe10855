"""Copy an earlier notice of one's own: what depends on the date is asked again, and papers one by one."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from intake import inputs, own, paper, reconciling
from intake.content import answers_of
from intake.door import bp
from intake.paper import Paper
from intake.questions import questions_with
from web import uploads
from web.gate import gate
from web.i18n import language
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import attaching, copying, drafting
from workflow.attached import PaperView
from workflow.content import Content
from workflow.copying import Earlier

HOURS = ("start", "end", "setup_from", "cleared_by")


def fresh(content: Content, beside: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a copy: the hours of each day stay, the days and whatever the law counts by them do not.

    A memorial date, the moment of an invitation, an order in force: all that is true of the old day only.
    """
    said = answers_of(content)
    rows = [{name: row[name] for name in HOURS} | {"day": ""} for row in said["sessions"]]
    left = {name for name in beside if name != inputs.SITE}
    return {name: value for name, value in said.items() if name not in left} | {"sessions": rows}


@bp.post("/notices/<string:reference>/copy")
@gate("notice.own")
def copy(reference: str) -> Response:
    """Begin a draft with the answers of a notice of one's own."""
    own.load(reference)  # theirs, or not there
    with reading() as work:
        earlier = copying.look(work, rulebook(), actor=current_actor(), reference=reference)
    regime, kind = earlier.regime, earlier.regime.kinds[earlier.content.kind]
    beside = inputs.of(regime, kind)
    marks = reconciling.marks_of(regime, kind, questions_with(regime, beside), beside)
    paper.hold(_begin(earlier, fresh(earlier.content, beside), marks))
    return redirect(url_for("intake.draft"), 303)


def _begin(earlier: Earlier, answers: dict[str, Any], marks: dict[str, str]) -> str:
    with unit_of_work() as work:
        secret = drafting.begin(
            work,
            actor=current_actor(),
            regime_id=earlier.regime.id,
            kind=earlier.content.kind,
            locale=language(),
            trail={"form": marks, "asked": marks, "short": kind_is_short(earlier)},
            copied_from=earlier.notice,
        )
        work.flush()
        drafting.save(work, secret, answers=answers)
    return secret


def kind_is_short(earlier: Earlier) -> bool:
    """Whether its law knows a short form for such an event: a copy is filled in on it, as a new notice is."""
    return earlier.regime.kinds[earlier.content.kind].short is not None


# --- its papers ------------------------------------------------------------------------------


def papers_left(here: Paper) -> tuple[PaperView, ...]:
    """Papers of the earlier notice that can be taken along."""
    if not here.draft.copied_from:
        return ()
    with reading() as work:
        return copying.papers_left(work, rulebook(), actor=current_actor(), secret=here.secret)


def take(here: Paper, code: str) -> list[uploads.Fault]:
    """Take one paper along. Missing if it is not offered; what goes beyond the limits is told."""
    with reading() as work:
        name, looked, moves = copying.paper(
            work, rulebook(), actor=current_actor(), secret=here.secret, code=code
        )
    return uploads.keep_again(
        lambda work: attaching.of_draft(work, here.secret), name, looked, moves
    )


def wished() -> str:
    """The paper that a button of this page names; nothing for another button."""
    deed, _colon, code = request.form.get("do", "").partition(":")
    return code if deed == "take" else ""
