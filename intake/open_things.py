"""What waits for the organiser beside the letters: posts that were asked for, questions, messages, minutes of talks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from intake.days import till_due
from web.filters import law, moment, number, short_day
from web.i18n import gettext as _
from web.work import now
from workflow import closing
from workflow.views import NoticeView


@dataclass(frozen=True, slots=True)
class OpenThing:
    """One thing to do: the words of its link, where it is done, when it was asked and by when it counts."""

    words: str
    address: str
    note: str


def open_things(view: NoticeView, dealt: Mapping[str, Any]) -> tuple[OpenThing, ...]:
    """All that can still be answered, what others wait for first. No law sets a day for any of it.

    Posts and questions can be answered while the notice runs, messages and minutes until the event has begun as well.
    `dealt`: the sequences `posts`, `wanted`, `said` and `talks`, as the page reads them.
    """
    if closing.gave_up(view.regime, view.card.row.stage):
        return ()  # withdrawn, or cancelled: nobody waits for anything
    runs = view.card.row.closed_at is None
    begun = now() >= view.card.row.starts_at
    found: list[OpenThing] = []
    if runs:
        found += _questions(view, dealt["wanted"])
    if runs and not begun:
        found += _posts(view, dealt["posts"])
    if runs or not begun:
        found += [*_messages(view, dealt["said"]), *_minutes(view, dealt["talks"])]
    return tuple(found)


def _questions(view: NoticeView, wanted: Any) -> Iterator[OpenThing]:
    """Questions of services that have not answered the city yet; an answer after that reaches nobody in time.

    A service that was asked anew about a changed notice still wants what it asked about the older version.
    """
    unit = {row.id: row.unit_id for row in view.consultations}
    waits = {
        row.unit_id: row.due_at
        for row in view.consultations
        if row.answered_at is None and row.closed_at is None
    }
    for one in wanted:
        due = waits.get(unit.get(one.consultation_id, 0))
        if one.answered_at is None and due is not None:
            yield OpenThing(
                str(_("Answer the question of a service: %(who)s", who=law(one.body))),
                _to(view, "body_questions"),
                str(
                    _(
                        "Asked %(asked)s; the service itself has to answer the city by %(due)s.",
                        asked=moment(one.asked_at),
                        due=till_due(due),
                    )
                ),
            )


def _posts(view: NoticeView, posts: Any) -> Iterator[OpenThing]:
    for one in posts:
        if one.answered_at is None:
            what = f"{law(one.title)} ({number(one.wanted)})"
            yield OpenThing(
                str(_("Say what you can provide: %(what)s", what=what)),
                _to(view, "resources_", at=one.id),
                str(
                    _(
                        "Asked %(asked)s; you can answer until the event begins, %(begins)s.",
                        asked=moment(one.asked_at),
                        begins=moment(view.card.row.starts_at),
                    )
                ),
            )


def _messages(view: NoticeView, said: Any) -> Iterator[OpenThing]:
    for one in reversed(said):  # the oldest first
        if one.replied_at is None:
            yield OpenThing(
                str(_("Read what the office wrote to you")),
                _to(view, "messages", at=one.id),
                str(_("%(when)s. It moves no date.", when=moment(one.released_at))),
            )


def _minutes(view: NoticeView, talks: Any) -> Iterator[OpenThing]:
    for one in talks:
        if not (one.confirmed_at or one.remarked_at or one.replaced):
            yield OpenThing(
                str(_("Confirm the minutes of the talk, or say what was otherwise")),
                _to(view, "minutes"),
                str(_("The talk was on %(day)s.", day=short_day(one.held_on))),
            )


def _to(view: NoticeView, page: str, **more: Any) -> str:
    return url_for(f"intake.{page}", reference=view.card.row.reference, **more)
