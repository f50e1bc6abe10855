"""Check a letter without signing in: by the code at its foot, typed or read by a camera, or by the file itself."""

from datetime import timedelta

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from public.views import bp
from web import file_words, limits, uploads
from web.gate import gate
from web.work import now, reading, rulebook, unit_of_work
from workflow import comparing, verifying
from workflow.comparing import Compared

LARGEST = 8 * 1024 * 1024
"""Bytes of a file that may be compared; the largest letter, with maps, has far less."""


@bp.get("/check-letter")
@gate("public.read")
def check_letter() -> str | Response:
    """Ask for the code; a code that was typed leads to its own page."""
    typed = request.args.get("code", "").strip()
    if typed:
        return redirect(url_for("public.letter", code=typed[:40]), 303)
    return _page(None)


def _too_large() -> tuple[str, int]:
    return _page(None, file="large"), 413


@bp.post("/check-letter")
@gate("public.read", token=False)
@uploads.takes_files(_too_large, LARGEST)
def compare_letter() -> str | tuple[str, int]:
    """Compare a file with what the city sent, byte for byte, and where bytes differ say what is known. It is not kept.

    From the page of a letter its code comes along: then the file must be that letter and no other.
    """
    if pause := _pause():
        return _page(None, wait=limits.words(pause)), 429
    data, typed = uploads.bytes_of("letter"), request.form.get("code", "")[:40]
    with reading() as work:
        if not data:
            return _page(
                verifying.check(work, rulebook(), typed) if typed else None, file="none"
            ), 422
        told = comparing.compare(work, rulebook(), data, typed)
    page = _page(told.found, file=told.what, told=told)
    return page if told.found else (page, 404)


def _pause() -> timedelta:
    """Count one look at a letter from this address; the wait where there were too many."""
    with unit_of_work() as work:
        return limits.wait(work, limits.LETTER, limits.address())


def _page(
    found: verifying.Checked | None,
    *,
    typed: str = "",
    wait: str = "",
    file: str = "",
    told: Compared | None = None,
) -> str:
    """`file`: what became of a file: "" for none, none (not chosen), large, or what `comparing` says of it."""
    return render_template(
        "public/check_letter.html",
        found=found,
        typed=found.code if found else typed,
        wait=wait,
        told=told,
        says=file_words.said(told) if told else (),
        file=file,
        most=LARGEST // 1024 // 1024,
        checked_at=now(),
    )


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
    if pause := _pause():
        return _page(None, typed=code, wait=limits.words(pause)), 429
    with reading() as work:
        found = verifying.check(work, rulebook(), code)
    page = _page(found, typed=code)
    return page if found else (page, 404)
