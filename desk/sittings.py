"""Sittings: called, opened, voted and closed by the secretary; members vote in the room or from elsewhere."""

from datetime import date
from typing import Any, cast
from zoneinfo import ZoneInfo

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers
from desk.commission_forms import SittingForm
from desk.door import bp
from desk.letters import as_file
from desk.lists import PAGE
from desk.sitting_views import SittingView, may_read, view_of
from desk.speech import _
from records import commission_rows
from records.errors import Missing
from web.filters import say, today
from web.gate import gate
from web.i18n import language
from web.text import row_number
from web.typed_text import said
from web.widgets import choices
from web.work import current_actor, reading, rulebook, settings, unit_of_work
from workflow import sitting_ends, sitting_minutes, when
from workflow import sittings as service
from workflow.errors import Invalid, NotAllowed


def _zone() -> ZoneInfo:
    return ZoneInfo(settings().timezone)


@bp.route("/sittings", methods=("GET", "POST"))
@gate("commission.read")
def sittings() -> BaseResponse:
    """Show the sittings of the reader's commissions; the secretary calls one."""
    form, before = SittingForm(), row_number(request.args.get("before", ""))
    with reading() as work:
        every = [
            one
            for one in commission_rows.commissions(work)
            if may_read(work, one.id or 0, one.unit_id)
        ]
        mine = [one for one in every if service.may_keep(current_actor(), one.unit_id)]
        ids = frozenset(one.id or 0 for one in every)
        rows = commission_rows.sittings(work, ids, before=before, limit=PAGE + 1)
    names = {one.id: one.name_ru if language() == "ru" else one.name_en for one in every}
    form.commission.choices = choices([(str(one.id), names[one.id]) for one in mine])
    if form.is_submitted() and not mine:
        raise NotAllowed(service.NOT_KEPT)
    if form.validate_on_submit():
        try:
            day = cast(date, form.day.data)
            with unit_of_work() as work:
                made = service.plan(
                    work, actor=current_actor(), commission_id=int(form.commission.data),
                    starts_at=when.instant(day, form.hour.data, _zone(), "hour"), place=form.place.data,
                )  # fmt: skip
                number = made.id
            return redirect(url_for("desk.sitting", number=number), 303)
        except Invalid as error:
            answers.refuse(form, error)
    more = url_for("desk.sittings", before=rows[PAGE - 1].id) if len(rows) > PAGE else ""
    return answers.page(
        "desk/sittings.html", 422 if form.errors else 200, form=form, rows=rows[:PAGE], names=names,
        mine=mine, next=more, first=before is None,
    )  # fmt: skip


def _shown(number: int, status: int = 200, why: str = "", item: int = 0) -> BaseResponse:
    """The page; after a deed that was refused, of this item if of one, with what was typed for it."""
    with reading() as work:
        view = view_of(work, number)
    if view is None:
        raise Missing("Not there, or not for this reader.")
    return answers.page(
        "desk/sitting.html", status, view=view, me=current_actor().account_id, why=why,
        ways={"here": _("in the room"), "remote": _("from elsewhere"), "left": _("left")},
        votes={"for": _("For"), "against": _("Against"), "abstain": _("Abstains")},
        results={
            "carried": _("carried"), "rejected": _("not carried"), "no-quorum": _("no quorum"),
            "taken-off": _("off the agenda"), "tied": _("votes equal, nothing decided"),
        },
        states=state_words(),
        kept={item: request.form.get("dissent", ""), "remarks": request.form.get("remarks", ""), "reason": request.form.get("reason", "")},
    )  # fmt: skip


def state_words() -> dict[str, str]:
    """Name the states of a sitting."""
    return {
        "planned": _("called"),
        "open": _("open"),
        "closed": _("closed"),
        "dropped": _("called off"),
    }


def _seen(number: int) -> SittingView:
    """The sitting if the reader may know of it; else the answer of one that is not there."""
    with reading() as work:
        view = view_of(work, number)
    if view is None:
        raise Missing("Not there, or not for this reader.")
    return view


@bp.get("/sittings/<int(max=2147483647):number>")
@gate("commission.read")
def sitting(number: int) -> BaseResponse:
    """Show the agenda, who is there, the votes, and the minutes."""
    return _shown(number)


@bp.post("/sittings/<int(max=2147483647):number>/agenda")
@gate("commission.keep")
def put_on_agenda(number: int) -> BaseResponse:
    """Put drafts on the agenda."""
    _seen(number)
    wanted = [row_number(one) or 0 for one in request.form.getlist("notices")]
    if not wanted:
        return _shown(number, 422, _("Choose at least one draft."))
    with unit_of_work() as work:
        service.put(
            work,
            rulebook(),
            actor=current_actor(),
            sitting_id=number,
            notices=[one for one in wanted if one],
        )
    return redirect(url_for("desk.sitting", number=number), 303)


@bp.post("/sittings/<int(max=2147483647):number>/open")
@gate("commission.keep")
def open_sitting(number: int) -> BaseResponse:
    """Open the sitting, on its day."""
    _seen(number)
    return _done(number, lambda work: service.open_(work, actor=current_actor(), sitting_id=number))


@bp.post("/sittings/<int(max=2147483647):number>/drop")
@gate("commission.keep")
def drop_sitting(number: int) -> BaseResponse:
    """Call the sitting off before it began."""
    _seen(number)
    return _done(
        number,
        lambda work: service.drop(
            work, actor=current_actor(), sitting_id=number, reason=said("reason", longest=service.LONGEST)
        ),
    )  # fmt: skip


@bp.post("/sittings/<int(max=2147483647):number>/presence")
@gate("commission.read")
def mark_presence(number: int) -> BaseResponse:
    """Say that a member is there."""
    _seen(number)
    who = row_number(request.form.get("account", "")) or current_actor().account_id or 0
    return _done(
        number,
        lambda work: service.mark(
            work, actor=current_actor(), sitting_id=number, account_id=who,
            way=request.form.get("way", ""), today=today(),
        ),
    )  # fmt: skip


@bp.post("/sittings/<int(max=2147483647):number>/items/<int(max=2147483647):item>/vote")
@gate("commission.read")
def cast_vote(number: int, item: int) -> BaseResponse:
    """Vote on an item."""
    _seen(number)
    return _done(
        number,
        lambda work: service.vote(
            work, actor=current_actor(), item_id=item, choice=request.form.get("choice", ""),
            dissent=said("dissent", longest=service.LONGEST),
            account_id=row_number(request.form.get("account", "")), today=today(),
        ),
        item,
    )  # fmt: skip


@bp.post("/sittings/<int(max=2147483647):number>/close")
@gate("commission.keep")
def close_sitting(number: int) -> BaseResponse:
    """Count and write everything at once."""
    _seen(number)
    return _done(
        number,
        lambda work: sitting_ends.close(
            work, rulebook(), actor=current_actor(), sitting_id=number,
            remarks=said("remarks", longest=service.LONGEST), today=today(), zone=_zone(),
        ),
    )  # fmt: skip


def _done(number: int, deed: Any, item: int = 0) -> BaseResponse:
    try:
        with unit_of_work() as work:
            deed(work)
    except Invalid as error:
        return _shown(number, 422, say(error.text, **error.values), item)
    anchor = f"item-{item}" if item else None
    return redirect(url_for("desk.sitting", number=number, _anchor=anchor), 303)


@bp.post("/sittings/<int(max=2147483647):number>/minutes/again")
@gate("commission.keep")
def print_minutes_again(number: int) -> BaseResponse:
    """Send held minutes to the press again."""
    _seen(number)
    return _done(
        number,
        lambda work: sitting_minutes.try_again(work, actor=current_actor(), sitting_id=number),
    )


@bp.get("/sittings/<int(max=2147483647):number>/minutes-<locale>.pdf")
@gate("commission.read")
def sitting_minutes_pdf(number: int, locale: str) -> BaseResponse:
    """Give the printed minutes; not to whom an item of them is closed."""
    view = _seen(number)
    with reading() as work:
        whole = len(commission_rows.items(work, number)) == len(view.items)
        kept = sitting_minutes.stored(work, number, locale) if whole else None
    if kept is None or kept.pdf is None:
        raise Missing("Not there, or not for this reader.")
    return as_file(kept.pdf, f"minutes-{number}-{kept.locale}.pdf")
