"""What went wrong, as a page a person can act on: one table of errors, the typed text kept."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import structlog
from flask import Flask, Response, current_app, g, make_response, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response as BaseResponse
from wtforms import FieldList, FormField

from records.errors import Busy, Missing, Overtaken
from regimes.spans import Uncountable
from web import refusals
from web.filters import say
from web.i18n import lazy_gettext as _l
from workflow.actor import VISITOR
from workflow.errors import N_, NotAllowed, NotPossible, Refused

LOG = structlog.get_logger("veche.errors")
SECRET_WORDS = ("password", "code", "secret", "token", "otp", "passcode")
CHOSEN = re.compile(r"[a-z][a-z0-9_-]*")
"""What a ticked box or a choice sends. Where its question is not known it means nothing to anybody."""
MACHINE_FIELDS = (
    "csrf_token", "seen", "last_seen", "opened", "saved", "draft", "key", "next", "back", "do", "more", "submit", "decision",
)  # fmt: skip
"""What a page sends by itself; nobody typed it."""
RETRY_SECONDS = 30
LASTING = 300  # seconds: a full disk is not emptied at once
ENTER_THE_YEAR = N_(
    "Nothing was saved and no date was guessed. The office can enter the missing year; tell it."
)


@dataclass(frozen=True, slots=True)
class Typed:
    """One answer that the person typed and must not lose."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One kind of error page: what is so, what it means, what to do."""

    status: int
    template: str
    title: str = ""
    text: str = ""


PAGES: dict[type[Exception] | int, Page] = {
    NotAllowed: Page(403, "refused", _l("This is not open to you")),
    NotPossible: Page(409, "refused", _l("This can't be done now")),
    Refused: Page(409, "refused", _l("This can't be done now")),
    Overtaken: Page(409, "overtaken"),
    Uncountable: Page(409, "refused", _l("The law's dates can't be counted here")),
    Busy: Page(503, "busy"),
    Missing: Page(404, "missing"),
    CSRFError: Page(400, "stale"),
    400: Page(400, "plain", _l("The browser sent something we can't read"),
              _l("Go back and send it again. If it happens again, write to us.")),
    401: Page(401, "refused", _l("Sign in to see this page")),
    403: Page(403, "refused", _l("This is not open to you")),
    404: Page(404, "missing"),
    405: Page(405, "plain", _l("This page can't be opened this way"),
              _l("Start again from the first page.")),
    413: Page(413, "plain", _l("That is too much at once"),
              _l("A form takes up to 512 kB of text. Shorten it, or send it in parts.")),
    414: Page(414, "plain", _l("The address is too long"), _l("Shorten what you search for.")),
    422: Page(422, "plain", _l("Some answers need a change"), ""),
    429: Page(429, "wait", _l("Too many attempts"),
              _l("Wait a few minutes and try again. Nothing that you filed is lost.")),
    500: Page(500, "failed"),
}  # fmt: skip


def _secret(name: str) -> bool:
    """Whether a field holds a secret: `new_password`, `code`; a postcode is none."""
    parts = set(re.split("[-_]", name.lower()))
    return name != "csrf_token" and bool(parts & set(SECRET_WORDS))


def typed() -> list[Typed]:
    """Give what the person typed in this request, with the questions' own words where known."""
    fields = dict(_named(g.get("form")))
    kept: list[Typed] = []
    for name, values in request.form.lists():
        if name in MACHINE_FIELDS or _secret(name):
            continue
        field = fields.get(name)
        if field is None or field.type != "HiddenField":
            kept += [_said(field, value) for value in values if value.strip()]
    return [one for one in kept if one.label or not CHOSEN.fullmatch(one.text)]


def _named(form: Any) -> Iterator[tuple[str, Any]]:
    """(name in the request, field) of each box of a form, those inside rows too."""
    for field in form or ():
        if isinstance(field, FormField | FieldList):
            yield from _named(field)
        else:
            yield from ((f"{field.name}{part}", field) for part in ("", "-day", "-month", "-year"))


def _said(field: Any, value: str) -> Typed:
    """One answer in the words of its question; a choice in those of the page, not of the machine."""
    if field is None:
        return Typed("", value)
    words = {str(value): str(said) for value, said in map(_pair, _choices(field))}
    if field.type == "BooleanField":
        words = {value: str(_l("yes"))}
    return Typed(str(field.label.text), words.get(value, value))


def _choices(field: Any) -> list[Any]:
    """Choices of a field, those in groups too."""
    given = getattr(field, "choices", None) or ()
    groups = given.values() if isinstance(given, dict) else [given]
    return [one for group in groups for one in group]


def _pair(choice: Any) -> tuple[Any, Any]:
    return (choice[0], choice[1]) if isinstance(choice, tuple) else (choice.value, choice.label)


def _fields() -> list[tuple[str, str]]:
    """Give the same form once more, to be sent with a fresh token; never a password or a code."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return []  # a page of another site made this form: show it, do not offer to send it
    if request.files or any(_secret(name) for name in request.form):
        return []
    pairs = request.form.items(multi=True)
    return [(name, value) for name, value in pairs if name != "csrf_token"]


def _notice_here(error: Exception) -> tuple[str, str]:
    """Address and number of the notice that a page was about, where what was asked of it is not possible."""
    reference = (request.view_args or {}).get("reference")
    door = (request.endpoint or "").partition(".")[0]
    endpoint = {"intake": "intake.status", "desk": "desk.notice"}.get(door, "")
    if not isinstance(error, NotPossible) or not reference or not endpoint:
        return "", ""
    return url_for(endpoint, reference=reference), str(reference)


def _answer(page: Page, error: Exception) -> Response:
    if isinstance(error, Busy):
        g.retry_after = LASTING if error.reason == "full" else None
        g.actor = VISITOR  # nobody can be looked up now, and this page must still come
    title, text = str(page.title), str(page.text)
    if isinstance(error, Refused | Uncountable):
        text = say(error.text, **error.values)
        if isinstance(error, Uncountable):
            text = f"{text} {say(ENTER_THE_YEAR)}"
    elif isinstance(error, HTTPException) and page.status == 429:
        g.retry_after = getattr(error, "retry_after", None)
    asks = getattr(current_app.view_functions.get(request.endpoint or ""), "asks", None)
    kept = page.template in {"stale", "missing"} and request.method == "POST"
    if kept and asks is not None:
        asks(**(request.view_args or {}))  # the form in hand names the questions of what was typed
    body = render_template(
        f"errors/{page.template}.html",
        title=title,
        text=text,
        error=error,
        back=_notice_here(error),
        typed=typed() if request.method == "POST" and page.status != 413 else [],
        again=_fields() if kept else [],
    )
    answer = make_response(body, page.status)
    answer.headers["Cache-Control"] = "no-store"
    if page.status in {429, 503}:
        answer.headers["Retry-After"] = str(g.get("retry_after") or RETRY_SECONDS)
    return answer


def _handler(page: Page) -> Callable[[Exception], Response]:
    def handle(error: Exception) -> Response:
        if isinstance(error, NotAllowed | Missing):
            refusals.note(page.status)
        return _answer(page, error)

    return handle


def _http(error: HTTPException) -> BaseResponse:
    """Dress any other HTTP error plainly; redirects pass as they are."""
    code = error.code or 500
    if code < 400:
        return error.get_response()
    if isinstance(error, SecurityError):  # a strange host name: no address of ours can be built
        return Response("This is not the name of this site.\n", 400, mimetype="text/plain")
    view = current_app.view_functions.get(request.endpoint or "")
    if code == 413 and (own := getattr(view, "too_large", None)):
        return make_response(own())
    page = PAGES.get(code, PAGES[500 if code >= 500 else 400])
    answer = _answer(page, error)
    answer.status_code = code
    if error.response is None and code == 405:
        answer.headers["Allow"] = ", ".join(getattr(error, "valid_methods", None) or ())
    return answer


def _bug(error: Exception) -> Response:
    """Answer a mistake of ours: logged with its trace, shown without it."""
    LOG.error("unhandled", endpoint=request.endpoint, exc_info=error)
    return _answer(PAGES[500], error)


def init_app(app: Flask) -> None:
    """Join the table to the app. In tests and development a bug still shows its trace."""
    for kind, page in PAGES.items():
        if isinstance(kind, type):
            app.register_error_handler(kind, _handler(page))
    app.register_error_handler(HTTPException, _http)
    if not (app.debug or app.testing):
        app.register_error_handler(Exception, _bug)
