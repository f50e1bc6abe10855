"""Deleting what is one's own: drafts, contact data that nobody needs any more, the account.

Nothing goes at one press: a page says first what will go and what stays, and a page after it that it is done.
"""

from collections.abc import Callable
from typing import Any

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from intake.door import bp
from web.erasing_runs import erasing, way_of
from web.gate import gate
from web.work import current_actor, house, reading
from workflow import own_erasing
from workflow.errors import NotAllowed, NotPossible


def _does(deed: Callable[[Any], object]) -> None:
    """One deed in a unit of its own; the bytes of papers that it deleted leave the store afterwards."""
    with erasing(house()) as work:
        deed(work)


def _asks(what: str) -> str:
    """The page that asks: what goes, what stays, the button. NotPossible where nothing can go."""
    with reading() as work:
        mine = own_erasing.look(work, way_of(house()), current_actor())
    if mine is None:
        raise NotAllowed(own_erasing.SIGN_IN)
    if not getattr(mine, what):
        raise NotPossible((what == "account" and mine.against) or own_erasing.NOTHING)
    return render_template("intake/delete.html", what=what, mine=mine)


@bp.get("/my-data/drafts/delete")
@gate("erase.own")
def ask_drafts() -> str:
    """Say what goes with all drafts."""
    return _asks("drafts")


@bp.post("/my-data/drafts/delete")
@gate("erase.own")
def delete_drafts() -> Response:
    """Delete every draft of the account that was not filed."""
    _does(lambda work: own_erasing.drafts(work, current_actor()))
    return redirect(url_for("intake.my_data", deleted="drafts"), 303)


@bp.get("/my-data/contacts/delete")
@gate("erase.own")
def ask_contacts() -> str:
    """Say what goes with telephone and e-mail."""
    return _asks("contacts")


@bp.post("/my-data/contacts/delete")
@gate("erase.own")
def delete_contacts() -> Response:
    """Delete telephone and e-mail where every notice is over."""
    _does(lambda work: own_erasing.contacts(work, way_of(house()), current_actor()))
    return redirect(url_for("intake.my_data", deleted="contacts"), 303)


@bp.get("/my-data/account/delete")
@gate("erase.own")
def ask_account() -> str:
    """Say what goes with the account."""
    return _asks("account")


@bp.post("/my-data/account/delete")
@gate("erase.own")
def delete_account() -> Response:
    """Delete the account; its sessions end with it."""
    _does(lambda work: own_erasing.account(work, way_of(house()), current_actor()))
    return redirect(url_for("intake.account_deleted"), 303)


@bp.get("/my-data/account/deleted")
@gate("public.read")
def account_deleted() -> str:
    """Where the deleting of an account ends; the page knows of nobody."""
    return render_template("intake/deleted.html")
