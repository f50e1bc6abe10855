"""Papers that come with a change of a filed notice: kept as all papers are, part of the next version when it is sent."""

from collections.abc import Sequence

from flask import render_template, request, url_for

from intake import adding, own
from intake.adding import Answer
from intake.door import bp
from intake.papers import Told, rows_of
from web import uploads
from web.gate import gate
from web.respoken import takes_tongue
from web.uploads import Fault
from web.work import current_actor, reading, rulebook
from workflow import amending, attached


@bp.get("/notices/<string:reference>/amend/papers")
@gate("notice.amend")
def amend_papers(reference: str) -> Answer:
    """What was added for the change, and where to add."""
    return _page(reference)


def _page(reference: str, faults: Sequence[Fault] = (), whole: str = "") -> str:
    view = own.load(reference)
    with reading() as work:
        amending.papers_of(work, rulebook(), current_actor(), reference)
        pending = attached.pending(work, rulebook(), reference)
    rows = rows_of([(one, False) for one in view.regime.attachments.values()], pending, faults)
    return render_template(
        "intake/amend_papers.html",
        view=view,
        rows=rows,
        told=Told(rows, whole=whole),
        opened=_opened(),
        rule=view.regime.amending.rule_of("papers") if view.regime.amending else None,
        address=lambda code: url_for("intake.notice_paper", reference=reference, code=code),
        has_errors=bool(faults or whole),
    )


def _opened() -> list[str]:
    """The other pages that were chosen to be changed."""
    return [one[:20] for one in request.values.getlist("open")][:20]


def too_large() -> Answer:
    """All that was sent at once is more than a notice may have: nothing of it was read."""
    return _page(str((request.view_args or {})["reference"]), whole=uploads.too_much()), 413


@bp.post("/notices/<string:reference>/amend/papers")
@uploads.takes_files(too_large)
@gate("notice.amend")
@takes_tongue
def add_amend_papers(reference: str) -> Answer:
    """Keep files for the change, or take one away again; a bad file is told at its field."""
    own.load(reference)
    actor = current_actor()
    opened = dict.fromkeys([*_opened(), "papers"])
    return adding.to_notice(
        lambda work: amending.papers_of(work, rulebook(), actor, reference),
        lambda faults: _page(reference, faults),
        here=url_for("intake.amend_papers", reference=reference, open=_opened(), _anchor="papers"),
        onward=url_for("intake.amend", reference=reference, open=list(opened), added=1),
    )
