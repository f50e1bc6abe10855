"""A notice that came on paper: one long page, with the minute in which the office received it."""

import secrets
from dataclasses import replace
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from desk import answers, came, content_form
from desk.content_form import PaperForm
from desk.door import body_only, bp, districts, okrugs, scope, sender
from desk.speech import _
from records import queries
from web import kinds
from web.gate import gate
from web.i18n import NAMES, language
from web.kept import filled, kept, skeleton
from web.text import form_key
from web.widgets import choices
from web.work import atlas, current_actor, reading, regimes, rulebook, settings, unit_of_work
from workflow import filing, printing, seeing
from workflow.actor import Actor
from workflow.errors import N_, Invalid, NotAllowed
from workflow.filing import Filed, Sheet
from workflow.views import NoticeView

KEY = "\0key\0"
"""Stands in the kept form where its key goes; no typed text may hold a NUL."""


def _form() -> PaperForm:
    form = PaperForm()
    form.kind.coerce = kinds.key_of
    form.kind.process_data(form.kind.data)
    laws = kinds.grouped(_("choose"))
    content_form.dress(form, laws, okrugs(), language(), request.form.get("more", ""))
    form.locale.choices = choices([(one, NAMES[one]) for one in settings().languages])
    return form


def _office_only() -> None:
    """Bodies are asked about notices; they receive none."""
    if body_only():
        raise NotAllowed(N_("Not yours: a paper notice is entered by the office that receives it."))


def _page(form: PaperForm, status: int = 200) -> BaseResponse:
    return answers.page(
        "desk/paper.html",
        status,
        form=form,
        key=form_key(form.key.data or "") or secrets.token_urlsafe(24),
        districts=districts(),
    )


@bp.get("/paper")
@gate("desk.paper")
def paper() -> BaseResponse:
    """Show the empty page."""
    _office_only()
    laws = tuple(one.pin for one in regimes())
    blank = kept(("paper", laws, atlas().sha256), _blank)
    return answers.page("desk/paper.html", blank=filled(blank, KEY, secrets.token_urlsafe(24)))


def _blank() -> str:
    """Draw the form with nothing in it: only its key and its token differ from reader to reader."""
    return skeleton("desk/_paper_form.html", form=_form(), key=KEY, districts=districts())


@bp.post("/paper")
@gate("desk.paper")
def enter_paper() -> BaseResponse:
    """Enter the notice. Veche never refuses to take one: what the law asks besides is said afterwards."""
    _office_only()
    form = _form()
    if request.form.get("more"):
        return _page(form)
    choice = kinds.find(form.kind.data or "")
    if not content_form.is_whole(form, choice.regime.language if choice else "ru"):
        return _page(form, 422)
    try:
        with unit_of_work() as work:
            filed = _enter(work, form)
    except Invalid as error:
        answers.refuse(form, error)
        return _page(form, 422)
    with reading() as work:
        theirs = queries.reaches(work, scope(), filed.reference)
    if not theirs:  # by law it went to another office: shown once, to the person who typed it
        typist = replace(current_actor(), notices=frozenset({filed.notice_id}))
        return _receipt(*_view(filed.reference, typist), reach=False)
    return redirect(url_for("desk.paper_receipt", reference=filed.reference), 303)


def _enter(work: Any, form: PaperForm) -> Filed:
    received = came.moment(form.received_day.data, form.received_hour.data)
    choice = kinds.find(form.kind.data or "")
    assert choice is not None  # the form was found whole
    sheet = Sheet(
        regime_id=choice.regime.id,
        content=replace(content_form.read(form), kind=choice.kind.id),
        locale=form.locale.data,
        signature=form.signed.data,
        declared=True,
    )
    return filing.enter_paper(
        work,
        rulebook(),
        actor=current_actor(),
        sheet=sheet,
        received_at=received,
        key=form_key(form.key.data or "") or secrets.token_urlsafe(24),
        sender=sender(),
    )


@bp.get("/paper/<reference>")
@gate("desk.paper")
def paper_receipt(reference: str) -> BaseResponse:
    """Show what was entered, to whom it went and when the answer is due; the receipt letter is beside it."""
    _office_only()
    return _receipt(*_view(reference, current_actor()), reach=True)


def _view(reference: str, actor: Actor) -> tuple[NoticeView, int | None]:
    with reading() as work:
        view = seeing.notice_page(work, rulebook(), actor=actor, reference=reference)
        return view, printing.receipt_of(work, view.card.row.id, view.card.locale)


def _receipt(view: NoticeView, letter: int | None, *, reach: bool) -> BaseResponse:
    return answers.page(
        "desk/paper_receipt.html",
        view=view,
        card=view.card,
        unit=view.card.unit_ru if language() == "ru" else view.card.unit_en,
        letter=letter if reach else None,
        reach=reach,
        due=view.due("authority"),
        verdict=view.regime.verdicts.get(view.card.row.window),
    )
