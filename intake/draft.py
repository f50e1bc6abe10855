"""The pages of the form: every send is kept in the draft first, right or wrong, then looked at."""

from dataclasses import replace
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake import law, paper, reconciling, typed
from intake.actions import act
from intake.door import bp
from intake.forms import step_form
from intake.hours import warnings_of
from intake.inputs import at_site
from intake.margin import margin
from intake.paper import KindLost, Paper
from intake.precheck import address_of
from intake.questions import QUESTIONS
from intake.start import kind_form
from intake.steps import ALL, BY_NAME, HEADS, Step, after, before
from intake.summary import line_of
from intake.where import where
from web import errors
from web.filters import law as said
from web.gate import gate
from web.i18n import remember
from web.respoken import SPEAKS
from web.sessions import browser
from web.work import current_actor, reading, unit_of_work
from workflow import drafting
from workflow.drafting import Apart, Seen

Answer = Response | str | tuple[str, int]


@bp.get("/draft")
@gate("notice.file")
def draft() -> Response:
    """Go on where the draft in this browser has its first open page."""
    here = paper.current()
    if here is None:
        return redirect(url_for("intake.new"), 303)
    return redirect(_first_open(here), 303)


def _first_open(here: Paper, **more: Any) -> str:
    """The first page that is not whole; `more` goes along to it."""
    if here.draft.filed_reference:
        return url_for("intake.answers")
    for step in here.steps:
        if step.name in here.problems:
            return url_for("intake.step", name=step.name, **more)
    return url_for("intake.answers")


@bp.get("/drafts/<secret>")
@gate("notice.file")
def open_draft(secret: str) -> Response:
    """Open a draft by its link, in any browser."""
    try:
        here = paper.load(secret)
    except KindLost:
        paper.hold(secret)
        raise
    paper.hold(secret)
    return redirect(_first_open(here), 303)


@bp.post("/drafts/<int:draft_id>/open")
@gate("notice.file")
def open_own(draft_id: int) -> Response:
    """Open a draft of one's account in this browser."""
    with unit_of_work() as work:
        secret = drafting.open_own(work, current_actor(), draft_id)
    paper.hold(secret)
    return redirect(url_for("intake.draft"), 303)


@bp.route("/drafts/<secret>/quiet", methods=["GET", "POST"])
@gate("notice.file")
def quiet(secret: str) -> str:
    """Stop the reminders of a draft: a button, so that a scanner of mails stops nothing."""
    if request.method == "POST":
        with unit_of_work() as work:
            drafting.quiet(work, secret)
    with reading() as work:
        here = drafting.load(work, secret)
    return render_template("intake/quiet.html", secret=secret, done=not here.remind)


@bp.errorhandler(KindLost)
def kind_lost(error: KindLost) -> Answer:
    """The law knows this kind no more: another one is chosen, and what was typed stays."""
    if request.method == "POST":
        return render_template("intake/kind_lost.html", typed=errors.typed()), 409
    return redirect(url_for("intake.kind"), 303)


@bp.get("/draft/<name>")
@gate("notice.file")
def step(name: str) -> Answer:
    """One page of the form, as it is kept."""
    here = paper.current()
    if here is None:
        return redirect(url_for("intake.new"), 303)
    if here.draft.filed_reference:
        return redirect(url_for("intake.answers"), 303)
    if not here.page_is_there(name):  # an answer made the form a long one, or a short one
        return redirect(_first_open(here), 303)
    page = here.step(name)
    grown = "grown" in request.args and not here.short
    form = here.checked(page) if _told(here, page, grown) else here.form(page)
    prefill(here, form)
    return render_step(here, page, form, grown=grown)


def _told(here: Paper, page: Step, grown: bool) -> bool:
    """Whether a form that has just grown says what it misses."""
    return grown and any(not typed.empty(here.answers.get(one)) for one in page.questions)


def prefill(here: Paper, form: Any) -> None:
    """The e-mail address of who is signed in, until something was said there: empty is an answer too."""
    person = browser().person
    if person is None or person.posts or current_actor().account_id is None:
        return
    if "email" in form and "email" not in here.answers and not form.email.data:
        form.email.data = person.email or ""


def render_step(here: Paper, page: Step, form: Any, **more: Any) -> str:
    """Draw one page of the form."""
    previous = before(here.steps, page.name)
    return render_template(
        "intake/step.html",
        **{
            "paper": here,
            "step": page,
            "form": form,
            "number": here.steps.index(page) + 1,
            "margin": margin(here),
            "previous": here.step(previous) if previous else None,
            "from_answers": request.values.get("back") == "answers",
            "has_errors": bool(form.errors),
            "asked": here.asked,
            "heads": HEADS if page.name == ALL else {},
            "help_of": lambda id_: _help(here, id_),
            "dates": address_of(here) if here.days else "",
            "warnings": [],
            "theirs": [],
            "where": where(here, page.name),
            **more,
        },
    )


def _help(here: Paper, id_: str) -> str:
    """What the law wants to be known of a question, else what the form says of it."""
    own = here.check.regime.questions.get(id_)
    return (said(own.help) if own else "") or str(here.questions[id_].help)


@bp.post("/draft/<name>")
@gate("notice.file")
def save_step(name: str) -> Answer:
    """Keep what was typed, then go on, add or take away a row, or show what needs a change."""
    here = paper.current()
    if here is None:
        return _lost()
    if here.draft.filed_reference:
        shown = {"reference": here.draft.filed_reference, "typed": errors.typed()}
        return render_template("intake/filed_already.html", **shown), 409
    if not here.page_is_there(name):
        return redirect(_first_open(here), 303)
    page = here.step(name)
    wish = request.form.get("do", "go")
    answers = at_site(act(wish, typed.read(here.form(page, posted=True))))
    try:
        here = paper.save(
            here,
            answers,
            seen=Seen.read(request.form.get("seen", "")),
            trail=_trail(here, page, wish),
        )
    except Apart as error:
        return _apart(here, page, answers, error)
    if (onward := _elsewhere(here, page, wish)) is not None:
        return onward
    page = here.step(name)  # an answer may have opened more questions on it
    form = here.checked(page)
    if form.problems():
        return render_step(here, page, form), 422
    warnings = warnings_of(here, page) if wish != "keep" else []
    if warnings:
        return render_step(here, page, form, warnings=warnings), 200
    return redirect(_onward(here, page), 303)


def _elsewhere(here: Paper, page: Step, wish: str) -> Response | None:
    """Where a button leads that only keeps what is typed, or a page that is not there any more; else None."""
    if wish == "later":
        return redirect(url_for("intake.later"), 303)
    if not here.page_is_there(page.name) and page.name == ALL and wish not in {"short", "long"}:
        return redirect(_first_open(here, grown="1"), 303)
    if wish in {"short", "long"} or not here.page_is_there(page.name):
        return redirect(url_for("intake.draft"), 303)
    if wish.startswith(SPEAKS):
        back = "answers" if request.form.get("back") == "answers" else None
        there = redirect(url_for("intake.step", name=page.name, back=back), 303)
        return remember(there, wish.removeprefix(SPEAKS))
    if ":" in wish:  # a row came, went or moved
        return redirect(_again(page, wish), 303)
    return None


def _as_sent(name: str) -> None:
    """The form of a page as it was sent, to name its questions where the page could not be kept."""
    questions = BY_NAME[name].questions if name in BY_NAME else tuple(QUESTIONS)
    step_form(Step(name, "", "", questions), dict.fromkeys(questions, False))


save_step.asks = _as_sent  # type: ignore[attr-defined]  # functions carry attributes


def _trail(here: Paper, page: Step, wish: str) -> dict[str, Any]:
    """What was asked on the page that is sent; a button for rows looks at nothing."""
    if wish in {"short", "long"}:
        return {"short": wish == "short"}
    return {} if ":" in wish else {"asked": reconciling.asked_on(here, page.questions)}


def _apart(here: Paper, page: Step, answers: dict[str, Any], error: Apart) -> Answer:
    """Another page was faster with other words: both texts stand here, and a person chooses."""
    now = Paper(here.secret, error.draft)
    mine = Paper(here.secret, replace(error.draft, answers={**error.draft.answers, **answers}))
    form = mine.form(page)
    theirs = [line_of(now, id_) for id_ in page.questions if id_ in now.asked]
    return render_step(now, page, form, theirs=theirs), 409


def _again(page: Step, wish: str) -> str:
    rows = wish.partition(":")[2].partition("-")[0]
    back = "answers" if request.form.get("back") == "answers" else None
    anchor = "map-title" if rows == "map" else f"{rows}-rows"
    return url_for("intake.step", name=page.name, back=back, _anchor=anchor)


def _onward(here: Paper, page: Step) -> str:
    if request.form.get("back") == "answers":  # what is still open is listed there
        return url_for("intake.answers")
    onward = after(here.steps, page.name)
    if onward == "answers":
        return url_for("intake.answers")
    return url_for("intake.step", name=onward)


def _lost() -> Answer:
    """The draft is nowhere to be found: what was typed stays on the page."""
    return render_template("intake/lost.html", typed=errors.typed()), 409


@bp.route("/draft/kind", methods=["GET", "POST"])
@gate("notice.file")
def kind() -> Answer:
    """Change the kind of the draft; answers that the new kind does not ask are kept and not filed."""
    here = paper.current(lost=True)
    if here is None:
        return redirect(url_for("intake.new"), 303)
    lost = here.kind_lost
    form = kind_form() if request.method == "POST" else kind_form(kind=here.choice_key)
    if request.method == "POST" and form.validate():
        here = paper.turn(here, law.kind(form.kind.data), {})
        return redirect(_first_open(here), 303)
    status = 422 if request.method == "POST" else 200
    page = render_template(
        "intake/kind.html",
        paper=here,
        form=form,
        lost=lost,
        margin=None if lost else margin(here),
        has_errors=status == 422,
    )
    return page, status
