"""Pages that need somebody signed in: who it is, or the way in and back."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from records.accounts import Person
from web.sessions import browser


def here() -> Person | None:
    """The person of this browser, if somebody is signed in and was not away too long."""
    return browser().person if browser().state == "in" else None


def way_in(back: str = "") -> Response:
    """To the sign-in page, or for an idle desk to the second factor; then back to a page that GET opens."""
    to = back or (request.path if request.method == "GET" else url_for("accounts.own"))
    endpoint = "second_factor" if browser().state == "locked" else "sign_in"
    return redirect(url_for(f"accounts.{endpoint}", next=to), 303)
