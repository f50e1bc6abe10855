"""A body acknowledges and completes an assignment without an account: by the link of its mail, like a question."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers, task_words
from desk.fields import DeskForm
from records.errors import Missing
from web import limits, sessions
from web.gate import gate
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, Given, LineField, TextField
from web.work import now, reading, unit_of_work
from workflow import assigning, task_links

bp = Blueprint("assigned", __name__, url_prefix="/assigned")


class LinkDoneForm(DeskForm):
    """Known or done, by whom."""

    who = LineField(
        _l("Your name and post"),
        validators=[Given(_l("Enter your name and your post: an answer needs somebody who gave it")), AtMost(200)],
    )  # fmt: skip
    note = TextField(_l("What was done"), validators=[AtMost(1000)])


@bp.get("/<string(length=43):secret>")
@gate("public.read")
def look(secret: str) -> BaseResponse:
    """A page with a button: the same for a good link, an old one and none."""
    return answers.page("desk/asked/task_look.html", secret=secret, wait="", over=False)


@bp.post("/<string(length=43):secret>")
@gate("public.read")
def open_(secret: str) -> BaseResponse:
    """The button was pressed: the assignment, or that there is none."""
    with unit_of_work() as work:
        left = limits.wait(work, limits.TOKEN, "asked", limits.address())
        found = 0 if left else task_links.open_link(work, secret)
    if left or not found:
        wait = limits.words(left) if left else ""
        return answers.page(
            "desk/asked/task_look.html",
            429 if left else 410,
            secret=secret,
            wait=wait,
            over=not left,
        )
    sessions.open_question(-found)  # beside the questions, below nought
    return redirect(url_for("assigned.task", number=found), 303)


@bp.post("/<string(length=43):secret>/again")
@gate("public.read")
def again(secret: str) -> BaseResponse:
    """Send a new link to the body's own address. The answer tells nobody whether there was one to send."""
    with unit_of_work() as work:
        left = limits.link_again(work, secret)
        if not left:
            task_links.send_again(work, secret)
    if left:
        return answers.page(
            "desk/asked/task_look.html", 429, secret=secret, wait=limits.words(left), over=False
        )
    return answers.page("desk/asked/again.html", task=True)


@bp.route("/task/<int:number>", methods=("GET", "POST"))
@gate("public.read")
def task(number: int) -> BaseResponse:
    """One assignment, acknowledged or completed. Missing in a browser that did not open it."""
    form = LinkDoneForm()
    if not sessions.opened_question(-number, now() - sessions.OPEN_FOR):
        raise Missing(f"Assignment {number} is not open here.")
    if form.validate_on_submit():
        with unit_of_work() as work:
            _row, actor = assigning.of_link(work, number, (form.who.data or "").strip())
            done = request.form.get("do") == "done"
            assigning.mark(work, actor=actor, task_id=number, done=done, note=form.note.data or "")
        return redirect(url_for("assigned.task", number=number), 303)
    with reading() as work:
        row, _actor = assigning.of_link(work, number)
    return _page(row, form)


def _page(row: Any, form: LinkDoneForm) -> BaseResponse:
    return answers.page(
        "desk/asked/task.html", 422 if form.errors else 200, one=row, form=form,
        **task_words.marks(),
    )  # fmt: skip
