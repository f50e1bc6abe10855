"""Messages of the office about a notice: drafted, seen as the recipient will see them, released by name, sent again."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse
from wtforms import SelectField

from desk import answers
from desk.door import bp
from desk.fields import DeskForm
from desk.notice import page_of
from desk.speech import _
from records import message_rows
from records.errors import Missing
from web import mail
from web.gate import gate
from web.i18n import language
from web.i18n import lazy_gettext as _l
from web.text import row_number
from web.widgets import AtMost, Given, TextField, choices
from web.work import current_actor, reading, rulebook, settings, unit_of_work
from workflow import mailing, mailroom, messaging
from workflow.errors import Invalid
from workflow.policy import allows

WORDS = (Given(_l("Write what the message says")), AtMost(messaging.LONGEST))


class BeginForm(DeskForm):
    """To whom, and what."""

    to = SelectField(_l("To"), choices=[], validate_choice=False)
    text = TextField(_l("Message"), validators=WORDS)


class DraftForm(DeskForm):
    """What a draft says now."""

    text = TextField(_l("Message"), validators=WORDS)


def _may(view: Any) -> bool:
    row: Any = view.card.row
    return allows(current_actor(), "message.write", row, view.regime.stages[row.stage])


def _list(reference: str, form: BeginForm) -> BaseResponse:
    with reading() as work:
        view = page_of(work, reference)
        found = messaging.look(work, actor=current_actor(), reference=reference)
        asked = message_rows.asked(work, view.card.row.id)
    own = language() == "ru"
    form.to.choices = choices(
        [("", _("choose")), (messaging.ORGANISER, _("the organiser")),
         *((one.code, one.name_ru if own else one.name_en) for one in asked)]
    )  # fmt: skip
    return answers.page(
        "desk/messages.html", 422 if form.errors else 200, view=view, card=view.card, form=form,
        found=found, may=_may(view), own=own,
    )  # fmt: skip


@bp.get("/notices/<reference>/messages")
@gate("desk.read")
def messages(reference: str) -> BaseResponse:
    """List them, the newest first, and begin another."""
    return _list(reference, BeginForm(formdata=None))


@bp.post("/notices/<reference>/messages")
@gate("message.write")
def write_message(reference: str) -> BaseResponse:
    """Keep a draft; nothing leaves yet."""
    with reading() as work:
        page_of(work, reference)  # in reach
    form = BeginForm()
    if form.validate():
        try:
            with unit_of_work() as work:
                number = messaging.begin(
                    work, rulebook(), actor=current_actor(), reference=reference,
                    to=form.to.data or "", text=form.text.data or "",
                )  # fmt: skip
            return redirect(url_for("desk.message", reference=reference, number=number), 303)
        except Invalid as error:
            answers.refuse(form, error)
    return _list(reference, form)


@bp.get("/notices/<reference>/messages/<int(max=2147483647):number>")
@gate("desk.read")
def message(reference: str, number: int) -> BaseResponse:
    """Show one message as its recipient reads it, with its versions; a draft can be changed."""
    return _one(reference, number, DraftForm(formdata=None))


def _one(reference: str, number: int, form: DraftForm) -> BaseResponse:
    with reading() as work:
        view = page_of(work, reference)
        every = messaging.look(work, actor=current_actor(), reference=reference)
        found = next((one for one in every if one.id == number), None)
        if found is None:
            raise Missing(f"Message {number} is not there.")
        may = _may(view)
        kept = message_rows.versions(work, number) if may else ()
        envelope = mailroom.address(
            work, rulebook(), mailing.of_message(view.card.row.id, number, found.unit_id)
        )
        if envelope and may and not found.released_at:
            envelope = replace(
                envelope, sender=messaging.sender(work, current_actor(), envelope.locale)
            )
        seen_as = mail.write(work, envelope, settings()) if envelope else None
    if not form.is_submitted():
        form.text.data = found.text
    return answers.page(
        "desk/message.html", 422 if form.errors else 200, view=view, card=view.card, form=form,
        one=found, versions=kept, may=may, seen_as=seen_as, own=language() == "ru",
    )  # fmt: skip


@bp.post("/notices/<reference>/messages/<int(max=2147483647):number>")
@gate("message.write")
def do_message(reference: str, number: int) -> BaseResponse:
    """Keep other words, release it, put it aside, or send it once more."""
    with reading() as work:
        page_of(work, reference)  # in reach
    what, form = request.form.get("do", ""), DraftForm()
    seen = row_number(request.form.get("version", "")) or 0
    common: dict[str, Any] = {
        "actor": current_actor(), "reference": reference, "message_id": number,
    }  # fmt: skip
    deeds: dict[str, Callable[[Any], None]] = {
        "send": lambda work: messaging.send(work, rulebook(), seen=seen, **common),
        "drop": lambda work: messaging.drop(work, rulebook(), seen=seen, **common),
        "again": lambda work: messaging.again(work, rulebook(), **common),
    }
    if what not in deeds and not form.validate():
        return _one(reference, number, form)
    try:
        with unit_of_work() as work:
            deed = deeds.get(what)
            if deed is not None:
                deed(work)
            else:
                messaging.keep(work, rulebook(), seen=seen, text=form.text.data or "", **common)
    except Invalid as error:
        answers.refuse(form, error)
        return _one(reference, number, form)
    return redirect(url_for("desk.message", reference=reference, number=number), 303)
