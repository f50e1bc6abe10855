"""The draft decision as a form: every part that some outcome may ask for, in rows where there may be several."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from wtforms import FormField, HiddenField, RadioField, SelectField, SelectMultipleField

from desk import checks, places_form
from desk.decision_rows import ConditionRow, ItemRow, MeasureRow, ProposedPlace, ProposedSession
from desk.fields import DayLineField, DeskForm, SeenField, ask
from desk.speech import _
from web.i18n import lazy_gettext as _l
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
from workflow.content import SessionIn
from workflow.deciding import DecisionIn
from workflow.drafted import DraftView
from workflow.talks import CourtIn, MeetingIn

Pairs = Sequence[tuple[str, str]]

FIRST = (
    ("items", "field", _l("Choose what has to be put right")),
    ("items", "reason", _l("Say why")),
    ("measures", "measure", _l("Name the milder measure")),
    ("conditions", "what", _l("Write the condition")),
)
"""What a row that holds something can't be kept without."""
MEETING = ("person", "phone", "place", "day", "at", "after")
COURT = ("name", "day", "at", "number")
MOST_ROWS = 10
LONG = 6000


class DecisionForm(DeskForm):
    """What the office answers. Nothing here is required to save: readiness says what is missing."""

    seen = SeenField()
    opened = HiddenField()
    saved = HiddenField()  # which save of the draft the person saw
    outcome = RadioField(_l("Decision"), choices=[], validate_choice=False)
    ground = SelectField(_l("Ground"), choices=[], validate_choice=False)
    facts = TextField(_l("Facts behind the answer"), validators=[AtMost(LONG)])
    reason_ids = SelectMultipleField(_l("Reasons from the list"), choices=[], validate_choice=False)
    reasons = TextField(_l("Reasons in your words"), validators=[AtMost(LONG)])
    article = LineField(_l("Article that was not kept"), validators=[AtMost(200)])
    measures = RowsField(FormField(MeasureRow), max_entries=MOST_ROWS)
    items = RowsField(FormField(ItemRow), max_entries=MOST_ROWS)
    conditions = RowsField(FormField(ConditionRow), max_entries=MOST_ROWS)
    meeting_person = NameField(_l("With whom"))
    meeting_phone = LineField(_l("Telephone of that person"), validators=[AtMost(60)])
    meeting_place = LineField(_l("Where to meet"), validators=[AtMost(300)])
    meeting_day = DayLineField(_l("Day of the talk"))
    meeting_at = TimeField(_l("Hour of the talk"))
    write_by_day = DayLineField(_l("Or to write by: day"))
    write_by_at = TimeField(_l("Or to write by: hour"))
    meeting_after = TextField(_l("What happens after the talk"), validators=[AtMost(1000)])
    court_name = LineField(_l("Court"), validators=[AtMost(300)])
    court_day = DayLineField(_l("Day of the hearing"))
    court_at = TimeField(_l("Hour of the hearing"))
    court_number = LineField(_l("Number of the case, if there is one"), validators=[AtMost(100)])
    possible = TextField(_l("What the organiser can still do"), validators=[AtMost(2000)])
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


ROWS = ("measures", "items", "conditions", "proposal_sessions", "proposal_places")


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
    days, rows = (
        [row.form for row in form[name] if not row.form.is_empty]
        for name in ("proposal_sessions", "proposal_places")
    )
    checks.ground(days, rows)
    for name, part, sentence in FIRST:
        for row in form[name]:
            if not row.form.is_empty:
                ask(row.form[part], sentence)
    _whole_talks(form)
    return len(form.problems()) == before


def _whole_talks(form: DecisionForm) -> None:
    """A day of a talk or a hearing has its hour, and an hour its day."""
    if form.meeting_day.data or form.meeting_at.data:
        ask(form.meeting_day, _l("Enter the day of the talk"))
        ask(form.meeting_at, _l("Enter the hour of the talk, for example 11:00"))
    if form.write_by_at.data:
        ask(form.write_by_day, _l("Enter the day by which the organiser writes"))
    if form.court_day.data or form.court_at.data:
        ask(form.court_day, _l("Enter the day of the hearing"))
        ask(form.court_at, _l("Enter the hour of the hearing, for example 10:00"))
    for hour in (form.meeting_at, form.court_at):
        checks.starts(hour)


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
            places_form.place_of(row.form) for row in form.proposal_places if not row.form.is_empty
        ),
        conditions=tuple(filled(form.conditions)),
        meeting=_meeting(form),
        court=_court(form),
        possible=form.possible.data or "",
        person_facts=form.person_facts.data or "",
        person_source=form.person_source.data or "",
        replace_reason=form.replace_reason.data or "",
    )


def _meeting(form: DecisionForm) -> MeetingIn:
    return MeetingIn(
        person=form.meeting_person.data or "",
        phone=form.meeting_phone.data or "",
        place=form.meeting_place.data or "",
        day=_day(form.meeting_day),
        at=form.meeting_at.data or "",
        write_by_day=_day(form.write_by_day),
        write_by_at=form.write_by_at.data or "",
        after=form.meeting_after.data or "",
    )


def _court(form: DecisionForm) -> CourtIn:
    return CourtIn(
        name=form.court_name.data or "",
        day=_day(form.court_day),
        at=form.court_at.data or "",
        number=form.court_number.data or "",
    )


def _day(field: DayLineField) -> date | None:
    return field.data if isinstance(field.data, date) else None


def filled(rows: Any) -> list[dict[str, Any]]:
    """Give the rows of a list that hold something, as plain values."""
    return [
        {name: value or "" for name, value in row.form.data.items()}
        for row in rows
        if not row.form.is_empty
    ]


def as_data(draft: DecisionIn) -> dict[str, Any]:
    """Give a saved draft as the data that the form is filled with."""
    nested = ("meeting", "court")
    plain = {
        field.name: getattr(draft, field.name)
        for field in fields(draft)
        if field.name not in nested
    }
    plain |= {
        "capacity": draft.capacity or None,
        "reason_ids": list(draft.reason_ids),
        "measures": [dict(one) for one in draft.measures],
        "items": [dict(one) for one in draft.items],
        "conditions": [dict(one) for one in draft.conditions],
        **{f"meeting_{name}": getattr(draft.meeting, name) for name in MEETING},
        "write_by_day": draft.meeting.write_by_day,
        "write_by_at": draft.meeting.write_by_at,
        **{f"court_{name}": getattr(draft.court, name) for name in COURT},
        "proposal_sessions": [
            {"day": one.day, "start": one.start, "end": one.end} for one in draft.proposal_sessions
        ],
        "proposal_places": [
            places_form.row_of(one) for one in draft.proposal_places
        ],
    }  # fmt: skip
    return plain
