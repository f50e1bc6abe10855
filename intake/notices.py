"""A filed notice: its receipt, its state, its letters; my notices."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from intake import history, inputs, lines, own, pleas
from intake.door import bp
from intake.forms import MendForm
from intake.open_things import open_things
from intake.summary import said
from records import casefile
from records.errors import Missing
from web import bargain_words, ground
from web.filters import law, say
from web.gate import gate
from web.headers import name_file
from web.i18n import gettext as _
from web.i18n import language
from web.work import current_actor, reading, rulebook, settings, unit_of_work
from workflow import (
    agreeing,
    asking_more,
    bargaining,
    closing,
    consulting,
    curing,
    differing,
    ledger,
    messaging,
    minuting,
    policy,
    printing,
    receiving,
    reminding,
    resources,
    versions,
)
from workflow.errors import Invalid, NotPossible
from workflow.views import NoticeView

Answer = BaseResponse | str | tuple[str, int]
HIDDEN_ON_RECEIPT = frozenset({"phone", "email", "address", "postcode"})


@bp.get("/notices/<string:reference>")
@gate("notice.own")
def status(reference: str) -> str:
    """Where the notice is, by when the answer comes, what can be done."""
    view = own.load(reference)
    dealt = _dealt(view)
    return render_template(
        "intake/status.html",
        **dealt,
        tasks=open_things(view, dealt),
        gave_up=closing.gave_up(view.regime, view.card.row.stage),
        reach=_reach(view),
        speaks=_speaks(view),
        view=view,
        heading=own.heading(view),
        points=own.points(view),
        due=view.due("authority"),
        mine=view.due("organiser"),
        awaited=own.awaited(view),
        letters=own.my_letters(view),
        paper_address=lambda code: url_for("intake.notice_paper", reference=reference, code=code),
        titles=own.letter_titles(),
        entries=history.entries(view),
        decision=own.decision(view),
        proposed=own.proposed_by(view, own.decision(view)),
        replied=own.replied(view),
        withdraw=own.can(view, "withdraw"),
        cancel=own.can(view, "cancel"),
        ways=pleas.ways(view),
        held=reminding.held(view.regime, view.card.row.stage),
        pleas=pleas.mine(view),
        change=own.can(view, "amend"),
        answer=own.can(view, "return"),
        unit=own.unit_name(view.card),
        days=lines.session_lines(view.sessions),
        where=lines.place_lines(view.places),
        people=lines.people_line(view.card.row.attendance),
        ground=ground.ground(view.places, view.card.row.attendance, view.sessions),
    )


def _dealt(view: NoticeView) -> dict[str, Any]:
    """What the office and the organiser settle beside the road: conditions, talks, questions, posts, offers."""
    reference = view.card.row.reference
    with reading() as work:
        actor, book = current_actor(), rulebook()
        talk = bargaining.look(work, book, actor=actor, reference=reference)
        offers = any(one.by != "office" for one in talk.turns)
        points = curing.points(view.regime, view.card.row.kind)
        return {
            "conditions": agreeing.look(work, book, actor=actor, reference=reference),
            "talks": minuting.look(work, book, actor=actor, reference=reference),
            "wanted": asking_more.look(work, actor=actor, reference=reference),
            "said": messaging.look(work, actor=actor, reference=reference),
            "posts": resources.look(work, actor=actor, reference=reference),
            "turns": bargain_words.turns(talk, own=True) if offers else [],
            "named": {field: law(title) for field, title in points},
        }


@bp.get("/notices/<string:reference>/dates")
@gate("notice.own")
def dates(reference: str) -> str:
    """Every date of the notice with the law that gives it and how it was counted (A01)."""
    own.load(reference)  # theirs, or not there
    with reading() as work:
        found = ledger.look(work, rulebook(), actor=current_actor(), reference=reference)
    return render_template("intake/dates.html", ledger=found)


# --- the receipt ---------------------------------------------------------------------------


@bp.get("/notices/<string:reference>/receipt")
@gate("notice.own")
def receipt(reference: str) -> str:
    """The receipt: prints on one sheet."""
    return _receipt(own.load(reference), MendForm(formdata=None))


def _receipt(view: NoticeView, form: MendForm, **more: Any) -> str:
    with reading() as work:
        contact = casefile.contact_of(work, policy.scope_of(current_actor()), view.card.row.id)
        notice = work.notice(view.card.row.reference)
        content = versions.content_of(work, notice, 1)
        found = ledger.judged(work, rulebook(), view.regime, notice)
    judged, beside = view.regime, inputs.of(view.regime, view.regime.kinds[content.kind])
    rows = [(str(_("Kind")), law(view.kind_name), "")]
    rows += [
        (law(question.title), *said(content, name))
        for name, question in judged.questions.items()
        if name not in HIDDEN_ON_RECEIPT
    ]
    rows += [
        (law(one.title), inputs.words_of(one, content.answers.get(one.id)), "")
        for one in beside.values()
    ]
    return render_template(
        "intake/receipt.html",
        **{
            "view": view,
            "form": form,
            "email": (contact.email if contact else "") or _reach(view).email,
            "due": view.due("authority"),
            "mine": view.due("organiser"),
            "unit": own.unit_name(view.card),
            "rows": [row for row in rows if row[1]],
            "papers": [one for one in view.papers if one.version == 1],
            "copies": [
                law(view.regime.addressees[one].name) for one in (found.also_to if found else ())
            ],
            "told": [law(one.name) for one in consulting.usual(view.regime, content)],
            "mended": "mended" in request.args,
            "shared": own.is_shared(view),
            "changed": _changed(view),
            "mends": view.card.row.organiser_id not in current_actor().reads,
            "has_errors": bool(form.errors),
            **more,
        },
    )


def _reach(view: NoticeView) -> receiving.Reach:
    """How the organiser hears of the notice."""
    with reading() as work:
        reference = view.card.row.reference
        return receiving.reach(work, rulebook(), actor=current_actor(), reference=reference)


def _speaks(view: NoticeView) -> tuple[str, ...]:
    """Languages among which letters and mails can be asked for; none for who only reads along."""
    reads = view.card.row.organiser_id in current_actor().reads
    spoken = tuple(settings().languages)
    return spoken if len(spoken) > 1 and not reads else ()


def _changed(view: NoticeView) -> Any:
    """The newest version, where it is another than was filed."""
    if view.version == 1:
        return None
    with reading() as work:
        actor, reference = current_actor(), view.card.row.reference
        return differing.versions_of(work, rulebook(), actor=actor, reference=reference).all[0]


@bp.post("/notices/<string:reference>/receipt")
@gate("notice.own")
def mend(reference: str) -> Answer:
    """Put a wrong e-mail address right; the receipt is mailed there again."""
    view, form = own.load(reference), MendForm()
    if not form.validate():
        return _receipt(view, form), 422
    try:
        with unit_of_work() as work:
            receiving.mend_address(
                work,
                rulebook(),
                actor=current_actor(),
                reference=reference,
                email=form.email.data,
            )
    except Invalid as error:
        form.email.errors = [say(error.text, **error.values)]
        return _receipt(view, form), 422
    return redirect(url_for("intake.receipt", reference=reference, mended=1), 303)


@bp.get("/notices/<string:reference>/receipt.pdf")
@gate("notice.own")
def receipt_pdf(reference: str) -> Answer | Response:
    """The stored receipt; until the press made it, a page that says so."""
    view = own.load(reference)
    with reading() as work:
        letter_id = printing.receipt_of(work, view.card.row.id, language())
    if letter_id is None:
        return _not_made(view, None)
    return letter(reference, str(letter_id))


@bp.get("/notices/<string:reference>/letters/<string:letter_id>.pdf")
@gate("notice.own")
def letter(reference: str, letter_id: str) -> Answer | Response:
    """The stored bytes of a letter, never a second rendering."""
    view = own.load(reference)
    mine = {str(row.id): row.id for row in view.letters}
    if letter_id not in mine:
        raise Missing(f"Letter {letter_id} is not there.")
    try:
        with reading() as work:
            found = printing.bytes_of(work, actor=current_actor(), letter_id=mine[letter_id])
    except NotPossible:
        return _not_made(view, mine[letter_id])
    answer = make_response(found.pdf)
    answer.headers["Content-Type"] = "application/pdf"
    name_file(answer, found.name)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["ETag"] = f'"{found.sha256}"'
    return answer


def _not_made(view: NoticeView, letter_id: int | None) -> Answer:
    """A page that says whether it is being made now (202: look again), or waits for a person; neither is a fault."""
    held = any(row.id == letter_id and row.state == "held" for row in view.letters)
    reference = view.card.row.reference
    page = make_response(
        render_template("intake/not_made.html", reference=reference, again=request.path, held=held),
        200 if held else 202,
    )
    if not held:
        page.headers["Retry-After"] = "5"
    return page
