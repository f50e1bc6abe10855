"""Papers are chosen, kept, taken away again: the same for a draft, an answer and a change."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import redirect, request
from werkzeug.wrappers import Response

from web import uploads
from web.uploads import Fault
from web.work import current_actor, reading, unit_of_work
from workflow import attaching
from workflow.attaching import Owner

Answer = Response | str | tuple[str, int]
OwnerOf = Callable[[Any], Owner]
"""Whose the papers are, asked anew in each unit of work; raises where none may be added now."""


def wish() -> str:
    """Which button was pressed: go, add, later, or remove: with the code of a paper."""
    return request.form.get("do", "go")


def taken_away(owner: OwnerOf) -> None:
    """Take the paper away whose button was pressed, if one was; its bytes go after the commit."""
    pressed, _, code = wish().partition(":")
    if pressed != "remove":
        return
    with unit_of_work() as work:
        keys = attaching.remove(work, actor=current_actor(), owner=owner(work), code=code)
    uploads.forget(keys)


def to_notice(
    owner: OwnerOf, page: Callable[[Sequence[Fault]], str], here: str, onward: str
) -> Answer:
    """Keep files with a filed notice, or take one away: back `here` after a button of the page, else `onward`.

    A bad file is told at its field on `page`, and the others are kept.
    """
    with reading() as work:
        owner(work)
    faults = uploads.keep(owner)
    taken_away(owner)
    if faults:
        return page(faults), 422
    return redirect(onward if wish() == "go" else here, 303)
