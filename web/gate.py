"""The gate: every endpoint names its action, and the policy is asked before anything is loaded."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from web.work import current_actor
from workflow.actor import VISITOR
from workflow.errors import N_, NotAllowed
from workflow.policy import may

View = TypeVar("View", bound=Callable[..., Any])

SIGN_IN = "accounts.sign_in"


class Ungated(RuntimeError):
    """An endpoint that names no action; it is never served."""


def gate(action: str, *, token: bool = True) -> Callable[[View], View]:
    """Name the action of an endpoint; the roles that may do it stand in workflow/policy.py.

    `token=False`: its POST changes nothing that a stranger could misuse, so it needs no
    CSRF token, and pages that offer it need no session.
    """

    def named(view: View) -> View:
        view.gate_action = action  # type: ignore[attr-defined]  # functions carry attributes
        view.gate_token = token  # type: ignore[attr-defined]  # functions carry attributes
        return view

    return named


def action_of(view: Callable[..., Any]) -> str | None:
    """Give the action that an endpoint names, None if it names none."""
    found = getattr(view, "gate_action", None)
    return found if isinstance(found, str) else None


def needs_token(view: Callable[..., Any]) -> bool:
    """Whether a POST to this endpoint must carry a CSRF token."""
    return bool(getattr(view, "gate_token", True))


def _ask() -> BaseResponse | None:
    """Refuse a request whose endpoint names no action, or one that the role may not do."""
    endpoint = request.endpoint
    if endpoint is None:  # no such address: the 404 page answers
        return None
    action = action_of(current_app.view_functions[endpoint])
    if action is None:
        raise Ungated(f"The endpoint {endpoint!r} has no @gate.")
    if may(VISITOR, action):  # open to anyone: needs neither session nor database
        return None
    actor = current_actor()
    if may(actor, action):
        return None
    if actor.account_id is None and request.method == "GET":
        return _to_sign_in()
    raise NotAllowed(N_("Your role does not allow this."))


def _to_sign_in() -> BaseResponse | None:
    if SIGN_IN not in current_app.view_functions:
        raise NotAllowed(N_("Sign in to see this page."))
    back = request.full_path.rstrip("?")
    return redirect(url_for(SIGN_IN, next=back), 303)


def init_app(app: Flask) -> None:
    """Put the gate before every request; static files are open."""
    app.before_request(_ask)


def open_static(app: Flask, view: Callable[..., Response]) -> None:
    """Serve /static by this view, open to anyone."""
    app.add_url_rule("/static/<path:filename>", "static", gate("public.read")(view))
