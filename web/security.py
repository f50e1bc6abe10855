"""Who is at the door of each request: the session, the forged form, the idle desk, the way back in.

Runs before the gate. Whatever it answers instead of the page, typed text stays with its person.
"""

import hmac
from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import Flask, current_app, g, make_response, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.routing import IntegerConverter, Map
from werkzeug.wrappers import Response

import records.sessions
from records import accounts, links, rates
from records.accounts import Person
from records.errors import Busy
from web import sessions
from web.entering import actor_of, posts_mark, use_second
from web.errors import typed
from web.filters import today
from web.gate import action_of, needs_token
from web.limits import words
from web.sessions import browser
from web.settings import BadSettings, Settings
from web.text import LARGEST_ID
from web.work import ask_who, reading, settings, unit_of_work
from workflow import organisations
from workflow.actor import VISITOR, Actor
from workflow.policy import may

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN_DOORS = frozenset(
    {"accounts", "asked", "assigned", "public", None}
)  # what a signed-out or idle person still reaches
SECOND = "second_factor"  # the field that a held-up form carries its code in
KEPT_LARGEST = 256 * 1024  # letters of typed text that wait for a sign-in


def who() -> Actor:
    """The person of this request; nobody while the desk is idle or the session is over."""
    here = browser()
    state, person = here.state, here.person
    if state == "in" and person is not None:
        return replace(actor_of(person, _opened()), undeclared=_undeclared(person))
    if state == "visitor" and (opened := _opened()):
        return Actor(account_id=None, name="", role="visitor", notices=opened)
    return VISITOR


def _undeclared(person: Person) -> bool:
    """Whether a person of the office still has to say which interests they have (VECHE_INTERESTS)."""
    if settings().interests == "free" or not person.posts:
        return False
    return person.declared_until is None or person.declared_until < today()


def _opened() -> frozenset[int]:
    """What this browser opened by link or code; what an organisation shares only its people open."""
    opened = sessions.opened_notices()
    if not opened:
        return opened
    with reading() as work:
        return opened - organisations.shared(work, opened)


def csrf_token() -> str:
    """The token of this browser's forms."""
    return browser().csrf_token


def own_path(path: str | None) -> str:
    """The path if it is one of ours to go back to, else nothing: no other host, no trick."""
    path = path or ""
    ours = path.startswith("/") and not path.startswith("//")  # so there is no host in it
    plain = ours and "\\" not in path and path.isprintable() and len(path) <= 300
    return path if plain else ""


def _enter() -> Response | None:
    """Check the form, then whether the person is still there."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint == "static":
        return None
    unsafe = request.method not in SAFE
    if unsafe and needs_token(view):
        _check_form()
    state = browser().state
    if state == "in":
        _keep_up()
    elif request.blueprint not in OPEN_DOORS:
        if state == "locked":
            return _hold_up() if unsafe else _ask_second()
        if state == "ended" and unsafe:
            return _sign_in_first()
    return None


# --- the form (AD-8) ---------------------------------------------------------------------------


def _check_form() -> None:
    """Refuse a form of another site or another session; the page of CSRFError keeps what was typed."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site not in {None, "same-origin", "none"}:
        raise CSRFError("The form came from another site.")
    # With `no-referrer` browsers send `Origin: null` even for our own forms: then Fetch metadata
    # and the token decide.
    if site is None and origin not in {None, "null"} and origin not in _origins():
        raise CSRFError("The form came from another site.")
    sent = request.form.get("csrf_token") or request.headers.get("X-CSRF-Token") or ""
    if not hmac.compare_digest(sent.encode(), browser().csrf_token.encode()):
        raise CSRFError("The form belongs to another session.")


def _origins() -> set[str]:
    return {request.host_url.rstrip("/"), settings().public_base_url.rstrip("/")}


# --- the person ----------------------------------------------------------------------------------


def _keep_up() -> None:
    """Mark the session as used; give it a new id when what the person may do has changed (AD-7)."""
    here = browser()
    person = here.person
    if person is None or here.get("posts") == posts_mark(person):
        sessions.touch()
    else:
        with unit_of_work() as work:
            here.change_id(work, posts=posts_mark(person))
    _forget_sent()


def _forget_sent() -> None:
    """Typed text that waited for the sign-in is on its way now: drop the copy."""
    here = browser()
    if request.method == "POST" and "kept" in here and here["kept"]["path"] == request.full_path:
        del here["kept"]


def _ask_second() -> Response:
    back = own_path(request.full_path.rstrip("?"))
    return _to("accounts.second_factor", next=back)


def _hold_up() -> Response | None:
    """Ask an idle member of staff for the second factor, with the form in hand; then let it through."""
    person = browser().person
    assert person is not None  # a locked session belongs to somebody
    code, wrong, left = request.form.get(SECOND, ""), False, timedelta(0)
    if code:
        answer = use_second(person.id, code, browser().wake)
        if answer.done:
            return None
        wrong, left = not answer.wait, answer.wait
    fields = [(name, value) for name, value in _fields() if name != SECOND]
    return _page(
        "accounts/held_up.html",
        422 if code else 403,
        typed=[one for one in typed() if one.text != code],
        fields=fields,
        wrong=wrong,
        wait=words(left) if left else "",
        name=SECOND,
    )


def _sign_in_first() -> Response:
    """The session is over: keep what was typed for its owner, say so, offer both ways on (design 16c)."""
    here = browser()
    account = here.person.id if here.person else 0
    fields = _fields()
    kept = {"path": request.full_path, "fields": fields, "account": account}
    small = sum(len(value) for _, value in fields) <= KEPT_LARGEST
    with unit_of_work() as work:
        here.leave(work, **({"kept": kept} if small and account else {}))
    g.pop("actor", None)
    view = current_app.view_functions[request.endpoint or ""]
    alone = may(VISITOR, action_of(view) or "")
    return _page("accounts/signed_out.html", 403, typed=typed(), fields=fields if alone else None)


def kept_form() -> dict[str, Any] | None:
    """What the signed-in person typed before the session was over."""
    here = browser()
    kept: dict[str, Any] | None = here.get("kept")
    if kept is None or here.person is None or kept["account"] != here.person.id:
        return None
    return kept


def _fields() -> list[tuple[str, str]]:
    pairs = request.form.items(multi=True)
    return [(name, value) for name, value in pairs if name != "csrf_token"]


def _page(template: str, status: int, **values: Any) -> Response:
    answer = make_response(render_template(template, **values), status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _to(endpoint: str, **values: Any) -> Response:
    return make_response("", 303, {"Location": url_for(endpoint, **values)})


# --- start -----------------------------------------------------------------------------------------


def accounts_guard(settings: Settings) -> None:
    """Refuse to start a demo over real people, or a real city over demo people.

    Reads the database of the app in whose context it is called; a database without tables is
    nobody's yet. Raises BadSettings.
    """
    try:
        with reading() as work:
            if accounts.is_new(work):
                return
            city, real = accounts.city(work), accounts.has_real_people(work)
    except Busy:
        return  # the doctor says so; `be_demo` looks once more
    if settings.demo and (real or city == "real"):
        raise BadSettings("This database holds real people. Start without VECHE_DEMO.")
    if settings.production and not settings.demo and city == "demo":
        raise BadSettings("This database holds a demo city. Use another one, or set VECHE_DEMO=1.")


def sweep() -> None:
    """Throw away old sessions, links and tries; the worker calls it once an hour."""
    with unit_of_work() as work:
        records.sessions.sweep(work, work.now - sessions.SWEEP_AFTER)
        links.sweep(work, work.now - sessions.SWEEP_AFTER)
        rates.sweep(work, work.now - sessions.SWEEP_AFTER)


class RowNumber(IntegerConverter):
    """A number in an address is one that a row can have; a longer one is no address (404)."""

    def __init__(self, map: Map, **options: Any) -> None:  # noqa: A002 - werkzeug's name for it
        super().__init__(map, **({"max": LARGEST_ID} | options))


def init_app(app: Flask) -> None:
    """Put this before the gate, and before any door is opened."""
    app.url_map.converters["int"] = RowNumber
    sessions.init_app(app)
    ask_who(app, who)
    app.before_request(_enter)
    app.jinja_env.globals["csrf_token"] = csrf_token
