"""The ways one signs in: a password, passkeys, another address. Changing them asks for a sign-in just now."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from accounts.door import bp
from accounts.forms import AddressForm, NewPasswordForm, PasskeyForm, add_error
from accounts.signed_in import here, way_in
from records import city_logins
from records import passkeys as kept
from records.accounts import Person
from web import own_ways, passkeys
from web.filters import say
from web.gate import gate
from web.i18n import language
from web.limits import NOTHING, words
from web.work import reading, settings
from workflow.errors import N_, Invalid, NotAllowed

Answer = Response | str | tuple[str, int]
OFFICES = N_("Passwords and addresses of an office are given by its administrator.")


@bp.get("/account/ways")
@gate("account.own")
def ways() -> Answer:
    """What this account signs in with."""
    person = here()
    if person is None:
        return way_in()
    with reading() as work:
        keys = kept.of_account(work, person.id)
        joined = city_logins.joined(work, person.id, settings().oidc.issuer)
    return render_template(
        "accounts/ways.html", person=person, keys=keys, staff=_by_office(person),
        keys_open=_may_have_keys(person), joined=joined,
        sign_on=settings().oidc.name_in(language()) if settings().oidc.issuer else "",
    )  # fmt: skip


def _by_office(person: Person) -> bool:
    return bool(person.posts) and not person.demo


def _may_have_keys(person: Person) -> bool:
    return not _by_office(person) or settings().sign_in.staff_passkeys


def _stale(endpoint: str) -> Response | None:
    """To the sign-in first, where the last one is too long ago; then back to the page."""
    if own_ways.is_fresh():
        return None
    person = here()
    way = "password" if person is not None and _by_office(person) else "sign_in"
    return redirect(url_for(f"accounts.{way}", next=url_for(endpoint), again=1), 303)


@bp.route("/account/password", methods=["GET", "POST"])
@gate("account.own")
def set_password() -> Answer:
    """Set a password, change it, or take it away."""
    person = here()
    if person is None:
        return way_in()
    if _by_office(person):
        raise NotAllowed(OFFICES)
    stale = _stale("accounts.set_password")
    if stale is not None:
        return stale
    form, status = NewPasswordForm(), 200
    if request.method == "POST":
        if request.form.get("do") == "remove":
            own_ways.drop_password(person)
            return redirect(url_for("accounts.ways"), 303)
        status = 422
        if form.validate():
            try:
                own_ways.set_password(person, form.password.data)
                return redirect(url_for("accounts.ways"), 303)
            except Invalid as error:
                add_error(form.password, say(error.text, **error.values))
    return render_template("accounts/set_password.html", form=form, person=person), status


@bp.route("/account/passkeys", methods=["GET", "POST"])
@gate("account.own")
def add_passkey() -> Answer:
    """Join a passkey of this device, or of a key in the hand, to the account."""
    person = here()
    if person is None:
        return way_in()
    if not _may_have_keys(person):
        raise NotAllowed(N_("This city does not use passkeys for its offices."))
    stale = _stale("accounts.add_passkey")
    if stale is not None:
        return stale
    form, status = PasskeyForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                passkeys.add(person, name=form.name.data, signed=form.signed.data or "")
                return redirect(url_for("accounts.ways"), 303)
            except Invalid as error:
                add_error(form.name, say(error.text, **error.values))
    page = render_template("accounts/add_passkey.html", form=form, asked=passkeys.to_add(person))
    return page, status


@bp.post("/account/passkeys/<int:key_id>/remove")
@gate("account.own")
def remove_passkey(key_id: int) -> Answer:
    """Forget one passkey."""
    person = here()
    if person is None:
        return way_in(url_for("accounts.ways"))
    stale = _stale("accounts.ways")
    if stale is not None:
        return stale
    passkeys.remove(person, key_id)
    return redirect(url_for("accounts.ways"), 303)


# --- another address -----------------------------------------------------------------------------


@bp.route("/account/address", methods=["GET", "POST"])
@gate("account.own")
def address() -> Answer:
    """Ask for another address: a link goes there; nothing changes before it was used."""
    person = here()
    if person is None:
        return way_in()
    if _by_office(person):
        raise NotAllowed(OFFICES)
    stale = _stale("accounts.address")
    if stale is not None:
        return stale
    form, status, wait = AddressForm(), 200, ""
    if request.method == "POST":
        status = 422
        if form.validate():
            left = own_ways.want_address(person, form.email.data)
            if not left:
                return redirect(url_for("accounts.address", sent=1), 303)
            status, wait = 429, words(left)
    page = render_template(
        "accounts/address.html", form=form, person=person, wait=wait, sent="sent" in request.args
    )
    return page, status


@bp.route("/account/address/<secret>", methods=["GET", "POST"])
@gate("account.sign-in")
def confirm_address(secret: str) -> Answer:
    """The link that went to the new address: a button, so that a mail scanner confirms nothing."""
    done, left = own_ways.confirm_address(secret) if request.method == "POST" else (False, NOTHING)
    email = "" if done else own_ways.is_wanted(secret)
    wait = words(left) if left else ""
    page = render_template("accounts/confirm_address.html", done=done, email=email, wait=wait)
    return page, 429 if left else 200 if done or email else 410
