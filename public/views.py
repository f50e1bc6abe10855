"""Pages that anyone may read without signing in."""

from collections.abc import Iterable
from typing import Any

import structlog
from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
)
from werkzeug.wrappers import Response as BaseResponse

from web.gate import gate
from web.headers import body_limit
from web.i18n import remember
from web.keeping import kept_words
from web.work import house, regimes, settings

bp = Blueprint("public", __name__)
LOG = structlog.get_logger("veche.csp")


@bp.get("/help")
@gate("public.read")
def help_() -> str:
    """Explain how to choose a kind, how to file and how dates are counted."""
    return render_template("public/help.html", laws=regimes())


@bp.get("/rules")
@gate("public.read")
def rules() -> str:
    """Show the rules and dates of this city, each with the article it rests on."""
    laws = regimes()
    asked = request.args.get("law", "")
    here = next((one for one in laws if one.id == asked), laws[0])
    return render_template("public/rules.html", law=here, laws=laws)


@bp.app_template_filter("once")
def once(parts: Iterable[Any]) -> list[Any]:
    """Parts of a law without those that say the same as one before: a law of two units says one rule twice."""
    found: dict[Any, Any] = {}
    for one in parts:
        more = [getattr(one, name, None) for name in ("extension", "extra_day")]
        found.setdefault((one.text, one.source, *more), one)
    return list(found.values())


@bp.get("/privacy")
@gate("public.read")
def privacy() -> str:
    """Say what is held about a person, why, who sees it and for how long."""
    found = house().data_map
    kinds = {
        name: [(line, kept_words(line.rule)) for line in found.lines if line.about in about]
        for name, about in (("filing", ("organiser", "anyone")), ("working", ("staff",)))
    }
    return render_template(
        "public/privacy.html",
        appeal=found.appeal,
        appeal_months=found.appeal_months,
        copies_days=house().settings.backup.keep_days,
        **kinds,
    )


@bp.get("/accessibility")
@gate("public.read")
def accessibility() -> str:
    """State how accessible these pages are and where to turn with a barrier."""
    return render_template("public/accessibility.html")


@bp.get("/contact")
@gate("public.read")
def contact() -> str:
    """Give the emergency line, the office with its hours, and the way to complain."""
    return render_template("public/contact.html", laws=regimes())


@bp.post("/language")
@gate("public.read", token=False)
def language() -> BaseResponse:
    """Keep the chosen language and go back to the page it was chosen on."""
    back = request.form.get("next", "/")
    if not _own_address(back):
        back = "/"
    return remember(redirect(back, 303), request.form.get("language", ""))


def _own_address(address: str) -> bool:
    """Whether an address is a path of ours: a second slash or a backslash leads elsewhere."""
    return address.startswith("/") and address[1:2] not in {"/", "\\"} and address.isprintable()


@bp.get("/robots.txt")
@gate("public.read")
def robots() -> Response:
    """Let search engines read the pages for everyone and nothing else."""
    allowed = (
        "/$",
        "/check-letter",
        "/help",
        "/rules",
        "/privacy",
        "/accessibility",
        "/contact",
        "/static/",
    )
    lines = ["User-agent: *", *(f"Allow: {path}" for path in allowed), "Disallow: /"]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@bp.get("/favicon.ico")
@gate("public.read")
def favicon() -> BaseResponse:
    """Give the mark to browsers that ask at the old address."""
    return redirect("/static/mark.svg", 301)


@bp.get("/brand.css")
@gate("public.read")
def brand_css() -> Response:
    """Serve the city's own colours, read after ours; 404 in a city that has none."""
    path = settings().home / "brand/brand.css"
    if not path.is_file():
        abort(404)
    return send_file(path, mimetype="text/css", max_age=3600)


@bp.post("/csp-reports")
@gate("public.read", token=False)
@body_limit(16 * 1024)
def csp_reports() -> Response:
    """Note that a browser stopped something of a page; the report itself is not kept."""
    LOG.warning("stopped by the policy", bytes=request.content_length)
    return make_response("", 204)
