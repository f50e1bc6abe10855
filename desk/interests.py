"""A person's own interests: the yearly declaration, the standing list, and the interest in one notice."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.door import bp, scope
from desk.interest_forms import InterestForm, NoticeInterestForm
from records import interest_rows, queries
from records.errors import Missing
from web.filters import today
from web.gate import gate
from web.security import own_path
from web.work import current_actor, reading, rulebook, settings, unit_of_work
from workflow import interests as service
from workflow.errors import Invalid


@bp.route("/interests", methods=("GET", "POST"))
@gate("interest.declare")
def interests() -> BaseResponse:
    """Show what the person declared; enter one more."""
    form = InterestForm(data={"next": own_path(request.args.get("next"))})
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                service.add(work, actor=current_actor(), kind=form.kind.data, words=form.words.data)
            after = own_path(form.next.data)
            return redirect(url_for("desk.interests", next=after or None), 303)
        except Invalid as error:
            answers.refuse(form, error)
    number = current_actor().account_id or 0
    with reading() as work:
        rows = interest_rows.standing(work, number)
        until = interest_rows.declared_until(work, number)
    return answers.page(
        "desk/interests.html",
        422 if form.errors else 200,
        form=form,
        rows=rows,
        until=until,
        due=until is None or until < today(),
        asked=settings().interests != "free",
        said=bool(request.args.get("said")),
        next=own_path(form.next.data),
    )


@bp.post("/interests/declare")
@gate("interest.declare")
def declare_interests() -> BaseResponse:
    """Say that the list is whole; then go on where one wanted to go."""
    with unit_of_work() as work:
        service.declare(work, actor=current_actor(), today=today())
    return redirect(own_path(request.form.get("next")) or url_for("desk.interests"), 303)


@bp.route("/notices/<string:reference>/interest", methods=("GET", "POST"))
@gate("interest.declare")
def notice_interest(reference: str) -> BaseResponse:
    """Say that one has an interest in a notice: from then on it is closed to the person."""
    form = NoticeInterestForm(data={"next": own_path(request.args.get("next"))})
    with reading() as work:
        card = queries.notice_card(work, scope(), reference)
        shut = service.shut(work, rulebook(), actor=current_actor(), reference=reference)
    if form.validate_on_submit():
        try:
            with unit_of_work() as work:
                service.recuse(
                    work, rulebook(), actor=current_actor(), reference=reference,
                    account_id=current_actor().account_id or 0, reason=form.reason.data,
                )  # fmt: skip
            return redirect(url_for("desk.interests", said=1), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return answers.page(
        "desk/notice_interest.html",
        422 if form.errors else 200,
        form=form,
        card=card,
        named=current_actor().holds(card.row.unit_id, "officer", "head", "clerk", "signatory"),
        shut=shut,
        asked=settings().interests == "each",
    )


@bp.post("/notices/<string:reference>/no-interest")
@gate("interest.declare")
def no_interest(reference: str) -> BaseResponse:
    """Say before a notice opens that one has no interest in it."""
    if request.form.get("next") and not own_path(request.form.get("next")):
        raise Missing(reference)
    with unit_of_work() as work:
        service.say_none(work, actor=current_actor(), reference=reference)
    after = own_path(request.form.get("next")) or url_for("desk.notice", reference=reference)
    return redirect(after, 303)
