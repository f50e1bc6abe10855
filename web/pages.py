"""What every page is given: who reads it, the city, the menu, the way back."""

from typing import Any

from flask import Flask, current_app, g, request, url_for

from web.i18n import language
from web.work import current_actor, settings
from workflow.policy import may


def link(endpoint: str, **values: Any) -> str:
    """Give the address of an endpoint, or "" where this house has no such door."""
    if endpoint not in current_app.view_functions:
        return ""
    return url_for(endpoint, **values)


def is_here(endpoint: str) -> bool:
    """Whether the page is this endpoint: the menu marks it."""
    return request.endpoint == endpoint


def can(action: str) -> bool:
    """Whether the reader's role may do this; buttons of the menu ask the policy's own table."""
    return may(current_actor(), action)


def here() -> str:
    """Give the address of this page, for coming back after a change of language.

    One with control characters leads to no page, and no markup may hold them: the first page instead.
    """
    if any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in request.full_path):
        return "/"
    return request.full_path.rstrip("?") if request.method == "GET" else request.path


def _context() -> dict[str, Any]:
    return {
        "current_actor": current_actor(),
        "settings": settings(),
        "city": settings().city,
        "office": settings().office,
        "lang": language(),
        "messages": g.get("messages", ()),
    }


def init_app(app: Flask) -> None:
    """Give the templates their context."""
    app.context_processor(_context)
    app.jinja_env.globals.update(link=link, is_here=is_here, can=can, here=here)
