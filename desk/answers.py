"""What the desk's POST pages answer when the workflow says no: the same page with the text, or 16b."""

from typing import Any

from flask import make_response, render_template
from werkzeug.wrappers import Response as BaseResponse

from desk import history
from desk.door import opened, opened_at, scope
from records import queries
from web.errors import typed
from web.filters import say
from web.work import current_actor, reading, rulebook
from workflow import seeing
from workflow.errors import Invalid

FIELDS = {
    "duplicate_of": "of",
    "received_at": "received_hour",
    "came_at": "came_hour",
    "note": "note",
}
"""Names that the workflow gives to fields, where a form calls them otherwise."""


def refuse(form: Any, error: Invalid) -> None:
    """Put the sentence of the workflow at the field that it names."""
    name = FIELDS.get(error.field, error.field)
    if name not in form and "reason" in form:
        name = "reason"
    form.refuse(name, say(error.text, **error.values))


def page(template: str, status: int = 200, **values: Any) -> BaseResponse:
    """Answer with a page and a status; what was typed is in its form."""
    return make_response(render_template(template, **values), status)


def overtaken(reference: str, form: Any, *, again: str = "", words: str = "") -> BaseResponse:
    """Answer 409, page 16b: who was faster, what changed since, and the typed text.

    `again`: the address that takes the same form once more, with the revision as it is now;
    empty where the step is no longer open.
    """
    with reading() as work:
        card = queries.notice_card(work, scope(), reference)
        rows = seeing.case_history(
            work, rulebook(), actor=current_actor(), reference=reference, limit=10
        )
    since = opened_at(form.opened.data)
    newer = [row for row in rows if since is None or row.at > since] or rows[:1]
    people = [row for row in newer if row.role != "system"]
    if since is None or not people:  # when it was opened is not known: who did the newest step?
        people = [row for row in rows if row.role != "system"][:1]
    me = current_actor().account_id
    return page(
        "desk/overtaken.html",
        409,
        card=card,
        form=form,
        again=again,
        words=words,
        typed=typed(),
        entries=history.entries(newer, card.row.regime_pin),
        since=since,
        by_me=bool(people) and all(row.actor_id == me for row in people),
        opened=opened(),
    )
