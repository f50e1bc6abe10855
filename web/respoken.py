"""The language of a page changed by a button of its form: everything that is typed stays where it is.

A view that is marked with `takes_tongue` shows its form again, as it was sent and in the other language, and does
nothing else: `asked()` is true for its request, no form is valid then and none has errors. Nothing else tells the
browser's wish from a sent form, so a view without forms of ours looks at `asked()` itself before it does anything.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, g, request
from werkzeug.wrappers import Response

from web.i18n import remember, speak

SPEAKS = "speak:"
"""What a button of a form sends, followed by the code of the language."""

View = TypeVar("View", bound=Callable[..., Any])


def takes_tongue(view: View) -> View:
    """Mark a view whose form can be shown again in another language."""
    view.takes_tongue = True  # type: ignore[attr-defined]  # functions carry attributes
    return view


def asked() -> bool:
    """Whether this form was sent only to be read in another language."""
    return bool(g.get("tongue_asked"))


def _look() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    wish = request.form.get("do", "") if getattr(view, "takes_tongue", False) else ""
    if request.method == "POST" and wish.startswith(SPEAKS):
        g.tongue_asked = wish.removeprefix(SPEAKS)
        speak(g.tongue_asked)


def _answer(response: Response) -> Response:
    if not asked():
        return response
    if (
        response.status_code == 422
    ):  # the page of a form that is not valid yet, which nobody said it is
        response.status_code = 200
    return remember(response, g.tongue_asked)


def init_app(app: Flask) -> None:
    """Look at each form before its view does; keep the language with its answer."""
    app.before_request(_look)
    app.after_request(_answer)
