"""The last page: answers are checked, the declaration is made, the notice is filed once."""

import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake import paper, papers
from intake.door import bp
from intake.forms import SignForm
from intake.hours import warnings_of
from intake.margin import margin
from intake.paper import Paper
from intake.signing import SignOn, letters_in, organisation_of, sign_form, sign_on
from intake.steps import before
from intake.summary import parts_of
from intake.verdicts import heading
from web import errors, ground, limits, respoken, sessions
from web.filters import law, say
from web.gate import gate
from web.i18n import gettext as _
from web.i18n import language
from web.respoken import takes_tongue
from web.text import form_key
from web.work import current_actor, reading, rulebook, settings, unit_of_work
from workflow import attorney, drafting, filing, same
from workflow.errors import Invalid
from workflow.filing import Filed, FiledAlready, Sheet
from workflow.same import SameTime

Answer = Response | str | tuple[str, int]


@bp.get("/draft/answers")
@gate("notice.file")
def answers() -> Answer:
    """Check the answers, then sign and file."""
    here = paper.current()
    if here is None:
        return redirect(url_for("intake.new"), 303)
    if here.draft.filed_reference:
        return _filed_already(here.draft.filed_reference), 200
    form = sign_form(vouching(here), signature="")
    return _page(here, form, secrets.token_urlsafe(24))


def _page(here: Paper, form: SignForm, key: str, **more: Any) -> str:
    by = attorney.read(here.content.answers.get(attorney.ID))
    signature = here.check.regime.signature
    own = signature.attorney_declaration if by else None
    form.declared.label.text = law(own or signature.declaration)
    previous = before(here.steps, "answers")
    return render_template(
        "intake/answers.html",
        **{
            "paper": here,
            "form": form,
            "key": key,
            "margin": margin(here),
            "parts": parts_of(here),
            "ground": ground.ground(
                here.content.places, here.content.attendance, here.content.sessions
            ),
            "papers_here": papers.kept_of(here),
            "paper_address": papers.draft_address,
            "found": here.dates,
            "receiver": here.office,
            "judgement": here.check.judgement,
            "verdict_title": heading(here.check.judgement),
            "previous": here.step(previous) if previous else None,
            "warnings": warnings_of(here),
            "twins": _twins(here),
            "sign_on": vouching(here),
            "by_attorney": by,
            "has_errors": bool(form.errors),
            **more,
        },
    )


def _twins(here: Paper) -> tuple[SameTime, ...]:
    """Notices of one's own that may be for the same event."""
    with reading() as work:
        return same.events(
            work, rulebook(), here.regime, actor=current_actor(), content=here.content
        )


@bp.post("/draft/answers")
@gate("notice.file")
@takes_tongue
def file() -> Answer:
    """File: the same form sent twice is one notice, a changed one shows what was filed (AD-4)."""
    here = paper.current()
    if here is None:
        return render_template("intake/lost.html", typed=errors.typed()), 409
    vouched = vouching(here)
    form, key = sign_form(vouched), form_key(request.form.get("key", ""))
    if vouched is not None and vouched.needed and not vouched.who:
        form.form_errors.append(
            str(
                _(
                    "This law wants the notice signed by %(name)s: sign in with it, then file.",
                    name=vouched.name,
                )
            )
        )
        return _page(here, form, key or secrets.token_urlsafe(24), has_errors=True), 422
    if not _signed(here, form) or here.problems or not key:
        asks = not respoken.asked()
        if here.draft.filed_reference:
            return _filed_already(here.draft.filed_reference), 409
        return _page(here, form, key or secrets.token_urlsafe(24), has_errors=asks), 422
    left = _pace(here)
    if left:
        form.form_errors.append(_slowly(left))
        page = make_response(_page(here, form, key, has_errors=True), 429)
        page.headers["Retry-After"] = str(int(left.total_seconds()) + 1)
        return page
    try:
        filed = _file(here, form, key, vouched)
    except FiledAlready as error:
        return _filed_already(error.filed.reference), 409
    except Invalid as error:
        form.form_errors.append(say(error.text, **error.values))
        return _page(here, form, key, has_errors=True), 422
    sessions.open_notice(filed.notice_id)
    return redirect(url_for("intake.receipt", reference=filed.reference), 303)


def _as_sent() -> None:
    """The form as it was sent, to name its questions where nothing could be filed."""
    sign_form()


file.asks = _as_sent  # type: ignore[attr-defined]  # functions carry attributes


def vouching(here: Paper) -> SignOn | None:
    """The single sign-on as a signature; where somebody else files by power of attorney, theirs alone."""
    found, by = sign_on(here.regime), attorney.read(here.content.answers.get(attorney.ID))
    if found is None or found.needed or by is None or attorney.signs(by, found.who):
        return found
    return replace(found, who="", signer=())


def _signed(here: Paper, form: SignForm) -> bool:
    """Whether the page is signed, and by whoever it says that signs."""
    whole = form.validate()
    by = attorney.read(here.content.answers.get(attorney.ID))
    if (
        by is None
        or respoken.asked()
        or here.problems
        or "signature" not in form
        or form.signature.errors
        or attorney.signs(by, form.signature.data or "")
    ):
        return bool(whole)
    said = _(
        "You file by power of attorney, so it is signed by %(name)s. Type this name, or remove the power of attorney if the organiser files.",
        name=by.name,
    )
    form.signature.errors = [str(said)]
    return False


def _pace(here: Paper) -> timedelta:
    """How long to wait where very many notices came from one address; never past the end of the window (AD-12)."""
    if here.draft.filed_reference:  # the same form again takes nobody's time
        return timedelta(0)
    judgement = here.check.judgement
    kept = judgement.verdict == "in_window"
    with unit_of_work() as work:
        return limits.pace(
            work,
            limits.FILING,
            limits.address(),
            until=judgement.closes if kept else None,
        )


def _slowly(left: timedelta) -> str:
    office = settings().office
    return str(
        _(
            "Many notices came from your network within an hour, so this one waits: press the button "
            "again in %(wait)s. The draft and what you typed are kept. If it can't wait, call "
            "%(phone)s or bring it on paper: %(address)s, %(hours)s.",
            wait=limits.words(left),
            phone=office.phone,
            address=office.address.in_(language()),
            hours=office.hours.in_(language()),
        )
    )


def _file(here: Paper, form: SignForm, key: str, vouched: SignOn | None) -> Filed:
    by_city = vouched is not None and bool(vouched.who)
    sheet = Sheet(
        regime_id=here.draft.regime_id,
        content=here.content,
        locale=letters_in(form),
        signature=vouched.who if vouched and by_city else form.signature.data,
        declared=bool(form.declared.data),
        organisation=organisation_of(form),
        signed_by="single_sign_on" if by_city else "typed_name",
        signer=dict(vouched.signer) if vouched else {},
    )
    sender, actor = sessions.sender(), current_actor()
    with unit_of_work() as work:
        earlier = drafting.load(work, here.secret).filed_reference  # writers wait for us now
        filed = filing.file(
            work,
            rulebook(),
            actor=actor,
            sheet=sheet,
            key=key,
            sender=sender,
            draft_secret=here.secret,
        )
        if earlier and earlier != filed.reference:  # another tab was faster: keep nothing of this
            raise FiledAlready(Filed(earlier, "", 0))
    return filed


def _filed_already(reference: str) -> str:
    """A draft is filed once: the notice, the way to change it, and what was typed since."""
    typed = errors.typed() if request.method == "POST" else []
    return render_template("intake/filed_already.html", reference=reference, typed=typed)
