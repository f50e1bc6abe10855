"""Pieces of pages that were made before: what is made of the same values need not be made twice.

A key holds **everything** that its piece is made of, values of rows and not their ids, so nothing here
grows stale and nobody sees what was made for another. Only the token of the reader's forms is left out:
it is put in at every use. Rows are read anew for every page; what is kept is only how they look.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar, cast

from flask import Flask, render_template, request
from markupsafe import Markup

from web.i18n import language
from web.sessions import browser
from web.work import house

Made = TypeVar("Made")

MOST = 4096  # pieces of a language; some kB each
TOKEN = "\0token\0"  # noqa: S105 - stands where a reader's token goes; no typed text may hold a NUL


def store() -> dict[Hashable, Any]:
    """Give what is kept for pages in this language at this address; asked once for many pieces."""
    every, here = house().kept, (language(), request.root_path)
    found = every.get(here)
    if found is None or len(found) >= MOST:
        found = every[here] = {}
    return found


def kept(key: Hashable, make: Callable[[], Made], among: dict[Hashable, Any] | None = None) -> Made:
    """Give what was made for this key, or make it."""
    among = store() if among is None else among
    found = among.get(key)
    if found is None:
        found = among[key] = make()
    return cast(Made, found)


def skeleton(template: str, **values: Any) -> str:
    """Draw a part of a page to be kept, with marks where the reader's own values go."""
    return render_template(template, **values).replace(browser().csrf_token, TOKEN)


def filled(kept_part: str, mark: str, value: str) -> str:
    """Put this reader's token and one more value, of letters and digits, into what was kept."""
    token = browser().csrf_token
    return Markup(kept_part.replace(TOKEN, token).replace(mark, value))  # noqa: S704 - a template of ours made it


def piece(*key: Hashable, caller: Callable[[], str]) -> str:
    """Give the block of a template that calls this, made once for these values."""
    token = browser().csrf_token
    made = kept(("piece", *key), lambda: str(caller()).replace(token, TOKEN))
    return Markup(made.replace(TOKEN, token))  # noqa: S704 - a template of ours made it


def pieces(macro: Callable[..., str], name: str, items: Sequence[Any], *more: Hashable) -> str:
    """Give the macro of a template for each of the items, each made once. An item is what it is by its values or by itself."""
    token, among = browser().csrf_token, store()

    def made(item: Any) -> str:
        key = ("pieces", name, item, *more)
        return kept(key, lambda: str(macro(item, *more)).replace(token, TOKEN), among)

    whole = "".join([made(item) for item in items])
    return Markup(whole.replace(TOKEN, token))  # noqa: S704 - the same


def drawn(template: str, **values: Any) -> str:
    """Draw a part of a page that the page then shows as it is."""
    return Markup(render_template(template, **values))  # noqa: S704 - the same


def init_app(app: Flask) -> None:
    """Give the templates `piece` and `pieces`."""
    app.jinja_env.globals.update(piece=piece, pieces=pieces)
