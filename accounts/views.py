"""Signing in by link or password, and signing out."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from accounts.door import bp
from accounts.forms import CodeForm, LinkForm, PasswordForm, add_error
from web import by_link, city_login, entering, passkeys
from web.gate import gate
from web.i18n import COOKIE, language, remember
from web.i18n import lazy_gettext as _l
from web.limits import words
from web.pages import link
from web.security import kept_form, own_path
from web.sessions import browser
from web.work import settings


@bp.route("/sign-in", methods=["GET", "POST"])
@gate("account.sign-in")
def sign_in() -> tuple[str, int] | BaseResponse:
    """Choose the way in; a POST asks for a link, and answers the same whoever asks."""
    form, next_path = LinkForm(), own_path(request.values.get("next"))
    status, wait = 200, ""
    if request.method == "POST":
        status = 422
        if form.validate():
            left = by_link.ask_link(form.email.data, next_path)
            if not left:
                return redirect(url_for("accounts.code"), 303)
            status, wait = 429, words(left)
    ended = browser().state == "ended"
    page = render_template(
        "accounts/sign_in.html",
        form=form,
        next=next_path,
        wait=wait,
        ended=ended,
        again="again" in request.args,
        asked=passkeys.to_enter(),
        sign_on=_sign_on(),
    )
    return page, status


def _sign_on() -> str:
    """What the city's single sign-on is called, if there is one."""
    return settings().oidc.name_in(language()) if city_login.is_open() else ""


@bp.route("/sign-in/code", methods=["GET", "POST"])
@gate("account.sign-in")
def code() -> tuple[str, int] | BaseResponse:
    """Wait for the mail; the code is for a link that was opened in another browser."""
    form, status, wait = CodeForm(), 200, ""
    if request.method == "POST":
        status = 422
        if form.validate():
            answer = by_link.use_code(form.code.data)
            if answer.done:
                return landed(answer.next_path)
            if answer.wait:
                status, wait = 429, words(answer.wait)
            else:
                add_error(form.code, _l("This code is wrong, or its ten minutes are over"))
    waiting = by_link.link_waits()
    if waiting is None and request.method == "GET":
        return redirect(url_for("accounts.sign_in"), 303)
    return render_template("accounts/code.html", form=form, waiting=waiting, wait=wait), status


@bp.route("/sign-in/link/<secret>", methods=["GET", "POST"])
@gate("account.sign-in")
def by_secret(secret: str) -> tuple[str, int] | BaseResponse:
    """Show a button, or the short code in another browser; only the button's POST uses the link up."""
    if request.method == "POST":
        answer = by_link.use_link(secret)
        if answer.done:
            return landed(answer.next_path)
        if answer.wait:
            page = render_template("accounts/link.html", opened=None, wait=words(answer.wait))
            return page, 429
    opened = by_link.open_link(secret)
    status = 200 if opened.good else 410
    return render_template("accounts/link.html", opened=opened, wait=""), status


@bp.route("/sign-in/password", methods=["GET", "POST"])
@gate("account.sign-in")
def password() -> tuple[str, int] | BaseResponse:
    """The first half of a staff sign-in."""
    form, next_path = PasswordForm(), own_path(request.values.get("next"))
    status, wait = 200, ""
    if request.method == "POST":
        status = 422
        if form.validate():
            answer = entering.use_password(form.email.data, form.password.data, next_path)
            if answer.done:
                return (
                    redirect(url_for("accounts.second_factor"), 303)
                    if answer.second
                    else landed(answer.next_path)
                )
            if answer.wait:
                status, wait = 429, words(answer.wait)
            else:
                add_error(form.password, _l("This address and password do not belong together"))
    return render_template("accounts/password.html", form=form, next=next_path, wait=wait), status


@bp.get("/sign-in/resume")
@gate("account.sign-in")
def resume() -> str | BaseResponse:
    """Show what was typed before the session was over, to its owner, ready to be sent."""
    kept = kept_form()
    if kept is None:
        return redirect(url_for("accounts.own"), 303)
    return render_template("accounts/resume.html", kept=kept)


@bp.post("/sign-out")
@gate("account.sign-in")
def sign_out() -> Response:
    """End the session here and now, and have the browser forget the pages."""
    here, beyond = browser(), city_login.way_out()
    entering.sign_out(here)
    answer = make_response(redirect("/", 303))
    if beyond:
        answer = make_response(render_template("accounts/out_of_city.html", beyond=beyond))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def landed(next_path: str = "", *, keep_language: bool = False) -> BaseResponse:
    """Where one goes after signing in: to the typed text that waits, back, or home.

    The pages go on in the person's language, unless one was chosen in this browser, or `keep_language`.
    """
    person = browser().person
    if kept_form() is not None:
        to = url_for("accounts.resume")
    elif next_path:
        to = next_path
    elif person is not None and person.posts:
        to = link("desk.queue") or url_for("accounts.own")
    else:
        to = link("intake.mine") or url_for("accounts.own")
    answer: Any = redirect(to, 303)
    if person is not None and not keep_language and COOKIE not in request.cookies:
        remember(answer, person.locale)
    return make_response(answer)
