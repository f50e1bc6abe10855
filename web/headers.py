"""What every request may weigh (AD-12) and what every answer carries (AD-14)."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote, unquote_to_bytes

from flask import Flask, Response, abort, current_app, g, request
from werkzeug.exceptions import BadRequest

from web.work import current_actor, settings

View = TypeVar("View", bound=Callable[..., Any])

PLAIN_FORM = 512 * 1024  # ten thousand Cyrillic letters are 60 kB, emoji 120 kB (AD-12)
QUERY = 2048
PARTS = 1000

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "object-src 'none'; report-to csp"
)
_FEATURES = (
    "accelerometer", "autoplay",
    "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen", "gamepad",
    "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection",
    "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "screen-wake-lock", "serial",
    "storage-access", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
_OURS = ("publickey-credentials-create", "publickey-credentials-get")  # passkeys, on our own pages
HEADERS = {
    "Content-Security-Policy": CSP,
    "Reporting-Endpoints": 'csp="/csp-reports"',
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(
        [f"{name}=()" for name in _FEATURES] + [f"{name}=(self)" for name in _OURS]
    ),
    "X-Frame-Options": "DENY",
}


def body_limit(size: int) -> Callable[[View], View]:
    """Let this endpoint take bodies up to `size` bytes instead of a plain form's 512 kB."""

    def named(view: View) -> View:
        view.body_limit = size  # type: ignore[attr-defined]  # functions carry attributes
        return view

    return named


def name_file(answer: Response, name: str, *, inline: bool = False) -> None:
    """Say what a file is called: once in letters that any browser reads, once as it is (RFC 6266).

    A header carries Latin letters only; the number of a letter begins with Cyrillic ones.
    """
    name = "".join(
        one if one.isprintable() else " " for one in name
    )  # a line break would end the header
    plain = name.encode("ascii", "ignore").decode()
    if plain != name and not plain.rpartition(".")[0].strip(" ._-"):  # nothing of it is Latin
        plain = f"file{plain[plain.rfind('.') :] if '.' in plain else ''}"
    names = (
        {"filename": plain}
        if plain == name
        else {"filename": plain, "filename*": f"UTF-8''{quote(name)}"}
    )
    answer.headers.set("Content-Disposition", "inline" if inline else "attachment", **names)


def _weigh() -> None:
    """Refuse what is too big or not UTF-8 before any of it is parsed (AD-12, text policy 1)."""
    if "HTTP_HOST" not in request.environ and request.environ.get("SERVER_PROTOCOL") == "HTTP/1.1":
        raise BadRequest("no Host")  # RFC 9112, 3.2
    if len(request.query_string) > QUERY:
        abort(414)
    if b"\0" in _utf8(request.query_string):  # PostgreSQL can't even be asked for it
        raise BadRequest("NUL")
    if "\0" in request.path:
        abort(404)
    view = current_app.view_functions.get(request.endpoint or "")
    request.max_content_length = getattr(view, "body_limit", PLAIN_FORM)
    request.max_form_memory_size = PLAIN_FORM
    request.max_form_parts = PARTS
    if request.mimetype == "application/x-www-form-urlencoded":
        body = request.get_data(cache=True)
        if body.count(b"&") >= PARTS:
            abort(413)
        _utf8(body)


def _utf8(encoded: bytes) -> bytes:
    plain = unquote_to_bytes(encoded)
    try:
        plain.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest("not UTF-8") from error
    return plain


def _dress(answer: Response) -> Response:
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    if settings().secure:
        answer.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if "Cache-Control" not in answer.headers:
        answer.headers["Cache-Control"] = _keeping()
    answer.headers.pop("Server", None)
    return answer


def _keeping() -> str:
    """Form pages may come back with Back (decisions 30); what names a person is never kept."""
    if g.get("form") is not None or request.blueprint == "public":
        return "no-cache, private"
    if current_actor().account_id is None and g.get("public_page"):
        return "no-cache, private"
    return "no-store"


def init_app(app: Flask) -> None:
    """Weigh each request before the gate, dress each answer last."""
    app.config.update(MAX_CONTENT_LENGTH=PLAIN_FORM, MAX_FORM_PARTS=PARTS)
    app.before_request(_weigh)
    app.after_request(_dress)
