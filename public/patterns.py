"""Every macro of templates/components on one page: in development only."""

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, render_template
from wtforms import BooleanField, PasswordField, RadioField, SelectField, SelectMultipleField

from web.filters import TimeLeft, time_left, today
from web.gate import gate
from web.i18n import lazy_gettext as _l
from web.widgets import (
    AtMost,
    CountField,
    DayField,
    Given,
    LineField,
    NameField,
    PageForm,
    TextField,
    TimeField,
    choices,
)
from web.work import now, places

bp = Blueprint("patterns", __name__)
KINDS = (("rally", _l("Rally")), ("march", _l("March")), ("picket", _l("Picket")))


class Specimen(PageForm):
    """One field of each kind."""

    title = LineField(_l("Title"), [Given(_l("Enter a title")), AtMost(40)])
    name = NameField(_l("Name"), [Given(_l("Enter the organiser's name"))])
    people = CountField(_l("How many people"), [Given(_l("Enter how many people you expect"))])
    start = TimeField(_l("Start"), [Given(_l("Enter when it starts, for example 12:00"))])
    on = DayField(_l("On what day"), [Given(_l("Enter the day"))])
    order = TextField(
        _l("Keeping order"),
        [Given(_l("Say how order is kept")), AtMost(2000)],
        description=_l("How many stewards, and where they stand."),
    )
    kind = SelectField(_l("What kind of event"), choices=choices(KINDS))
    way = RadioField(_l("What kind of event"), [Given(_l("Choose a kind"))], choices=choices(KINDS))
    needs = SelectMultipleField(_l("What is brought"), choices=choices(KINDS))
    agree = BooleanField(_l("I am the organiser"), [Given(_l("Tick the box if this is so"))])
    word = PasswordField(_l("Password"))


@bp.route("/patterns", methods=["GET", "POST"])
@gate("public.read")
def patterns() -> str:
    """Show each part once, with the dates of today."""
    form = Specimen()
    form.validate_on_submit()
    return render_template(
        "public/patterns.html",
        form=form,
        tags=_tags(),
        days=_days(),
        parts=_parts(),
        places=places(),
    )


@bp.get("/patterns/desk")
@gate("public.read")
def desk() -> str:
    """Show the parts of the desk in the desk's frame."""
    return render_template("public/patterns_desk.html", tags=_tags(), parts=_parts())


def _end(days: int) -> datetime:
    zone = now().tzinfo
    return datetime.combine(today() + timedelta(days=days), time(20, 59, 59), zone)


def _tags() -> list[TimeLeft]:
    return [
        time_left(_end(-1)),
        time_left(_end(0)),
        time_left(_end(1)),
        time_left(_end(5)),
        time_left(_end(8), theirs=str(_l("with the organiser"))),
        time_left(None, aim=today() + timedelta(days=17)),
    ]


def _days() -> list[dict[str, Any]]:
    first = today() - timedelta(days=4)
    marks: dict[int, tuple[set[str], str]] = {
        **{n: ({"win"}, "") for n in range(1, 7)},
        1: ({"win"}, str(_l("opens"))),
        4: ({"win", "today"}, str(_l("today"))),
        6: ({"win"}, str(_l("closes"))),
        8: ({"due"}, str(_l("answer"))),
        13: ({"due"}, str(_l("reply"))),
        16: ({"event"}, str(_l("the event"))),
    }
    return [_rail_day(first + timedelta(days=n), *marks.get(n, (set(), ""))) for n in range(17)]


def _rail_day(day: date, marks: set[str], word: str) -> dict[str, Any]:
    weekend = {"off"} if day.isoweekday() > 5 else set()
    return {"day": day, "marks": sorted(marks | weekend), "word": word}


def _parts() -> dict[str, Any]:
    at = now() - timedelta(hours=20)
    step = SimpleNamespace
    return {
        "at": at,
        "stages": [
            step(title=_l("Received"), state="done", note="09:14"),
            step(title=_l("Services"), state="now", note=""),
            step(title=_l("Decision"), state="next", note=""),
        ],
        "steps": [
            {"text": "%(day)s", "values": {"day": {"day": today().isoformat()}}},
            {"text": "%(day)s", "values": {"day": {"at": _end(3).isoformat()}}},
        ],
        "moves": [
            step(title=_l("Pass on to decision"), why_not=_l("Not yet: the police have not answered.")),
            step(title=_l("Prepare a decision"), why_not="", address="#", forward=True,
                 follows=_l("Open without the police answer."), warning=False),
            step(title=_l("Withdraw the notice"), why_not="", address="#", forward=False,
                 follows="", warning=True),
        ],
        "log": [
            step(at=at, text=_l("Transport answered with one condition."), quote="", note=""),
            step(at=at, text=_l("Filed online."), quote="<b>& «кавычки»</b>", note="26-0417"),
        ],
        "due": _end(3),
    }  # fmt: skip
