"""Deleting what is one's own: drafts, contact data that nobody needs any more, the account."""

from collections.abc import Callable
from typing import Any

from flask import redirect, url_for
from werkzeug.wrappers import Response

from intake.door import bp
from web.erasing_runs import erasing, way_of
from web.gate import gate
from web.work import current_actor, house
from workflow import own_erasing


def _does(deed: Callable[[Any], object]) -> None:
    """One deed in a unit of its own; the bytes of papers that it deleted leave the store afterwards."""
    with erasing(house()) as work:
        deed(work)


@bp.post("/my-data/drafts/delete")
@gate("erase.own")
def delete_drafts() -> Response:
    """Delete every draft of the account that was not filed."""
    _does(lambda work: own_erasing.drafts(work, current_actor()))
    return redirect(url_for("intake.my_data", deleted="drafts"), 303)


@bp.post("/my-data/contacts/delete")
@gate("erase.own")
def delete_contacts() -> Response:
    """Delete telephone and e-mail where every notice is over."""
    _does(lambda work: own_erasing.contacts(work, way_of(house()), current_actor()))
    return redirect(url_for("intake.my_data", deleted="contacts"), 303)


@bp.post("/my-data/account/delete")
@gate("erase.own")
def delete_account() -> Response:
    """Delete the account; its sessions end with it."""
    _does(lambda work: own_erasing.account(work, way_of(house()), current_actor()))
    return redirect(url_for("intake.start"), 303)
