"""Texts of law on the desk: which there are, how sure their values are, what changed between two of them."""

from typing import Any

from flask import abort, render_template, request, url_for

from desk.door import bp
from desk.speech import _
from web.gate import gate
from web.i18n import language
from web.law_change import told
from web.law_reading import read, waiting
from web.law_words import Speech, speech
from web.work import current_actor, reading, regimes, rulebook
from web.work import regime as in_force
from workflow import trying
from workflow.policy import scope_of

MARKS = ("memory", "design", "read")


def spoken() -> Speech:
    """The language of the page, as the command line speaks it."""
    return speech(language())


@bp.get("/law")
@gate("regime.read")
def law() -> str:
    """List every text of law: on the shelf or kept with notices, and what waits for a lawyer's check."""
    scope = scope_of(current_actor())
    with reading() as work:
        texts = trying.texts(work, rulebook(), scope)
    return render_template(
        "desk/law.html",
        texts=texts,
        counts=bool(scope.units) or scope.everything,  # who reads no notice is not told of none
        waiting=waiting,
        in_force={one.pin for one in regimes()},
        say_law=spoken().law,
    )


def text_or_404(name: str) -> Any:
    """The text that an argument of the address names; the page of a missing thing otherwise."""
    pin = request.args.get(name, "")
    with reading() as work:
        found = trying.law_text(work, rulebook(), pin[:120])
    if found is None:
        abort(404)
    return found


@bp.get("/law/text")
@gate("regime.read")
def law_text() -> str:
    """Show a whole text with its articles, or only what rests on one mark."""
    found = text_or_404("pin") if request.args.get("pin") else in_force()
    mark = request.args.get("mark", "")
    mark = mark if mark in MARKS else ""
    return render_template(
        "desk/law_text.html",
        found=found,
        mark=mark,
        marks=_views(found.pin, mark),
        sections=read(found, spoken(), mark),
        waiting=waiting(found),
    )


def _views(pin: str, mark: str) -> list[dict[str, Any]]:
    return [
        {
            "words": words,
            "count": None,
            "address": url_for("desk.law_text", pin=pin, mark=name or None),
            "here": name == mark,
        }
        for name, words in _mark_words().items()
    ]


def _mark_words() -> dict[str, str]:
    return {
        "": _("Everything"),
        "memory": _("Waits for a lawyer"),
        "design": _("Our choice"),
        "read": _("Read in the law"),
    }


@bp.get("/law/diff")
@gate("regime.read")
def law_diff() -> str:
    """Show what changed from one text to another, in words."""
    old, new = text_or_404("old"), text_or_404("new")
    return render_template(
        "desk/law_diff.html", old=old, new=new, sections=told(old, new, spoken())
    )
