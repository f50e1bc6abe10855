"""The second factor: asked after the password, and again of an idle desk; set up once."""

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from accounts.door import bp
from accounts.forms import SecondForm, add_error
from accounts.views import landed
from web import entering, factors, passkeys
from web.gate import gate
from web.i18n import language
from web.i18n import lazy_gettext as _l
from web.limits import words
from web.security import own_path
from web.sessions import browser
from web.work import settings

WRONG = _l("This code is wrong, or was used before. Wait for the next one")


@bp.route("/second-factor", methods=["GET", "POST"])
@gate("account.sign-in")
def second_factor() -> tuple[str, int] | BaseResponse:
    """Finish the sign-in after the password, or go on after a quarter of an hour away."""
    who, idle, next_path = asked_of()
    if who is None:
        signed_in = browser().state == "in"  # nothing is asked of who is in already
        return redirect(url_for("accounts.own" if signed_in else "accounts.password"), 303)
    if not idle and _no_key():
        return redirect(url_for("accounts.set_up"), 303)
    form, status, left = SecondForm(), 200, timedelta(0)
    if request.method == "POST":
        status = 422
        if form.validate():
            answer = entering.second_step(who, form.code.data, idle=idle)
            if answer.done:
                return landed(next_path)
            left = answer.wait
            if left:
                status = 429
            else:
                add_error(form.code, WRONG)
    page = render_template(
        "accounts/second.html",
        form=form,
        idle=idle,
        next=next_path,
        wait=words(left) if left else "",
        asked=passkeys.to_prove(who),
    )
    return page, status


def asked_of() -> tuple[int | None, bool, str]:
    """Whose code is asked for, whether they only were away, and where they go on."""
    here = browser()
    if here.state == "locked" and here.person is not None:
        return here.person.id, True, own_path(request.values.get("next"))
    half = entering.half_way()
    return (half[0], False, half[1]) if half else (None, False, "")


def _no_key() -> bool:
    half = entering.half_way()
    return half is not None and not entering.has_key(half[0])


@bp.route("/second-factor/set-up", methods=["GET", "POST"])
@gate("account.sign-in")
def set_up() -> tuple[str, int] | BaseResponse:
    """Join a telephone to the account at the first sign-in; the recovery codes are shown once."""
    half = entering.half_way()
    if half is None or not _no_key():
        return redirect(url_for("accounts.second_factor"), 303)
    form, status = SecondForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            codes = entering.set_up(half[0], form.code.data)
            if codes:
                return render_template("accounts/codes.html", codes=codes, next=half[1]), 200
            add_error(form.code, WRONG)
    key = entering.pending_key()
    city = f"Veche {settings().city.name.in_(language())}"
    size, path = factors.picture_of_key(
        factors.address_of_key(key, entering.email_of(half[0]), city)
    )
    page = render_template("accounts/set_up.html", form=form, key=key, size=size, path=path)
    return page, status
