"""What the two doors of a body share: with an account at the desk, without one by the link of the mail."""

from typing import Any

from flask import request

from desk import answers, limit_fields, limit_places
from desk.door import where
from desk.facts import facts
from desk.words import answer_words
from web.filters import say, time_left
from web.i18n import language
from web.widgets import choices
from web.work import rulebook, unit_of_work
from workflow import consulting
from workflow.actor import Actor
from workflow.errors import Invalid
from workflow.views import NoticeView


def offered(form: Any, kind: str = "") -> Any:
    """The form with the answers that a body may give, and the library's conditions for the kind of event."""
    form.answer.choices = choices(list(answer_words().items()))
    limit_fields.pad(form, wants_more())
    limit_fields.fill(form, kind)
    return form


def wants_more() -> bool:
    """Whether the person asked for one more row of conditions, and sent no answer yet."""
    return request.form.get("more") == "conditions"


def sent(form: Any) -> bool:
    """Whether a whole answer was sent; else all that it lacks stands at the fields at once."""
    if wants_more() or limit_places.shown_only() or not form.is_submitted():
        return False
    valid = form.validate()
    if valid or form.errors:  # neither: it is only to be read in another language
        said = (form.answer.data or "", form.ground.data or "", form.facts.data or "")
        for name, sentence in consulting.lacking(*said, limit_fields.read(form)).items():
            if said[0] in consulting.ANSWERS and not form[name].errors:
                form.refuse(name, say(sentence))
    return bool(valid and not form.errors)


def shown(view: NoticeView, row: Any, form: Any, wanted: Any) -> dict[str, Any]:
    """What the page of a question shows, whoever opens it."""
    is_open = row.answered_at is None and row.closed_at is None and view.card.row.closed_at is None
    return {
        "view": view,
        "card": view.card,
        "row": row,
        "form": form,
        "facts": facts(view, where),
        "body": row.unit_ru if language() == "ru" else row.unit_en,
        "left": time_left(row.due_at, zone=view.regime.zone) if is_open else None,
        "answer_words": answer_words(),
        "shows_conditions": wants_more() or limit_places.shown_only(),
        "wanted": [one for one in wanted if one.consultation_id == row.id],
    }


def given(form: Any, actor: Actor, number: int, signed: str = "") -> bool:
    """Give the answer of a valid form; what the workflow refuses is said at its field."""
    try:
        with unit_of_work() as work:
            consulting.answer(
                work, rulebook(), actor=actor, consultation_id=number, answer=form.answer.data,
                ground=form.ground.data or "", facts=form.facts.data or "", whom=(form.whom.data or "") if form.whom else "",
                conditions=limit_fields.read(form), signed=signed,
            )  # fmt: skip
    except Invalid as error:
        answers.refuse(form, error)
        return False
    return True
