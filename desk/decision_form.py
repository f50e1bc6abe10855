"""The draft decision as a form: every part that some outcome may ask for, in rows where there may be several."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FormField, HiddenField, RadioField, SelectField, SelectMultipleField

from desk import checks
from desk.fields import DayLineField, DeskForm, Row, SeenField, ask, lines
from desk.speech import _
from web.widgets import (
    AtMost,
    CountField,
    LineField,
    NameField,
    RowsField,
    TextField,
    TimeField,
    choices,
)
from workflow.content import PlaceIn, SessionIn
from workflow.deciding import DecisionIn
from workflow.drafted import DraftView

Pairs = Sequence[tuple[str, str]]

MOST_ROWS = 10
LONG = 6000


class MeasureRow(Row):
    """A milder measure that was weighed: what was found, and why it is not enough."""

    measure = LineField(_l("Milder measure"), validators=[AtMost(300)])
    found = LineField(_l("What was found"), validators=[AtMost(500)])
    result = LineField(_l("Why it is not enough"), validators=[AtMost(500)])


class ItemRow(Row):
    """One thing that the organiser has to put right."""

    field = SelectField(_l("What to put right"), choices=[], validate_choice=False)
    reason = LineField(_l("Why"), validators=[AtMost(500)])
    article = LineField(_l("Article"), validators=[AtMost(120)])


class ProposedSession(Row):
    """Other hours that are proposed."""

    day = DayLineField(_l("Day"))
    start = TimeField(_l("Begins"))
    end = TimeField(_l("Ends"))


class ProposedPlace(Row):
    """Another place that is proposed; a march has points, one a line."""

    name = LineField(_l("Place"), validators=[AtMost(300)])
    okrug = SelectField(_l("Okrug"), choices=[], validate_choice=False)
    district = SelectField(_l("District"), choices=[], validate_choice=False)
    points = TextField(_l("Route: one street or crossing a line"))


class DecisionForm(DeskForm):
    """What the office answers. Nothing here is required to save: readiness says what is missing."""

    seen = SeenField()
    opened = HiddenField()
    saved = HiddenField()  # when the draft that the person saw was saved
    outcome = RadioField(_l("Decision"), choices=[], validate_choice=False)
    ground = SelectField(_l("Ground"), choices=[], validate_choice=False)
    facts = TextField(_l("Facts behind the answer"), validators=[AtMost(LONG)])
    reason_ids = SelectMultipleField(_l("Reasons from the list"), choices=[], validate_choice=False)
    reasons = TextField(_l("Reasons in your words"), validators=[AtMost(LONG)])
    article = LineField(_l("Article that was not kept"), validators=[AtMost(200)])
    measures = RowsField(FormField(MeasureRow), max_entries=MOST_ROWS)
    items = RowsField(FormField(ItemRow), max_entries=MOST_ROWS)
    proposal_sessions = RowsField(FormField(ProposedSession), max_entries=MOST_ROWS)
    proposal_places = RowsField(FormField(ProposedPlace), max_entries=MOST_ROWS)
    capacity = CountField(_l("How many people the place can hold"))
    capacity_rule = LineField(_l("How this number was found"), validators=[AtMost(300)])
    representative_name = NameField(_l("Representative of the office at the event"))
    representative_phone = LineField(_l("Their telephone"), validators=[AtMost(60)])
    person_facts = TextField(_l("Facts about the person"), validators=[AtMost(LONG)])
    person_source = LineField(_l("Where these facts come from"), validators=[AtMost(300)])
    replace_reason = TextField(
        _l("Why the earlier decision is replaced"), validators=[AtMost(LONG)]
    )


ROWS = ("measures", "items", "proposal_sessions", "proposal_places")


def pad(form: DecisionForm, more: str = "") -> None:
    """Show at least one row of each list, and one more of the list that was asked for."""
    for name in ROWS:
        rows: Any = form[name]
        if len(rows) == 0 or (name == more and len(rows) < MOST_ROWS):
            rows.append_entry()


def fill(form: DecisionForm, view: DraftView, okrugs: Pairs, language: str) -> None:
    """Give the fields their choices, in the language of the page."""
    if not view.replaces:
        form.replace_reason.data = ""  # not asked on this page, so not taken from what was sent
    form.outcome.choices = choices([(one.name, one.title.in_(language)) for one in view.outcomes])
    form.outcome.hints = {one.name: one.help.in_(language) for one in view.outcomes}
    form.ground.choices = choices(
        [("", _("choose a ground")), *((one.id, one.title.in_(language)) for one in view.grounds)]
    )
    form.reason_ids.choices = choices([(one.id, one.text.in_(language)) for one in view.reasons])
    for row in form.items:
        row.form.field.choices = choices(
            [("", _("choose")), *((name, title.in_(language)) for name, title in view.questions)]
        )
    for row in form.proposal_places:
        row.form.okrug.choices = choices([("", _("choose")), *okrugs])


def is_whole(form: DecisionForm) -> bool:
    """Whether the rows that hold something hold enough; says at the field what is missing."""
    before = len(form.problems())
    for row in form.proposal_sessions:
        if not row.form.is_empty:
            checks.hours(row.form)
    for row in form.proposal_places:
        if not row.form.is_empty:
            ask(row.form.name, _l("Enter the place that is proposed"))
            checks.where(row.form)
    for row in form.items:
        if not row.form.is_empty:
            ask(row.form.field, _l("Choose what has to be put right"))
            ask(row.form.reason, _l("Say why"))
    for row in form.measures:
        if not row.form.is_empty:
            ask(row.form.measure, _l("Name the milder measure"))
    return len(form.problems()) == before


def read(form: DecisionForm) -> DecisionIn:
    """Give the typed draft to the workflow; empty rows are left out."""
    capacity = form.capacity.data
    return DecisionIn(
        outcome=form.outcome.data or "",
        ground=form.ground.data or "",
        facts=form.facts.data or "",
        reasons=form.reasons.data or "",
        reason_ids=tuple(form.reason_ids.data or ()),
        measures=tuple(filled(form.measures)),
        items=tuple(filled(form.items)),
        article=form.article.data or "",
        capacity=capacity if isinstance(capacity, int) else 0,
        capacity_rule=form.capacity_rule.data or "",
        representative_name=form.representative_name.data or "",
        representative_phone=form.representative_phone.data or "",
        proposal_sessions=tuple(
            SessionIn(one["day"], one["start"], checks.end_of(one["end"]))
            for one in filled(form.proposal_sessions)
        ),
        proposal_places=tuple(
            PlaceIn(one["name"], one["okrug"], one["district"], tuple(lines(one["points"])))
            for one in filled(form.proposal_places)
        ),
        person_facts=form.person_facts.data or "",
        person_source=form.person_source.data or "",
        replace_reason=form.replace_reason.data or "",
    )


def filled(rows: Any) -> list[dict[str, Any]]:
    """Give the rows of a list that hold something, as plain values."""
    return [
        {name: value or "" for name, value in row.form.data.items()}
        for row in rows
        if not row.form.is_empty
    ]


def as_data(draft: DecisionIn) -> dict[str, Any]:
    """Give a saved draft as the data that the form is filled with."""
    plain = {field.name: getattr(draft, field.name) for field in fields(draft)}
    plain |= {
        "capacity": draft.capacity or None,
        "reason_ids": list(draft.reason_ids),
        "measures": [dict(one) for one in draft.measures],
        "items": [dict(one) for one in draft.items],
        "proposal_sessions": [
            {"day": one.day, "start": one.start, "end": one.end} for one in draft.proposal_sessions
        ],
        "proposal_places": [
            {
                "name": one.name, "okrug": one.okrug, "district": one.district,
                "points": "\n".join(one.points),
            }
            for one in draft.proposal_places
        ],
    }  # fmt: skip
    return plain
