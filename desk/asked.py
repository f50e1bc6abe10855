"""A body answers without an account: the link of its mail opens one question and nothing else (AD-11).

Looking at the link, as scanners of mail do, shows nothing of the case and does nothing; its button opens the question
in this browser for some hours. An old link says so, and can send a new one to the address that the office knows.
"""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answering, answers
from desk.answer_forms import LinkAnswerForm
from records.errors import Missing
from web import limits, sessions
from web.gate import gate
from web.work import now, reading, rulebook, unit_of_work
from workflow import asked, asking_more, seeing

bp = Blueprint("asked", __name__, url_prefix="/asked")


@bp.get("/<string(length=43):secret>")
@gate("public.read")
def look(secret: str) -> BaseResponse:
    """A page with a button: the same for a good link, an old one and none."""
    return answers.page("desk/asked/look.html", secret=secret, wait="")


@bp.post("/<string(length=43):secret>")
@gate("public.read")
def open_(secret: str) -> BaseResponse:
    """The button was pressed: the question, or why there is none."""
    with unit_of_work() as work:
        left = limits.wait(work, limits.TOKEN, "asked", limits.address())
        found = asked.Opened(asked.UNKNOWN) if left else asked.open_link(work, secret)
    if left:
        return answers.page("desk/asked/look.html", 429, secret=secret, wait=limits.words(left))
    if found.state != asked.OPEN:
        return _shut(secret, found.state)
    sessions.open_question(found.consultation_id)
    return redirect(url_for("asked.question", number=found.consultation_id), 303)


@bp.post("/<string(length=43):secret>/again")
@gate("public.read")
def again(secret: str) -> BaseResponse:
    """Send a new link to the body's own address. The answer tells nobody whether there was one to send."""
    with unit_of_work() as work:
        left = limits.link_again(work, secret)
        if not left:
            asked.send_again(work, secret)
    if left:
        return answers.page("desk/asked/look.html", 429, secret=secret, wait=limits.words(left))
    return answers.page("desk/asked/again.html", task=False)


def _shut(secret: str, state: str) -> BaseResponse:
    known = state in {asked.ANSWERED, asked.ENDED}
    return answers.page("desk/asked/over.html", 410, secret=secret, state=state if known else "")


@bp.route("/question/<int:number>", methods=("GET", "POST"))
@gate("public.read")
def question(number: int) -> BaseResponse:
    """What the body may see of the notice, and its answer, once. Missing in a browser that did not open it."""
    if not sessions.opened_question(number, now() - sessions.OPEN_FOR):
        answering.offered(LinkAnswerForm())  # so that the page of the error knows what was typed
        raise Missing(f"Question {number} is not open here.")
    form = LinkAnswerForm()
    with reading() as work:
        actor = asked.actor_of(work, number, (form.who.data or "").strip())
        reference = asked.reference_of(work, number)
        kind = work.notice(reference).kind
    answering.offered(form, kind)
    if answering.sent(form) and answering.given(form, actor, number):
        return redirect(url_for("asked.question", number=number), 303)
    with reading() as work:
        view = seeing.notice_page(work, rulebook(), actor=actor, reference=reference)
        wanted = asking_more.look(work, actor=actor, reference=reference)
    row = next(one for one in view.consultations if one.id == number)
    status = 422 if form.errors else 200
    return answers.page(
        "desk/asked/question.html", status, **answering.shown(view, row, form, wanted)
    )
