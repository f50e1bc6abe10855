"""A filed notice is changed by its organiser: which answers, the answers, what follows, and only then the change."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake import filed_power, inputs, own, typed, unsent
from intake.actions import act
from intake.content import answers_of, content_of
from intake.door import bp
from intake.forms import step_form
from intake.inputs import Input
from intake.lines import organiser_kinds
from intake.questions import questions_with
from intake.replies import back, seen_revision
from intake.steps import PAPERS, Step, road
from records.errors import Overtaken
from web import diffing, ground_compared, respoken, weighed
from web.filters import say
from web.gate import gate
from web.i18n import gettext as _
from web.respoken import takes_tongue
from web.typed_text import said
from web.work import current_actor, reading, rulebook, unit_of_work
from workflow import amending, attached, needs, versions
from workflow.attached import PaperView
from workflow.content import Content
from workflow.errors import Invalid, NotPossible
from workflow.views import NoticeView

Answer = Response | str | tuple[str, int]


@dataclass(frozen=True)
class Change:
    """The notice, its newest version, and the pages of the form that were opened for the change."""

    view: NoticeView
    old: Content
    groups: tuple[Step, ...]  # every page that can be opened
    open: tuple[str, ...]  # names of those that are
    inputs: Mapping[str, Input]

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of what the opened pages ask."""
        return tuple(
            name for step in self.groups if step.name in self.open for name in step.questions
        )

    @property
    def papers(self) -> bool:
        """Whether papers come with it."""
        return PAPERS.name in self.open

    @property
    def filed(self) -> dict[str, Any]:
        """The newest version as its form holds it."""
        return inputs.in_boxes(self.inputs, answers_of(self.old))

    def asked(self) -> dict[str, bool]:
        """Question -> needed, of the opened pages."""
        needed = needs.needed(self.view.regime, self.old)
        beside = {name for name, one in self.inputs.items() if one.needed}
        return {name: name in needed | beside for name in self.named}

    def form(self, answers: Mapping[str, Any] | None = None) -> Any:
        """The opened questions as one form: with `answers` filled from them, else from the request."""
        page = Step("amend", "", "", self.named)
        questions = questions_with(
            self.view.regime, self.inputs, filed_power.filed_by(self.view, self.old)
        )
        whole = {**self.filed, **(answers or {})}
        return step_form(page, self.asked(), answers, questions, whole)

    def content(self, answers: Mapping[str, Any]) -> Content:
        """The newest version with the opened answers replaced; what is empty before and after stays as it was."""
        whole = {**self.filed, **answers}
        asked = {*self.old.answers, *self.named, "sessions", "places", "route"}
        new = content_of(self.old.kind, whole, asked - set(self.inputs), self.inputs)
        takes = set(self.named)
        said = {name: new.answers.get(name) for name in takes if _differs(self.old, new, name)}
        kept = {name: value for name, value in self.old.answers.items() if name not in said}
        return replace(
            self.old,
            sessions=new.sessions if "sessions" in takes else self.old.sessions,
            places=new.places if takes & {"places", "route"} else self.old.places,
            attendance=new.attendance if "attendance" in takes else self.old.attendance,
            answers={**kept, **{name: value for name, value in said.items() if value is not None}},
        )


SHAPED = frozenset({"sessions", "places", "route", "attendance"})


def _differs(old: Content, new: Content, name: str) -> bool:
    if name in SHAPED:
        return False
    return (old.answers.get(name) or "") != (new.answers.get(name) or "")


def _change(reference: str) -> Change:
    """The change that this request is about. NotPossible with the sentence why none can be made."""
    view = own.load(reference)
    move = next((one for one in view.moves if one.verb == "amend"), None)
    law = view.regime.amending
    if law is None or move is None or not move.allowed:
        raise NotPossible(amending.OVER if own.decision(view) else amending.ENDED)
    if not move.open:
        raise NotPossible(move.why_not, **move.values)
    with reading() as work:
        old = versions.content_of(work, work.notice(reference))
    kind = view.regime.kinds[old.kind]
    beside = inputs.of(view.regime, kind)
    can = {need.question for need in kind.questions} | set(beside)
    can -= {name for name in can if law.rule_of(name).effect == "file-anew"}
    groups = tuple(
        replace(step, questions=tuple(name for name in step.questions if name in can))
        for step in road(can, inputs.pages_of(beside))
    )
    groups = (*(step for step in groups if step.questions), PAPERS)
    wanted = request.values.getlist("open")
    return Change(
        view, old, groups, tuple(one.name for one in groups if one.name in wanted), beside
    )


@bp.get("/notices/<string:reference>/amend")
@gate("notice.amend")
def amend(reference: str) -> Answer:
    """Which answers are to change; once chosen, these answers and nothing else."""
    change = _change(reference)
    if not change.open:
        return _choose(change, missing="go" in request.args)
    # papers first, so that nothing typed waits for a file
    if change.papers and "added" not in request.args:
        return redirect(url_for("intake.amend_papers", reference=reference, open=change.open), 303)
    return _edit(change, change.form({**change.filed, **unsent.kept("amend", reference)}))


@bp.post("/notices/<string:reference>/amend")
@gate("notice.amend")
@takes_tongue
def make_amendment(reference: str) -> Answer:
    """Rows of the form, then what follows, then the change; what is typed goes along through all of it."""
    change, wish = _change(reference), request.form.get("do", "go")
    if not change.open:
        return _choose(change, missing=True)
    answers = act(wish, typed.read(change.form()))
    form = change.form(answers)
    if wish == "papers":  # what is typed stands here again when the papers are chosen
        unsent.keep("amend", reference, answers)
        return redirect(url_for("intake.amend_papers", reference=reference, open=change.open), 303)
    follows = respoken.asked() and "mark" in request.form  # that page, in another language
    if wish == "back" or (":" in wish and not (follows and form.valid_as_sent())):
        return _edit(change, form)
    if not form.valid_as_sent():
        return _edit(change, form, 422)
    try:
        if wish == "send":
            return _send(change, answers)
        return _look(change, answers)
    except Overtaken:
        return _edit(_change(reference), form, 409, faster=True)
    except Invalid as error:
        return _refused(change, answers, error)


def _send(change: Change, answers: Mapping[str, Any]) -> Answer:
    reference = change.view.card.row.reference
    try:
        reason = said("reason", longest=2000)
    except Invalid as error:
        return _look(change, answers, 422, problem=say(error.text, **error.values))
    if not reason:
        return _look(change, answers, 422, problem=str(_("Say why; one sentence is enough")))
    try:
        with unit_of_work() as work:
            amending.amend(
                work,
                rulebook(),
                actor=current_actor(),
                reference=reference,
                seen=seen_revision(),
                content=change.content(answers),
                reason=reason,
                mark=request.form.get("mark", ""),
                papers=change.papers,
            )
    except amending.NotSeen:
        return _look(change, answers, 409, moved=True)
    unsent.drop()
    return back(reference)


def added(change: Change) -> tuple[PaperView, ...]:
    """The papers that come with the change so far."""
    if not change.papers:
        return ()
    with reading() as work:
        return attached.pending(work, rulebook(), change.view.card.row.reference)


def _refused(change: Change, answers: Mapping[str, Any], error: Invalid) -> Answer:
    """The sentence at its answer; a page that was not opened and is needed now is opened."""
    needed = next((one for one in change.groups if error.field in one.questions), None)
    if needed is not None and needed.name not in change.open:
        change = replace(change, open=(*change.open, needed.name))
        answers = {**change.filed, **answers}
    form = change.form(answers)
    form.valid_as_sent()
    words = say(error.text, **error.values)
    if error.field in form:
        form[error.field].errors = [*form[error.field].errors, words]
    else:
        form.form_errors.append(words)
    return _edit(change, form, 422)


def _choose(change: Change, *, missing: bool = False) -> Answer:
    page = render_template(
        "intake/amend.html",
        view=change.view,
        change=change,
        law=change.view.regime.amending,
        anew=weighed.locked(change.view.regime),
        missing=missing,
        due=change.view.due("authority"),
    )
    return page, 422 if missing else 200


def _edit(change: Change, form: Any, status: int = 200, *, faster: bool = False) -> Answer:
    page = render_template(
        "intake/amend_edit.html",
        view=change.view,
        change=change,
        form=form,
        faster=faster,
        added=added(change),
        due=change.view.due("authority"),
        has_errors=bool(form.errors),
    )
    return page, status


def _look(
    change: Change,
    answers: Mapping[str, Any],
    status: int = 200,
    *,
    moved: bool = False,
    problem: str = "",
) -> Answer:
    """What follows from the change, before it is confirmed."""
    content = change.content(answers)
    with reading() as work:
        plan = amending.look(
            work,
            rulebook(),
            actor=current_actor(),
            reference=change.view.card.row.reference,
            content=content,
            papers=change.papers,
        )
    page = render_template(
        "intake/amend_look.html",
        view=change.view,
        change=change,
        plan=plan,
        added=added(change),
        rows=diffing.without_reach(
            diffing.rows(change.view.regime, change.old, content, organiser_kinds())
        ),
        kept=list(typed.formdata(answers).items(multi=True)),
        map_moved=ground_compared.compared(change.old.places, content.places),
        weighed=weighed.words_of(change.view.regime, plan),
        reason=request.form.get("reason", ""),
        moved=moved,
        problem=problem,
        due=change.view.due("authority"),
    )
    return page, status
