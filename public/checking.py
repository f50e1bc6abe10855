"""Check a letter: by the code at its foot, typed or read by a camera, without signing in."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from letters import check_code
from public.views import bp
from web import limits
from web.gate import gate
from web.work import now, reading, rulebook, unit_of_work
from workflow import verifying


@bp.get("/check-letter")
@gate("public.read")
def check_letter() -> str | Response:
    """Ask for the code; a code that was typed leads to its own page."""
    typed = request.args.get("code", "").strip()
    if typed:
        return redirect(url_for("public.letter", code=typed[:40]), 303)
    return render_template("public/check_letter.html", found=None, typed="", wait="")


@bp.get("/C")
@bp.get("/C/")
@bp.get("/c")
@bp.get("/c/")
@gate("public.read")
def letter_without_code() -> Response:
    """Lead the address that letters print beside their code to the form that asks for it."""
    return redirect(url_for("public.check_letter"), 303)


@bp.get("/C/<code>", endpoint="letter_by_camera")
@bp.get("/c/<code>")
@gate("public.read")
def letter(code: str) -> str | tuple[str, int]:
    """Say whether the letter is genuine and what became of its decision. The QR code is in capitals."""
    if len(code) > 40:
        abort(404)
    with unit_of_work() as work:
        pause = limits.wait(work, limits.LETTER, limits.address())
    if pause:
        return render_template(
            "public/check_letter.html", found=None, typed=code, wait=limits.words(pause)
        ), 429
    with reading() as work:
        found = verifying.check(work, rulebook(), code)
    page = render_template(
        "public/check_letter.html",
        found=found,
        typed=check_code.read(code) if found else code,
        wait="",
        checked_at=now(),
    )
    return page if found else (page, 404)
