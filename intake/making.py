"""How a question becomes form fields: a text, a line, a yes or no with its details."""

from collections.abc import Callable
from typing import Any

from wtforms import RadioField
from wtforms.validators import Optional as MayBeEmpty

from intake.checks import SaysItself
from web.i18n import lazy_gettext as _l
from web.widgets import AtMost, Given, LineField, TextField, choices

YES_NO = (("yes", _l("Yes")), ("no", _l("No")))

Made = Callable[[bool], dict[str, Any]]


def checks_of(needed: bool, ask: Any, *more: Any) -> list[Any]:
    """The checks of a field: needed with the sentence that says what to enter, or free to stay empty."""
    return [Given(ask) if needed else MayBeEmpty(), *more]


def text(
    name: str,
    label: Any,
    hint: Any,
    ask: Any,
    *,
    rows: int = 5,
    most: int = 5000,
    itself: Any = None,
) -> Made:
    """An answer of several lines. `itself`: what is said to «see above», where that is not `ask` too."""

    def made(needed: bool) -> dict[str, Any]:
        checks = checks_of(needed, ask, SaysItself(itself or ask), AtMost(most))
        return {name: TextField(label, checks, description=hint, render_kw={"rows": rows})}

    return made


def line(
    name: str, label: Any, hint: Any, ask: Any, *more: Any, kind: Any = LineField, **kw: Any
) -> Made:
    """An answer of one line; `kw` are attributes of its box."""

    def made(needed: bool) -> dict[str, Any]:
        return {name: kind(label, checks_of(needed, ask, *more), description=hint, render_kw=kw)}

    return made


def whether(name: str, label: Any, hint: Any, ask: Any, detail: Any, ask_detail: Any) -> Made:
    """Yes or no, and what exactly when yes; «no» is an answer too."""

    def made(needed: bool) -> dict[str, Any]:
        return {
            f"{name}_used": RadioField(
                label,
                checks_of(needed, ask),
                choices=choices(YES_NO),
                description=hint,
            ),
            name: TextField(
                detail,
                [IfYes(f"{name}_used", ask_detail), SaysItself(ask_detail), AtMost(3000)],
                render_kw={"rows": 3},
            ),
        }

    return made


class IfYes:
    """Needed only where the question before it was answered with yes."""

    def __init__(self, name: str, ask: Any) -> None:
        self.name, self.ask = name, ask

    def __call__(self, form: Any, field: Any) -> None:
        if form[self.name].data == "yes":
            Given(self.ask)(form, field)
