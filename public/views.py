"""Pages that anyone may read without signing in."""

from flask import Blueprint, Response, redirect, render_template, request, send_file
from werkzeug.wrappers import Response as BaseResponse

from web.gate import gate
from web.headers import body_limit
from web.i18n import remember
from web.work import settings

bp = Blueprint("public", __name__)


@bp.get("/health/live")
@gate("public.read")
def live() -> Response:
    """Say that this process answers; asks neither disk nor database."""
    return Response("alive\n", mimetype="text/plain")


@bp.post("/language")
@gate("public.read")
def language() -> BaseResponse:
    """Keep the chosen language and go back to the page it was chosen on."""
    back = request.form.get("next", "/")
    if not back.startswith("/") or back.startswith(("//", "/\\")):
        back = "/"
    answer = redirect(back, 303)
    return remember(answer, request.form.get("language", ""))


@bp.get("/brand.css")
@gate("public.read")
def brand_css() -> Response:
    """Serve the city's own colours, read after ours."""
    return send_file(settings().home / "brand/brand.css", mimetype="text/css", max_age=3600)


@bp.post("/csp-reports")
@gate("public.read")
@body_limit(16 * 1024)
def csp_reports() -> Response:
    """Take a browser's report of something our policy stopped; it names no person."""
    return Response(status=204)


@bp.get("/help")
@gate("public.read")
def help_() -> str:
    """Explain how to choose a kind, how to file and how dates are counted."""
    return render_template("public/help.html")
