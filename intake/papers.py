"""Papers that go with a notice: the form's last page, papers that go with an answer, and a paper given back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import redirect, render_template, request, session, url_for

from intake import adding, copying, own, paper
from intake.adding import Answer
from intake.door import bp
from intake.margin import margin
from intake.paper import Paper
from intake.steps import PAPERS, before
from web import errors, uploads
from web.gate import gate
from web.respoken import takes_tongue
from web.uploads import FIELD, Fault
from web.work import current_actor, reading, rulebook
from workflow import attached, attaching, curing
from workflow.attached import PaperView
from workflow.views import NoticeView


@dataclass(frozen=True, slots=True)
class Row:
    """One paper that can be added: its field, what the law says of it, what was added, what was wrong."""

    field: str
    law: Any  # the paper as the law names it, None for another one
    needed: bool
    papers: tuple[PaperView, ...]
    faults: tuple[Fault, ...]


@dataclass
class Told:
    """What was wrong, for the summary at the head of the page."""

    rows: Sequence[Row] = ()
    errors: dict[str, str] = field(default_factory=dict)
    whole: str = ""

    def problems(self) -> list[tuple[str, str]]:
        """(id to jump to, sentence) of each file that was not taken."""
        found = [(row.field, fault.line) for row in self.rows for fault in row.faults]
        return [*found, *([("", self.whole)] if self.whole else [])]


def rows_of(
    asked: Sequence[tuple[Any, bool]], papers: Sequence[PaperView], faults: Sequence[Fault] = ()
) -> list[Row]:
    """The papers that the law names, each with what was added, and another one at the end."""
    named = {one.id for one, _ in asked}
    pairs: list[tuple[Any, bool]] = [*asked, (None, False)]
    made = []
    for law, needed in pairs:
        id_ = law.id if law else ""
        mine = [one for one in papers if one.paper == id_ or (not law and one.paper not in named)]
        wrong = [
            one
            for one in faults
            if one.field == FIELD + id_ or (not law and one.field.removeprefix(FIELD) not in named)
        ]
        made.append(Row(FIELD + id_, law, needed, tuple(mine), tuple(wrong)))
    return made


# --- of a draft ----------------------------------------------------------------------------


@bp.get("/draft/papers")
@gate("notice.file")
def papers() -> Answer:
    """The papers of the draft: what the law names, what is there, where to add."""
    here = paper.current()
    if here is None:
        return redirect(url_for("intake.new"), 303)
    if here.draft.filed_reference:
        return redirect(url_for("intake.answers"), 303)
    return _page(here)


def _page(here: Paper, faults: Sequence[Fault] = (), whole: str = "") -> str:
    step, many = PAPERS, len(here.steps)
    kept = kept_of(here)
    rows = rows_of(_asked(here, kept), kept, faults)
    previous = before(here.steps, "papers")
    return render_template(
        "intake/papers.html",
        paper=here,
        step=step,
        number=here.steps.index(step) + 1 if step in here.steps else many,
        margin=margin(here),
        previous=here.step(previous) if previous else None,
        from_answers=request.args.get("back") == "answers",
        rows=rows,
        earlier=copying.papers_left(here),
        told=Told(rows, whole=whole),
        address=draft_address,
        has_errors=bool(faults or whole),
    )


def _asked(here: Paper, kept: Sequence[PaperView]) -> list[tuple[Any, bool]]:
    """The papers that the law names, without one about what the form says that there is none of."""
    there = {one.paper for one in kept}
    return [
        (one, needed)
        for one, needed in here.check.papers
        if needed or one.id in there or here.answers.get(f"{one.id}_used") != "no"
    ]


def draft_address(code: str) -> str:
    """Where a paper of the draft is given out."""
    return url_for("intake.draft_paper", code=code)


def kept_of(here: Paper) -> tuple[PaperView, ...]:
    """What was added to the draft so far."""
    with reading() as work:
        return attached.of_draft(work, here.regime, here.secret)


def too_large() -> Answer:
    """All that was sent at once is more than a notice may have: nothing of it was read, the draft is as it was."""
    secret = session.get(paper.KEY, "")
    here = paper.load(secret) if secret else None
    if here is None or here.draft.filed_reference:
        return render_template("intake/lost.html", typed=[]), 413
    return _page(here, whole=uploads.too_much()), 413


@bp.post("/draft/papers")
@uploads.takes_files(too_large)
@gate("notice.file")
@takes_tongue
def add_papers() -> Answer:
    """Keep the files that were chosen, or take one away; what is wrong is told at its field."""
    here = paper.current()
    if here is None:
        return render_template("intake/lost.html", typed=errors.typed()), 409
    if here.draft.filed_reference:
        shown = {"reference": here.draft.filed_reference, "typed": []}
        return render_template("intake/filed_already.html", **shown), 409
    wish = adding.wish()
    faults = uploads.keep(lambda work: attaching.of_draft(work, here.secret))
    if code := copying.wished():
        faults += copying.take(here, code)
    adding.taken_away(lambda work: attaching.of_draft(work, here.secret))
    if faults:
        return _page(here, faults), 422
    if wish == "later":
        return redirect(url_for("intake.later"), 303)
    if wish != "go":
        back = "answers" if request.form.get("back") == "answers" else None
        return redirect(url_for("intake.papers", back=back, _anchor="papers"), 303)
    return redirect(url_for("intake.answers"), 303)


@bp.get("/draft/papers/<string:code>")
@gate("notice.file")
def draft_paper(code: str) -> Answer:
    """A paper of the draft in this browser, as the city would get it."""
    with reading() as work:
        ready = attached.from_draft(work, session.get(paper.KEY, ""), code)
    return uploads.give(ready)


# --- of a filed notice ---------------------------------------------------------------------


@bp.get("/notices/<string:reference>/papers/<string:code>")
@gate("notice.own")
def notice_paper(reference: str, code: str) -> Answer:
    """A paper that the organiser sent."""
    own.load(reference)
    with reading() as work:
        ready = attached.from_notice(
            work, rulebook(), actor=current_actor(), reference=reference, code=code
        )
    return uploads.give(ready)


@bp.get("/notices/<string:reference>/papers")
@gate("notice.own")
def more_papers(reference: str) -> Answer:
    """Papers that go with the answer to the city."""
    return _more(reference)


def _more(reference: str, faults: Sequence[Fault] = (), whole: str = "") -> str:
    view = own.load(reference)
    with reading() as work:
        attaching.of_answer(work, rulebook(), current_actor(), reference)
        pending = attached.pending(work, rulebook(), reference)
    rows = _asked_rows(view, pending, faults)
    return render_template(
        "intake/more_papers.html",
        view=view,
        rows=rows,
        told=Told(rows, whole=whole),
        address=lambda code: url_for("intake.notice_paper", reference=reference, code=code),
        has_errors=bool(faults or whole),
    )


def _asked_rows(
    view: NoticeView, pending: Sequence[PaperView], faults: Sequence[Fault]
) -> list[Row]:
    """Where the request names papers, just those; else whatever the law knows, and another one."""
    decision = own.decision(view)
    named = curing.papers_in(decision.items) if decision else ()
    papers = view.regime.attachments
    if not named:
        return rows_of([(one, False) for one in papers.values()], pending, faults)
    rows = rows_of([(papers[one], True) for one in named if one in papers], pending, faults)
    return [row for row in rows if row.law or row.papers or row.faults]


def more_too_large() -> Answer:
    """The same for papers of an answer."""
    return _more(str((request.view_args or {})["reference"]), whole=uploads.too_much()), 413


@bp.post("/notices/<string:reference>/papers")
@uploads.takes_files(more_too_large)
@gate("notice.own")
@takes_tongue
def send_papers(reference: str) -> Answer:
    """Keep files for the answer, or take one away again."""
    own.load(reference)
    actor = current_actor()
    return adding.to_notice(
        lambda work: attaching.of_answer(work, rulebook(), actor, reference),
        lambda faults: _more(reference, faults),
        here=url_for("intake.more_papers", reference=reference, _anchor="papers"),
        onward=url_for("intake.cure", reference=reference),
    )
