"""By the city's single sign-on, and by passkey: both leave the mailed link as it was."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from accounts.door import bp
from accounts.second import asked_of
from accounts.signed_in import here, way_in
from accounts.views import landed
from records.accounts import Person
from web import city_login, own_ways, passkeys
from web.gate import gate
from web.i18n import lazy_gettext as _l
from web.limits import words
from web.oidc import Away, Unsound
from web.security import own_path

Answer = Response | str | tuple[str, int]
WHY = {
    "away": _l("The single sign-on does not answer now. Try again later, or take the mailed link: it always works."),
    "unsound": _l("The sign-in was not finished: it took too long, was stopped there, or did not come from this browser. Begin again, or take the mailed link."),
    "unverified": _l("The single sign-on does not vouch for an e-mail address of yours. Sign in by the mailed link once; then you can join the two under “Your account”."),
    "staff": _l("People of an office sign in with their password and a code. If your account is switched off, write to the office."),
    "taken": _l("This person of the single sign-on belongs to another account here. Sign in there and part them first."),
}  # fmt: skip


def _open() -> None:
    if not city_login.is_open():
        abort(404)


def _start(next_path: str, join: Person | None = None) -> Answer:
    try:
        address = city_login.begin(next_path, join=join)
    except (Away, Unsound):
        return _said("away"), 503
    return render_template("accounts/to_city.html", address=address)


def _said(why: str, wait: str = "") -> str:
    return render_template("accounts/city_back.html", why=WHY.get(why, ""), wait=wait)


@bp.post("/sign-in/city")
@gate("account.sign-in")
def to_city() -> Answer:
    """Begin at the single sign-on; the page goes there by itself, and has a link."""
    _open()
    return _start(own_path(request.form.get("next")))


@bp.get("/sign-in/city/back")
@gate("account.sign-in")
def city_back() -> Answer:
    """The browser comes back with a code. It is redeemed once, here, by the browser that was sent."""
    _open()
    back = city_login.finish(
        {name: request.args.get(name, "") for name in ("state", "code", "iss")}
    )
    if back.answer.done:
        return landed(back.answer.next_path)
    if back.answer.wait:
        return _said("", words(back.answer.wait)), 429
    return _said(back.why), 503 if back.why == "away" else 400


@bp.post("/account/city")
@gate("account.own")
def join_city() -> Answer:
    """Join the single sign-on to the account of this browser, or part them."""
    _open()
    person = here()
    if person is None:
        return way_in(url_for("accounts.ways"))
    if not own_ways.is_fresh():
        return redirect(url_for("accounts.sign_in", next=url_for("accounts.ways"), again=1), 303)
    if request.form.get("do") == "part":
        own_ways.part_city(person)
        return redirect(url_for("accounts.ways"), 303)
    return _start(url_for("accounts.ways"), join=person)


# --- passkeys --------------------------------------------------------------------------------------


@bp.post("/sign-in/passkey")
@gate("account.sign-in")
def by_passkey() -> Answer:
    """Sign in by what the device signed."""
    next_path = own_path(request.form.get("next"))
    answer = passkeys.use(request.form.get("signed", ""), next_path)
    if answer.done:
        return landed(answer.next_path)
    return _no_key(words(answer.wait) if answer.wait else "", url_for("accounts.sign_in"))


@bp.post("/second-factor/passkey")
@gate("account.sign-in")
def second_by_passkey() -> Answer:
    """The second factor by passkey, where the city lets its offices use them."""
    who, idle, next_path = asked_of()
    if who is None:
        return redirect(url_for("accounts.password"), 303)
    answer = passkeys.prove(who, request.form.get("signed", ""), idle=idle)
    if answer.done:
        return landed(next_path)
    return _no_key(words(answer.wait) if answer.wait else "", url_for("accounts.second_factor", next=next_path))  # fmt: skip


def _no_key(wait: str, back: str) -> Answer:
    page = render_template("accounts/passkey_refused.html", wait=wait, back=back)
    return page, 429 if wait else 422
